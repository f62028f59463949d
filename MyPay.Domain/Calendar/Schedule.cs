namespace MyPay.Domain.Calendar;

/// <summary>How often something falls due.</summary>
public enum Rhythm
{
    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,
}

/// <summary>What happens to a due date that is no business day.</summary>
public enum HolidayRule
{
    /// <summary>It runs all the same: MyPay works on holidays.</summary>
    AsItIs,

    /// <summary>The next business day.</summary>
    Next,

    /// <summary>The business day before.</summary>
    Previous,
}

/// <summary>Where something that recurs stands.</summary>
public enum ScheduleState
{
    /// <summary>It runs.</summary>
    Active,

    /// <summary>It waits to be resumed.</summary>
    Paused,

    /// <summary>It is over.</summary>
    Ended,
}

/// <summary>A due date and the day on which it runs, KST.</summary>
public sealed record ScheduledDate(DateOnly Due, DateOnly RunOn);
