using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

[Trait("Lane", "Fast")]
public sealed class CloseTests : IAsyncLifetime
{
    private static readonly DateOnly Today = ASettlement.Today;
    private ASettlement at = null!;
    private FranchiseId shop;

    public async Task InitializeAsync()
    {
        at = await ASettlement.OpenAsync();
        shop = at.Shop();
    }

    public async Task DisposeAsync() => await at.DisposeAsync();

    [Fact]
    public async Task A_day_becomes_one_batch_whose_lines_are_its_slips()
    {
        var first = await at.SellAsync(shop, 10_000);
        await at.SellAsync(shop, 3_330);
        await at.CancelAsync(first, 4_000);
        at.GoTo(Today.AddDays(1));

        var report = (await at.CloseAsync(Today)).Granted();

        var batch = Assert.Single(await at.BatchesAsync());
        // Fee 150 and 50, VAT 15 and 5; the cancel gives back 60 and 6.
        Assert.Equal(
            (13_330L, 4_000L, 140L, 14L, 9_176L),
            (batch.Gross, batch.Cancelled, batch.Fee, batch.Vat, batch.Net)
        );
        Assert.Equal((0L, 0L, 9_176L, 0L), (batch.CarryIn, batch.ReserveKept, batch.PayOut, batch.CarryOut));
        Assert.Equal(
            (BatchState.Draft, Today, Today, Today.AddDays(1), 3),
            (batch.State, batch.From, batch.To, batch.DueOn, batch.Lines)
        );
        Assert.Matches("^S[A-Z0-9]{19}$", batch.Id);
        Assert.Equal(new CloseReport(Today, false, 1, 3, 9_176), report);
        var lines = await at.LinesAsync(batch.Id);
        Assert.Equal(
            [
                (first, 0, 10_000L, 150L, 15L, 9_835L),
                (lines[1].Tid, 0, 3_330L, 50L, 5L, 3_275L),
                (first, 1, -4_000L, -60L, -6L, -3_934L),
            ],
            lines.Select(l => (l.Tid, l.N, l.Amount, l.Fee, l.Vat, l.PayOut))
        );
        Assert.Equal(
            (0L, 9_176L),
            (
                await at.BalanceAsync(LedgerAccount.FranchiseUnsettled(shop)),
                await at.BalanceAsync(LedgerAccount.FranchisePayable(shop))
            )
        );
        Assert.Equal(Today, await at.AskAsync(s => s.ClosedUntilAsync()));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_day_that_has_not_ended_is_refused()
    {
        await at.SellAsync(shop, 10_000);

        Assert.Equal("settlement.close.day_not_ended", (await at.CloseAsync(Today)).Refused().Code);
        at.GoTo(Today, 23, 59, 59);
        Assert.Equal("settlement.close.day_not_ended", (await at.CloseAsync(Today)).Refused().Code);
        Assert.Empty(await at.BatchesAsync());

        at.GoTo(Today.AddDays(1), 0);
        Assert.Equal(1, (await at.CloseAsync(Today)).Granted().Batches);
    }

    [Fact]
    public async Task The_last_second_belongs_to_its_day_and_the_first_to_the_next()
    {
        at.GoTo(Today, 23, 59, 59);
        await at.SellAsync(shop, 1_000);
        at.GoTo(Today.AddDays(1), 0);
        await at.SellAsync(shop, 2_000);
        at.GoTo(Today.AddDays(2));

        (await at.CloseAsync(Today.AddDays(1))).Granted();

        Assert.Equal(
            [(Today, 1_000L), (Today.AddDays(1), 2_000L)],
            (await at.BatchesAsync()).Select(b => (b.To, b.Gross))
        );
        await at.VerifyAsync();
    }

    [Fact]
    public async Task Closing_again_changes_nothing()
    {
        await at.SellAsync(shop, 10_000);
        at.GoTo(Today.AddDays(1));
        (await at.CloseAsync(Today)).Granted();
        var before = (await at.BatchesAsync(), await at.Store.NumberAsync("SELECT count(*) FROM ledger_slip"));

        var again = (await at.CloseAsync(Today)).Granted();

        Assert.Equal(new CloseReport(Today, AlreadyClosed: true, 0, 0, 0), again);
        Assert.Equal(before.Item1, await at.BatchesAsync());
        Assert.Equal(before.Item2, await at.Store.NumberAsync("SELECT count(*) FROM ledger_slip"));
    }

    [Fact]
    public async Task Dates_that_nobody_closed_are_closed_first()
    {
        await at.SellAsync(shop, 1_000);
        at.GoTo(Today.AddDays(1));
        await at.SellAsync(shop, 2_000);
        at.GoTo(Today.AddDays(4));
        await at.SellAsync(shop, 3_000);
        at.GoTo(Today.AddDays(5));

        var report = (await at.CloseAsync(Today.AddDays(4))).Granted();

        Assert.Equal(3, report.Batches);
        Assert.Equal([Today, Today.AddDays(1), Today.AddDays(4)], (await at.BatchesAsync()).Select(b => b.From));
        Assert.Equal(5, await at.Store.NumberAsync("SELECT count(*) FROM settlement_day"));
        Assert.True((await at.CloseAsync(Today.AddDays(2))).Granted().AlreadyClosed);
    }

    [Theory]
    [InlineData(SettlementRhythm.Weekly, "2026-11-23", "2026-11-29")]
    [InlineData(SettlementRhythm.Monthly, "2026-11-01", "2026-11-30")]
    public async Task A_longer_rhythm_makes_one_batch_at_its_end(SettlementRhythm rhythm, string from, string to)
    {
        at.Shops.Agree(shop, rhythm, cycleDays: 2);
        var last = DateOnly.ParseExact(to, "yyyy-MM-dd", null);
        for (var day = Today; day <= last; day = day.AddDays(1))
        {
            at.GoTo(day, 12);
            await at.SellAsync(shop, 1_000);
        }

        at.GoTo(last.AddDays(1));
        (await at.CloseAsync(last)).Granted();

        var batch = Assert.Single(await at.BatchesAsync());
        Assert.Equal(
            (DateOnly.ParseExact(from, "yyyy-MM-dd", null), last, last.DayNumber - Today.DayNumber + 1),
            (batch.From, batch.To, batch.Lines)
        );
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_leap_february_ends_on_the_29th()
    {
        await using var leap = await ASettlement.OpenAsync(new DateTimeOffset(2028, 2, 28, 12, 0, 0, SeoulTime.Offset));
        var monthly = leap.Shop();
        leap.Shops.Agree(monthly, SettlementRhythm.Monthly);
        await leap.SellAsync(monthly, 1_000);
        leap.GoTo(new(2028, 2, 29));
        (await leap.CloseAsync(new(2028, 2, 28))).Granted();
        Assert.Empty(await leap.BatchesAsync());
        leap.GoTo(new(2028, 2, 29), 23, 59, 59);
        await leap.SellAsync(monthly, 2_000);
        leap.GoTo(new(2028, 3, 1));

        (await leap.CloseAsync(new(2028, 2, 29))).Granted();

        var batch = Assert.Single(await leap.BatchesAsync());
        Assert.Equal(
            (new DateOnly(2028, 2, 1), new DateOnly(2028, 2, 29), 3_000L),
            (batch.From, batch.To, batch.Gross)
        );
        await leap.VerifyAsync();
    }

    [Fact]
    public async Task A_rhythm_that_changes_loses_no_sale()
    {
        at.Shops.Agree(shop, SettlementRhythm.Monthly);
        at.Shops.Agree(shop, SettlementRhythm.Daily, from: Today.AddDays(2));
        await at.SellAsync(shop, 1_000);
        at.GoTo(Today.AddDays(2), 12);
        await at.SellAsync(shop, 2_000);
        at.GoTo(Today.AddDays(3));

        (await at.CloseAsync(Today.AddDays(2))).Granted();

        var batch = Assert.Single(await at.BatchesAsync());
        Assert.Equal((Today, Today.AddDays(2), 3_000L), (batch.From, batch.To, batch.Gross));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task Payouts_fall_on_business_days()
    {
        at.Shops.Agree(shop, cycleDays: 2);
        at.GoTo(new(2026, 11, 26), 12); // a Thursday; Friday is off, then the weekend
        at.Calendar.Closed.Add(new(2026, 11, 27));
        await at.SellAsync(shop, 1_000);
        at.GoTo(new(2026, 11, 27));

        (await at.CloseAsync(new(2026, 11, 26))).Granted();

        Assert.Equal(new DateOnly(2026, 12, 1), (await at.BatchesAsync())[0].DueOn);
    }

    [Fact]
    public async Task Less_than_the_minimum_is_carried_over_until_it_is_enough()
    {
        at.Shops.Agree(shop, minimum: 5_000);
        foreach (var won in new long[] { 2_000, 2_000, 2_000 })
        {
            await at.SellAsync(shop, won, rate: 0);
            at.GoTo(SeoulTime.Today(at.Clock).AddDays(1));
        }

        (await at.CloseAsync(Today.AddDays(2))).Granted();

        Assert.Equal(
            [
                (BatchState.CarriedOver, 0L, 0L, 2_000L),
                (BatchState.CarriedOver, 2_000L, 0L, 4_000L),
                (BatchState.Draft, 4_000L, 6_000L, 0L),
            ],
            (await at.BatchesAsync()).Select(b => (b.State, b.CarryIn, b.PayOut, b.CarryOut))
        );
        Assert.Equal(6_000, await at.BalanceAsync(LedgerAccount.FranchisePayable(shop)));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_refund_after_payout_is_owed_and_the_next_batches_absorb_it()
    {
        var tid = await at.SellAsync(shop, 10_000, rate: 0);
        at.GoTo(Today.AddDays(1), 12);
        (await at.CloseAsync(Today)).Granted();
        Assert.Equal(BatchState.Paid, (await at.PaidOutAsync((await at.BatchesAsync())[0].Id)).State);
        await at.CancelAsync(tid, 10_000);
        at.GoTo(Today.AddDays(2), 12);
        await at.SellAsync(shop, 4_000, rate: 0);
        at.GoTo(Today.AddDays(3), 12);
        await at.SellAsync(shop, 9_000, rate: 0);
        at.GoTo(Today.AddDays(4));

        (await at.CloseAsync(Today.AddDays(1))).Granted();
        Assert.Equal(10_000, (await at.AskAsync(s => s.StandingAsync(shop))).OwedToUs);
        Assert.Equal(-10_000, await at.BalanceAsync(LedgerAccount.FranchiseReceivable(shop)));
        (await at.CloseAsync(Today.AddDays(3))).Granted();

        Assert.Equal(
            [
                (BatchState.Paid, 0L, 10_000L, 0L),
                (BatchState.CarriedOver, 0L, 0L, -10_000L),
                (BatchState.CarriedOver, -10_000L, 0L, -6_000L),
                (BatchState.Draft, -6_000L, 3_000L, 0L),
            ],
            (await at.BatchesAsync()).Select(b => (b.State, b.CarryIn, b.PayOut, b.CarryOut))
        );
        Assert.Equal(0, await at.BalanceAsync(LedgerAccount.FranchiseReceivable(shop)));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_reserve_is_kept_first_covers_a_debt_and_is_released_when_it_is_agreed()
    {
        at.Shops.Agree(shop, reserve: 5_000);
        var tid = await at.SellAsync(shop, 12_000, rate: 0);
        at.GoTo(Today.AddDays(1), 12);
        (await at.CloseAsync(Today)).Granted();
        await at.PaidOutAsync((await at.BatchesAsync())[0].Id);
        await at.CancelAsync(tid, 7_000);
        at.GoTo(Today.AddDays(2), 12);
        await at.SellAsync(shop, 10_000, rate: 0);
        at.Shops.Agree(shop, reserve: 1_000, from: Today.AddDays(3));
        at.GoTo(Today.AddDays(4), 12);

        (await at.CloseAsync(Today.AddDays(3))).Granted();

        Assert.Equal(
            [(5_000L, 7_000L, 0L), (-5_000L, 0L, -2_000L), (5_000L, 3_000L, 0L), (-4_000L, 4_000L, 0L)],
            (await at.BatchesAsync()).Select(b => (b.ReserveKept, b.PayOut, b.CarryOut))
        );
        Assert.Equal(1_000, await at.BalanceAsync(LedgerAccount.FranchiseReserve(shop)));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_franchise_that_leaves_gets_all_that_is_left_of_its()
    {
        at.Shops.Agree(shop, SettlementRhythm.Monthly, minimum: 50_000, reserve: 3_000);
        await at.SellAsync(shop, 5_000, rate: 0);
        at.GoTo(new(2026, 12, 1));
        (await at.CloseAsync(new(2026, 11, 30))).Granted();
        Assert.Equal((3_000L, 2_000L), (await at.BatchesAsync()) is [var b] ? (b.ReserveKept, b.CarryOut) : default);
        at.Shops.Change(shop, f => f with { State = FranchiseState.Closed });
        at.GoTo(new(2026, 12, 2));

        (await at.CloseAsync(new(2026, 12, 1))).Granted();
        at.GoTo(new(2026, 12, 3));
        (await at.CloseAsync(new(2026, 12, 2))).Granted();

        var last = (await at.BatchesAsync())[^1];
        Assert.Equal(
            (2, 0, -3_000L, 5_000L, 0L),
            ((await at.BatchesAsync()).Count, last.Lines, last.ReserveKept, last.PayOut, last.CarryOut)
        );
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_franchise_that_leaves_owing_stays_owing_and_makes_no_more_batches()
    {
        at.Shops.Agree(shop, reserve: 3_000);
        var tid = await at.SellAsync(shop, 10_000, rate: 0);
        at.GoTo(Today.AddDays(1), 12);
        (await at.CloseAsync(Today)).Granted();
        await at.PaidOutAsync((await at.BatchesAsync())[0].Id);
        at.Shops.Change(shop, f => f with { State = FranchiseState.Closed });
        await at.CancelAsync(tid, 10_000);
        at.GoTo(Today.AddDays(5));

        (await at.CloseAsync(Today.AddDays(4))).Granted();

        Assert.Equal(
            [(3_000L, 7_000L, 0L), (-3_000L, 0L, -7_000L)],
            (await at.BatchesAsync()).Select(b => (b.ReserveKept, b.PayOut, b.CarryOut))
        );
        Assert.Equal(-7_000, await at.BalanceAsync(LedgerAccount.FranchiseReceivable(shop)));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_sale_taken_back_the_same_day_makes_a_batch_of_nothing()
    {
        var tid = await at.SellAsync(shop, 9_999);
        await at.CancelAsync(tid, 9_999);
        at.GoTo(Today.AddDays(1), 12);

        (await at.CloseAsync(Today)).Granted();

        var batch = Assert.Single(await at.BatchesAsync());
        Assert.Equal((BatchState.CarriedOver, 0L, 0L, 2), (batch.State, batch.PayOut, batch.CarryOut, batch.Lines));
        Assert.Equal(
            "settlement.batch.wrong_state",
            (await at.AskAsync(s => s.ApproveAsync(batch.Id, ASettlement.Approver))).Refused().Code
        );
        Assert.Equal(0, await at.AskAsync(s => s.PayDueAsync()));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task A_preview_is_what_closing_makes_and_stores_nothing()
    {
        at.Shops.Agree(shop, minimum: 3_000, reserve: 500);
        var other = at.Shop("저녁식당");
        var tid = await at.SellAsync(shop, 2_000);
        await at.SellAsync(other, 7_777);
        at.GoTo(Today.AddDays(1), 12);
        await at.SellAsync(shop, 2_500);
        await at.CancelAsync(tid, 300);
        at.GoTo(Today.AddDays(2));

        var preview = await at.AskAsync(s => s.PreviewAsync(Today.AddDays(1)));
        Assert.Empty(await at.BatchesAsync());
        Assert.Equal(0, await at.Store.NumberAsync("SELECT count(*) FROM settlement_line"));
        (await at.CloseAsync(Today.AddDays(1))).Granted();

        var made = await at.BatchesAsync();
        Assert.Equal(3, made.Count);
        Assert.Equal(
            made.Select(b =>
                    (
                        b.Franchise,
                        b.From,
                        b.To,
                        b.State,
                        b.Lines,
                        b.PayOut,
                        b.CarryIn,
                        b.CarryOut,
                        b.ReserveKept,
                        b.DueOn
                    )
                )
                .ToHashSet(),
            preview
                .Select(b =>
                    (
                        b.Franchise,
                        b.From,
                        b.To,
                        b.State,
                        b.Lines,
                        b.PayOut,
                        b.CarryIn,
                        b.CarryOut,
                        b.ReserveKept,
                        b.DueOn
                    )
                )
                .ToHashSet()
        );
        Assert.Empty(await at.AskAsync(s => s.PreviewAsync(Today.AddDays(1))));
    }

    [Fact]
    public async Task Two_runs_at_once_make_each_batch_once()
    {
        var shops = Enumerable.Range(0, 5).Select(n => at.Shop($"가게 {n}")).ToList();
        foreach (var one in shops)
            await at.SellAsync(one, [.. Enumerable.Range(1, 1_300).Select(n => (long)n * 7)]);
        at.GoTo(Today.AddDays(1));

        var reports = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(n => Task.Run(() => at.CloseAsync(Today, n % 2 == 0 ? ASettlement.Closer : ASettlement.Third)))
        );

        Assert.Equal(5, reports.Sum(r => r.Granted().Batches));
        Assert.Equal(5 * 1_300, reports.Sum(r => r.Granted().Lines));
        Assert.Equal(5, (await at.BatchesAsync()).Count);
        Assert.Equal(1, await at.Store.NumberAsync("SELECT count(*) FROM settlement_day"));
        await at.VerifyAsync();
    }

    [Fact]
    public async Task Killed_between_any_two_steps_the_next_run_makes_the_very_same()
    {
        await at.SellAsync(shop, [.. Enumerable.Range(1, 1_200).Select(n => (long)n * 13)]);
        var other = at.Shop("저녁식당");
        await at.SellAsync(other, 5_000);
        at.GoTo(Today.AddDays(1));
        var wanted = (await at.AskAsync(s => s.PreviewAsync(Today)))
            .Select(b => (b.Franchise, b.Lines, b.PayOut))
            .ToHashSet();

        // Each run comes one write further than the one before, once dying before and once after it.
        for (var n = 1; !(await TryAsync(dieBefore: n) && await TryAsync(dieAfter: n)); n++)
        {
            Assert.True(n < 20);
            await at.VerifyAsync();
        }

        at.Journal.Restart();
        (await at.CloseAsync(Today)).Granted();
        Assert.Equal(wanted, (await at.BatchesAsync()).Select(b => (b.Franchise, b.Lines, b.PayOut)).ToHashSet());
        await at.VerifyAsync();
    }

    private async Task<bool> TryAsync(int? dieBefore = null, int? dieAfter = null)
    {
        at.Journal.Restart(dieBefore, dieAfter);
        try
        {
            (await at.CloseAsync(Today)).Granted();
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }
}
