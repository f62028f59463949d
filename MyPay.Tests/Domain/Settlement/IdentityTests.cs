using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Settlement;
using MyPay.Domain.Settlement.Batches;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>
/// Random shops against a reckoning of its own: exact decimals, sale by sale, that knows nothing of batches' code.
/// </summary>
public sealed class IdentityTests
{
    [Fact]
    public void Whatever_the_sums_are_all_of_it_goes_somewhere()
    {
        var random = new Random(20261123);
        long Won(int digits) => random.NextInt64((long)Math.Pow(10, random.Next(digits)));
        for (var i = 0; i < 200_000; i++)
        {
            var (net, carry) = (Won(12) - Won(12), random.Next(3) == 0 ? 0 : Won(10) - Won(10));
            var (reserve, agreed) = (Won(9), new Agreed(Won(9), Won(9)));

            var made = BatchRules.Close(net, carry, reserve, agreed);

            Assert.Equal(net + carry - made.ReserveKept, made.PayOut + made.CarryOut);
            Assert.True(
                made.PayOut >= 0 && (made.PayOut == 0 || (made.CarryOut == 0 && made.PayOut >= agreed.MinimumPayout))
            );
            Assert.True(reserve + made.ReserveKept >= 0, "a reserve below zero");
            // Nothing is kept beyond what was agreed, and nobody owes us while there is a reserve to take it from.
            Assert.True(made.ReserveKept <= 0 || reserve + made.ReserveKept <= agreed.Reserve);
            Assert.True(made.CarryOut >= 0 || reserve + made.ReserveKept == 0 || net + carry >= 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Batches_agree_with_an_independent_reckoning(int seed)
    {
        var random = new Random(seed);
        await using var at = await ASettlement.OpenAsync();
        var rate = random.Next(0, 1_000);
        var shop = at.Shop(rate: rate);
        var (minimum, reserve) = (
            random.Next(2) * random.NextInt64(200_000),
            random.Next(2) * random.NextInt64(100_000)
        );
        at.Shops.Agree(shop, minimum: minimum, reserve: reserve);
        var sales =
            new List<(string Tid, long Total, decimal Fee, decimal Vat, long Back, decimal FeeBack, decimal VatBack)>();
        var (carry, kept) = (0m, 0m);
        for (var day = ASettlement.Today; day < ASettlement.Today.AddDays(10); day = day.AddDays(1))
        {
            at.GoTo(day, 12);
            var (gross, cancelled, fees, vats) = (0m, 0m, 0m, 0m);
            foreach (var total in Enumerable.Range(0, random.Next(6)).Select(_ => OddAmount(random)))
            {
                var fee = Math.Round(total * rate / 10_000m, MidpointRounding.AwayFromZero);
                var vat = Math.Round(fee / 10, MidpointRounding.AwayFromZero);
                sales.Add((await at.SellAsync(shop, total, rate), total, fee, vat, 0, 0, 0));
                (gross, fees, vats) = (gross + total, fees + fee, vats + vat);
            }

            for (var n = random.Next(4); n > 0 && sales.Count > 0; n--)
            {
                var i = random.Next(sales.Count);
                var sale = sales[i];
                if (sale.Back == sale.Total)
                    continue;
                var amount = random.NextInt64(1, sale.Total - sale.Back + 1);
                await at.CancelAsync(sale.Tid, amount);
                var soFar = sale.Back + amount;
                var feeBack = Math.Round(sale.Fee * soFar / sale.Total, MidpointRounding.AwayFromZero);
                var vatBack = Math.Round(sale.Vat * soFar / sale.Total, MidpointRounding.AwayFromZero);
                (cancelled, fees, vats) = (
                    cancelled + amount,
                    fees - (feeBack - sale.FeeBack),
                    vats - (vatBack - sale.VatBack)
                );
                sales[i] = sale with { Back = soFar, FeeBack = feeBack, VatBack = vatBack };
            }

            at.GoTo(day.AddDays(1), 10);
            (await at.CloseAsync(day)).Granted();
            var batch = (await at.BatchesAsync()).SingleOrDefault(b => b.To == day);
            if (batch is null)
                continue;

            // The same contract told another way: fill or use the reserve first, then pay what is enough.
            var money = gross - cancelled - fees - vats + carry;
            var before = (Carry: carry, Kept: kept);
            while (money < 0 && kept > 0)
                (money, kept) = (Math.Min(0, money + kept), Math.Max(0, kept + money));
            if (money > 0 && kept < reserve)
                (money, kept) = (money - Math.Min(money, reserve - kept), kept + Math.Min(money, reserve - kept));
            var pays = money > 0 && money >= minimum ? money : 0;
            carry = money - pays;
            Assert.Equal(
                (
                    (long)gross,
                    (long)cancelled,
                    (long)fees,
                    (long)vats,
                    (long)before.Carry,
                    (long)(kept - before.Kept),
                    (long)pays,
                    (long)carry
                ),
                (
                    batch.Gross,
                    batch.Cancelled,
                    batch.Fee,
                    batch.Vat,
                    batch.CarryIn,
                    batch.ReserveKept,
                    batch.PayOut,
                    batch.CarryOut
                )
            );
            Assert.Equal((await at.LinesAsync(batch.Id)).Sum(l => l.PayOut), batch.Net);
            if (batch.State == BatchState.Draft && random.Next(3) > 0)
                await at.PaidOutAsync(batch.Id);
        }

        Assert.Equal(0, await at.BalanceAsync(LedgerAccount.FranchiseUnsettled(shop)));
        await at.VerifyAsync();
    }

    private static long OddAmount(Random random) =>
        random.Next(4) switch
        {
            0 => random.NextInt64(1, 20),
            1 => random.NextInt64(1, 1_000),
            2 => random.NextInt64(1_000, 100_000),
            _ => (random.NextInt64(1, 300) * 100_000) - 1,
        };
}
