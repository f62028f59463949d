namespace MyPay.Domain.Kernel;

/// <summary>Business dates are Asia/Seoul; instants are stored in UTC. Korea has had no daylight saving since 1988: always UTC+9.</summary>
public static class SeoulTime
{
    /// <summary>The offset of Korean Standard Time.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The instant on a Seoul wall clock.</summary>
    public static DateTimeOffset In(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The business date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);

    /// <summary>Today in Seoul.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The instant at which a Seoul date begins (midnight KST).</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);
}
