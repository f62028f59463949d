using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Domain.Membership.Passkeys;
using MyPay.Tests.Domain.Membership.SignUp;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Recovery;

[Trait("Lane", "Fast")]
public sealed class EmailChangeTests : IAsyncLifetime
{
    private const string New = "new@example.com";
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;
    private Actor me = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
        me = await house.SignedInAsync(member.SignInId);
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_new_address_counts_once_its_letter_is_answered()
    {
        var token = await BeginAsync();
        Assert.Equal((member.Email, New), (await EmailAsync(), await Emails(e => e.PendingAsync(member.Id))));
        Assert.Contains(pigeon.Letters, l => l.What.Event == NoticeEvent.EmailChangeAsked && l.Address == member.Email);

        Assert.Equal(New, (await Emails(e => e.LookAsync(token))).Granted());
        (await Emails(e => e.ConfirmAsync(token))).Granted();

        Assert.Equal((New, (string?)null), (await EmailAsync(), await Emails(e => e.PendingAsync(member.Id))));
        Assert.True((await SignUpTests.SignInAsync(house, New, AMembership.Password)).Succeeded);
        Assert.False((await SignUpTests.SignInAsync(house, member.Email, AMembership.Password)).Succeeded);
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.ConfirmAsync(token))).Refused().Code);
        await APigeon.CarryAllAsync(house);
        Assert.Contains(pigeon.Letters, l => l.What.Event == NoticeEvent.EmailChanged && l.Address == member.Email);
    }

    [Fact]
    public async Task A_letter_that_is_late_replaced_or_cancelled_changes_nothing()
    {
        var first = await BeginAsync();
        var second = await BeginAsync("second@example.com");
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.ConfirmAsync(first))).Refused().Code);

        (await Emails(e => e.CancelAsync(member.Id, me))).Granted();
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.ConfirmAsync(second))).Refused().Code);

        var third = await BeginAsync();
        house.Clock.Advance(IEmailChanges.ConfirmLife);
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.LookAsync(third))).Refused().Code);
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.ConfirmAsync(third))).Refused().Code);
        Assert.Equal(member.Email, await EmailAsync());
    }

    [Fact]
    public async Task Somebody_elses_letter_box_is_not_filled()
    {
        for (var i = 0; i < 5; i++)
            await BeginAsync($"box{i}@example.com");
        Assert.Equal("membership.email_change.too_many", (await ChangeAsync("box6@example.com")).Refused().Code);
    }

    [Fact]
    public async Task An_address_taken_meanwhile_is_not_given_twice()
    {
        var token = await BeginAsync();
        (await house.MembersAsync(m => m.SignUpAsync(AMembership.Form(New, phone: "010-5555-6666")))).Granted();

        Assert.Equal("membership.sign_up.email_taken", (await Emails(e => e.ConfirmAsync(token))).Refused().Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task That_was_not_me_gives_the_old_address_back_and_throws_everybody_out(bool confirmed)
    {
        var confirm = await BeginAsync();
        var undo = await pigeon.TokenAsync(house, NoticeEvent.EmailChangeAsked, member.Email);
        if (confirmed)
            (await Emails(e => e.ConfirmAsync(confirm))).Granted();
        (await house.AskAsync((IPasskeys p) => p.AddAsync(me, PasskeyTests.New(1), "thief", "ceremony-1"))).Granted();
        var seen = (await Emails(e => e.LookUndoAsync(undo))).Granted();
        Assert.Equal((member.Email, "ne***@example.com", confirmed), (seen.From, seen.MaskedTo, seen.IsDone));

        (await Emails(e => e.UndoAsync(undo))).Granted();

        Assert.Equal(member.Email, await EmailAsync());
        Assert.Empty(await house.AskAsync((ISessions s) => s.ListAsync(member.SignInId)));
        Assert.Empty(await house.AskAsync((IPasskeys p) => p.ListAsync(member.SignInId)));
        Assert.Equal(
            "membership.password.wrong",
            (await house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(member.SignInId, AMembership.Password)))
                .Refused()
                .Code
        );
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.ConfirmAsync(confirm))).Refused().Code);
        Assert.Equal("membership.recovery.link_void", (await Emails(e => e.UndoAsync(undo))).Refused().Code);
        var reset = await pigeon.TokenAsync(house, NoticeEvent.PasswordResetAsked, member.Email);
        (await house.AskAsync((IAccountRecovery r) => r.ResetAsync(reset, "brand-new-horse-7"))).Granted();
        Assert.True((await SignUpTests.SignInAsync(house, member.Email, "brand-new-horse-7")).Succeeded);
    }

    [Fact]
    public async Task The_old_address_stays_reserved_while_it_can_be_taken_back()
    {
        var token = await BeginAsync();
        (await Emails(e => e.ConfirmAsync(token))).Granted();
        Assert.Equal(
            "membership.sign_up.email_taken",
            (await house.MembersAsync(m => m.SignUpAsync(AMembership.Form(member.Email, phone: "010-5555-6666"))))
                .Refused()
                .Code
        );
        var back = await BeginAsync(member.Email);
        Assert.Equal(member.Email, (await Emails(e => e.LookAsync(back))).Granted()); // its owner may have it back

        house.Clock.Advance(IEmailChanges.UndoLife);
        (
            await house.MembersAsync(m => m.SignUpAsync(AMembership.Form(member.Email, phone: "010-5555-6666")))
        ).Granted();
    }

    private async Task<string> BeginAsync(string email = New)
    {
        (await ChangeAsync(email)).Granted();
        return await pigeon.TokenAsync(house, NoticeEvent.ConfirmAddress, email);
    }

    private Task<Result<MemberView>> ChangeAsync(string email) =>
        house.MembersAsync(m => m.ChangeProfileAsync(member.Id, new(null, null, email), me));

    private async Task<string> EmailAsync() => (await house.MembersAsync(m => m.FindAsync(member.Id)))!.Email;

    private Task<T> Emails<T>(Func<IEmailChanges, Task<T>> question) => house.AskAsync(question);
}
