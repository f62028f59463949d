namespace MyPay.Domain.Kernel;

/// <summary>
/// Business dates are Asia/Seoul; instants are stored in UTC. Korea has had no daylight saving since 1988: always
/// UTC+9. At the two ends of the calendar an instant that would lie outside it is the end itself: whoever asks for
/// everything until 9999-12-31 is answered.
/// </summary>
public static class SeoulTime
{
    /// <summary>The offset of Korean Standard Time.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The instant on a Seoul wall clock.</summary>
    public static DateTimeOffset In(DateTimeOffset instant) =>
        instant.UtcTicks > DateTime.MaxValue.Ticks - Offset.Ticks
            ? new(DateTime.MaxValue, Offset)
            : instant.ToOffset(Offset);

    /// <summary>The business date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);

    /// <summary>Today in Seoul.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The instant at which a Seoul date begins (midnight KST).</summary>
    public static DateTimeOffset StartOf(DateOnly date) =>
        date == DateOnly.MinValue ? DateTimeOffset.MinValue : new(date.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The instant at which a Seoul date is over: the next midnight.</summary>
    public static DateTimeOffset EndOf(DateOnly date) =>
        date == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(date.AddDays(1));

    /// <summary>So many days later, or earlier; never beyond the ends of the calendar.</summary>
    public static DateOnly Later(this DateOnly date, int days) =>
        DateOnly.FromDayNumber(
            (int)Math.Clamp((long)date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );

    /// <summary>The last day of its month.</summary>
    public static DateOnly EndOfMonth(this DateOnly date) =>
        new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
}
