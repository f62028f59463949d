using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Edges;

/// <summary>
/// The ledger's instants: the business date is Seoul's, and time does not run backwards when a clock is set back a
/// little.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class LedgerClockTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 23, 0, 0, 0, SeoulTime.Offset);

    [Theory]
    [InlineData(-2, "2026-11-22")]
    [InlineData(0, "2026-11-23")]
    [InlineData(30 * 60, "2026-11-23")]
    [InlineData((9 * 3600) - 1, "2026-11-23")]
    [InlineData(9 * 3600, "2026-11-23")]
    [InlineData((24 * 3600) - 2, "2026-11-23")]
    [InlineData(24 * 3600, "2026-11-24")]
    public async Task A_slip_is_of_the_day_it_is_in_Seoul(int seconds, string date)
    {
        var clock = new ASetClock { Now = Midnight.AddSeconds(seconds) };
        await using var store = await AStore.OpenAsync(clock);
        await store.FundAsync(Transfers.Member(1), 1_000);

        Assert.Equal([date], await store.RowsAsync("SELECT business_date FROM ledger_slip"));
        Assert.Equal(date, $"{SeoulTime.DateOf(clock.Now):yyyy-MM-dd}");
        Assert.Equal(date, $"{SeoulTime.Today(clock):yyyy-MM-dd}");
    }

    [Theory]
    [InlineData(-1, 0)] // a millisecond back: it is still the last slip's instant
    [InlineData(-59_999, 0)]
    [InlineData(-60_000, 0)]
    [InlineData(-60_001, -60_001)] // more than skew: somebody set the clock, and it is believed
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task A_clock_that_goes_back_a_little_does_not_take_the_ledger_back(int movedMs, int expectedMs)
    {
        var clock = new ASetClock { Now = Midnight.AddHours(12) };
        await using var store = await AStore.OpenAsync(clock);
        await store.FundAsync(Transfers.Member(1), 1_000);
        clock.Now = clock.Now.AddMilliseconds(movedMs);
        var seen = (
            await store.Journal.WriteAsync<DateTimeOffset>(write =>
            {
                write.Post(Transfers.Send("send:1", 1, 2, 100)).Granted();
                return write.Now;
            })
        ).Granted();

        var expected = Midnight.AddHours(12).AddMilliseconds(expectedMs);
        Assert.Equal(expected, seen);
        Assert.Equal(
            expected.ToUnixTimeMilliseconds(),
            await store.NumberAsync("SELECT posted_at FROM ledger_slip WHERE seq = 2")
        );
    }

    private sealed class ASetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
