using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Tests.Domain.Membership.SignUp;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Membership.Closing;

[Trait("Lane", "Fast")]
public sealed class ClosingTests
{
    [Theory]
    [InlineData("wallet")]
    [InlineData("pending")]
    [InlineData("awaiting")]
    public async Task Money_left_anywhere_keeps_the_membership_open(string where)
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        await house.FundAsync(
            where switch
            {
                "wallet" => LedgerAccount.Wallet(member.Id),
                "pending" => LedgerAccount.Pending(member.Id),
                _ => LedgerAccount.Awaiting(member.Id),
            },
            1_234
        );

        var refusal = (await CloseAsync(house, member)).Refused();

        Assert.Equal(("membership.closing.money_left", 1_234L), (refusal.Code, refusal.Args[0]));
        Assert.Equal(MemberState.Active, (await house.MembersAsync(m => m.FindAsync(member.Id)))!.State);
    }

    [Fact]
    public async Task A_closed_member_is_out_and_the_address_and_number_are_free()
    {
        await using var house = new AMembership();
        var member = await house.JoinAsync();
        await house.LinkAsync(member.Id);
        (await house.PinsAsync(p => p.SetAsync(member.Id, "258039", null))).Granted();
        var told = new TaskCompletionSource();
        using var listening = house.Feed.Subscribe([$"member:{member.Id}"], () => told.TrySetResult());

        Assert.Equal(
            "membership.closing.password_wrong",
            (await house.MembersAsync(m => m.CloseAsync(member.Id, "not it at all"))).Refused().Code
        );
        (await CloseAsync(house, member)).Granted();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(10)); // open pages hear of it, a moment after the answer
        var closed = (await house.MembersAsync(m => m.FindAsync(member.Id)))!;
        Assert.Equal((MemberState.Closed, member.Email, member.Phone), (closed.State, closed.Email, closed.Phone));
        Assert.False((await SignUpTests.SignInAsync(house, member.Email, AMembership.Password)).Succeeded);
        Assert.True(
            (
                await SignUpTests.SignInAsync(house, $"closed-{member.Id}@closed.invalid", AMembership.Password)
            ).IsLockedOut
        );
        Assert.Empty(await house.AccountsAsync(a => a.ListAsync(member.Id)));
        Assert.Equal(PinState.NotSet, await house.PinsAsync(p => p.StateAsync(member.Id)));
        Assert.Equal("membership.member.not_found", (await CloseAsync(house, member)).Refused().Code);
        Assert.False(await IsActiveAsync(house, member.Id));

        var again = (
            await house.MembersAsync(m => m.SignUpAsync(AMembership.Form(member.Email, phone: member.Phone)))
        ).Granted();
        Assert.NotEqual(member.Id, again.Id);
        Assert.True(await IsActiveAsync(house, again.Id));
        await house.LinkAsync(again.Id);
    }

    [Fact]
    public async Task Another_module_may_say_not_yet_and_nothing_changes()
    {
        await using var house = new AMembership(services => services.AddSingleton<IClosingCheck, StillSending>());
        var member = await house.JoinAsync();

        Assert.Equal("membership.closing.money_left", (await CloseAsync(house, member)).Refused().Code);
        Assert.Equal(MemberState.Active, (await house.MembersAsync(m => m.FindAsync(member.Id)))!.State);
        Assert.True((await SignUpTests.SignInAsync(house, member.Email, AMembership.Password)).Succeeded);
    }

    private static Task<Result<Done>> CloseAsync(AMembership house, MemberView member) =>
        house.MembersAsync(m => m.CloseAsync(member.Id, AMembership.Password));

    private static async Task<bool> IsActiveAsync(AMembership house, MemberId member) =>
        (await house.MembersAsync(m => house.Journal.WriteAsync<bool>(write => m.IsActive(write, member)))).Granted();

    private sealed class StillSending : IClosingCheck
    {
        public Result<Done> MayClose(JournalWrite write, MemberId member) =>
            new Refusal(RefusalKind.Conflict, "membership.closing.money_left", 10_000L);
    }
}
