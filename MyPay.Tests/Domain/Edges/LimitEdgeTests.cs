using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Money;
using MyPay.Domain.Money.Limits;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Settlement.Batches;
using MyPay.Tests.Given;
using Xunit;
using Policies = MyPay.Domain.Money.Limits.Policies;

namespace MyPay.Tests.Domain.Edges;

/// <summary>
/// Limits exactly at, one won under and one won over; in the rule and in the write that counts; and from which midnight
/// a policy holds.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class LimitEdgeTests
{
    private static readonly MemberId Someone = Transfers.Member(1);
    private readonly FakeTimeProvider clock = new(At(new(2026, 11, 23), "12:00:00"));

    [Theory]
    [InlineData(1_999_999, 0, 0, null)]
    [InlineData(2_000_000, 0, 0, null)]
    [InlineData(2_000_001, 0, 0, "money.limit.per_transfer")]
    [InlineData(1_000, 9_998_999, 9_998_999, null)]
    [InlineData(1_000, 9_999_000, 9_999_000, null)]
    [InlineData(1_000, 9_999_001, 9_999_001, "money.limit.per_day")]
    [InlineData(1_000, 0, 49_998_999, null)]
    [InlineData(1_000, 0, 49_999_000, null)]
    [InlineData(1_000, 0, 49_999_001, "money.limit.per_month")]
    public void A_limit_may_be_reached_and_not_passed(long amount, long today, long month, string? refused)
    {
        var policies = new Policies(
            CapVerified: 2_000_000,
            CapUnverified: 500_000,
            PerTransfer: 2_000_000,
            PerDay: 10_000_000,
            PerMonth: 50_000_000
        );

        Assert.Equal(refused, SendLimitRules.Check(policies, Won.Of(amount), Won.Of(today), Won.Of(month))?.Code);
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "money.limit.per_month")]
    public async Task The_write_that_counts_asks_the_month_too(long amount, string? refused)
    {
        await using var store = await AStore.OpenAsync(clock);
        await SentAsync(
            store,
            (new(2026, 10, 31), 9_000_000),
            (new(2026, 11, 1), 10_000_000),
            (new(2026, 11, 5), 10_000_000),
            (new(2026, 11, 10), 10_000_000),
            (new(2026, 11, 15), 10_000_000),
            (new(2026, 11, 22), 9_999_000)
        );

        Assert.Equal(refused, await CountAsync(store, amount));
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "money.limit.per_day")]
    public async Task The_write_that_counts_asks_the_day_in_Seoul(long amount, string? refused)
    {
        foreach (var time in new[] { "00:00:00", "00:30:00", "08:59:59", "09:00:00", "23:59:58" })
        {
            await using var same = await AStore.OpenAsync(new FakeTimeProvider(At(new(2026, 11, 23), time)));
            await SentAsync(
                same,
                (new(2026, 11, 22), 10_000_000),
                (new(2026, 11, 23), 9_999_000),
                (new(2026, 11, 24), 10_000_000)
            );
            Assert.Equal(refused, await CountAsync(same, amount));
        }
    }

    [Fact]
    public async Task What_comes_back_is_not_counted_on_the_day_it_was_sent()
    {
        await using var store = await AStore.OpenAsync(clock);
        var (sentAt, postings) = (At(new(2026, 11, 23), "00:30:00"), new WalletPostings());
        await SentAsync(store, (new(2026, 11, 22), 10_000_000), (new(2026, 11, 23), 10_000_000));
        Assert.Equal("money.limit.per_day", await CountAsync(store, 1));

        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                postings.UncountSend(write, Someone, Won.Of(3_000), sentAt);
                return default(Done);
            })
        ).Granted();

        Assert.Equal("money.limit.per_day", await CountAsync(store, 3_001));
        Assert.Null(await CountAsync(store, 3_000));
        await using var db = store.NewDb();
        Assert.Equal(
            (10_000_000L, 20_000_000L),
            SendUsage.Of(db, Someone, new(2026, 11, 23)) is var (day, month) ? (day.Amount, month.Amount) : default
        );
    }

    [Theory]
    [InlineData("2026-11-22", "23:59:58", 2_000_000)]
    [InlineData("2026-11-23", "00:00:00", 700_000)]
    [InlineData("2026-11-23", "00:30:00", 700_000)]
    [InlineData("2026-11-23", "08:59:59", 700_000)]
    [InlineData("2026-11-23", "23:59:58", 700_000)]
    [InlineData("2026-11-24", "00:00:00", 900_000)]
    [InlineData("2026-11-24", "09:00:00", 900_000)]
    public async Task A_policy_holds_from_its_first_midnight_in_Seoul_inside_writes_and_outside(
        string date,
        string time,
        long value
    )
    {
        var now = new FakeTimeProvider(
            At(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), time)
        );
        await using var store = await AStore.OpenAsync(now);
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                write.Db.Add(
                    new PolicyRow
                    {
                        Name = MoneyPolicies.CapVerified.Name,
                        Value = 700_000,
                        From = new(2026, 11, 23),
                        MadeAt = write.Now,
                    }
                );
                write.Db.Add(
                    new PolicyRow
                    {
                        Name = MoneyPolicies.CapVerified.Name,
                        Value = 900_000,
                        From = new(2026, 11, 24),
                        MadeAt = write.Now,
                    }
                );
                return default(Done);
            })
        ).Granted();

        var inside = (
            await store.Journal.WriteAsync<long>(write => Policies.At(write, SeoulTime.DateOf(write.Now)).CapVerified)
        ).Granted();
        await using var db = store.NewDb();

        Assert.Equal(value, inside);
        Assert.Equal(value, Policies.At(db, SeoulTime.Today(now)).CapVerified);
        Assert.Equal(value, PolicyBook.ValueOn(db, MoneyPolicies.CapVerified, SeoulTime.Today(now)));
    }

    [Theory]
    [InlineData(499_999, 1, 0)]
    [InlineData(499_999, 2, 1)]
    [InlineData(500_000, 1, 1)]
    [InlineData(0, 500_000, 0)]
    [InlineData(0, 500_001, 1)]
    public async Task What_does_not_fit_under_the_cap_waits_to_the_won(long balance, long coming, long waits)
    {
        await using var store = await AStore.OpenAsync(clock);
        if (balance > 0)
            await store.FundAsync(Someone, balance);

        var split = (
            await store.Journal.WriteAsync<string>(write =>
            {
                var made = new WalletPostings().SplitIncoming(write, Someone, Won.Of(coming), verified: false);
                return $"{made}";
            })
        ).Granted();

        Assert.Equal($"{new IncomingSplit(Won.Of(coming - waits), Won.Of(waits))}", split);
    }

    [Theory]
    [InlineData(9_999, 10_000, 0, 9_999)]
    [InlineData(10_000, 10_000, 10_000, 0)]
    [InlineData(10_001, 10_000, 10_001, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(-1, 0, 0, -1)]
    public void The_smallest_payout_is_paid_and_a_won_less_is_carried_over(
        long net,
        long least,
        long paid,
        long carried
    )
    {
        var made = BatchRules.Close(net, 0, 0, new Agreed(0, least));

        Assert.Equal((paid, carried), (made.PayOut, made.CarryOut));
    }

    private static DateTimeOffset At(DateOnly date, string time) =>
        new(date.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), SeoulTime.Offset);

    private static async Task<string?> CountAsync(AStore store, long amount) =>
        (
            await store.Journal.WriteAsync<Done>(write =>
                new WalletPostings().CountSend(write, Someone, Won.Of(amount))
            )
        ).TryGet(out _, out var refusal)
            ? null
            : refusal.Code;

    private static async Task SentAsync(AStore store, params (DateOnly Date, long Won)[] days) =>
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                foreach (var (date, won) in days)
                    write.Db.Add(
                        new SendUsage
                        {
                            Member = Someone,
                            Date = date,
                            Sent = Won.Of(won),
                        }
                    );
                return default(Done);
            })
        ).Granted();
}
