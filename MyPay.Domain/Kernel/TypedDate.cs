using System.Globalization;

namespace MyPay.Domain.Kernel;

/// <summary>
/// The one way in for dates that people type and addresses carry: days between 1900 and 2199, so that whatever counts
/// days and months from them stays in the calendar.
/// </summary>
public static class TypedDate
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <summary>
    /// A day as <c>2026-11-23</c>; null for anything else, days that no month has, and years that nobody means.
    /// </summary>
    public static DateOnly? Day(string? typed) => Read(typed, "yyyy-MM-dd");

    /// <summary>A month as <c>2026-11</c>, its first day.</summary>
    public static DateOnly? Month(string? typed) => Read(typed, "yyyy-MM");

    /// <summary>A day as <c>20261123</c>.</summary>
    public static DateOnly? Digits(string? typed) => Read(typed, "yyyyMMdd");

    /// <summary>A day and minute of a Seoul clock as <c>2026-11-23T09:30</c>.</summary>
    public static DateTimeOffset? Minute(string? typed) =>
        DateTime.TryParseExact(
            TypedText.Search(typed),
            ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var seoul
        ) && seoul.Year is >= FirstYear and <= LastYear
            ? new DateTimeOffset(
                DateTime.SpecifyKind(seoul, DateTimeKind.Unspecified),
                SeoulTime.Offset
            ).ToUniversalTime()
            : null;

    /// <summary>Is it a day that people mean?</summary>
    public static bool IsMeant(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    private static DateOnly? Read(string? typed, string form) =>
        DateOnly.TryParseExact(
            TypedText.Search(typed),
            form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && IsMeant(day)
            ? day
            : null;
}
