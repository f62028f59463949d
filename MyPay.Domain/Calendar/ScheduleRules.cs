using MyPay.Domain.Kernel;

namespace MyPay.Domain.Calendar;

/// <summary>
/// When something recurring is due, and how often a due date is tried: the same for allowances and scheduled charges.
/// </summary>
public static class ScheduleRules
{
    /// <summary>Tries a due date gets, all on one day.</summary>
    public const int MostTries = 3;

    /// <summary>When on its day it runs, KST: people are awake, and no bank is in its nightly maintenance.</summary>
    public static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan BetweenTries = TimeSpan.FromHours(3);

    /// <summary>Until an unknown outcome is looked at again.</summary>
    public static readonly TimeSpan WhileUnknown = TimeSpan.FromMinutes(5);

    /// <summary>Weekly: 1 Monday … 7 Sunday. Monthly: 1–31.</summary>
    public static bool IsDay(Rhythm rhythm, int day) => day >= 1 && day <= (rhythm == Rhythm.Weekly ? 7 : 31);

    /// <summary>The first due date on or after a day. A month without that day has it on its last one.</summary>
    public static DateOnly DueFrom(Rhythm rhythm, int day, DateOnly from)
    {
        if (rhythm == Rhythm.Weekly)
            return from.Later((day - WeekdayOf(from) + 7) % 7);
        var due = InMonth(from.Year, from.Month, day);
        var next = from.EndOfMonth().Later(1);
        return due >= from ? due : InMonth(next.Year, next.Month, day);
    }

    /// <summary>When it is tried again after a try that certainly failed; null: no more.</summary>
    public static DateTimeOffset? NextTry(int tries, bool hopeless, DateTimeOffset now)
    {
        var next = now + BetweenTries;
        return hopeless || tries >= MostTries || SeoulTime.DateOf(next) != SeoulTime.DateOf(now) ? null : next;
    }

    /// <summary>When a due date is first tried, once its day has come.</summary>
    public static DateTimeOffset FirstTry(DateOnly runOn, DateTimeOffset now)
    {
        var morning = SeoulTime.StartOf(runOn) + Morning;
        return morning > now ? morning : now;
    }

    private static DateOnly InMonth(int year, int month, int day) =>
        new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    private static int WeekdayOf(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
