using System.Globalization;

namespace MyPay.Web.Localization;

/// <summary>
/// Page words in both languages, written beside their page: <c>@T("충전하기", "Charge")</c>. A page cannot forget a
/// language, because it cannot name one without the other. Korean is what everybody gets who did not ask for English.
/// </summary>
public static class Words
{
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string[] KoreanWeekdays = ["일", "월", "화", "수", "목", "금", "토"];

    /// <summary>The two-letter language of this request or circuit: <c>ko</c> or <c>en</c>.</summary>
    public static string Language => IsEnglish ? "en" : "ko";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string T(string ko, string en) => IsEnglish ? en : ko;

    /// <summary><c>1,234원</c> in both languages: scripts and people read the same form.</summary>
    public static string InWon(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture) + "원";

    /// <summary><c>+1,234원</c>, <c>-1,234원</c>, <c>0원</c>.</summary>
    public static string SignedWon(long amount) => (amount > 0 ? "+" : "") + InWon(amount);

    /// <summary>For narrow cells: 1,234,567 reads as 123만 or 1.2M; the whole won stand elsewhere.</summary>
    public static string ShortWon(long amount) =>
        amount switch
        {
            < 0 => "-" + ShortWon(-amount),
            >= 100_000_000 => T($"{amount / 100_000_000m:0.#}억", $"{amount / 1_000_000m:0}M"),
            >= 1_000_000 => T($"{amount / 10_000m:N0}만", $"{amount / 1_000_000m:0.#}M"),
            >= 10_000 => T($"{amount / 10_000m:0.#}만", $"{amount / 1_000m:0.#}k"),
            _ => amount.ToString("N0", CultureInfo.InvariantCulture),
        };

    /// <summary><c>2026. 11. 22. (일) 10:17</c>, in Seoul whatever the server's zone is.</summary>
    public static string TimeInSeoul(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Seoul);
        return DayInSeoul(at) + local.ToString(" HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Only the clock: <c>10:17</c>. For rows that already stand under their day.</summary>
    public static string ClockInSeoul(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Seoul).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string DayInSeoul(DateTimeOffset at) => DayInWords(DateInSeoul(at));

    /// <summary><c>2026. 11. 22. (일)</c> · <c>22 Nov 2026 (Sun)</c>.</summary>
    public static string DayInWords(DateOnly day) =>
        IsEnglish
            ? day.ToString("d MMM yyyy (ddd)", English).Replace("Sept", "Sep", StringComparison.Ordinal)
            : day.ToString("yyyy. M. d. ", CultureInfo.InvariantCulture) + $"({KoreanWeekdays[(int)day.DayOfWeek]})";

    /// <summary><c>11월</c> · <c>Nov</c>.</summary>
    public static string MonthInWords(DateOnly month) =>
        T($"{month.Month}월", month.ToString("MMM", CultureInfo.InvariantCulture));

    public static DateOnly DateInSeoul(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Seoul).DateTime);

    /// <summary>
    /// How the amount is read aloud: 12,000 is "만 이천 원". Korean only; pages show it beside the digits.
    /// </summary>
    public static string KoreanAmount(long amount) => KoreanNumerals.Read(amount) + " 원";

    /// <summary>홍길동 → 홍*동, 지우 → 지*, James → J***s.</summary>
    public static string MaskName(string name)
    {
        name = name.Trim();
        return name.Length switch
        {
            0 => "",
            1 => "*",
            2 => name[..1] + "*",
            _ => name[..1] + new string('*', name.Length - 2) + name[^1..],
        };
    }

    /// <summary>123-456-78901 → ***-***-*8901: hyphens stay, the last four digits stay.</summary>
    public static string MaskAccount(string account) => MaskDigits(account, keepFirst: 0, keepLast: 4);

    /// <summary>010-1234-5678 and 01012345678 → 010-****-5678.</summary>
    public static string MaskPhone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length is 10 or 11
            ? $"{digits[..3]}-{new string('*', digits.Length - 7)}-{digits[^4..]}"
            : MaskDigits(phone, keepFirst: 0, keepLast: 4);
    }

    private static string MaskDigits(string text, int keepFirst, int keepLast)
    {
        var total = text.Count(char.IsAsciiDigit);
        var seen = 0;
        return string.Concat(
            text.Select(c => !char.IsAsciiDigit(c) || ++seen <= keepFirst || seen > total - keepLast ? c : '*')
        );
    }
}
