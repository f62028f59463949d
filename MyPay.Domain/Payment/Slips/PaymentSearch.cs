using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Slips;

internal sealed class PaymentSearch(MyPayDb db, TimeProvider clock) : IPaymentSearch
{
    private const int Most = 100;

    public async Task<OfficePaymentPage> ListAsync(
        OfficePaymentFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        var (rows, size) = (Matching(filter), Math.Clamp(limit, 1, Most));
        if (cursor is not null)
        {
            if (PaymentList.After(rows, cursor) is not { } rest)
                return new([], null);
            rows = rest;
        }

        var page = await rows.OrderByDescending(p => p.CreatedAt)
            .ThenByDescending(p => p.Tid)
            .Take(size + 1)
            .ToListAsync(ct);
        var shown = page.Take(size).ToList();
        return new(await WithSlipsAsync(shown, ct), page.Count > size ? PaymentList.CursorAfter(shown[^1]) : null);
    }

    public async Task<PaymentTotals> TotalsAsync(OfficePaymentFilter filter, CancellationToken ct)
    {
        var found = Matching(filter);
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

    public async Task<OfficePayment?> FindAsync(string tid, CancellationToken ct) =>
        (
            await WithSlipsAsync(await db.Set<Purchase>().AsNoTracking().Where(p => p.Tid == tid).ToListAsync(ct), ct)
        ).SingleOrDefault();

    public async Task<SalesToday> TodayAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var yesterday = today.AddDays(-1);
        var sums = await SumsAsync(yesterday, today, ct);
        var lines = await db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.SoldOn == today && s.Live && s.N == 0)
            .Select(s => new { s.At, s.Total })
            .ToListAsync(ct);
        var hours = new long[24];
        foreach (var line in lines)
            hours[SeoulTime.In(line.At).Hour] += line.Total;
        return new(today, sums[today], sums[yesterday], hours);
    }

    public async Task<IReadOnlyList<SalesDay>> DaysAsync(int days, CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        return
        [
            .. (await SumsAsync(today.AddDays(1 - days), today, ct))
                .OrderBy(d => d.Key)
                .Select(d => new SalesDay(d.Key, d.Value)),
        ];
    }

    public async Task<PaymentOutcomes> OutcomesAsync(DateOnly day, CancellationToken ct)
    {
        var (from, to) = (SeoulTime.StartOf(day), SeoulTime.EndOf(day));
        var asked = db.Set<Purchase>().AsNoTracking().Where(p => p.CreatedAt >= from && p.CreatedAt < to && p.Live);
        var states = await asked.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var codes = await asked
            .Where(p => p.FailureCode != null)
            .GroupBy(p => p.FailureCode!)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count)
            .ThenBy(g => g.Key)
            .Take(5)
            .ToListAsync(ct);
        int Of(params PaymentState[] which) => states.Where(s => which.Contains(s.Key)).Sum(s => s.Count);
        return new(
            Of(PaymentState.Paid, PaymentState.PartlyCancelled, PaymentState.Cancelled, PaymentState.SidIssued),
            Of(PaymentState.Failed),
            codes.ConvertAll(c => new FailureCount(c.Key, c.Count))
        );
    }

    private async Task<Dictionary<DateOnly, SalesSum>> SumsAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var sums = await db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.SoldOn >= from && s.SoldOn <= to && s.Live)
            .GroupBy(s => new { s.SoldOn, IsSale = s.N == 0 })
            .Select(g => new
            {
                g.Key.SoldOn,
                g.Key.IsSale,
                Count = g.Count(),
                Won = g.Sum(s => s.Total),
            })
            .ToListAsync(ct);
        return Enumerable
            .Range(0, to.DayNumber - from.DayNumber + 1)
            .Select(from.AddDays)
            .ToDictionary(
                day => day,
                day =>
                {
                    var (sales, cancels) = (
                        sums.Find(s => s.SoldOn == day && s.IsSale),
                        sums.Find(s => s.SoldOn == day && !s.IsSale)
                    );
                    return new SalesSum(sales?.Count ?? 0, sales?.Won ?? 0, cancels?.Count ?? 0, cancels?.Won ?? 0);
                }
            );
    }

    private IQueryable<Purchase> Matching(OfficePaymentFilter filter)
    {
        var rows = PaymentList.Matching(db.Set<Purchase>().AsNoTracking(), filter.Payments, clock.GetUtcNow());
        if (filter.Franchise is { } franchise)
            rows = rows.Where(p => p.Franchise == franchise);
        if (filter.Least is { } least)
            rows = rows.Where(p => p.Total >= least);
        if (filter.Most is { } most)
            rows = rows.Where(p => p.Total <= most);
        return rows;
    }

    private async Task<IReadOnlyList<OfficePayment>> WithSlipsAsync(List<Purchase> found, CancellationToken ct)
    {
        var tids = found.ConvertAll(p => p.Tid);
        var slips = (await db.Set<SaleSlip>().AsNoTracking().Where(s => tids.Contains(s.Tid)).ToListAsync(ct)).ToLookup(
            s => s.Tid,
            StringComparer.Ordinal
        );
        var now = clock.GetUtcNow();
        return found.ConvertAll(p => new OfficePayment(
            p.ToView([.. slips[p.Tid]], now),
            p.Franchise,
            p.TradeName,
            p.Payer,
            [.. slips[p.Tid].OrderBy(s => s.N).Where(s => s.LedgerSlip is not null).Select(s => s.LedgerSlip!.Value)]
        ));
    }
}
