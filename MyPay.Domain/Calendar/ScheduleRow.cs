namespace MyPay.Domain.Calendar;

/// <summary>
/// What recurs: the part of a module's own row that says when. Its next due date stands in the row; each due date that
/// came is a row of the module's.
/// </summary>
public abstract class ScheduleRow
{
    /// <summary>Its id in the module's own table.</summary>
    public Guid Id { get; init; }

    /// <summary>How often it comes.</summary>
    public Rhythm Rhythm { get; init; }

    /// <summary>The day of the month, or of the week: see <see cref="ScheduleRules"/>.</summary>
    public int Day { get; init; }

    /// <summary>What happens when the day is no business day.</summary>
    public HolidayRule Holidays { get; init; }

    /// <summary>The first date on which it may come, in Seoul.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>The last date on which it may come; null: it has no end.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Whether it runs.</summary>
    public ScheduleState State { get; set; }

    /// <summary>The next due date, before the holiday rule; null while it does not run.</summary>
    public DateOnly? NextDue { get; set; }

    /// <summary>The due date after the holiday rule.</summary>
    public DateOnly? NextRunOn { get; set; }

    /// <summary>The calendar under which the holiday rule was applied.</summary>
    public int CalendarVersion { get; set; }

    /// <summary>The next date as its owner reads it.</summary>
    public ScheduledDate? Next => this is { NextDue: { } due, NextRunOn: { } on } ? new(due, on) : null;

    /// <summary>The due date on or after a day; null when it would be behind the end.</summary>
    public DateOnly? DueFrom(DateOnly from)
    {
        var due = ScheduleRules.DueFrom(Rhythm, Day, from < StartsOn ? StartsOn : from);
        return due > EndsOn ? null : due;
    }

    /// <summary>Goes on to this date; with none it is over.</summary>
    public void GoOn(DatedBy next)
    {
        (NextDue, NextRunOn, CalendarVersion) = (next.Date?.Due, next.Date?.RunOn, next.CalendarVersion);
        State = next.Date is null ? ScheduleState.Ended : ScheduleState.Active;
    }

    /// <summary>It does not run any more, for the reason that the state names.</summary>
    public void Stop(ScheduleState state) => (State, NextDue, NextRunOn) = (state, null, null);
}

/// <summary>A date, or none any more, and the calendar by which it was decided.</summary>
public readonly record struct DatedBy(ScheduledDate? Date, int CalendarVersion);
