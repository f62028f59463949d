using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Sessions;

[Trait("Lane", "Fast")]
public sealed class SessionTests : IAsyncLifetime
{
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;
    private string stamp = "";

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
        stamp = (await house.DbAsync(db => db.Users.FindAsync(member.SignInId).AsTask()))!.SecurityStamp!;
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_session_nobody_uses_ends_and_one_in_use_does_not()
    {
        var (idle, used) = (
            await house.SignedInAsync(member.SignInId),
            await house.SignedInAsync(member.SignInId, "Safari · iPhone")
        );
        for (var hour = 0; hour < 12; hour++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            await house.AskAsync<ISessions, bool>(async s =>
            {
                await s.SeenAsync(used.Session!.Value);
                return true;
            });
        }

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await HoldsAsync(idle));
        Assert.True(await HoldsAsync(used));
        Assert.Equal(
            "Safari · iPhone",
            Assert.Single(await house.AskAsync((ISessions s) => s.ListAsync(member.SignInId))).Device
        );
    }

    [Fact]
    public async Task No_session_lasts_longer_than_a_week_however_much_it_is_used()
    {
        var me = await house.SignedInAsync(member.SignInId);
        for (var half = 0; half < 14; half++)
        {
            house.Clock.Advance(TimeSpan.FromHours(11.9));
            await house.AskAsync<ISessions, bool>(async s =>
            {
                await s.SeenAsync(me.Session!.Value);
                return true;
            });
        }

        Assert.True(await HoldsAsync(me));
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False(await HoldsAsync(me));
    }

    [Fact]
    public async Task Signing_out_elsewhere_is_told_with_what_was_ended_and_a_plain_sign_out_is_not()
    {
        var (me, phone, tablet) = (
            await house.SignedInAsync(member.SignInId),
            await house.SignedInAsync(member.SignInId, "Safari · iPhone"),
            await house.SignedInAsync(member.SignInId, "Chrome · Android")
        );
        (
            await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, phone.Session!.Value, from: me.Session))
        ).Granted();
        (
            await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, phone.Session!.Value, from: me.Session))
        ).Granted(); // ended already
        (await house.AskAsync((ISessions s) => s.EndOthersAsync(member.SignInId, me.Session!.Value))).Granted();
        (await house.AskAsync((ISessions s) => s.EndAsync(member.SignInId, me.Session!.Value))).Granted();

        await APigeon.CarryAllAsync(house);
        Assert.Equal(
            ["Chrome · Android", "Safari · iPhone"],
            pigeon
                .Letters.Where(l => l.What.Event == NoticeEvent.SessionsEnded)
                .Select(l => l.What.Detail!)
                .Order(StringComparer.Ordinal)
        );
        Assert.False(await HoldsAsync(tablet));
    }

    [Fact]
    public async Task Staff_who_read_no_notices_here_are_told_by_mail()
    {
        var clerk = (
            await house.AskAsync(
                (ISignIns s) =>
                    s.CreateAsync("clerk@example.com", AMembership.Password, "운영 담당", [SignInRoles.Operator])
            )
        ).Granted();
        await house.SignedInAsync(clerk);
        await house.SignedInAsync(clerk, "Firefox · Linux");
        for (var i = 0; i < 5; i++)
            (await house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(clerk, "wrong"))).Refused();

        await APigeon.CarryAllAsync(house);

        Assert.Equal(
            [NoticeEvent.SignedIn, NoticeEvent.SignInLocked],
            pigeon.Letters.Select(l => l.What.Event).Order()
        );
        Assert.All(
            pigeon.Letters,
            l =>
                Assert.Equal(
                    ("clerk@example.com", "운영 담당", (MyPay.Domain.Kernel.MemberId?)null),
                    (l.Address, l.ReaderName, l.Member)
                )
        );
    }

    [Fact]
    public async Task The_right_password_on_the_last_try_locks_nobody_and_tells_nothing()
    {
        for (var i = 0; i < 4; i++)
            (await house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(member.SignInId, "wrong"))).Refused();
        (await house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(member.SignInId, AMembership.Password))).Granted();

        await APigeon.CarryAllAsync(house);
        Assert.Empty(pigeon.Letters);
    }

    private Task<bool> HoldsAsync(Actor me) =>
        house.AskAsync((ISessions s) => s.HoldsAsync(me.Id, stamp, me.Session!.Value));
}
