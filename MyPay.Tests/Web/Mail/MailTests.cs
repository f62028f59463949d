using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using MyPay.Web.Mail;
using Xunit;

namespace MyPay.Tests.Web.Mail;

/// <summary>
/// Letters over real SMTP: written with the money, carried afterwards, at least once and hardly ever twice.
/// </summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly AMailServer server = AMailServer.Start();
    private AProduct product = null!;

    public async Task InitializeAsync() =>
        product = await AProduct.StartAsync(
            settings: server.Settings(more: "--MyPay:PublicBaseUrl=https://pay.example")
        );

    public async Task DisposeAsync()
    {
        await product.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Money_that_came_is_told_in_text_and_html_with_its_receipt_and_a_way_to_stop()
    {
        var (sender, receiver) = await TwoAsync();
        await SendAsync(sender, receiver, 12_000, "점심 <b>");

        await DeliverAsync();

        var letter = Assert.Single(server.Letters, l => l.To.Contains(receiver.Email, StringComparison.Ordinal));
        var message = letter.Message;
        Assert.Equal(
            ("[마이 페이] 김보냄 님이 12,000원을 보냈어요", "no-reply@mypay.example", receiver.Email),
            (message.Subject, message.From.Mailboxes.Single().Address, message.To.Mailboxes.Single().Address)
        );
        Assert.Contains("이받음 님,", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("“점심 <b>”", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://pay.example/wallet/history/1", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("점심 &lt;b&gt;", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);

        using var http = new HttpClient();
        var stop = message.Headers[HeaderId.ListUnsubscribe]!
            .Trim('<', '>')
            .Replace("https://pay.example", await product.ListenAsync(), StringComparison.Ordinal);
        using var stopped = await http.PostAsync(
            stop,
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
        );
        Assert.True(stopped.IsSuccessStatusCode);
        Assert.DoesNotContain(NoticeKind.Transfer, await product.AskAsync((INotices n) => n.MailedAsync(receiver.Id)));
        using var reader = new APlainBrowser(product.Host.Address);
        await reader.OpenAsync(message.TextBody!.Split("https://pay.example")[^1].Trim()); // the link at the foot, for people
        await reader.SendAsync();
        Assert.Contains("‘송금’ 메일을 껐어요", reader.Page, StringComparison.Ordinal);
        using var forged = await http.PostAsync(stop + "x", null);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Fact]
    public async Task Letters_speak_the_readers_language_and_security_cannot_be_unsubscribed()
    {
        var member = await product.MemberAsync("James");
        await product.AskAsync((IMembers m) => m.ChangeLanguageAsync(member.Id, "en"));
        (
            await product.AskAsync(
                (ISignIns s) => s.ChangePasswordAsync(member.SignInId, "MyPay!2026", "another-horse-7")
            )
        ).Granted();

        await DeliverAsync();

        var message = Assert.Single(server.Letters).Message;
        Assert.Equal("[MyPay] Your password was changed", message.Subject);
        Assert.Null(message.Headers[HeaderId.ListUnsubscribe]);
        Assert.DoesNotMatch("[가-힣]", message.TextBody);
        Assert.DoesNotContain("another-horse-7", server.Letters[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_later_and_one_letter_is_one_letter()
    {
        var busy = true;
        server.Answer = command =>
            busy && command.StartsWith("RCPT", StringComparison.Ordinal) ? "451 4.3.2 try later" : null;
        await ChangePasswordAsync();

        await DeliverAsync();
        Assert.Equal(new MailCounts(1, 1, 0, 0), await CountAsync());
        busy = false;
        await DeliverAsync();
        Assert.Empty(server.Letters); // a minute has not passed

        product.Clock.Advance(TimeSpan.FromSeconds(61));
        await DeliverAsync();
        await DeliverAsync();
        Assert.Single(server.Letters);
        Assert.Equal(new MailCounts(0, 0, 0, 1), await CountAsync());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_given_up_at_once_and_an_operator_sends_it_again()
    {
        var gone = true;
        server.Answer = command =>
            gone && command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no such mailbox" : null;
        var member = await ChangePasswordAsync();
        await DeliverAsync();

        var letter = Assert.Single(await product.AskAsync((IMailDesk d) => d.ListAsync(MailState.GivenUp, 10)));
        Assert.Contains("550", letter.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain(member.Email, letter.MaskedAddress + letter.Trouble, StringComparison.Ordinal);
        product.Clock.Advance(TimeSpan.FromDays(3));
        await DeliverAsync();
        Assert.Empty(server.Letters);

        gone = false;
        var clerk = await product.OperatorAsync();
        (await product.AskAsync((IMailDesk d) => d.ResendAsync(letter.Id, clerk))).Granted();
        await DeliverAsync();
        Assert.Single(server.Letters);
        Assert.Equal(
            "membership.mail.sent",
            (await product.AskAsync((IMailDesk d) => d.ResendAsync(letter.Id, clerk))).Refused().Code
        );
        Assert.Equal(
            "membership.mail.not_found",
            (await product.AskAsync((IMailDesk d) => d.ResendAsync(Guid.NewGuid(), clerk))).Refused().Code
        );
    }

    [Fact]
    public async Task A_server_that_is_down_for_an_hour_holds_up_no_money_and_gets_everything_once()
    {
        server.Down();
        var (sender, receiver) = await TwoAsync();
        for (var i = 0; i < 12; i++)
            await SendAsync(sender, receiver, 100 + i, null);
        Assert.Equal(Enumerable.Range(0, 12).Sum(i => 100 + i), await product.BalanceAsync(receiver.Id));
        for (var minute = 0; minute < 60; minute++)
        {
            await DeliverAsync();
            product.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(0, (await CountAsync()).Sent);
        server.Up();
        product.Clock.Advance(TimeSpan.FromMinutes(30));
        await DeliverAsync();

        Assert.Equal(12, server.Letters.Count(l => l.To.Contains(receiver.Email, StringComparison.Ordinal)));
        Assert.Equal(server.Letters.Count, server.Letters.Select(l => l.Message.MessageId).Distinct().Count());
        Assert.Equal(0, (await CountAsync()).Waiting);
    }

    [Fact]
    public async Task What_never_gets_through_is_given_up_in_the_end()
    {
        server.Down();
        await ChangePasswordAsync();
        for (var hour = 0; hour < 24 * 4; hour++)
        {
            await DeliverAsync();
            product.Clock.Advance(TimeSpan.FromHours(1));
        }

        var letter = Assert.Single(await product.AskAsync((IMailDesk d) => d.ListAsync(MailState.GivenUp, 10)));
        Assert.Equal(MailRules.MostTries, letter.Tries);
        Assert.True(letter.CanResend);
    }

    [Fact]
    public async Task Rounds_that_run_at_once_carry_each_letter_once()
    {
        var (sender, receiver) = await TwoAsync();
        for (var i = 0; i < 25; i++)
            await SendAsync(sender, receiver, 100 + i, null);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(DeliverAsync)));
        await DeliverAsync();

        Assert.Equal(server.Letters.Count, server.Letters.Select(l => l.Message.MessageId).Distinct().Count());
        Assert.Equal(25, server.Letters.Count(l => l.To.Contains(receiver.Email, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_said_in_the_clear_to_a_server_that_does_not_encrypt()
    {
        await using var strict = await AProduct.StartAsync(
            settings: server.Settings("StartTls", "--MyPay:Mail:User=mypay", "--MyPay:Mail:Password=secret-1")
        );
        await ChangePasswordAsync(strict);

        await DeliverAsync(strict);

        Assert.DoesNotContain(
            server.Heard,
            said =>
                said.StartsWith("MAIL", StringComparison.Ordinal) || said.StartsWith("AUTH", StringComparison.Ordinal)
        );
        var waiting = Assert.Single(await strict.AskAsync((IMailDesk d) => d.ListAsync(MailState.Waiting, 10)));
        Assert.Contains("STARTTLS", waiting.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_encrypted_way_is_used_only_with_a_certificate_that_is_trusted(bool trusted)
    {
        server.Certificate = AMailServer.NewCertificate();
        await using var strict = await AProduct.StartAsync(
            over: services =>
                services.AddScoped<IMailCarrier>(at =>
                    trusted ? Trusting(at) : ActivatorUtilities.CreateInstance<SmtpCarrier>(at)
                ),
            settings: server.Settings("StartTls", "--MyPay:Mail:User=mypay", "--MyPay:Mail:Password=secret-1")
        );
        await ChangePasswordAsync(strict);

        await DeliverAsync(strict);

        Assert.Equal(trusted, server.Letters is [{ Encrypted: true }]);
        Assert.Equal(trusted, server.Heard.Any(said => said.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_with_line_breaks_writes_no_headers_of_its_own()
    {
        await using var scope = product.Host.App.Services.CreateAsyncScope();
        var mail = new OutgoingMail(
            Guid.NewGuid(),
            null,
            "james@mypay.test",
            "James\r\nBcc: evil@mypay.test\r\n",
            "en",
            new(NoticeEvent.PasskeyAdded, "passkey:1", Name: "key\r\nBcc: evil@mypay.test\r\n\r\nHello"),
            product.Clock.GetUtcNow(),
            null
        );

        var written = await scope
            .ServiceProvider.GetRequiredService<Letters>()
            .WriteAsync(mail, CancellationToken.None);

        using var bytes = new MemoryStream();
        await written.WriteToAsync(bytes);
        bytes.Position = 0;
        var read = await MimeMessage.LoadAsync(bytes);
        Assert.Null(read.Headers[HeaderId.Bcc]);
        Assert.Equal("james@mypay.test", read.To.Mailboxes.Single().Address);
        Assert.Contains("Bcc: evil", read.Subject, StringComparison.Ordinal); // it is text, on one line
    }

    [Fact]
    public async Task A_letter_whose_outcome_was_lost_in_a_crash_goes_out_again_under_the_same_name()
    {
        var crash = new DeadCarrier();
        await using var dying = await AProduct.StartAsync(
            over: services =>
                services.AddScoped<IMailCarrier>(at =>
                    crash.Dead ? crash : ActivatorUtilities.CreateInstance<SmtpCarrier>(at)
                ),
            settings: server.Settings()
        );
        await ChangePasswordAsync(dying);
        _ = dying.AskAsync((IMailPost p) => p.DeliverDueAsync()); // takes it up and is never heard of again
        var taken = await crash.Taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
        crash.Dead = false;

        await DeliverAsync(dying);
        Assert.Empty(server.Letters);
        dying.Clock.Advance(TimeSpan.FromMinutes(16));
        await DeliverAsync(dying);

        Assert.Equal($"{taken:N}@mypay.example", Assert.Single(server.Letters).Message.MessageId);
        crash.End();
    }

    [Fact]
    public async Task Wishes_say_what_comes_by_mail_and_what_is_usual_is_what_happens_without_one()
    {
        var (sender, receiver) = await TwoAsync();
        Assert.Equal(
            new[] { NoticeKind.Transfer, NoticeKind.Allowance, NoticeKind.Security },
            (await product.AskAsync((INotices n) => n.MailedAsync(receiver.Id))).Order()
        );
        Assert.Equal(
            "membership.notices.security_stays",
            (await product.AskAsync((INotices n) => n.WishMailAsync(receiver.Id, NoticeKind.Security, false)))
                .Refused()
                .Code
        );

        (
            await product.AskAsync((INotices n) => n.WishMailAsync(receiver.Id, NoticeKind.Transfer, wanted: false))
        ).Granted();
        await SendAsync(sender, receiver, 1_000, null);
        (
            await product.AskAsync((INotices n) => n.WishAsync(receiver.Id, NoticeKind.Transfer, wanted: false))
        ).Granted();
        (
            await product.AskAsync((INotices n) => n.WishMailAsync(receiver.Id, NoticeKind.Transfer, wanted: true))
        ).Granted();
        await SendAsync(sender, receiver, 2_000, null);
        await DeliverAsync();

        Assert.Contains(
            "2,000원",
            Assert.Single(server.Letters, l => l.To.Contains(receiver.Email, StringComparison.Ordinal)).Message.Subject,
            StringComparison.Ordinal
        );
        Assert.Equal(
            Won.Of(1_000),
            Assert.Single((await product.AskAsync((INotices n) => n.ListAsync(receiver.Id, null, 10))).Rows).Amount
        );
    }

    [Fact]
    public async Task In_development_letters_lie_in_a_folder()
    {
        await using var alone = await AProduct.StartAsync();
        var member = await ChangePasswordAsync(alone);

        await DeliverAsync(alone);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(alone.DataDirectory, "mail"), "*.eml"));
        Assert.Equal(member.Email, (await MimeMessage.LoadAsync(file)).To.Mailboxes.Single().Address);
    }

    private SmtpCarrier Trusting(IServiceProvider at) =>
        new(
            at.GetRequiredService<MyPay.Web.Host.MailSettings>(),
            at.GetRequiredService<Letters>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SmtpCarrier>.Instance
        )
        {
            Trust = (_, shown, _, _) => shown?.GetCertHashString() == server.Certificate!.GetCertHashString(),
        };

    private async Task<(MemberView Sender, MemberView Receiver)> TwoAsync() =>
        (await product.MemberWithAsync(50_000, "김보냄"), await product.MemberAsync("이받음"));

    private async Task SendAsync(MemberView sender, MemberView receiver, long won, string? message) =>
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(won), message, false, Once.NewKey()))
            )
        ).Granted();

    private async Task<MemberView> ChangePasswordAsync(AProduct? at = null)
    {
        var member = await (at ?? product).MemberAsync();
        (
            await (at ?? product).AskAsync(
                (ISignIns s) => s.ChangePasswordAsync(member.SignInId, "MyPay!2026", "another-horse-7")
            )
        ).Granted();
        return member;
    }

    private Task DeliverAsync() => DeliverAsync(product);

    private static async Task DeliverAsync(AProduct product)
    {
        while (await product.AskAsync((IMailPost p) => p.DeliverDueAsync()) > 0) { }
    }

    private Task<MailCounts> CountAsync() => product.AskAsync((IMailDesk d) => d.CountAsync());

    /// <summary>Takes a letter and says nothing any more.</summary>
    private sealed class DeadCarrier : IMailCarrier
    {
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Dead { get; set; } = true;

        public TaskCompletionSource<Guid> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => end.SetResult();

        public async IAsyncEnumerable<MailOutcome> CarryAsync(
            IReadOnlyList<OutgoingMail> mails,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default
        )
        {
            Taken.SetResult(mails[0].Id);
            await end.Task;
            yield return MailOutcome.Sent;
        }
    }
}
