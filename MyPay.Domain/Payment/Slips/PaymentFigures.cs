using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Slips;

/// <summary>Adds up slips and payments.</summary>
internal sealed class PaymentFigures(MyPayDb db, TimeProvider clock) : IPaymentFigures
{
    public async Task<PaymentTotals> TotalsAsync(
        FranchiseId franchise,
        PaymentFilter filter,
        CancellationToken ct = default
    )
    {
        var found = PaymentList.Matching(
            db.Set<Purchase>().AsNoTracking().Where(p => p.Franchise == franchise),
            filter,
            clock.GetUtcNow()
        );
        var paid = found.Where(p =>
            p.State == PaymentState.Paid || p.State == PaymentState.PartlyCancelled || p.State == PaymentState.Cancelled
        );
        return new(
            await found.CountAsync(ct),
            await paid.CountAsync(ct),
            await paid.SumAsync(p => p.Total, ct),
            await paid.SumAsync(p => p.CancelledTotal, ct)
        );
    }

    public async Task<SalesToday> TodayAsync(FranchiseId franchise, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var today = SeoulTime.DateOf(now);
        var yesterday = today.AddDays(-1);
        var slips = await db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.Franchise == franchise && s.Live && s.SoldOn >= yesterday && s.SoldOn <= today)
            .Select(s => new Line(s.SoldOn, s.At, s.N, s.Total))
            .ToListAsync(ct);
        var sameTime = now.AddDays(-1);
        var hours = new long[24];
        foreach (var sale in slips.Where(s => s.Day == today && s.N == 0))
            hours[SeoulTime.In(sale.At).Hour] += sale.Won;
        return new(
            today,
            Sum(slips.Where(s => s.Day == today)),
            Sum(slips.Where(s => s.Day == yesterday && s.At <= sameTime)),
            hours
        );
    }

    public async Task<IReadOnlyList<SalesDay>> DaysAsync(
        FranchiseId franchise,
        int days,
        CancellationToken ct = default
    )
    {
        var today = SeoulTime.Today(clock);
        var first = today.AddDays(1 - days);
        var sums = await db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.Franchise == franchise && s.Live && s.SoldOn >= first && s.SoldOn <= today)
            .GroupBy(s => new { s.SoldOn, IsSale = s.N == 0 })
            .Select(g => new
            {
                g.Key.SoldOn,
                g.Key.IsSale,
                Count = g.Count(),
                Won = g.Sum(s => s.Total),
            })
            .ToListAsync(ct);
        return
        [
            .. Enumerable
                .Range(0, days)
                .Select(n => first.AddDays(n))
                .Select(day =>
                {
                    var (sales, cancels) = (
                        sums.Find(s => s.SoldOn == day && s.IsSale),
                        sums.Find(s => s.SoldOn == day && !s.IsSale)
                    );
                    return new SalesDay(
                        day,
                        new(sales?.Count ?? 0, sales?.Won ?? 0, cancels?.Count ?? 0, cancels?.Won ?? 0)
                    );
                }),
        ];
    }

    public async Task<IReadOnlyList<SalesOfStore>> StoresAsync(
        FranchiseId franchise,
        int days,
        CancellationToken ct = default
    )
    {
        var today = SeoulTime.Today(clock);
        var first = today.AddDays(1 - days);
        var sums = await db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.Franchise == franchise && s.Live && s.SoldOn >= first && s.SoldOn <= today)
            .Join(
                db.Set<Purchase>(),
                slip => slip.Tid,
                purchase => purchase.Tid,
                (slip, purchase) =>
                    new
                    {
                        purchase.Store,
                        IsSale = slip.N == 0,
                        slip.Total,
                    }
            )
            .GroupBy(s => new { s.Store, s.IsSale })
            .Select(g => new
            {
                g.Key.Store,
                g.Key.IsSale,
                Count = g.Count(),
                Won = g.Sum(s => s.Total),
            })
            .ToListAsync(ct);
        return
        [
            .. sums.GroupBy(s => s.Store)
                .Select(of =>
                {
                    var (sales, cancels) = (of.FirstOrDefault(s => s.IsSale), of.FirstOrDefault(s => !s.IsSale));
                    return new SalesOfStore(
                        of.Key,
                        new(sales?.Count ?? 0, sales?.Won ?? 0, cancels?.Count ?? 0, cancels?.Won ?? 0)
                    );
                })
                .OrderByDescending(s => s.Sum.SalesWon)
                .ThenBy(s => s.Store?.ToString(), StringComparer.Ordinal),
        ];
    }

    private static SalesSum Sum(IEnumerable<Line> slips)
    {
        var (sales, cancels) = (slips.Where(s => s.N == 0).ToList(), slips.Where(s => s.N > 0).ToList());
        return new(sales.Count, sales.Sum(s => s.Won), cancels.Count, cancels.Sum(s => s.Won));
    }

    private sealed record Line(DateOnly Day, DateTimeOffset At, int N, long Won);
}
