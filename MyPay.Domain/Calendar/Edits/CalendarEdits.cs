using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Calendar.Edits;

/// <summary>The edits that count, kept in memory until the store has a newer version.</summary>
internal sealed class CalendarEdits
{
    private volatile Snapshot known = new(0, new Dictionary<DateOnly, DayEdit>());

    public async Task<Snapshot> ReadAsync(MyPayDb db, CancellationToken ct)
    {
        var rows = db.Set<CalendarEditRow>().AsNoTracking();
        var seen = known;
        if (await rows.MaxAsync(e => (int?)e.Version, ct) is not { } version || version == seen.Version)
            return seen;
        var all = await rows.OrderBy(e => e.Version).ToListAsync(ct);
        var days = new Dictionary<DateOnly, DayEdit>();
        foreach (var row in all)
        {
            if (row.NameKo is null)
                days.Remove(row.Date);
            else
                days[row.Date] = row.Edit;
        }

        return known = new(all[^1].Version, days);
    }

    internal sealed record Snapshot(int Version, IReadOnlyDictionary<DateOnly, DayEdit> Days);
}
