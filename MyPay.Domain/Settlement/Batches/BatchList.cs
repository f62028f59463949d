using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Settlement.Batches;

/// <summary>Reads batches; only sealed ones exist for readers.</summary>
internal sealed class BatchList(IBusinessCalendar calendar, MyPayDb db, TimeProvider clock)
{
    private const int Most = 100;
    private static readonly BatchState[] OnTheirWay = [BatchState.Draft, BatchState.Approved, BatchState.Paying];

    private IQueryable<BatchRow> Sealed => db.Set<BatchRow>().AsNoTracking().Where(b => b.SealedAt != null);

    public async Task<BatchPage> ListAsync(BatchFilter filter, CancellationToken ct)
    {
        var size = Math.Clamp(filter.Limit, 1, Most);
        var rows = Matching(filter);
        if (filter.Cursor is not null)
        {
            // A cursor that is not ours leads nowhere, rather than back to the beginning for ever.
            if (ReadCursor(filter.Cursor) is not { } after)
                return new([], null);
            rows = rows.Where(b => b.To < after.To || (b.To == after.To && b.No < after.No));
        }

        var page = await rows.OrderByDescending(b => b.To).ThenByDescending(b => b.No).Take(size + 1).ToListAsync(ct);
        return new(
            [.. page.Take(size).Select(b => b.ToView())],
            page.Count > size ? CursorAfter(page[size - 1]) : null
        );
    }

    public async Task<BatchView?> FindAsync(string batch, FranchiseId? franchise, CancellationToken ct) =>
        (
            await Sealed.SingleOrDefaultAsync(b => b.Id == batch && (franchise == null || b.Franchise == franchise), ct)
        )?.ToView();

    public async Task<IReadOnlyList<SettlementLine>> LinesAsync(
        string batch,
        long after,
        int limit,
        CancellationToken ct
    )
    {
        var no = await NumberOfAsync(batch, ct);
        return await db.Set<SettledLine>()
            .AsNoTracking()
            .Where(l => l.Batch == no && l.LedgerSlip > after)
            .OrderBy(l => l.LedgerSlip)
            .Take(limit)
            .Select(l => new SettlementLine(
                l.Tid,
                l.N,
                l.PartnerOrderId,
                l.ItemName,
                l.Amount,
                l.Fee,
                l.Vat,
                l.Amount - l.Fee - l.Vat,
                l.RateBasisPoints,
                l.SoldOn,
                l.LedgerSlip
            ))
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<BatchEvent>> HistoryAsync(string batch, CancellationToken ct)
    {
        var no = await NumberOfAsync(batch, ct);
        return await db.Set<BatchEventRow>()
            .AsNoTracking()
            .Where(e => e.Batch == no)
            .OrderBy(e => e.Id)
            .Select(e => new BatchEvent(e.At, e.By, e.State, e.Note))
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyList<BatchSum>> SumsAsync(CancellationToken ct)
    {
        var sums = await Sealed
            .GroupBy(b => b.State)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                PayOut = g.Sum(b => b.PayOut),
            })
            .ToListAsync(ct);
        return
        [
            .. Enum.GetValues<BatchState>()
                .Select(state =>
                    sums.Find(s => s.Key == state) is { } sum
                        ? new BatchSum(state, sum.Count, sum.PayOut)
                        : new(state, 0, 0)
                ),
        ];
    }

    public async Task<IReadOnlyList<SettlementDay>> DaysAsync(
        DateOnly from,
        DateOnly to,
        FranchiseId? franchise,
        CancellationToken ct
    )
    {
        var today = SeoulTime.Today(clock);
        var batches = Sealed.Where(b => franchise == null || b.Franchise == franchise);
        var closed = await db.Set<ClosedDay>()
            .AsNoTracking()
            .Where(d => d.Date >= from && d.Date <= to)
            .Select(d => d.Date)
            .ToListAsync(ct);
        var sold = await batches
            .Where(b => b.To >= from && b.To <= to)
            .GroupBy(b => b.To)
            .Select(g => new { g.Key, Won = g.Sum(b => b.Gross - b.Cancelled - b.Fee - b.Vat) })
            .ToDictionaryAsync(g => g.Key, g => g.Won, ct);
        var due = await batches
            .Where(b => b.DueOn >= from && b.DueOn <= to && b.PayOut > 0)
            .GroupBy(b => new { b.DueOn, b.State })
            .Select(g => new
            {
                g.Key.DueOn,
                g.Key.State,
                Count = g.Count(),
                Won = g.Sum(b => b.PayOut),
            })
            .ToListAsync(ct);
        var paid = await batches
            .Where(b => b.PaidOn >= from && b.PaidOn <= to)
            .GroupBy(b => b.PaidOn!.Value)
            .Select(g => new { g.Key, Won = g.Sum(b => b.PayOut) })
            .ToDictionaryAsync(g => g.Key, g => g.Won, ct);
        var dueOn = due.ToLookup(d => d.DueOn);
        return
        [
            .. (await calendar.DaysAsync(from, to, ct)).Select(day => new SettlementDay(
                day.Date,
                day.IsBusinessDay,
                day.NameKo,
                day.NameEn,
                closed.Contains(day.Date),
                sold.GetValueOrDefault(day.Date),
                dueOn[day.Date].Sum(d => d.Count),
                dueOn[day.Date].Sum(d => d.Won),
                paid.GetValueOrDefault(day.Date),
                dueOn[day.Date].Where(d => NeedsSomebody(d.State, day.Date < today)).Sum(d => d.Count)
            )),
        ];
    }

    public async Task<FranchiseStanding> StandingAsync(FranchiseId franchise, CancellationToken ct) =>
        (await StandingsAsync([franchise], ct))[franchise];

    /// <summary>Several franchises' at once.</summary>
    public async Task<IReadOnlyDictionary<FranchiseId, FranchiseStanding>> StandingsAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct
    )
    {
        var balances = await BalancesAsync(franchises, ct);
        var due = await Sealed
            .Where(b => franchises.Contains(b.Franchise) && b.PayOut > 0 && OnTheirWay.Contains(b.State))
            .GroupBy(b => new { b.Franchise, b.DueOn })
            .Select(g => new
            {
                g.Key.Franchise,
                g.Key.DueOn,
                Won = g.Sum(b => b.PayOut),
            })
            .ToListAsync(ct);
        var dueOf = due.ToLookup(d => d.Franchise);
        return franchises.ToDictionary(
            franchise => franchise,
            franchise =>
            {
                var next = dueOf[franchise].MinBy(d => d.DueOn);
                return new FranchiseStanding(
                    balances.GetValueOrDefault(LedgerAccount.FranchiseUnsettled(franchise).Code),
                    balances.GetValueOrDefault(LedgerAccount.FranchisePayable(franchise).Code),
                    -balances.GetValueOrDefault(LedgerAccount.FranchiseReceivable(franchise).Code),
                    balances.GetValueOrDefault(LedgerAccount.FranchiseReserve(franchise).Code),
                    next?.DueOn,
                    next?.Won ?? 0
                );
            }
        );
    }

    private static bool NeedsSomebody(BatchState state, bool isPast) =>
        state is BatchState.Held or BatchState.Failed or BatchState.Unknown || (state == BatchState.Draft && isPast);

    private IQueryable<BatchRow> Matching(BatchFilter filter)
    {
        var rows = Sealed;
        if (filter.Franchise is { } franchise)
            rows = rows.Where(b => b.Franchise == franchise);
        if (filter.State is { } state)
            rows = rows.Where(b => b.State == state);
        if (filter.From is { } from)
            rows =
                filter.ByPaidDate ? rows.Where(b => b.PaidOn >= from)
                : filter.ByDueDate ? rows.Where(b => b.DueOn >= from)
                : rows.Where(b => b.To >= from);
        if (filter.To is { } to)
            rows =
                filter.ByPaidDate ? rows.Where(b => b.PaidOn <= to)
                : filter.ByDueDate ? rows.Where(b => b.DueOn <= to)
                : rows.Where(b => b.To <= to);
        return rows;
    }

    private Task<long> NumberOfAsync(string batch, CancellationToken ct) =>
        Sealed.Where(b => b.Id == batch).Select(b => b.No).SingleOrDefaultAsync(ct);

    private async Task<Dictionary<string, long>> BalancesAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct
    )
    {
        var codes = franchises
            .SelectMany(franchise =>
                new[]
                {
                    LedgerAccount.FranchiseUnsettled(franchise).Code,
                    LedgerAccount.FranchisePayable(franchise).Code,
                    LedgerAccount.FranchiseReceivable(franchise).Code,
                    LedgerAccount.FranchiseReserve(franchise).Code,
                }
            )
            .ToList();
        return await db.Set<AccountRow>()
            .AsNoTracking()
            .Where(a => codes.Contains(a.Code))
            .ToDictionaryAsync(a => a.Code, a => a.Balance, ct);
    }

    private static string CursorAfter(BatchRow last) =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.To:yyyy-MM-dd}:{last.No}"))
        );

    private static (DateOnly To, long No)? ReadCursor(string cursor)
    {
        if (cursor.Length > 100 || !Base64Url.IsValid(cursor))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(':');
        return
            parts.Length == 2
            && DateOnly.TryParseExact(
                parts[0],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var to
            )
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            ? (to, no)
            : null;
    }
}
