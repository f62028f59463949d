using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>When an allowance is due, and how often a due date is tried.</summary>
internal static class AllowanceRules
{
    /// <summary>Tries a due date gets, all on one day.</summary>
    public const int MostTries = 3;

    /// <summary>Allowances that one member may have at once.</summary>
    public const int MostOfOneMember = 30;

    /// <summary>When on its day it is sent, KST: people are awake, and no bank is in its nightly maintenance.</summary>
    public static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan BetweenTries = TimeSpan.FromHours(3);

    /// <summary>Until an unknown outcome is looked at again.</summary>
    public static readonly TimeSpan WhileUnknown = TimeSpan.FromMinutes(5);

    public static bool IsDay(AllowanceRhythm rhythm, int day) => day >= 1 && day <= (rhythm == AllowanceRhythm.Weekly ? 7 : 31);

    /// <summary>The first due date on or after a day. A month without that day has it on its last one.</summary>
    public static DateOnly DueFrom(AllowanceRhythm rhythm, int day, DateOnly from)
    {
        if (rhythm == AllowanceRhythm.Weekly) return from.AddDays((day - WeekdayOf(from) + 7) % 7);
        var due = InMonth(from.Year, from.Month, day);
        var next = new DateOnly(from.Year, from.Month, 1).AddMonths(1);
        return due >= from ? due : InMonth(next.Year, next.Month, day);
    }

    /// <summary>When it is tried again after a try that certainly failed; null: no more.</summary>
    public static DateTimeOffset? NextTry(int tries, string code, DateTimeOffset now)
    {
        var next = now + BetweenTries;
        return tries >= MostTries || IsHopeless(code) || SeoulTime.DateOf(next) != SeoulTime.DateOf(now) ? null : next;
    }

    /// <summary>One of the two is no active member: no later try can help.</summary>
    public static bool IsHopeless(string code) => code is "remittance.send.receiver_not_found" or "money.member.not_active";

    /// <summary>Nothing is decided: the same try is made again, under the same key.</summary>
    public static bool IsUndecided(Refusal refusal) => refusal.Kind == RefusalKind.Unavailable || refusal.Code == "money.charge.account_checking";

    private static DateOnly InMonth(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    private static int WeekdayOf(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
