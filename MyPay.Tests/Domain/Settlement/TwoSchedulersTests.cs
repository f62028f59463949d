using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement;

/// <summary>Two schedulers that know nothing of each other close and pay the same day on one store.</summary>
public sealed class TwoSchedulersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Racing_closes_and_payouts_make_each_batch_and_each_transfer_once(int seed)
    {
        var random = new Random(seed);
        await using var at = await ASettlement.OpenAsync();
        var shops = Enumerable.Range(0, 5).Select(n => at.Shop($"가게 {n}")).ToList();
        var slips = 0;
        foreach (var shop in shops)
        {
            // Around the size of a chunk: the races are at its edges.
            var totals = Enumerable
                .Range(0, random.Next(2) == 0 ? random.Next(1, 20) : random.Next(480, 1_100))
                .Select(_ => random.NextInt64(100, 50_000))
                .ToList();
            slips += totals.Count;
            await at.SellAsync(shop, totals);
        }

        at.GoTo(ASettlement.Today.AddDays(1), 10);
        await using var one = at.AnotherScheduler();
        await using var other = at.AnotherScheduler();
        var closes = await RaceAsync([one, other, one, other], s => s.CloseAsync(ASettlement.Today, Actor.System));

        Assert.All(closes, close => close.Granted());
        Assert.Equal(5, closes.Sum(close => close.Granted().Batches)); // each batch is claimed by the run that sealed it
        Assert.Equal(slips, closes.Sum(close => close.Granted().Lines));
        var batches = await at.BatchesAsync();
        Assert.Equal(shops.Count, batches.Select(b => b.Franchise).Distinct().Count());
        Assert.Equal(slips, batches.Sum(b => b.Lines));

        // Approvals and payouts in the same breath, from both.
        var approvals = await RaceAsync(
            [one, other],
            async s =>
            {
                foreach (var batch in batches)
                {
                    await s.ApproveAsync(batch.Id, ASettlement.Approver);
                    await s.PayDueAsync();
                }

                return await s.PayDueAsync();
            }
        );

        Assert.Equal(2, approvals.Count);
        Assert.All(await at.BatchesAsync(), batch => Assert.Equal(BatchState.Paid, batch.State));
        Assert.Equal(
            batches.Select(b => ($"{b.Id}:1", b.PayOut)).Order(),
            at.Bank.Sent.Select(i => (i.Reference, i.Amount.Amount)).Order()
        );
        await at.VerifyAsync();
    }

    private static async Task<IReadOnlyList<T>> RaceAsync<T>(
        IEnumerable<ServiceProvider> schedulers,
        Func<ISettlements, Task<T>> run
    )
    {
        using var gun = new SemaphoreSlim(0);
        var runs = schedulers
            .Select(scheduler =>
                Task.Run(async () =>
                {
                    await gun.WaitAsync();
                    await using var scope = scheduler.CreateAsyncScope();
                    return await run(scope.ServiceProvider.GetRequiredService<ISettlements>());
                })
            )
            .ToList();
        gun.Release(runs.Count);
        return await Task.WhenAll(runs);
    }
}
