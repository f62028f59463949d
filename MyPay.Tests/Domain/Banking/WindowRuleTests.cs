using System.Globalization;
using MyPay.Domain.Banking;
using Xunit;

namespace MyPay.Tests.Domain.Banking;

/// <summary>When a maintenance window holds, on Seoul's wall clock.</summary>
[Trait("Lane", "Fast")]
public sealed class WindowRuleTests
{
    private static readonly WindowRule Nightly = new(new(23, 40), new(0, 20));
    private static readonly WindowRule Noon = new(new(12, 0), new(12, 5));
    private static readonly WindowRule SecondSunday = new(new(2, 0), new(6, 0), DayOfWeek.Sunday, Nth: 2);
    private static readonly WindowRule SaturdayNight = new(new(23, 0), new(1, 0), DayOfWeek.Saturday);
    private static readonly WindowRule Once = new(new(22, 0), new(2, 0), On: new(2026, 12, 5));

    public static TheoryData<WindowRule, string, string?> Moments =>
        new()
        {
            { Noon, "2026-11-23 11:59:59", null },
            { Noon, "2026-11-23 12:00:00", "2026-11-23 12:05" },
            { Noon, "2026-11-23 12:04:59", "2026-11-23 12:05" },
            { Noon, "2026-11-23 12:05:00", null }, // the end is left out
            { Nightly, "2026-11-23 23:39:59", null },
            { Nightly, "2026-11-23 23:40:00", "2026-11-24 00:20" },
            { Nightly, "2026-11-24 00:00:00", "2026-11-24 00:20" }, // begun the day before
            { Nightly, "2026-11-24 00:19:59", "2026-11-24 00:20" },
            { Nightly, "2026-11-24 00:20:00", null },
            { Nightly, "2026-12-31 23:50:00", "2027-01-01 00:20" },
            { SecondSunday, "2026-12-13 03:00:00", "2026-12-13 06:00" },
            { SecondSunday, "2026-12-06 03:00:00", null }, // the first
            { SecondSunday, "2026-12-20 03:00:00", null }, // the third
            { SecondSunday, "2026-11-08 03:00:00", "2026-11-08 06:00" }, // a month that begins on a Sunday
            { SaturdayNight, "2026-11-28 23:30:00", "2026-11-29 01:00" },
            { SaturdayNight, "2026-11-29 00:59:00", "2026-11-29 01:00" }, // Sunday, but it began on Saturday
            { SaturdayNight, "2026-11-28 00:30:00", null }, // Saturday, but Friday's night is none
            { Once, "2026-12-05 22:30:00", "2026-12-06 02:00" },
            { Once, "2026-12-06 01:59:00", "2026-12-06 02:00" },
            { Once, "2026-12-06 22:30:00", null },
        };

    [Theory]
    [MemberData(nameof(Moments))]
    public void It_holds_from_its_beginning_until_just_before_its_end(WindowRule rule, string seoul, string? end)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Assert.Equal(end is null ? null : At(end), rule.EndAt(At(seoul)));
    }

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
