using System.Globalization;
using System.Net;
using System.Text;
using MimeKit;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Host;
using MyPay.Web.Portals.Wallet.Notifications;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Mail;

/// <summary>
/// Puts a letter into words and form: plain text, and the same as simple HTML, in its reader's language.
/// </summary>
internal sealed class Letters(
    MailSettings settings,
    PublicAddress address,
    StopLinks stops,
    FreezeLinks freezes,
    IMovements movements,
    TimeProvider clock
)
{
    public async Task<MimeMessage> WriteAsync(OutgoingMail mail, CancellationToken ct)
    {
        var receipt = mail is { Member: { } member, What.Amount: not null }
            ? (await movements.FindBySourceAsync(member, mail.What.Source, ct))?.Number
            : null;
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(mail.Language);
            return Write(mail, receipt);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MimeMessage Write(OutgoingMail mail, long? receipt)
    {
        var kind = Notice.KindOf(mail.What.Event);
        var stop =
            kind != NoticeKind.Security && mail.Member is { } member
                ? $"{address.Base}/mail/stop?t={stops.For(member, kind)}"
                : null;
        var freeze =
            kind == NoticeKind.Security && mail.Member is { } owner ? $"{address.Base}{freezes.For(owner)}" : null;
        var words = LetterWords.Of(mail, receipt);
        var message = new MimeMessage
        {
            Subject = OneLine(words.Subject),
            Date = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")),
            MessageId = $"{mail.Id:N}@{settings.From.Domain}",
            Body = new BodyBuilder
            {
                TextBody = Text(mail, words, stop, freeze),
                HtmlBody = Html(mail, words, stop, freeze),
            }.ToMessageBody(),
        };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress(Encoding.UTF8, OneLine(mail.ReaderName), mail.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (stop is not null)
        {
            message.Headers.Add(
                HeaderId.ListUnsubscribe,
                $"<{stop.Replace("/mail/stop?", "/mail/stop/now?", StringComparison.Ordinal)}>"
            );
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private string Text(OutgoingMail mail, LetterWords words, string? stop, string? freeze)
    {
        var text = new StringBuilder().AppendLine(words.Greeting).AppendLine().AppendLine(words.Title).AppendLine();
        foreach (var line in words.Lines)
            text.AppendLine(line);
        if (words.Lines.Count > 0)
            text.AppendLine();
        text.AppendLine($"{words.Button}: {address.Base}{words.Path}").AppendLine();
        if (freeze is not null)
            text.AppendLine($"{FreezeWords}: {freeze}").AppendLine();
        text.AppendLine(T($"{TimeInSeoul(mail.At)} (서울)", $"{TimeInSeoul(mail.At)} (Seoul)"))
            .AppendLine("--")
            .AppendLine(Foot);
        if (stop is not null)
            text.AppendLine($"{StopWords}: {stop}");
        return text.ToString();
    }

    // Mail programs know no style sheets: what little form there is stands at the elements. Everything that a person
    // wrote is encoded.
    private string Html(OutgoingMail mail, LetterWords words, string? stop, string? freeze)
    {
        var lines = string.Concat(words.Lines.Select(line => $"<p style=\"margin:0 0 8px\">{Encode(line)}</p>"));
        var end = stop is null ? "" : $"<br><a href=\"{Encode(stop)}\" style=\"color:#6b7280\">{Encode(StopWords)}</a>";
        var halt = freeze is null
            ? ""
            : $"<p style=\"margin:0 0 16px\"><a href=\"{Encode(freeze)}\" style=\"color:#c22a2a\">{Encode(FreezeWords)}</a></p>";
        return $"""
            <!doctype html>
            <html lang="{Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(
                words.Subject
            )}</title></head>
            <body style="margin:0;padding:24px;background:#f6f7f9;color:#2b303b;font-family:'Noto Sans KR','Apple SD Gothic Neo',sans-serif;font-size:16px;line-height:1.6;word-break:keep-all">
            <div style="max-width:520px;margin:0 auto;padding:24px;background:#ffffff;border-radius:16px">
            <p style="margin:0 0 16px;font-weight:700;color:#1c3fd1">{Encode(T("마이 페이", "MyPay"))}</p>
            <p style="margin:0 0 8px">{Encode(words.Greeting)}</p>
            <h1 style="margin:0 0 12px;font-size:20px;color:#14171f">{Encode(words.Title)}</h1>
            {lines}
            <p style="margin:20px 0"><a href="{Encode(
                address.Base + words.Path
            )}" style="display:inline-block;padding:12px 20px;border-radius:12px;background:#2f5bff;color:#ffffff;font-weight:700;text-decoration:none">{Encode(
                words.Button
            )}</a></p>
            {halt}
            <p style="margin:0;font-size:14px;color:#6b7280">{Encode(
                T($"{TimeInSeoul(mail.At)} (서울)", $"{TimeInSeoul(mail.At)} (Seoul)")
            )}</p>
            </div>
            <p style="max-width:520px;margin:16px auto 0;font-size:12px;color:#6b7280">{Encode(Foot)}{end}</p>
            </body></html>
            """;
    }

    private static string Foot =>
        T(
            "마이 페이가 자동으로 보낸 메일이에요. 메일로 비밀번호나 결제 비밀번호를 묻지 않아요.",
            "Sent automatically by MyPay. We never ask for your password or PIN by e-mail."
        );

    private static string FreezeWords =>
        T("내가 아니라면 지금 내 돈 멈추기 (로그인 없이)", "Not you? Stop your money now, without signing in");

    private static string StopWords => T("이런 메일 그만 받기", "Stop mail of this kind");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A name with a line break in it would write headers of its own.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
