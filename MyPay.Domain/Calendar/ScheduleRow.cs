namespace MyPay.Domain.Calendar;

/// <summary>
/// What recurs: the part of a module's own row that says when. Its next due date stands in the row; each due date that came is a row of the module's.
/// </summary>
internal abstract class ScheduleRow
{
    public Guid Id { get; init; }

    public Rhythm Rhythm { get; init; }

    public int Day { get; init; }

    public HolidayRule Holidays { get; init; }

    public DateOnly StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public ScheduleState State { get; set; }

    /// <summary>Null while it does not run.</summary>
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

    public void Stop(ScheduleState state) => (State, NextDue, NextRunOn) = (state, null, null);
}

/// <summary>A date, or none any more, and the calendar by which it was decided.</summary>
internal readonly record struct DatedBy(ScheduledDate? Date, int CalendarVersion);
