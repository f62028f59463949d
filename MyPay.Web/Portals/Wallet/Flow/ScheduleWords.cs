using MyPay.Domain.Calendar;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>How often, in words: the same for allowances and scheduled charges.</summary>
public static class ScheduleWords
{
    private static readonly string[] Korean = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];
    private static readonly string[] English =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    public static string Weekday(int day) => T(Korean[day - 1], English[day - 1]);

    public static string MonthDay(int day) => day == 31 ? T("말일", "last day") : T($"{day}일", $"day {day}");

    /// <summary>"매월 1일", "매주 월요일".</summary>
    public static string Often(Rhythm rhythm, int day) =>
        rhythm == Rhythm.Weekly
            ? T($"매주 {Weekday(day)}", $"every {Weekday(day)}")
            : T($"매월 {MonthDay(day)}", $"monthly, {MonthDay(day)}");

    public static string Holiday(HolidayRule rule) =>
        rule switch
        {
            HolidayRule.Next => T("다음 영업일에", "On the next business day"),
            HolidayRule.Previous => T("앞 영업일에", "On the business day before"),
            _ => T("쉬는 날에도 그대로", "On that day all the same"),
        };

    public static Tone ToneOf(ScheduleState state) =>
        state switch
        {
            ScheduleState.Active => Tone.Good,
            ScheduleState.Paused => Tone.Warn,
            _ => Tone.Quiet,
        };
}
