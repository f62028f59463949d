using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Parts.Settlement;

/// <summary>Month and day of a calendar page, as they stand in the address.</summary>
internal static class SettlementMonth
{
    /// <summary>The first of the month, and the day chosen in it; this month for what can't be read.</summary>
    public static (DateOnly Month, DateOnly? Day) Read(string? month, string? day, DateOnly today)
    {
        var chosen = TypedDate.Day(day);
        var first = TypedDate.Month(month) ?? chosen ?? today;
        // A year that no calendar knows is a typing error.
        if (first.Year is < 2020 or > 2100)
            first = today;
        return (new(first.Year, first.Month, 1), chosen);
    }

    public static string Address(string page, DateOnly month, DateOnly? day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{page}?month={month:yyyy-MM}{(day is { } d ? $"&day={d:yyyy-MM-dd}" : "")}"
        );
}
