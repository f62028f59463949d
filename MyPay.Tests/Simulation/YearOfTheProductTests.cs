using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
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

namespace MyPay.Tests.Simulation;

/// <summary>
/// 2027, day by day, with the whole product and the bank on real HTTP: six franchises on different terms sell, cancel
/// and are settled over every holiday; the bank now and then says nothing useful, collects its fees each month; one
/// franchise leaves in August and owes money afterwards. In the end every won is explained, and <c>verify</c> is clean.
/// </summary>
[Trait("Lane", "Long")]
public sealed class YearOfTheProductTests : IAsyncLifetime
{
    private const int Members = 24;
    private const int AtOnce = 16;
    private static readonly DateOnly First = new(2027, 1, 1);
    private static readonly DateOnly Last = new(2027, 12, 31);
    private static readonly DateOnly Leaves = new(2027, 8, 20);
    private readonly Random random = new(2027);
    private readonly List<Shop> shops = [];
    private AProduct product = null!;
    private Actor maker = null!,
        checker = null!;
    private int payments,
        cancels,
        unknown,
        held;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(at: new DateTimeOffset(2026, 12, 31, 11, 0, 0, SeoulTime.Offset));
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
        var members = new List<(MemberId, string)>();
        for (var i = 0; i < Members; i++)
        {
            var member = await product.MemberWithAsync(2_000_000, "김손님");
            members.Add((member.Id, member.Name));
        }

        foreach (var (name, terms) in Contracts())
        {
            var view = await product.FranchiseAsync(shops.Count + 1, name);
            foreach (var one in terms)
                (
                    await product.AskAsync(
                        (IFranchiseOnboarding o) => o.ChangeTermsAsync(view.Id, one, "admin@mypay.test")
                    )
                ).Granted();
            var sids = (
                await product.AskAsync((IBulkKeys k) => k.AddAsync(view.Id, view.RecurringCid, members))
            ).Granted();
            shops.Add(new(view, RealFranchises.AccountOf(shops.Count + 1), sids));
        }
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_year_of_the_whole_product_ends_clean_and_every_payout_is_explained()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            GoTo(day, 9);
            await MorningAsync(day);
            GoTo(day, 14);
            await SellAsync(day);
            if (day == Leaves)
                await AgreedAsync(FranchiseClosing.Ask(Leaving.View.Id, "가게를 정리해요"));
            if (day == new DateOnly(2027, 10, 5))
                await RefundAfterLeavingAsync();
            if (day == new DateOnly(2027, 10, 6))
                await PayInAsync(3);
            if (day == new DateOnly(2027, 10, 7))
                await EndTheDebtAsync();
            if (day.AddDays(1).Day == 1)
                await CollectFeesAsync();
            GoTo(day.AddDays(1), 2);
            await NightAsync(day);
        }

        // What is still on its way gets its three weeks.
        for (var day = Last.AddDays(1); day < Last.AddDays(21); day = day.AddDays(1))
        {
            GoTo(day, 9);
            await MorningAsync(day);
            GoTo(day.AddDays(1), 2);
            await NightAsync(day);
        }

        Assert.True(
            payments > 10_000 && cancels > 1_400 && unknown > 3 && held > 3,
            $"{payments} payments, {cancels} cancels, {unknown} unknown, {held} held"
        );
        await ExplainPayoutsAsync();
        await ExplainDaysAsync();
        Assert.Equal(
            FranchiseState.Closed,
            (await product.AskAsync((IFranchises f) => f.FindAsync(Leaving.View.Id)))!.State
        );
        Assert.False((await product.AskAsync((ILeavings l) => l.FindAsync(Leaving.View.Id)))!.IsOpen);
        await product.VerifyAsync();
    }

    private Shop Leaving => shops[5];

    private static IEnumerable<(string Name, NewTerms[] Terms)> Contracts()
    {
        static NewTerms From(
            DateOnly from,
            SettlementRhythm rhythm = SettlementRhythm.Daily,
            int cycle = 1,
            int rate = 85,
            long minimum = 0,
            long reserve = 0
        ) => new(from, FeeGrade.Small1, rate, cycle, rhythm, Won.Of(minimum), Won.Of(reserve));
        yield return ("매일 D+1", []);
        yield return (
            "최소와 유보",
            [From(First, cycle: 2, minimum: 20_000, reserve: 30_000), From(new(2027, 7, 1), cycle: 2, minimum: 5_000)]
        );
        yield return ("매주", [From(First, SettlementRhythm.Weekly, 3)]);
        yield return ("매달", [From(First, SettlementRhythm.Monthly, 5)]);
        yield return (
            "수수료가 바뀐 곳",
            [From(new(2027, 7, 1), rate: 123), From(new(2027, 10, 1), SettlementRhythm.Weekly, 1, 97)]
        );
        yield return ("떠나는 곳", [From(First, SettlementRhythm.Weekly, 2, reserve: 10_000)]);
    }

    private void GoTo(DateOnly day, int hour) =>
        product.Clock.Advance(SeoulTime.StartOf(day).AddHours(hour) - product.Clock.GetUtcNow());

    /// <summary>
    /// A day's sales of all shops at once, and then some cancels: whole, in part, of today's and of sales paid out long
    /// ago.
    /// </summary>
    private async Task SellAsync(DateOnly day)
    {
        var sales = new List<(Shop Shop, string Sid, long Won, int N)>();
        foreach (var shop in shops.Where(s => s != Leaving || day <= Leaves))
            for (var n = random.Next(2, 9); n > 0; n--)
                sales.Add((shop, shop.Sids[random.Next(Members)], random.NextInt64(11, 3_000), n));
        await Parallel.ForEachAsync(
            sales,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (sale, _) =>
            {
                var paid = await RealFranchises.SellAsync(
                    product.Host,
                    sale.Shop.View,
                    sale.Sid,
                    sale.Won,
                    $"{day:MMdd}-{sale.N}"
                );
                lock (sale.Shop.Sold)
                    sale.Shop.Sold.Add((paid.Tid, sale.Won));
            }
        );
        payments += sales.Count;

        foreach (var shop in shops.Where(s => s != Leaving || day <= Leaves))
        {
            if (shop.Sold.Count == 0 || random.Next(10) > 7)
                continue;
            var i = random.Next(3) == 0 ? random.Next(shop.Sold.Count) : shop.Sold.Count - 1;
            var (tid, left) = shop.Sold[i];
            var back = random.Next(2) == 0 ? left : random.NextInt64(1, left + 1);
            (
                await product.AskAsync(
                    (IPayments p) =>
                        p.CancelAsync(new(shop.View.Id, null, tid, back, 0, null, null, "손님 요청", null, false, null))
                )
            ).Granted();
            cancels++;
            if (back == left)
                shop.Sold.RemoveAt(i);
            else
                shop.Sold[i] = (tid, left - back);
        }
    }

    /// <summary>
    /// Two o'clock: the day is closed, matched with the bank's statement, and once a month certified.
    /// </summary>
    private async Task NightAsync(DateOnly day)
    {
        (await product.AskAsync((ISettlements s) => s.CloseAsync(day, Actor.System))).Granted();
        await product.AskAsync((IReconciliation r) => r.RunDueAsync());
        if (day == First || day.AddDays(1).Day == 1)
            Assert.NotNull(await product.AskAsync((ICertificates c) => c.IssueDueAsync()));
        await product.AskAsync((ILeavings l) => l.FinishDueAsync());
    }

    /// <summary>
    /// Nine o'clock: what came back is tried again, some batches are held for a day, the rest is approved and paid; now
    /// and then the bank's answer is of no use.
    /// </summary>
    private async Task MorningAsync(DateOnly day)
    {
        foreach (var batch in await InAsync(BatchState.Held))
            (await product.AskAsync((ISettlements s) => s.ReleaseAsync(batch.Id, "확인했어요", maker))).Granted();
        foreach (var batch in await InAsync(BatchState.Failed))
            (await product.AskAsync((ISettlements s) => s.RetryAsync(batch.Id, "다시", maker))).Granted();
        foreach (var batch in await InAsync(BatchState.Draft))
        {
            if (random.Next(60) == 0)
            {
                (await product.AskAsync((ISettlements s) => s.HoldAsync(batch.Id, "서류 확인", maker))).Granted();
                held++;
            }
            else
                (await product.AskAsync((ISettlements s) => s.ApproveAsync(batch.Id, checker))).Granted();
        }

        if (random.Next(25) == 0)
            await product.FaultAsync(
                new { path = "/deposit/", count = 1 },
                random.Next(3) switch
                {
                    0 => "error-after",
                    1 => "error-before",
                    _ => "garbage",
                }
            );
        await product.AskAsync((ISettlements s) => s.PayDueAsync());
        await product.ClearFaultsAsync();
        foreach (var time in new[] { 2, 3, 5, 12 })
        {
            var open = await InAsync(BatchState.Unknown);
            if (open.Count == 0)
                return;
            unknown += time == 2 ? open.Count : 0;
            await product.InquireAfterAsync(TimeSpan.FromMinutes(time));
        }
    }

    private async Task<IReadOnlyList<BatchView>> InAsync(BatchState state) =>
        (await product.AskAsync((ISettlements s) => s.ListAsync(new() { State = state, Limit = 100 }))).Items;

    /// <summary>At the month's end the bank takes what had accrued.</summary>
    private async Task CollectFeesAsync()
    {
        var accrued = await BalanceAsync(LedgerAccount.BankFeePayable);
        if (accrued == 0)
            return;
        using var answer = await product.Bank.PostAsJsonAsync(
            "/sim/contracts/10020030040/movements",
            new { amount = -accrued, printContent = "펌뱅킹수수료" }
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A customer of the shop that has left gets money back.</summary>
    private async Task RefundAfterLeavingAsync()
    {
        Assert.Equal(
            FranchiseState.Closed,
            (await product.AskAsync((IFranchises f) => f.FindAsync(Leaving.View.Id)))!.State
        );
        var (tid, left) = Leaving.Sold[^1];
        await AgreedAsync(new PaymentRefund(tid, left, Guid.NewGuid()).Ask("고객 요청, 가맹점 폐업"));
        Leaving.Sold.RemoveAt(Leaving.Sold.Count - 1);
        cancels++;
    }

    private async Task PayInAsync(long won)
    {
        using var answer = await product.Bank.PostAsJsonAsync(
            "/sim/contracts/10020030040/movements",
            new { amount = won, printContent = "떠나는 곳" }
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The shop has paid a little of what it owes; the rest is given up.</summary>
    private async Task EndTheDebtAsync()
    {
        var owed = (await product.AskAsync((ILeavings l) => l.FindAsync(Leaving.View.Id)))!.OwedToUs;
        Assert.True(owed > 3);
        var found = Assert.Single(
            await product.AskAsync((IReconciliation r) => r.CasesAsync(new())),
            c => c.Difference == 3
        );
        await AgreedAsync(new DebtCollected(Leaving.View.Id, found.Id).Ask("점주가 조금 보냄"));
        await AgreedAsync(new DebtWriteOff(Leaving.View.Id, owed - 3).Ask("더는 연락이 안 됨"));
    }

    private async Task AgreedAsync(ApprovalAsk ask)
    {
        var asked = (await product.Approvals(a => a.AskAsync(ask, maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();
    }

    /// <summary>
    /// Each batch is the sum of its lines and of nothing else, each line's fee is what the contract said that day, and
    /// the bank paid each batch once, on a business day.
    /// </summary>
    private async Task ExplainPayoutsAsync()
    {
        var moved = (await product.JournalAsync()).Where(m => m.Amount > 1).ToLookup(m => m.Number);
        foreach (var shop in shops)
        {
            var own = await BatchesAsync(shop.View.Id);
            Assert.All(
                own,
                b => Assert.True(b.State is BatchState.Paid or BatchState.CarriedOver, $"{b.Id} {b.State}")
            );
            foreach (var batch in own)
            {
                var lines = await product.AskAsync((ISettlements s) => s.LinesAsync(batch.Id, 0, 1_000_000));
                Assert.Equal((batch.Lines, batch.Net), (lines.Count, lines.Sum(l => l.PayOut)));
                Assert.Equal(batch.Net + batch.CarryIn - batch.ReserveKept, batch.PayOut + batch.CarryOut);
                Assert.All(lines, l => Assert.InRange(l.SoldOn, batch.From, batch.To));
                Assert.All(
                    lines.Where(l => l.N == 0),
                    l => Assert.Equal(HalfUp(l.Amount * l.RateBasisPoints, 10_000), l.Fee)
                );
                Assert.All(lines.Where(l => l.N == 0), l => Assert.Equal(HalfUp(l.Fee, 10), l.Vat));
            }

            // One after the other, without a hole: what one leaves, the next takes over, but for what was collected or
            // given up in between.
            Assert.All(own.Zip(own.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
            if (shop != Leaving)
                Assert.All(own.Zip(own.Skip(1)), pair => Assert.Equal(pair.First.CarryOut, pair.Second.CarryIn));
            Assert.Equal(
                own.Where(b => b.State == BatchState.Paid).Select(b => b.PayOut).Order(),
                moved[shop.Account].Select(m => m.Amount).Order()
            );
            Assert.Equal(0, await BalanceAsync(LedgerAccount.FranchiseUnsettled(shop.View.Id)));

            var calendar = (
                await product.AskAsync((IBusinessCalendar c) => c.DaysAsync(First, Last.AddDays(30)))
            ).ToDictionary(d => d.Date);
            Assert.All(own.Where(b => b.PayOut > 0), b => Assert.True(calendar[b.DueOn].IsBusinessDay, $"{b.DueOn}"));
            Assert.All(
                own.Where(b => b.PaidAt is not null),
                b => Assert.False(calendar[SeoulTime.DateOf(b.PaidAt!.Value)].BanksClosed)
            );
        }
    }

    /// <summary>
    /// Every date was matched with the bank's statement and nothing is open; every month's certificate covers what is
    /// owed.
    /// </summary>
    private async Task ExplainDaysAsync()
    {
        var days = await product.AskAsync((IReconciliation r) => r.DaysAsync(First, Last));
        Assert.Equal(365, days.Count);
        var open = await product.AskAsync((IReconciliation r) => r.CasesAsync(new()));
        Assert.All(open, c => Assert.Equal((ReconKind.Date, 0L), (c.Kind, c.Difference))); // learnt after midnight: the money agrees
        Assert.All(days, d => Assert.Equal(0, d.Difference));
        var certificates = await product.AskAsync((ICertificates c) => c.ListAsync(First, Last.AddDays(30)));
        Assert.True(certificates.Count >= 365);
        Assert.All(certificates, c => Assert.False(c.IsShort || c.IsUnbalanced, $"{c.Date}"));
        Assert.Equal(
            await BalanceAsync(LedgerAccount.Bank("main")),
            -(10_000_000 + (await product.JournalAsync()).Sum(m => m.Kind == "withdraw" ? m.Amount : -m.Amount))
        );
    }

    private static long HalfUp(long amount, long by) => (amount * 2 + by) / (by * 2);

    private async Task<List<BatchView>> BatchesAsync(FranchiseId shop)
    {
        var all = new List<BatchView>();
        for (string? cursor = null; ; )
        {
            var page = await product.AskAsync(
                (ISettlements s) =>
                    s.ListAsync(
                        new()
                        {
                            Franchise = shop,
                            Cursor = cursor,
                            Limit = 100,
                        }
                    )
            );
            all.AddRange(page.Items);
            if ((cursor = page.NextCursor) is null)
                break;
        }

        all.Reverse();
        return all;
    }

    private Task<long> BalanceAsync(LedgerAccount account) =>
        product.AskAsync(
            (MyPayDb db) =>
                db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );

    private sealed record Shop(FranchiseView View, string Account, IReadOnlyList<string> Sids)
    {
        public List<(string Tid, long Left)> Sold { get; } = [];
    }
}
