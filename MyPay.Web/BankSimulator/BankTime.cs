using System.Globalization;

namespace MyPay.Web.BankSimulator;

/// <summary>Korean banks live at UTC+9, without summer time.</summary>
internal static class BankTime
{
    private static readonly TimeSpan Seoul = TimeSpan.FromHours(9);

    public static DateTimeOffset SeoulNow(this TimeProvider clock) => clock.GetUtcNow().ToOffset(Seoul);

    public static string Day(this DateTimeOffset moment) => moment.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Time(this DateTimeOffset moment) => moment.ToString("HHmmss", CultureInfo.InvariantCulture);

    public static bool IsMoment(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
