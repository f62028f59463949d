using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Calendar;

/// <summary>
/// Follows what recurs through the business calendar, for whichever module owns the rows: which day a due date runs on,
/// what to do when a holiday is added, and which due dates have come. Safe to run twice, also at once.
/// </summary>
public sealed class ScheduleBook(IBusinessCalendar calendar, MyPayDb db, Journal journal, TimeProvider clock)
{
    private const int AtOnce = 200;

    // The longest row of holidays in a row is under ten days.
    private const int Around = 20;

    /// <summary>On which day a due date runs. A day that has passed when it is decided is today.</summary>
    public async Task<DatedBy> DateAsync(DateOnly? due, HolidayRule rule, CancellationToken ct)
    {
        var version = await calendar.VersionAsync(ct);
        if (due is not { } date)
            return new(null, version);
        var on = rule switch
        {
            HolidayRule.Next => await calendar.OnOrAfterAsync(date, ct),
            HolidayRule.Previous => (await calendar.DaysAsync(date.Later(-Around), date, ct))
                .Last(day => day.IsBusinessDay)
                .Date,
            _ => date,
        };
        var today = SeoulTime.Today(clock);
        return new(new(date, on < today ? today : on), version);
    }

    /// <summary>The first dates from a row's next one on.</summary>
    public async Task<IReadOnlyList<ScheduledDate>> FirstAsync(ScheduleRow row, int most, CancellationToken ct)
    {
        var dates = new List<ScheduledDate>(most);
        for (var due = row.NextDue; due is { } date && dates.Count < most; due = row.DueFrom(date.Later(1)))
            dates.Add((await DateAsync(due, row.Holidays, ct)).Date!);
        return dates;
    }

    /// <summary>Where a paused row goes on: the next due date from today that has not come before.</summary>
    public async Task<DatedBy> ResumeAsync(ScheduleRow row, Func<DateOnly, Task<bool>> hasCome, CancellationToken ct)
    {
        var due = row.DueFrom(SeoulTime.Today(clock));
        while (due is { } date && await hasCome(date))
            due = row.DueFrom(date.Later(1));
        return await DateAsync(due, row.Holidays, ct);
    }

    /// <summary>A holiday was added or taken away: the next dates are decided anew.</summary>
    public async Task FollowCalendarAsync<TRow>(CancellationToken ct)
        where TRow : ScheduleRow
    {
        var version = await calendar.VersionAsync(ct);
        var stale = await db.Set<TRow>()
            .AsNoTracking()
            .Where(r =>
                r.State == ScheduleState.Active && r.Holidays != HolidayRule.AsItIs && r.CalendarVersion != version
            )
            .OrderBy(r => r.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var seen in stale)
        {
            var next = await DateAsync(seen.NextDue, seen.Holidays, ct);
            await journal.WriteAsync<Done>(
                write =>
                {
                    var row = write.Db.Set<TRow>().Find(seen.Id)!;
                    if (row.State == ScheduleState.Active && row.NextDue == seen.NextDue)
                        row.GoOn(next);
                    return default(Done);
                },
                ct
            );
        }
    }

    /// <summary>
    /// Each due date whose day has come is opened, and its row goes on to the next one; after a long sleep one after
    /// the other.
    /// </summary>
    /// <param name="open">Inside the write, before the row goes on: adds the module's row for this due date, unless it
    /// stands there already.</param>
    /// <param name="ct">Stops between two.</param>
    public async Task OpenDueAsync<TRow>(Action<JournalWrite, TRow> open, CancellationToken ct)
        where TRow : ScheduleRow
    {
        for (var opened = true; opened; )
        {
            opened = false;
            var today = SeoulTime.Today(clock);
            var due = await db.Set<TRow>()
                .AsNoTracking()
                .Where(r => r.State == ScheduleState.Active && r.NextRunOn <= today)
                .OrderBy(r => r.NextRunOn)
                .Take(AtOnce)
                .ToListAsync(ct);
            foreach (var seen in due)
            {
                var next = await DateAsync(seen.DueFrom(seen.NextDue!.Value.AddDays(1)), seen.Holidays, ct);
                var written = await journal.WriteAsync<Done>(
                    write =>
                    {
                        var row = write.Db.Set<TRow>().Find(seen.Id)!;
                        if (
                            row.State != ScheduleState.Active
                            || row.NextDue != seen.NextDue
                            || row.NextRunOn != seen.NextRunOn
                        )
                            return default(Done);
                        open(write, row);
                        row.GoOn(next);
                        return default(Done);
                    },
                    ct
                );
                opened |= written.TryGet(out _, out _);
            }
        }
    }
}
