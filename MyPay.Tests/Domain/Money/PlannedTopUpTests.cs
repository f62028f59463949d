using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money;

/// <summary>
/// What is known to stand against a top-up is said with the plan of it, before anybody confirms or enters a PIN.
/// </summary>
public sealed class PlannedTopUpTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Theory]
    [InlineData(TopUpReason.Sending)]
    [InlineData(TopUpReason.Paying)]
    public async Task An_account_that_is_being_checked_is_no_promise_of_a_charge(TopUpReason reason)
    {
        var member = await product.MemberWithAsync(10_000);
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        Assert.Equal(10_000, (await PlanAsync(member, 15_000, reason)).Granted().Charge.Amount);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        Assert.Equal(
            MoveState.Checking,
            (await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey()))))
                .Granted()
                .State
        );

        var refused = (await PlanAsync(member, 15_000, reason)).Refused();

        Assert.Equal("money.charge.account_checking", refused.Code);
        // what is there needs no account
        Assert.Equal(0, (await PlanAsync(member, 9_000, reason)).Granted().Charge.Amount);
        await product.ClearFaultsAsync();
        await product.InquireAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(10_000, (await PlanAsync(member, 35_000, reason)).Granted().Charge.Amount);
    }

    [Fact]
    public async Task A_member_who_is_frozen_is_told_before_a_plan_is_made()
    {
        var member = await product.MemberWithAsync(10_000);
        (
            await product.AskAsync(
                (IFreezes f) =>
                    product.AskAsync(
                        (Journal j) =>
                            j.WriteAsync<Done>(write =>
                            {
                                f.Set(write, member.Id, FreezeLevel.Outgoing, "신고", Actor.System);
                                return default(Done);
                            })
                    )
            )
        ).Granted();

        Assert.Equal(
            "money.member.frozen_outgoing",
            (await PlanAsync(member, 5_000, TopUpReason.Sending)).Refused().Code
        );
    }

    private Task<Result<TopUpPlan>> PlanAsync(MemberView member, long won, TopUpReason reason) =>
        product.Wallets(w => w.PlanTopUpAsync(member.Id, Won.Of(won), reason));
}
