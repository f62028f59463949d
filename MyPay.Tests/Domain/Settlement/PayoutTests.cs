using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

[Trait("Lane", "Fast")]
public sealed class PayoutTests : IAsyncLifetime
{
    private static readonly DateOnly Today = ASettlement.Today;
    private ASettlement at = null!;
    private FranchiseId shop;
    private string batch = "";

    public async Task InitializeAsync()
    {
        at = await ASettlement.OpenAsync();
        shop = at.Shop();
        await at.SellAsync(shop, 10_000);
        at.GoTo(Today.AddDays(1), 10);
        (await at.CloseAsync(Today)).Granted();
        batch = (await at.BatchesAsync())[0].Id;
    }

    public async Task DisposeAsync() => await at.DisposeAsync();

    [Fact]
    public async Task What_is_approved_is_paid_on_its_day_once()
    {
        Assert.Equal(0, await PayAsync()); // a draft is not paid
        var approved = (await ApproveAsync()).Granted();
        Assert.Equal((BatchState.Approved, "approver@mypay.test"), (approved.State, approved.ApprovedBy!));

        Assert.Equal(1, await PayAsync());
        Assert.Equal(0, await PayAsync());

        var sent = Assert.Single(at.Bank.Sent);
        Assert.Equal(
            (BankDirection.Out, "11022233344", 9_835L, $"{batch}:1"),
            (sent.Direction, sent.Number, sent.Amount.Amount, sent.Reference)
        );
        var paid = await at.FindAsync(batch);
        Assert.Equal((BatchState.Paid, at.Clock.GetUtcNow()), (paid.State, paid.PaidAt!.Value));
        Assert.Equal((0L, 0L, 0L), await BooksAsync());
        Assert.Equal(
            [BatchState.Draft, BatchState.Approved, BatchState.Paying, BatchState.Paid],
            (await at.AskAsync(s => s.HistoryAsync(batch))).Select(e => e.State)
        );
        var news = Assert.Single(await NewsAsync());
        Assert.Equal(("settlement.paid", batch), (news.Type, news.Source));
        Assert.Contains("\"payOutAmount\":9835", news.Data, StringComparison.Ordinal);
        Assert.Equal(
            MembersOf(news.Data),
            MembersOf(WebhookSamples.DataOf("settlement.paid", true, at.Clock.GetUtcNow()))
        );
        Assert.Equal(
            MembersOf(news.Data),
            MembersOf(WebhookSamples.DataOf("settlement.failed", true, at.Clock.GetUtcNow()))
        );
        await at.VerifyAsync();
    }

    [Fact]
    public async Task Whoever_closed_released_or_retried_it_does_not_approve_it()
    {
        Assert.Equal("settlement.batch.own_work", (await ApproveAsync(ASettlement.Closer)).Refused().Code);
        (await HoldAsync("서류 확인")).Granted();
        (await at.AskAsync(s => s.ReleaseAsync(batch, "확인했어요", ASettlement.Approver))).Granted();
        Assert.Equal("settlement.batch.own_work", (await ApproveAsync(ASettlement.Approver)).Refused().Code);

        (await ApproveAsync(ASettlement.Third)).Granted();
        at.Bank.Outcome = BankCallState.Failed;
        Assert.Equal(1, await PayAsync());
        (await RetryAsync("계좌 확인", ASettlement.Third)).Granted();
        Assert.Equal("settlement.batch.own_work", (await ApproveAsync(ASettlement.Third)).Refused().Code);
        Assert.Equal(BatchState.Draft, (await at.FindAsync(batch)).State);
    }

    [Fact]
    public async Task Who_has_not_the_role_does_nothing_whatever_page_forgot_to_ask()
    {
        var auditor = ASettlement.Auditor;
        Assert.Equal("backoffice.role.missing", (await ApproveAsync(auditor)).Refused().Code);
        Assert.Equal(
            "backoffice.role.missing",
            (await at.AskAsync(s => s.HoldAsync(batch, "왜", auditor))).Refused().Code
        );
        Assert.Equal(
            "backoffice.role.missing",
            (await at.AskAsync(s => s.ReleaseAsync(batch, "왜", auditor))).Refused().Code
        );
        Assert.Equal("backoffice.role.missing", (await RetryAsync("왜", auditor)).Refused().Code);
        Assert.Equal("backoffice.role.missing", (await at.CloseAsync(Today, auditor)).Refused().Code);
        Assert.Equal(
            "backoffice.role.missing",
            (await ApproveAsync(new("nobody", "nobody@mypay.test"))).Refused().Code
        );
        Assert.Equal(BatchState.Draft, (await at.FindAsync(batch)).State);
    }

    [Fact]
    public async Task What_the_clockwork_closed_one_person_may_approve()
    {
        await at.SellAsync(shop, 1_000);
        at.GoTo(Today.AddDays(2));
        (await at.CloseAsync(Today.AddDays(1), Actor.System)).Granted();

        var second = (await at.BatchesAsync())[1].Id;
        Assert.Equal(
            "backoffice.role.missing",
            (await at.AskAsync(s => s.ApproveAsync(second, Actor.System))).Refused().Code
        ); // the clockwork is no approver
        (await at.AskAsync(s => s.ApproveAsync(second, ASettlement.Closer))).Granted();
    }

    [Fact]
    public async Task Acts_are_refused_where_they_do_not_belong()
    {
        Assert.Equal(
            "settlement.batch.not_found",
            (await at.AskAsync(s => s.ApproveAsync("S0000000000000000000", ASettlement.Approver))).Refused().Code
        );
        Assert.Equal("settlement.batch.reason_missing", (await HoldAsync("  ")).Refused().Code);
        Assert.Equal("settlement.batch.reason_missing", (await HoldAsync(new string('가', 201))).Refused().Code);
        Assert.Equal("settlement.batch.wrong_state", (await RetryAsync("다시")).Refused().Code);
        Assert.Equal(
            "settlement.batch.wrong_state",
            (await at.AskAsync(s => s.ReleaseAsync(batch, "왜", ASettlement.Closer))).Refused().Code
        );
        (await ApproveAsync()).Granted();
        Assert.Equal("settlement.batch.wrong_state", (await ApproveAsync()).Refused().Code);
        await PayAsync();
        Assert.Equal("settlement.batch.wrong_state", (await HoldAsync("늦었어요")).Refused().Code);
    }

    [Fact]
    public async Task A_held_batch_is_not_paid_until_it_is_released_and_approved_again()
    {
        (await ApproveAsync()).Granted();
        var held = (await HoldAsync("분쟁 확인")).Granted();
        Assert.Equal((BatchState.Held, "분쟁 확인"), (held.State, held.Note!));
        Assert.Equal(0, await PayAsync());
        (await at.AskAsync(s => s.ReleaseAsync(batch, "끝났어요", ASettlement.Closer))).Granted();
        Assert.Equal(0, await PayAsync());

        (await ApproveAsync()).Granted();
        Assert.Equal(1, await PayAsync());
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_that_refuses_the_account_gives_the_money_back_and_a_retry_is_a_new_transfer()
    {
        at.Bank.Outcome = BankCallState.Failed;
        var failed = await at.PaidOutAsync(batch);
        Assert.Equal((BatchState.Failed, "banking.account.blocked"), (failed.State, failed.Failure!.Code));
        Assert.Equal((9_835L, 0L, 0L), await BooksAsync());
        Assert.Equal("settlement.failed", Assert.Single(await NewsAsync()).Type);
        Assert.Equal(0, await PayAsync());
        await at.VerifyAsync();

        at.Bank.Outcome = BankCallState.Succeeded;
        var draft = (await RetryAsync("계좌를 고쳤어요")).Granted();
        Assert.Equal((BatchState.Draft, null), (draft.State, draft.Failure));
        var paid = await at.PaidOutAsync(batch);

        Assert.Equal(BatchState.Paid, paid.State);
        Assert.Equal([$"{batch}:1", $"{batch}:2"], at.Bank.Sent.Select(i => i.Reference));
        Assert.Equal((0L, 0L, 0L), await BooksAsync());
        await at.VerifyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_payout_is_never_sent_again_and_ends_as_the_bank_says(bool arrived)
    {
        at.Bank.Outcome = BankCallState.Unknown;
        Assert.Equal(BatchState.Unknown, (await at.PaidOutAsync(batch)).State);
        Assert.Equal((0L, 9_835L, 0L), await BooksAsync());
        at.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await PayAsync());
        Assert.Equal("settlement.batch.wrong_state", (await HoldAsync("왜")).Refused().Code);
        Assert.Equal("settlement.batch.wrong_state", (await RetryAsync("왜")).Refused().Code);
        Assert.Equal("settlement.batch.wrong_state", (await ApproveAsync()).Refused().Code);
        await at.VerifyAsync();

        await at.Bank.SettleAsync(Assert.Single(at.Bank.Sent), arrived);

        Assert.Equal(arrived ? BatchState.Paid : BatchState.Failed, (await at.FindAsync(batch)).State);
        Assert.Equal(arrived ? (0L, 0L, 0L) : (9_835L, 0L, 0L), await BooksAsync());
        await at.VerifyAsync();
    }

    [Fact]
    public async Task On_a_day_banks_are_closed_nothing_is_sent()
    {
        (await ApproveAsync()).Granted();
        at.GoTo(new(2026, 11, 28), 12);
        Assert.Equal(0, await PayAsync());
        at.GoTo(new(2026, 11, 30), 12);
        Assert.Equal(1, await PayAsync());
    }

    [Theory]
    [InlineData("banking.bank.maintenance")]
    [InlineData("banking.bank.stopped")]
    [InlineData("banking.stopped.payout")]
    public async Task Before_its_due_date_nothing_is_sent_and_while_its_bank_is_out_it_waits(string why)
    {
        at.Shops.Agree(shop, cycleDays: 2);
        await at.SellAsync(shop, 1_000);
        at.GoTo(Today.AddDays(2), 10);
        (await at.CloseAsync(Today.AddDays(1))).Granted();
        var second = (await at.BatchesAsync())[1].Id;
        (await at.AskAsync(s => s.ApproveAsync(second, ASettlement.Approver))).Granted();
        Assert.Equal(0, await PayAsync());
        at.GoTo(Today.AddDays(3), 10);
        at.Bank.ServiceRefusal = new(RefusalKind.Unavailable, why, "KB국민", "KB", "00:30");
        Assert.Equal(0, await PayAsync());
        Assert.Equal(BatchState.Approved, (await at.FindAsync(second)).State);

        at.Bank.ServiceRefusal = null;
        Assert.Equal(1, await PayAsync());
    }

    [Fact]
    public async Task Without_a_proved_account_the_batch_fails_and_the_money_stays_payable()
    {
        at.Shops.Change(shop, f => f with { SettlementBank = "" });

        var failed = await at.PaidOutAsync(batch);

        Assert.Equal((BatchState.Failed, "settlement.payout.no_account"), (failed.State, failed.Failure!.Code));
        Assert.Equal((9_835L, 0L, 0L), await BooksAsync());
        Assert.Empty(at.Bank.Sent);
        await at.VerifyAsync();
    }

    [Fact]
    public async Task Many_runs_at_once_send_each_batch_once()
    {
        foreach (var n in Enumerable.Range(0, 12))
            await at.SellAsync(at.Shop($"가게 {n}"), 1_000 + n);
        at.GoTo(Today.AddDays(2), 10);
        (await at.CloseAsync(Today.AddDays(1))).Granted();
        foreach (var one in await at.BatchesAsync())
            (await at.AskAsync(s => s.ApproveAsync(one.Id, ASettlement.Approver))).Granted();

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(PayAsync)));

        Assert.Equal(13, sent.Sum());
        Assert.Equal(13, at.Bank.Sent.Select(i => i.Reference).Distinct().Count());
        Assert.All(await at.BatchesAsync(), b => Assert.Equal(BatchState.Paid, b.State));
        await at.VerifyAsync();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Killed_around_the_marking_write_it_is_sent_once(int write, bool after)
    {
        (await ApproveAsync()).Granted();
        at.Journal.Restart(after ? null : write, after ? write : null);
        await Assert.ThrowsAsync<KilledException>(PayAsync);
        Assert.Empty(at.Bank.Sent);
        Assert.Equal(after ? BatchState.Paying : BatchState.Approved, (await at.FindAsync(batch)).State);
        await at.VerifyAsync();
        at.Journal.Restart();

        await PayAsync();
        await PayAsync();

        Assert.Single(at.Bank.Sent);
        Assert.Equal(BatchState.Paid, (await at.FindAsync(batch)).State);
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_transfer_left_behind_for_long_is_left_to_the_inquiry()
    {
        (await ApproveAsync()).Granted();
        at.Journal.Restart(dieAfter: 1);
        await Assert.ThrowsAsync<KilledException>(PayAsync);
        at.Journal.Restart();
        at.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await PayAsync());

        Assert.Empty(at.Bank.Sent);
        Assert.Equal(BatchState.Paying, (await at.FindAsync(batch)).State);
    }

    [Fact]
    public async Task Every_act_stands_in_the_audit_log()
    {
        (await HoldAsync("확인")).Granted();
        (await at.AskAsync(s => s.ReleaseAsync(batch, "됐어요", ASettlement.Closer))).Granted();
        await at.PaidOutAsync(batch);

        await using var db = at.Store.NewDb();
        var acts = await db.Set<AuditEntry>()
            .OrderBy(e => e.Seq)
            .Select(e => $"{e.Action} {e.ActorName}")
            .ToListAsync();
        Assert.Equal(
            [
                "settlement.closed operator@mypay.test",
                "settlement.batch.held operator@mypay.test",
                "settlement.batch.released operator@mypay.test",
                "settlement.batch.approved approver@mypay.test",
                "settlement.batch.sent MyPay",
                "settlement.batch.paid MyPay",
            ],
            acts
        );
    }

    private Task<int> PayAsync() => at.AskAsync(s => s.PayDueAsync());

    private Task<Result<BatchView>> ApproveAsync(Actor? by = null) =>
        at.AskAsync(s => s.ApproveAsync(batch, by ?? ASettlement.Approver));

    private Task<Result<BatchView>> HoldAsync(string reason) =>
        at.AskAsync(s => s.HoldAsync(batch, reason, ASettlement.Closer));

    private Task<Result<BatchView>> RetryAsync(string reason, Actor? by = null) =>
        at.AskAsync(s => s.RetryAsync(batch, reason, by ?? ASettlement.Closer));

    /// <summary>Payable, in transit, and sold and not settled.</summary>
    private async Task<(long Payable, long InTransit, long Unsettled)> BooksAsync() =>
        (
            await at.BalanceAsync(LedgerAccount.FranchisePayable(shop)),
            await at.BalanceAsync(LedgerAccount.InTransitOut),
            await at.BalanceAsync(LedgerAccount.FranchiseUnsettled(shop))
        );

    private static List<string> MembersOf(string data) =>
        [.. System.Text.Json.JsonDocument.Parse(data).RootElement.EnumerateObject().Select(member => member.Name)];

    private async Task<List<WebhookNews>> NewsAsync()
    {
        await using var db = at.Store.NewDb();
        var rows = await db.Set<OutboxRow>()
            .Where(e => e.Name == WebhookNews.EventName)
            .OrderBy(e => e.Seq)
            .Select(e => e.Payload)
            .ToListAsync();
        return rows.ConvertAll(payload => System.Text.Json.JsonSerializer.Deserialize<WebhookNews>(payload)!);
    }
}
