using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Recovery;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Recovery;

[Trait("Lane", "Fast")]
public sealed class PasswordResetTests : IAsyncLifetime
{
    private const string Next = "brand-new-horse-7";
    private readonly APigeon pigeon = new();
    private AMembership house = null!;
    private MemberView member = null!;

    public async Task InitializeAsync()
    {
        house = new AMembership(services => services.AddSingleton<IMailCarrier>(pigeon));
        member = await house.JoinAsync();
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_link_sets_a_new_password_once_and_ends_every_session()
    {
        var me = await house.SignedInAsync(member.SignInId);
        var token = await AskAsync();
        Assert.Equal("me***@example.com", (await Recovery(r => r.LookAsync(token))).Granted());
        Assert.Equal("me***@example.com", (await Recovery(r => r.LookAsync(token))).Granted()); // looking spends nothing

        Assert.Equal(
            "membership.sign_up.password_weak",
            (await Recovery(r => r.ResetAsync(token, "12345678"))).Refused().Code
        );
        (await Recovery(r => r.ResetAsync(token, Next))).Granted();

        Assert.Equal(
            "membership.recovery.link_void",
            (await Recovery(r => r.ResetAsync(token, "other-horse-77"))).Refused().Code
        );
        (await VerifyAsync(Next)).Granted();
        Assert.Empty(await house.AskAsync((ISessions s) => s.ListAsync(member.SignInId)));
        Assert.Equal(
            "membership.step_up.required",
            (await house.MembersAsync(m => m.ChangeProfileAsync(member.Id, new(null, "01099998888", null), me)))
                .Refused()
                .Code
        );
        await APigeon.CarryAllAsync(house);
        Assert.Contains(pigeon.Letters, l => l.What.Event == NoticeEvent.PasswordChanged && l.Address == member.Email);
    }

    [Fact]
    public async Task A_used_link_takes_the_others_with_it_and_an_old_one_is_void()
    {
        var (first, second) = (await AskAsync(), await AskAsync());
        Assert.NotEqual(first, second);
        (await Recovery(r => r.ResetAsync(second, Next))).Granted();
        Assert.Equal(
            "membership.recovery.link_void",
            (await Recovery(r => r.ResetAsync(first, "other-horse-77"))).Refused().Code
        );

        house.Clock.Advance(TimeSpan.FromHours(2));
        var late = await AskAsync();
        house.Clock.Advance(IAccountRecovery.LinkLife);
        Assert.Equal("membership.recovery.link_void", (await Recovery(r => r.LookAsync(late))).Refused().Code);
        Assert.Equal(
            "membership.recovery.link_void",
            (await Recovery(r => r.ResetAsync(late, "other-horse-77"))).Refused().Code
        );
        (await VerifyAsync(Next)).Granted();
    }

    [Fact]
    public async Task Whoever_asks_is_told_the_same_and_costs_the_same_rows()
    {
        (await Recovery(r => r.AskAsync("nobody@example.com", from: null))).Granted();
        (await Recovery(r => r.AskAsync(member.Email.ToUpperInvariant(), from: null))).Granted();
        Assert.Equal(
            "membership.sign_up.email_invalid",
            (await Recovery(r => r.AskAsync("no address", from: null))).Refused().Code
        );

        var rows = await house.DbAsync(db => db.Set<PasswordResetRow>().AsNoTracking().ToListAsync());
        Assert.Equal(2, rows.Count);
        await APigeon.CarryAllAsync(house);
        Assert.Equal(member.Email, Assert.Single(pigeon.Letters).Address);
    }

    [Fact]
    public async Task Three_letters_an_hour_and_no_more_words_about_it()
    {
        for (var i = 0; i < 6; i++)
            (await Recovery(r => r.AskAsync(member.Email, from: null))).Granted();
        await APigeon.CarryAllAsync(house);
        Assert.Equal(3, pigeon.Letters.Count);

        house.Clock.Advance(TimeSpan.FromMinutes(61));
        await AskAsync();
        Assert.Equal(4, pigeon.Letters.Count);
    }

    [Fact]
    public async Task Twenty_links_in_ten_minutes_for_an_address_whoever_they_are_for()
    {
        for (var i = 0; i < 20; i++)
            (await Recovery(r => r.AskAsync($"nobody{i}@example.com", "192.0.2.1"))).Granted();

        var often = (await Recovery(r => r.AskAsync(member.Email, "192.0.2.1"))).Refused();
        Assert.Equal(("membership.recovery.asked_too_often", 10L), (often.Code, often.Args[0]));
        (await Recovery(r => r.AskAsync(member.Email, "192.0.2.2"))).Granted();
        house.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        (await Recovery(r => r.AskAsync(member.Email, "192.0.2.1"))).Refused();
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Recovery(r => r.AskAsync(member.Email, "192.0.2.1"))).Granted();
    }

    [Fact]
    public async Task A_lock_by_misses_is_lifted_and_a_second_step_stays()
    {
        for (var i = 0; i < 6; i++)
            (await VerifyAsync("wrong")).Refused();
        Assert.Equal("membership.password.locked", (await VerifyAsync(AMembership.Password)).Refused().Code);

        (await ResetAsync()).Granted();

        (await VerifyAsync(Next)).Granted();
        await APigeon.CarryAllAsync(house);
        Assert.Single(pigeon.Letters, l => l.What.Event == NoticeEvent.SignInLocked);
    }

    [Fact]
    public async Task Staff_come_back_the_same_way_and_an_ended_sign_in_never()
    {
        var clerk = (
            await house.AskAsync(
                (ISignIns s) =>
                    s.CreateAsync("clerk@example.com", AMembership.Password, "운영 담당", [SignInRoles.Operator])
            )
        ).Granted();
        (await Recovery(r => r.AskAsync("clerk@example.com", from: null))).Granted();
        var token = await pigeon.TokenAsync(house, NoticeEvent.PasswordResetAsked, "clerk@example.com");
        (await Recovery(r => r.ResetAsync(token, Next))).Granted();
        (await house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(clerk, Next))).Granted();

        var mine = await AskAsync();
        (await house.MembersAsync(m => m.CloseAsync(member.Id, AMembership.Password))).Granted();
        Assert.Equal("membership.recovery.link_void", (await Recovery(r => r.ResetAsync(mine, Next))).Refused().Code);
        var before = pigeon.Letters.Count;
        (await Recovery(r => r.AskAsync(member.Email, from: null))).Granted();
        await APigeon.CarryAllAsync(house);
        Assert.Equal(before, pigeon.Letters.Count);
    }

    [Fact]
    public async Task The_store_keeps_no_link_that_works()
    {
        var token = await AskAsync();

        var (resets, mails) = await house.DbAsync(async db =>
            (
                await db.Set<PasswordResetRow>().AsNoTracking().ToListAsync(),
                await db.Set<MailRow>().AsNoTracking().ToListAsync()
            )
        );
        Assert.DoesNotContain(resets, r => r.TokenHash.Contains(token, StringComparison.Ordinal));
        Assert.All(mails, m => Assert.Null(m.SealedToken)); // forgotten once sent
    }

    private async Task<Result<Done>> ResetAsync()
    {
        var token = await AskAsync();
        return await Recovery(r => r.ResetAsync(token, Next));
    }

    private async Task<string> AskAsync()
    {
        (await Recovery(r => r.AskAsync(member.Email, from: null))).Granted();
        return await pigeon.TokenAsync(house, NoticeEvent.PasswordResetAsked, member.Email);
    }

    private Task<T> Recovery<T>(Func<IAccountRecovery, Task<T>> question) => house.AskAsync(question);

    private Task<Result<Done>> VerifyAsync(string password) =>
        house.AskAsync((ISignIns s) => s.VerifyPasswordAsync(member.SignInId, password));
}
