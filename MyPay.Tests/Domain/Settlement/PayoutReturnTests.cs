using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>The bank says yes to a payout and gives the money back later: it is the franchise's still.</summary>
public sealed class PayoutReturnTests : IAsyncLifetime
{
    private AProduct product = null!;
    private FranchiseView shop = null!;
    private MemberView member = null!;
    private Actor maker = null!,
        checker = null!;
    private int orders;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        shop = product.Host.DemoShop!.Shop;
        member = await product.MemberWithAsync(100_000);
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_payout_that_came_back_is_payable_again_and_paid_once_more()
    {
        await SellAsync(5_000);
        await NightAsync();
        var other = await NewestAsync();
        await PayAsync(other.Id);
        await SellAsync(10_000);
        await NightAsync();
        var batch = await NewestAsync();
        await product.FaultAsync(new { path = "/deposit/", count = 1 }, "late-failure");
        await PayAsync(batch.Id);
        await NightAsync();
        var found = await FoundAsync();
        Assert.Equal((ReconKind.MissingHere, batch.PayOut), (found.Kind, found.Difference));

        Assert.Equal(batch.Id, Assert.Single(await product.AskAsync((ISettlements s) => s.CameBackAsync(found.Id))).Id);
        Assert.Empty(await product.AskAsync((ISettlements s) => s.CameBackAsync("R-1")));
        Assert.Equal("settlement.recon.case_not_found", await RefusedAsync(new("R-1", batch.Id)));
        Assert.Equal("settlement.batch.not_found", await RefusedAsync(new(found.Id, "S-1")));
        Assert.Equal("settlement.payout.not_this_money", await RefusedAsync(new(found.Id, other.Id)));

        var asked = (
            await product.Approvals(a =>
                a.AskAsync(new PayoutReturn(found.Id, batch.Id).Ask("계좌가 해지됐대요"), maker)
            )
        ).Granted();
        Assert.Equal(
            "backoffice.role.missing",
            (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, maker))).Refused().Code
        );
        var pressed = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker)))
        );
        Assert.Single(pressed, p => p.TryGet(out _, out _));

        var back = (await product.AskAsync((ISettlements s) => s.FindAsync(batch.Id)))!;
        Assert.Equal(
            (BatchState.Failed, "settlement.payout.given_back", null),
            (back.State, back.Failure!.Code, back.PaidAt)
        );
        Assert.Equal(batch.PayOut, await BalanceAsync(LedgerAccount.FranchisePayable(shop.Id)));
        Assert.Equal("settlement.recon.case_closed", await RefusedAsync(new(found.Id, batch.Id)));
        Assert.True((await product.AskAsync((IReconciliation r) => r.RunAsync("main", found.Date))).Granted().IsClear);
        await product.VerifyAsync();

        (await product.AskAsync((ISettlements s) => s.RetryAsync(batch.Id, "새 계좌로", maker))).Granted();
        await PayAsync(batch.Id);
        Assert.Equal(0, await BalanceAsync(LedgerAccount.FranchisePayable(shop.Id)));
        var moved = (await product.JournalAsync())
            .Where(m => m.Number == "100200300400" && m.Amount == batch.PayOut)
            .Select(m => m.Kind);
        Assert.Equal(["deposit", "withdraw", "deposit"], moved);
        await NightAsync();
        Assert.True(
            (await product.AskAsync((IReconciliation r) => r.RunAsync("main", found.Date.AddDays(1)))).Granted().IsClear
        );
        await product.VerifyAsync();

        product.Store.Tamper("UPDATE settlement_payout SET \"ReturnSlip\" = 1 WHERE \"State\" = 'Returned'");
        var report = await product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));
        var wrong = Assert.Single(report.Checks, c => !c.Ok);
        Assert.Contains(
            wrong.Findings,
            f => f.What.Contains($"slip of payout 1 of {batch.Id}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_that_had_left_opens_again_until_it_has_its_money()
    {
        await SellAsync(10_000);
        await AgreedAsync(FranchiseClosing.Ask(shop.Id, "폐업"));
        await NightAsync();
        var batch = await NewestAsync();
        await product.FaultAsync(new { path = "/deposit/", count = 1 }, "late-failure");
        await PayAsync(batch.Id);
        Assert.Equal(1, await product.AskAsync((ILeavings l) => l.FinishDueAsync()));
        await NightAsync();

        await AgreedAsync(new PayoutReturn((await FoundAsync()).Id, batch.Id).Ask("계좌가 해지됐대요"));

        var leaving = (await product.AskAsync((ILeavings l) => l.FindAsync(shop.Id)))!;
        Assert.Equal((true, 1, batch.PayOut), (leaving.IsOpen, leaving.Reopened, leaving.Payable));
        Assert.Equal(0, await product.AskAsync((ILeavings l) => l.FinishDueAsync()));
        (await product.AskAsync((ISettlements s) => s.RetryAsync(batch.Id, "계좌 확인", maker))).Granted();
        await PayAsync(batch.Id);
        await NightAsync(); // the day on which it opened again has to be closed first
        Assert.Equal(1, await product.AskAsync((ILeavings l) => l.FinishDueAsync()));
        await product.VerifyAsync();
    }

    private async Task SellAsync(long won)
    {
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(shop.Id, true, code.Code, won, $"o-{++orders}", "라떼", null, Once.NewKey()))
            )
        ).Granted();
    }

    private async Task NightAsync()
    {
        product.Clock.Advance(TimeSpan.FromDays(1));
        (await product.AskAsync((ISettlements s) => s.CloseAsync(Yesterday, Actor.System))).Granted();
    }

    private DateOnly Yesterday => SeoulTime.DateOf(product.Clock.GetUtcNow()).AddDays(-1);

    private async Task<BatchView> NewestAsync() =>
        (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = shop.Id }))).Items[0];

    private async Task PayAsync(string batch)
    {
        (await product.AskAsync((ISettlements s) => s.ApproveAsync(batch, checker))).Granted();
        await product.AskAsync((ISettlements s) => s.PayDueAsync());
        Assert.Equal(BatchState.Paid, (await product.AskAsync((ISettlements s) => s.FindAsync(batch)))!.State);
    }

    private async Task<ReconCase> FoundAsync()
    {
        (await product.AskAsync((IReconciliation r) => r.RunAsync("main", Yesterday))).Granted();
        return Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new())));
    }

    private async Task<string> RefusedAsync(PayoutReturn what) =>
        (await product.Approvals(a => a.AskAsync(what.Ask("확인"), maker))).Refused().Code;

    private async Task AgreedAsync(ApprovalAsk ask)
    {
        var asked = (await product.Approvals(a => a.AskAsync(ask, maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();
    }

    private Task<long> BalanceAsync(LedgerAccount account) =>
        product.AskAsync(
            (MyPayDb db) =>
                db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );
}
