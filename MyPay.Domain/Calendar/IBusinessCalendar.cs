using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Calendar;

/// <summary>
/// Which days are business days (영업일) in Korea. Public holidays come from the rules (fixed, lunar, substitute, election
/// days) for 2024–2030 and from days an operator adds or takes away; "banks closed" is a flag of its own. Each edit
/// makes a new version; what was decided under an older version stays.
/// </summary>
public interface IBusinessCalendar
{
    /// <summary>What sort of day it is, by the newest version.</summary>
    Task<CalendarDay> DayAsync(DateOnly date, CancellationToken ct = default);

    /// <summary>The days from one date to another, both included; at most 400.</summary>
    Task<IReadOnlyList<CalendarDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default);

    /// <summary>The n-th business day after a date (n ≥ 1): D+n. A day on which banks are closed is none.</summary>
    Task<DateOnly> AddBusinessDaysAsync(DateOnly date, int n, CancellationToken ct = default);

    /// <summary>The date itself when it is a business day, otherwise the next one.</summary>
    Task<DateOnly> OnOrAfterAsync(DateOnly date, CancellationToken ct = default);

    /// <summary>The newest version's number; 0 before the first edit.</summary>
    Task<int> VersionAsync(CancellationToken ct = default);

    /// <summary>
    /// Says of a day what the rules don't: a temporary holiday, a day on which banks are closed, or that a holiday is
    /// none. Refuses with
    /// <c>calendar.edit.date_invalid</c> (past, or outside 2024–2030), <c>….name_missing</c>, <c>….name_too_long</c>
    /// (most), <c>….reason_too_long</c> (most).
    /// </summary>
    Task<Result<CalendarDay>> EditAsync(DateOnly date, DayEdit edit, Actor by, CancellationToken ct = default);

    /// <summary>What operators changed, newest first.</summary>
    Task<IReadOnlyList<CalendarChange>> ChangesAsync(CancellationToken ct = default);
}

/// <summary>A day of the calendar.</summary>
/// <param name="NameKo">The holiday's name; null on other days.</param>
/// <param name="IsPublicHoliday">공휴일, substitutes included; weekends are not.</param>
/// <param name="BanksClosed">No bank pays out: weekends, public holidays, and days so marked.</param>
/// <param name="IsBusinessDay">Settlement happens: neither weekend nor holiday, and banks are open.</param>
public sealed record CalendarDay(
    DateOnly Date,
    string? NameKo,
    string? NameEn,
    bool IsPublicHoliday,
    bool BanksClosed,
    bool IsBusinessDay
);

/// <summary>
/// An operator's word about a day. A null Korean name takes the earlier edit back: the rules count again.
/// </summary>
/// <param name="Reason">Why, for the list of changes and the audit log.</param>
public sealed record DayEdit(
    string? NameKo,
    string? NameEn,
    bool IsPublicHoliday,
    bool BanksClosed,
    string? Reason = null
);

/// <summary>An edit as it was made.</summary>
public sealed record CalendarChange(int Version, DateOnly Date, DayEdit Edit, string By, DateTimeOffset At);
