using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>The café leaves: it sells nothing from that write on, and every won either way is settled.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
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
    public async Task Selling_keys_and_recurring_keys_end_at_once_and_what_was_sold_is_paid_before_it_is_closed()
    {
        var key = product.DemoLiveKey!;
        Assert.NotNull(await product.AskAsync((IApiKeys k) => k.FindCallerAsync(key)));
        var sid = (
            await product.AskAsync((IBulkKeys k) => k.AddAsync(shop.Id, shop.RecurringCid, [(member.Id, member.Name)]))
        ).Granted()[0];
        var store = (await product.AskAsync((IFranchises f) => f.StoresAsync(shop.Id)))[0];
        await SellAsync(10_000);
        (await product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(shop.Id, "http://localhost"))).Granted();
        var ready = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            shop.Id,
                            true,
                            shop.Cid,
                            "o-9",
                            "u-1",
                            "라떼",
                            null,
                            1,
                            1_000,
                            0,
                            null,
                            0,
                            "http://localhost/ok",
                            "http://localhost/no",
                            "http://localhost/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();
        (await product.AskAsync((IFranchiseClosing c) => c.AskAsync(shop.Id, "가게를 접어요"))).Granted();
        Assert.Single(await product.AskAsync((IFranchiseClosing c) => c.AskedAsync()));

        await CloseAsync();

        Assert.Null(await product.AskAsync((IApiKeys k) => k.FindCallerAsync(key)));
        Assert.Equal(
            "payment.sid.inactive",
            (
                await product.AskAsync(
                    (IPayments p) =>
                        p.ChargeSidAsync(
                            new(shop.Id, shop.RecurringCid, sid, "o", "u", "x", null, 1, 1_000, 0, null, null, null)
                        )
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal(
            "payment.ready.franchise_not_active",
            (
                await product.AskAsync(
                    (IInStore s) => s.PayScannedAsync(member.Id, store.QrCode, Won.Of(1_000), Once.NewKey())
                )
            )
                .Refused()
                .Code
        );
        Assert.Equal("payment.ready.franchise_not_active", (await TryToSellAsync(1_000)).Refused().Code);
        var late = await product.AskAsync((IPayments p) => p.AuthorizeAsync(ready.Tid, member.Id));
        if (late.TryGet(out var back, out _))
            Assert.Equal(
                "payment.ready.franchise_not_active",
                (
                    await product.AskAsync(
                        (IPayments p) =>
                            p.ApproveAsync(
                                new(shop.Id, shop.Cid, ready.Tid, "o-9", "u-1", AShop.TokenIn(back), 1_000, null)
                            )
                    )
                )
                    .Refused()
                    .Code
            );
        Assert.Empty(await product.AskAsync((IFranchiseClosing c) => c.AskedAsync()));
        Assert.Equal((FranchiseState.Closing, 0), ((await ShopAsync()).State, await FinishAsync())); // the day has not ended

        await NightAsync();
        Assert.Equal(0, await FinishAsync());
        var batch = Assert.Single((await LeavingAsync()).Open);
        await PaidAsync(batch.Id);
        Assert.Equal(1, await FinishAsync());
        Assert.Equal(0, await FinishAsync());

        Assert.Equal(FranchiseState.Closed, (await ShopAsync()).State);
        Assert.False((await LeavingAsync()).IsOpen);
        Assert.NotNull(await product.AskAsync((ISettlements s) => s.FindAsync(batch.Id, shop.Id))); // its statement stays
        Assert.Equal(
            batch.PayOut,
            (await product.JournalAsync()).Single(m => m.Number == "100200300400" && m.Amount > 1).Amount
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_reserve_and_what_was_carried_go_out_with_the_first_close_after_it_left()
    {
        (
            await product.AskAsync(
                (IFranchiseOnboarding o) =>
                    o.ChangeTermsAsync(
                        shop.Id,
                        new(
                            Monday.AddDays(1),
                            FeeGrade.Micro,
                            60,
                            1,
                            SettlementRhythm.Monthly,
                            Won.Of(500_000),
                            Won.Of(3_000)
                        ),
                        "admin@mypay.test"
                    )
            )
        ).Granted();
        await NightAsync();
        await SellAsync(10_000);
        product.Clock.Advance(TimeSpan.FromDays(7)); // the month's end comes by
        await ClosedAsync(new(2026, 11, 30));
        var standing = await product.AskAsync((ISettlements s) => s.StandingAsync(shop.Id));
        Assert.Equal((3_000L, 9_934L - 3_000), (standing.Reserve, standing.Payable)); // kept, and less than the minimum

        await CloseAsync();
        await NightAsync();
        var batch = Assert.Single((await LeavingAsync()).Open);
        Assert.Equal((9_934L, -3_000L), (batch.PayOut, batch.ReserveKept));
        await PaidAsync(batch.Id);
        Assert.Equal(1, await FinishAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task It_closes_once_however_many_press()
    {
        var asked = (await product.Approvals(a => a.AskAsync(FranchiseClosing.Ask(shop.Id, "폐업"), maker))).Granted();
        var colleague = await product.OperatorAsync(2);
        Assert.Equal(
            "backoffice.approval.already_asked",
            (await product.Approvals(a => a.AskAsync(FranchiseClosing.Ask(shop.Id, "폐업"), colleague))).Refused().Code
        );
        Assert.Equal(
            "backoffice.role.missing",
            (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, maker))).Refused().Code
        );

        var pressed = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker)))
        );

        Assert.Single(pressed, p => p.TryGet(out _, out _));
        Assert.Equal(
            "franchise.closing.wrong_state",
            (await product.Approvals(a => a.AskAsync(FranchiseClosing.Ask(shop.Id, "또"), maker))).Refused().Code
        );
        Assert.Equal(
            "franchise.closing.wrong_state",
            (await product.AskAsync((IFranchiseClosing c) => c.AskAsync(shop.Id, "또"))).Refused().Code
        );
        Assert.Equal(
            "franchise.closing.wrong_state",
            (await product.AskAsync((IFranchiseClosing c) => c.TakeBackAsync(shop.Id))).Refused().Code
        );
        Assert.Equal(
            "franchise.contract.not_active",
            (
                await product.AskAsync(
                    (IApiKeys k) => k.IssueAsync(shop.Id, "새 키", true, ["payments:read"], Actor.System)
                )
            )
                .Refused()
                .Code
        );
        Assert.Single(
            await product.AskAsync(
                (MyPayDb db) => db.Set<AuditEntry>().Where(e => e.Action == "settlement.leaving.begun").ToListAsync()
            )
        );
    }

    [Fact]
    public async Task While_a_payout_is_unknown_it_stays_open()
    {
        await SellAsync(10_000);
        await NightAsync();
        await product.FaultAsync(new { path = "/deposit/", count = 1 }, "timeout-after");
        var batch = (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = shop.Id }))).Items[0];
        await PaidAsync(batch.Id, BatchState.Unknown);

        await CloseAsync();
        await NightAsync();
        Assert.Equal(0, await FinishAsync());
        var leaving = await LeavingAsync();
        Assert.Equal((batch.PayOut, 0L), (leaving.InTransit, leaving.Payable));

        await product.InquireAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await FinishAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_refund_after_it_left_reaches_the_member_and_the_debt_is_collected_and_the_rest_given_up()
    {
        var tid = await SellAsync(10_000);
        await CloseAsync();
        await NightAsync();
        await PaidAsync(Assert.Single((await LeavingAsync()).Open).Id);
        Assert.Equal(1, await FinishAsync());

        Assert.Equal(
            "payment.cancel.exceeds_original",
            (await product.Approvals(a => a.AskAsync(new PaymentRefund(tid, 10_001, Guid.NewGuid()).Ask("더"), maker)))
                .Refused()
                .Code
        );
        var asked = (
            await product.Approvals(a =>
                a.AskAsync(new PaymentRefund(tid, 8_000, Guid.NewGuid()).Ask("고객 요청, 가맹점 폐업"), maker)
            )
        ).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
        Assert.Equal(98_000, await product.BalanceAsync(member.Id));
        var leaving = await LeavingAsync();
        Assert.Equal((true, 1, FranchiseState.Closed), (leaving.IsOpen, leaving.Reopened, (await ShopAsync()).State));
        (await product.AskAsync((ILeavings l) => l.TakeAsync(shop.Id, maker))).Granted();
        Assert.Equal(
            "settlement.debt.none",
            (await product.Approvals(a => a.AskAsync(new DebtWriteOff(shop.Id, 7_947).Ask("미리"), maker)))
                .Refused()
                .Code
        ); // in no batch yet

        await NightAsync();
        leaving = await LeavingAsync();
        Assert.Equal((7_947L, maker.Name), (leaving.OwedToUs, leaving.Owner!.Name)); // 8,000 less the fee of 48 and VAT of 5 that came back

        // The owner pays 5,000 of it into our account; reconciliation finds it.
        await ReceiveAsync(5_000, "모닝커피");
        await NightAsync();
        var day = SeoulTime.DateOf(product.Clock.GetUtcNow()).AddDays(-1);
        (await product.AskAsync((IReconciliation r) => r.RunAsync("main", day))).Granted();
        var found = Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new())));
        await AgreedAsync(new DebtCollected(shop.Id, found.Id).Ask("점주가 보냄"));
        Assert.Equal(2_947, (await LeavingAsync()).OwedToUs);
        Assert.True((await product.AskAsync((IReconciliation r) => r.RunAsync("main", day))).Granted().IsClear);
        Assert.Equal(
            "settlement.recon.case_closed",
            (await product.Approvals(a => a.AskAsync(new DebtCollected(shop.Id, found.Id).Ask("또"), maker)))
                .Refused()
                .Code
        );

        var late = (
            await product.Approvals(a => a.AskAsync(new DebtWriteOff(shop.Id, 7_947).Ask("연락 안 됨"), maker))
        );
        Assert.Equal("settlement.debt.changed", late.Refused().Code);
        await AgreedAsync(new DebtWriteOff(shop.Id, 2_947).Ask("연락 안 됨"));
        Assert.Equal(0, (await LeavingAsync()).OwedToUs);
        Assert.Equal(1, await FinishAsync());
        Assert.Equal(2_947, -await BalanceAsync(LedgerAccount.WriteOff));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Who_pays_more_than_owed_gets_the_rest_back_with_the_next_batch()
    {
        var tid = await SellAsync(10_000);
        await NightAsync();
        await PaidAsync(
            (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = shop.Id }))).Items[0].Id
        );
        await CloseAsync();
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(new(shop.Id, null, tid, 10_000, 0, null, null, "환불", null, false, null))
            )
        ).Granted(); // its owner still may
        await NightAsync();
        Assert.Equal(9_934, (await LeavingAsync()).OwedToUs);
        Assert.Equal(
            "settlement.debt.changed",
            (await product.Approvals(a => a.AskAsync(new DebtWriteOff(shop.Id, 1).Ask("조금"), maker))).Refused().Code
        );

        await ReceiveAsync(10_000, "모닝커피");
        await NightAsync();
        (
            await product.AskAsync(
                (IReconciliation r) => r.RunAsync("main", SeoulTime.DateOf(product.Clock.GetUtcNow()).AddDays(-1))
            )
        ).Granted();
        await AgreedAsync(
            new DebtCollected(shop.Id, (await product.AskAsync((IReconciliation r) => r.CasesAsync(new())))[0].Id).Ask(
                "점주가 보냄"
            )
        );
        Assert.Equal((0L, 66L), ((await LeavingAsync()).OwedToUs, (await LeavingAsync()).Payable));
        await NightAsync();
        var back = Assert.Single((await LeavingAsync()).Open);
        Assert.Equal((66L, 66L), (back.PayOut, back.CarryIn));
        await PaidAsync(back.Id);
        Assert.Equal(1, await FinishAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Debts_of_one_that_still_sells_are_left_to_its_next_batches()
    {
        var tid = await SellAsync(10_000);
        await NightAsync();
        await PaidAsync(
            (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = shop.Id }))).Items[0].Id
        );
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(new(shop.Id, null, tid, 10_000, 0, null, null, "환불", null, false, null))
            )
        ).Granted();
        await NightAsync();

        Assert.Equal(
            "settlement.debt.still_sells",
            (await product.Approvals(a => a.AskAsync(new DebtWriteOff(shop.Id, 9_934).Ask("봐주기"), maker)))
                .Refused()
                .Code
        );
        await NightAsync();
        Assert.Equal(
            "settlement.recon.case_not_found",
            (await product.Approvals(a => a.AskAsync(new DebtCollected(shop.Id, "R-1").Ask("없는 건"), maker)))
                .Refused()
                .Code
        );
    }

    [Fact]
    public async Task Somebody_who_edits_a_debt_in_the_database_is_found()
    {
        var tid = await SellAsync(10_000);
        await NightAsync();
        await PaidAsync(
            (await product.AskAsync((ISettlements s) => s.ListAsync(new() { Franchise = shop.Id }))).Items[0].Id
        );
        await CloseAsync();
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(new(shop.Id, null, tid, 10_000, 0, null, null, "환불", null, false, null))
            )
        ).Granted();
        await NightAsync();
        await AgreedAsync(new DebtWriteOff(shop.Id, 9_934).Ask("연락 안 됨"));
        await product.VerifyAsync();

        Assert.ThrowsAny<Exception>(() => product.Store.Tamper("UPDATE settlement_debt SET \"Amount\" = 1")); // the database itself refuses
        product.Store.Tamper("DROP TRIGGER settlement_debt_no_update; UPDATE settlement_debt SET \"Amount\" = 1");
        var report = await product.AskAsync(
            (MyPay.Domain.Ledger.Proofs.LedgerProof p) => p.RunAsync(CancellationToken.None)
        );
        Assert.Contains(report.Checks, c => c is { Name: "franchise debts as ended", Ok: false });
        Assert.Contains(report.Checks, c => c is { Name: "settlement batches", Ok: false });
        Assert.Contains(report.Checks, c => c.Name.EndsWith("guards", StringComparison.Ordinal) && !c.Ok);
    }

    private async Task<string> SellAsync(long won) => (await TryToSellAsync(won)).Granted().Tid;

    private async Task<Result<PaymentView>> TryToSellAsync(long won)
    {
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        return await product.AskAsync(
            (IInStore s) =>
                s.PayByCodeAsync(new(shop.Id, true, code.Code, won, $"o-{++orders}", "라떼", null, Once.NewKey()))
        );
    }

    private Task CloseAsync() => AgreedAsync(FranchiseClosing.Ask(shop.Id, "폐업"));

    /// <summary>One asks, another agrees.</summary>
    private async Task AgreedAsync(ApprovalAsk ask)
    {
        var asked = (await product.Approvals(a => a.AskAsync(ask, maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();
    }

    /// <summary>The next day at the same hour, with what was sold before closed.</summary>
    private async Task NightAsync()
    {
        product.Clock.Advance(TimeSpan.FromDays(1));
        await ClosedAsync(SeoulTime.DateOf(product.Clock.GetUtcNow()).AddDays(-1));
    }

    private async Task ClosedAsync(DateOnly date) =>
        (await product.AskAsync((ISettlements s) => s.CloseAsync(date, Actor.System))).Granted();

    private async Task PaidAsync(string batch, BatchState state = BatchState.Paid)
    {
        (await product.AskAsync((ISettlements s) => s.ApproveAsync(batch, checker))).Granted();
        await product.AskAsync((ISettlements s) => s.PayDueAsync());
        Assert.Equal(state, (await product.AskAsync((ISettlements s) => s.FindAsync(batch)))!.State);
    }

    private async Task ReceiveAsync(long won, string print)
    {
        using var answer = await product.Bank.PostAsJsonAsync(
            "/sim/contracts/10020030040/movements",
            new { amount = won, printContent = print }
        );
        answer.EnsureSuccessStatusCode();
    }

    private Task<int> FinishAsync() => product.AskAsync((ILeavings l) => l.FinishDueAsync());

    private async Task<LeavingView> LeavingAsync() => (await product.AskAsync((ILeavings l) => l.FindAsync(shop.Id)))!;

    private async Task<FranchiseView> ShopAsync() => (await product.AskAsync((IFranchises f) => f.FindAsync(shop.Id)))!;

    private Task<long> BalanceAsync(LedgerAccount account) =>
        product.AskAsync(
            (MyPayDb db) =>
                db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );
}
