using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>
/// A year of four shops with different contracts and a bank that now and then says no or nothing: in the end every won
/// of every payout is explained.
/// </summary>
[Trait("Lane", "Long")]
public sealed class YearTests
{
    private static readonly DateOnly First = new(2027, 1, 1);
    private static readonly DateOnly Last = new(2027, 12, 31);

    [Fact]
    public async Task A_year_ends_with_clean_books_and_every_payout_explained()
    {
        var random = new Random(2027);
        await using var at = await ASettlement.OpenAsync(SeoulTime.StartOf(First));
        foreach (var (month, day) in new[] { (1, 1), (2, 8), (3, 1), (5, 5), (9, 15), (9, 16), (10, 4), (12, 27) })
            at.Calendar.Closed.Add(new(2027, month, day));
        FranchiseId[] shops = [at.Shop("매일"), at.Shop("최소와 유보"), at.Shop("매주"), at.Shop("매달")];
        at.Shops.Agree(shops[1], minimum: 150_000, reserve: 100_000, cycleDays: 2);
        at.Shops.Agree(shops[1], minimum: 50_000, from: new(2027, 7, 1));
        at.Shops.Agree(shops[2], SettlementRhythm.Weekly, cycleDays: 3);
        at.Shops.Agree(shops[3], SettlementRhythm.Monthly, cycleDays: 5);
        var sold = shops.ToDictionary(shop => shop, _ => new List<(string Tid, long Left)>());

        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            at.GoTo(day, 14);
            foreach (var shop in shops)
            {
                List<long> totals = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.NextInt64(100, 60_000))];
                if (totals.Count > 0)
                    sold[shop].AddRange((await at.SellAsync(shop, totals)).Zip(totals));
                if (sold[shop].Count == 0 || random.Next(3) > 0)
                    continue;
                var i = random.Next(sold[shop].Count);
                var (tid, left) = sold[shop][i];
                var back = random.Next(2) == 0 ? left : random.NextInt64(1, left + 1);
                await at.CancelAsync(tid, back);
                if (back == left)
                    sold[shop].RemoveAt(i);
                else
                    sold[shop][i] = (tid, left - back);
            }

            await NightAndMorningAsync(at, day, random);
        }

        // What is still on its way gets its two weeks.
        for (var day = Last.AddDays(1); day < Last.AddDays(15); day = day.AddDays(1))
            await NightAndMorningAsync(at, day, random);

        var batches = await at.BatchesAsync();
        Assert.True(batches.Count > 500, $"{batches.Count}");
        Assert.All(
            batches,
            b =>
                Assert.True(
                    b.State
                        is BatchState.Paid
                            or BatchState.CarriedOver
                            or BatchState.Draft
                            or BatchState.Approved
                            or BatchState.Failed,
                    $"{b.Id} {b.State}"
                )
        );
        foreach (var batch in batches)
        {
            Assert.Equal(batch.Net, (await at.LinesAsync(batch.Id)).Sum(l => l.PayOut));
            Assert.Equal(batch.Net + batch.CarryIn - batch.ReserveKept, batch.PayOut + batch.CarryOut);
        }

        foreach (var shop in shops)
        {
            var own = batches.Where(b => b.Franchise == shop).ToList();
            // A payout is what was sold, less what is carried and kept at the end: over the year nothing else is left
            // to explain.
            Assert.Equal(own.Sum(b => b.Net), own.Sum(b => b.PayOut) + own[^1].CarryOut + own.Sum(b => b.ReserveKept));
            Assert.All(
                own.Zip(own.Skip(1)),
                pair => Assert.True(pair.First.To < pair.Second.From && pair.First.CarryOut == pair.Second.CarryIn)
            );
            Assert.Equal(0, await at.BalanceAsync(LedgerAccount.FranchiseUnsettled(shop)));
        }

        // What the bank moved is exactly what the batches say they were paid.
        Assert.Equal(
            batches.Where(b => b.State == BatchState.Paid).Sum(b => b.PayOut),
            1_001_000_000_000 + await at.BalanceAsync(LedgerAccount.Bank(ObedientBank.CorporateAccount))
        );
        Assert.Contains(batches, b => b is { State: BatchState.CarriedOver, CarryOut: < 0 });
        await at.VerifyAsync();
    }

    /// <summary>
    /// Two o'clock: the day is closed. Ten o'clock: what came back is tried again, everything is approved and paid;
    /// yesterday's unknown ones are known.
    /// </summary>
    private static async Task NightAndMorningAsync(ASettlement at, DateOnly day, Random random)
    {
        at.GoTo(day.AddDays(1));
        (await at.CloseAsync(day, Actor.System)).Granted();
        at.GoTo(day.AddDays(1), 10);
        foreach (
            var batch in (await at.AskAsync(s => s.ListAsync(new() { State = BatchState.Unknown, Limit = 100 }))).Items
        )
            await at.Bank.SettleAsync(
                at.Bank.Sent.Last(i => i.Reference.StartsWith(batch.Id, StringComparison.Ordinal)),
                random.Next(2) == 0
            );
        foreach (
            var batch in (await at.AskAsync(s => s.ListAsync(new() { State = BatchState.Failed, Limit = 100 }))).Items
        )
            (await at.AskAsync(s => s.RetryAsync(batch.Id, "다시", ASettlement.Closer))).Granted();
        foreach (
            var batch in (await at.AskAsync(s => s.ListAsync(new() { State = BatchState.Draft, Limit = 100 }))).Items
        )
            (await at.AskAsync(s => s.ApproveAsync(batch.Id, ASettlement.Approver))).Granted();
        at.Bank.Outcome = random.Next(30) switch
        {
            0 => BankCallState.Failed,
            1 => BankCallState.Unknown,
            _ => BankCallState.Succeeded,
        };
        await at.AskAsync(s => s.PayDueAsync());
    }
}
