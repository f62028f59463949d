using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership;

/// <summary>What begins a calm time, and what does not; a new PIN is in <see cref="Pin.PinProofTests"/>.</summary>
[Trait("Lane", "Fast")]
public sealed class CalmTimeTests : IAsyncLifetime
{
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
        await SignInAsync("laptop");
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_first_browser_and_a_known_one_begin_none_and_another_one_does()
    {
        Assert.Null(await CalmAsync());
        house.Clock.Advance(TimeSpan.FromDays(3));
        await SignInAsync("laptop");
        Assert.Null(await CalmAsync());

        await SignInAsync("phone");
        var until = house.Clock.GetUtcNow().AddHours(24);
        Assert.Equal(new CalmTime(until, CalmReason.NewDevice), await CalmAsync());
        house.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal(until, (await CalmAsync())!.Until);
        house.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await CalmAsync());
        await SignInAsync("phone");
        Assert.Null(await CalmAsync());
    }

    [Fact]
    public async Task A_browser_that_cannot_be_told_from_others_is_a_new_one()
    {
        await SignInAsync(null);
        Assert.Equal(CalmReason.NewDevice, (await CalmAsync())!.Reason);
    }

    [Fact]
    public async Task A_passkey_begins_none()
    {
        await SignInAsync("phone", byPasskey: true);
        Assert.Null(await CalmAsync());
    }

    [Fact]
    public async Task A_new_password_by_mail_begins_one()
    {
        (await house.AskAsync((IAccountRecovery r) => r.AskAsync(member.Email, null))).Granted();
        var token = await pigeon.TokenAsync(house, NoticeEvent.PasswordResetAsked, member.Email);
        (await house.AskAsync((IAccountRecovery r) => r.ResetAsync(token, "brand-new-horse-7"))).Granted();

        Assert.Equal(new CalmTime(house.Clock.GetUtcNow().AddHours(24), CalmReason.NewPassword), await CalmAsync());
    }

    [Fact]
    public async Task A_new_number_begins_one_and_a_confirmed_old_one_none()
    {
        var me = await house.SignedInAsync(member.SignInId);
        house.Clock.Advance(TimeSpan.FromHours(25));
        me = me with { Session = await SignInAsync("laptop") };
        var same = await house.ProveAsync(member.Phone, "same");
        (await ChangeAsync(member.Phone, same)).Granted();
        Assert.Null(await CalmAsync());

        var another = await house.ProveAsync("010-5555-0001", "another");
        (await ChangeAsync("010-5555-0001", another)).Granted();
        Assert.Equal(CalmReason.NewPhone, (await CalmAsync())!.Reason);

        Task<Result<MemberView>> ChangeAsync(string phone, PhoneProof proof) =>
            house.MembersAsync(m => m.ChangeProfileAsync(member.Id, new ProfileChange(null, phone, null, proof), me));
    }

    [Fact]
    public async Task It_is_the_members_own()
    {
        var other = await house.JoinAsync();
        await SignInAsync("phone");
        Assert.Null(await CalmAsync(other.Id));
    }

    private async Task<Guid> SignInAsync(string? browser, bool byPasskey = false) =>
        (
            await house.AskAsync((ISessions s) => s.OpenAsync(member.SignInId, "Chrome · Mac", browser, byPasskey))
        ).Granted();

    private Task<CalmTime?> CalmAsync() => CalmAsync(member.Id);

    private Task<CalmTime?> CalmAsync(MemberId whose) =>
        house.DbAsync(db =>
            Task.FromResult(
                new MyPay.Domain.Membership.Freezing.Freezes()
                    .StandingOf(db, whose)!
                    .Value.CalmAt(house.Clock.GetUtcNow())
            )
        );
}
