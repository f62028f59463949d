using System.Globalization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Admin.Switches;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Announcements;

/// <summary>
/// Ready-made words for what members will ask about: a switch that is off, a bank's maintenance. An operator reads,
/// changes and publishes them.
/// </summary>
internal static class AnnouncementDrafts
{
    public static AnnouncementText Empty { get; } =
        new(AnnouncementKind.Notice, AnnouncementAudience.Everybody, "", "", "", "", null, null, null);

    public static AnnouncementText Of(SwitchView view)
    {
        string Title() => T($"{SwitchWords.Of(view)} 잠시 중단 안내", $"{SwitchWords.Of(view)}: stopped for a while");
        string Text() =>
            string.Join(
                '\n',
                [
                    T(
                        $"지금 {SwitchWords.Of(view)} 서비스를 잠시 멈췄어요.",
                        $"This service is stopped for a while: {SwitchWords.Of(view)}."
                    ),
                    view.Off?.Until is { } until
                        ? T(
                            $"{TimeInSeoul(until)}쯤 다시 열릴 예정이에요.",
                            $"We expect it back around {TimeInSeoul(until)}."
                        )
                        : T("다시 열리면 알려 드릴게요.", "We will tell you when it is back."),
                    T(
                        "회원님의 돈은 그대로 안전해요. 불편을 드려 죄송해요.",
                        "Your money is safe. We are sorry for the trouble."
                    ),
                ]
            );
        var audience = (view.Service, view.Franchise) switch
        {
            (BankService.Payout, _) or (_, not null) => AnnouncementAudience.Franchises,
            (null, null) => AnnouncementAudience.Everybody,
            _ => AnnouncementAudience.Members,
        };
        return Empty with
        {
            Kind = AnnouncementKind.Maintenance,
            Audience = audience,
            TitleKo = In("ko", Title),
            TitleEn = In("en", Title),
            TextKo = In("ko", Text),
            TextEn = In("en", Text),
            To = view.Off?.Until,
        };
    }

    public static AnnouncementText Of(BankView bank, WindowRule rule)
    {
        string Title() => T($"{BankWords.NameOf(bank)} 점검 안내", $"{BankWords.NameOf(bank)}: maintenance");
        string Text() =>
            string.Join(
                '\n',
                [
                    T(
                        $"{BankWords.NameOf(bank)} 점검 시간: {SwitchWords.Of(rule)}",
                        $"{BankWords.NameOf(bank)} is in maintenance: {SwitchWords.Of(rule)}"
                    ),
                    T(
                        "그동안 이 은행 계좌로 충전하거나 보낼 수 없어요. 잔액으로 결제하고 회원끼리 보내는 것은 그대로 돼요.",
                        "Meanwhile you can't charge from it or send to it. Paying from your balance and "
                            + "sending between members go on."
                    ),
                ]
            );
        DateTimeOffset? end = rule.On is { } day
            ? new DateTimeOffset(
                (rule.To < rule.From ? day.AddDays(1) : day).ToDateTime(rule.To),
                SeoulTime.Offset
            ).ToUniversalTime()
            : null;
        return Empty with
        {
            Kind = AnnouncementKind.Maintenance,
            Audience = AnnouncementAudience.Members,
            TitleKo = In("ko", Title),
            TitleEn = In("en", Title),
            TextKo = In("ko", Text),
            TextEn = In("en", Text),
            To = end,
        };
    }

    /// <summary>The same words in the language asked for, whoever asks.</summary>
    private static string In(string language, Func<string> say)
    {
        var mine = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = mine;
        }
    }
}
