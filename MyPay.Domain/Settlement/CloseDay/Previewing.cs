using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.CloseDay;

/// <summary>The batches that closing would make, by the same plans, slips and rules; nothing is stored.</summary>
internal sealed class Previewing(Closing closing, TimeProvider clock)
{
    public async Task<IReadOnlyList<BatchView>> PreviewAsync(DateOnly salesDate, CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        if (salesDate > today)
            salesDate = today; // tomorrow has no sales yet
        if (!BatchRules.IsSalesDate(salesDate, today))
            return [];

        var standings = await closing.StandingsAsync(ct);
        var views = new List<BatchView>();
        foreach (var date in await closing.OpenDatesAsync(salesDate, ct))
        {
            foreach (var plan in await closing.PlansAsync(date, standings, ct))
            {
                if (!standings.TryGetValue(plan.Franchise, out var standing))
                    standings[plan.Franchise] = standing = new StandingRow { Franchise = plan.Franchise };
                views.Add((await AddUpAsync(plan, standing, ct)).ToView());
            }
        }

        return views;
    }

    private async Task<BatchRow> AddUpAsync(Plan plan, StandingRow standing, CancellationToken ct)
    {
        var batch = new BatchRow
        {
            Id = "",
            Franchise = plan.Franchise,
            From = plan.From,
            To = plan.To,
            StartedById = "",
            TradeName = plan.TradeName,
            DueOn = plan.DueOn,
            Bank = plan.Bank,
            MaskedNumber = plan.MaskedNumber,
            Holder = plan.Holder,
        };
        for (var place = plan.Beginning; ; )
        {
            var chunk = await closing.NextAsync(plan, place, ct);
            foreach (var slip in chunk.Slips)
                batch.Count(slip);
            if (chunk.IsLast)
                break;
            place = chunk.To;
        }

        batch.Settle(standing, plan.Agreed);
        standing.Follow(batch);
        return batch;
    }
}
