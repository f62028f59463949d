using System.Collections.Concurrent;
using System.Globalization;

namespace MyPay.Domain.Calendar.Rules;

/// <summary>
/// Korean public holidays by the decree on public holidays (관공서의 공휴일에 관한 규정): fixed and lunar days, substitutes,
/// election days and the temporary holidays that were really declared.
/// </summary>
internal static class HolidayRules
{
    // Substitute rules of Seollal, Chuseok and Children's Day count since 2014, of the national days since 2021-08, of
    // Buddha's Birthday and Christmas since 2023-05: all before the first year asked for. What began later says so
    // itself.
    private static readonly DateOnly Always = DateOnly.MinValue;
    private static readonly DateOnly Since2026 = new(2026, 1, 1);

    private static readonly (int Month, int Day, Holiday Holiday)[] Fixed =
    [
        (1, 1, new("신정", "New Year's Day", Substitute.Never, Always)),
        (3, 1, new("삼일절", "Independence Movement Day", Substitute.Weekend, Always)),
        (5, 1, new("노동절", "Labour Day", Substitute.Weekend, Since2026)),
        (5, 5, new("어린이날", "Children's Day", Substitute.Weekend, Always)),
        (6, 6, new("현충일", "Memorial Day", Substitute.Never, Always)),
        (7, 17, new("제헌절", "Constitution Day", Substitute.Weekend, Since2026)),
        (8, 15, new("광복절", "Liberation Day", Substitute.Weekend, Always)),
        (10, 3, new("개천절", "National Foundation Day", Substitute.Weekend, Always)),
        (10, 9, new("한글날", "Hangul Day", Substitute.Weekend, Always)),
        (12, 25, new("성탄절", "Christmas Day", Substitute.Weekend, Always)),
    ];

    // Elections to come are on the day the election law computes (§34: the first Wednesday after so many days before
    // the term ends, a week later beside a holiday).
    private static readonly (DateOnly Date, string Ko, string En)[] Named =
    [
        (new(2024, 4, 10), "국회의원 선거일", "General election"),
        (new(2024, 10, 1), "임시공휴일 (국군의 날)", "Temporary holiday (Armed Forces Day)"),
        (new(2025, 1, 27), "임시공휴일 (설 연휴)", "Temporary holiday (Seollal)"),
        (new(2025, 6, 3), "대통령 선거일", "Presidential election"),
        (new(2026, 6, 3), "지방선거일", "Local elections"),
        (new(2028, 4, 12), "국회의원 선거일", "General election"),
        (new(2030, 3, 27), "대통령 선거일", "Presidential election"),
        (new(2030, 6, 12), "지방선거일", "Local elections"),
    ];

    private static readonly Holiday Buddha = new("부처님오신날", "Buddha's Birthday", Substitute.Weekend, Always);
    private static readonly KoreanLunisolarCalendar Moon = new();
    private static readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, RuleDay>> Years = new();

    /// <summary>What the rules say of a day; null for a day like any other. Weekends are not said.</summary>
    public static RuleDay? Of(DateOnly date) => Years.GetOrAdd(date.Year, Year).GetValueOrDefault(date);

    private static IReadOnlyDictionary<DateOnly, RuleDay> Year(int year)
    {
        var holidays = HolidaysOf(year).Where(h => h.Date >= h.Holiday.From).ToLookup(h => h.Date, h => h.Holiday);
        var days = holidays.ToDictionary(
            on => on.Key,
            on => new RuleDay(
                string.Join(" · ", on.Select(h => h.Ko)),
                string.Join(" · ", on.Select(h => h.En)),
                IsPublic: true
            )
        );
        foreach (
            var (date, holiday) in holidays
                .OrderBy(on => on.Key)
                .SelectMany(on => Substituted(on.Key, [.. on]).Select(h => (on.Key, h)))
        )
        {
            var free = date.AddDays(1);
            while (IsWeekend(free) || days.ContainsKey(free))
                free = free.AddDays(1);
            days[free] = new($"대체공휴일 ({holiday.Ko})", $"Substitute holiday ({holiday.En})", IsPublic: true);
        }

        // Before it became a public holiday, 1 May was no working day at banks either.
        var labourDay = new DateOnly(year, 5, 1);
        if (labourDay < Since2026 && !days.ContainsKey(labourDay))
            days[labourDay] = new("근로자의 날", "Labour Day (banks closed)", IsPublic: false);
        return days;
    }

    /// <summary>
    /// Which holidays of one date move on: one that falls on a rest day, or all but one of those that share a weekday.
    /// </summary>
    private static IEnumerable<Holiday> Substituted(DateOnly date, Holiday[] holidays)
    {
        var movable = holidays.Where(holiday => holiday.Substitute != Substitute.Never).ToList();
        if (IsWeekend(date))
            return movable
                .Where(holiday => date.DayOfWeek == DayOfWeek.Sunday || holiday.Substitute == Substitute.Weekend)
                .Take(1);
        return movable.TakeLast(holidays.Length - 1);
    }

    private static IEnumerable<(DateOnly Date, Holiday Holiday)> HolidaysOf(int year)
    {
        foreach (var (month, day, holiday) in Fixed)
            yield return (new(year, month, day), holiday);
        foreach (var (date, ko, en) in Named.Where(named => named.Date.Year == year))
            yield return (date, new(ko, en, Substitute.Never, Always));
        if (year <= Moon.MinSupportedDateTime.Year || year >= Moon.MaxSupportedDateTime.Year)
            yield break;

        yield return (Lunar(year, 4, 8), Buddha);
        foreach (var day in Block(Lunar(year, 1, 1), "설날", "Seollal (Lunar New Year)"))
            yield return day;
        foreach (var day in Block(Lunar(year, 8, 15), "추석", "Chuseok"))
            yield return day;
    }

    private static IEnumerable<(DateOnly Date, Holiday Holiday)> Block(DateOnly middle, string ko, string en) =>
        [
            (middle.AddDays(-1), new($"{ko} 연휴", $"{en}, eve", Substitute.Sunday, Always)),
            (middle, new(ko, en, Substitute.Sunday, Always)),
            (middle.AddDays(1), new($"{ko} 연휴", $"{en}, day after", Substitute.Sunday, Always)),
        ];

    /// <summary>
    /// The calendar counts a leap month as a month of its own; a holiday is in the ordinary month of that number.
    /// </summary>
    private static DateOnly Lunar(int year, int month, int day)
    {
        var leap = Moon.GetLeapMonth(year);
        return DateOnly.FromDateTime(
            Moon.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0)
        );
    }

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
