using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.Insights;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class InsightsPageTests : WalletPageTest
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private readonly FakeInsights insights = new();

    protected override void AddServices()
    {
        base.AddServices();
        Services.AddSingleton<IInsights>(insights);
    }

    [Theory]
    [InlineData(
        30_000,
        20_000,
        "지난달 이맘때(10월 22일까지)보다 10,000원 더 썼어요. 가장 많이 늘어난 분류는 카페·디저트 +12,000원."
    )]
    [InlineData(20_000, 35_000, "지난달 이맘때(10월 22일까지)보다 15,000원 덜 썼어요.")]
    [InlineData(20_000, 20_000, "지난달 이맘때(10월 22일까지)만큼 썼어요.")]
    public void The_running_month_is_compared_in_words(long now, long before, string words)
    {
        insights.Month = Month(
            now,
            new(new(2026, 10, 22), true, 0, before),
            new CategorySum("cafe", 15_000, 3, 3_000),
            new CategorySum("transfer", now - 15_000, 1, before)
        );

        Assert.Equal(words, Render<InsightsPage>().Find("[data-testid=comparison]").TextContent);
    }

    [Fact]
    public void With_nothing_before_it_says_so_and_a_whole_month_is_called_the_month_before()
    {
        insights.Month = Month(20_000, new(new(2026, 10, 22), false, 0, 0), new CategorySum("cafe", 20_000, 1, 0));
        Assert.Equal(
            "지난달 이맘때(10월 22일까지)에는 내역이 없어서 견줄 수 없어요.",
            Render<InsightsPage>().Find("[data-testid=comparison]").TextContent
        );

        insights.Month = Month(
            20_000,
            new(new(2026, 10, 31), true, 0, 5_000),
            new CategorySum("cafe", 20_000, 1, 5_000)
        ) with
        {
            IsOver = true,
        };
        Assert.StartsWith(
            "지난달보다 15,000원 더 썼어요.",
            Render<InsightsPage>().Find("[data-testid=comparison]").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void More_back_than_spent_is_no_bar_and_no_share()
    {
        insights.Month = Month(-20_000, new(new(2026, 10, 31), false, 0, 0), new CategorySum("cafe", -20_000, 1, 0));

        var row = Render<InsightsPage>().Find("[data-testid=category-row]");

        Assert.Contains("-20,000원", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("%", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("0", row.QuerySelector("progress")!.GetAttribute("value"));
    }

    private static MonthInsight Month(long spent, MonthBefore before, params CategorySum[] categories) =>
        new(
            November,
            false,
            0,
            Math.Max(0, spent),
            Math.Max(0, -spent),
            1,
            [],
            categories,
            [],
            [new(new(2026, 11, 22), spent, 1)],
            before
        );

    private sealed class FakeInsights : IInsights
    {
        public MonthInsight Month { get; set; } = null!;

        public Task<MonthInsight> MonthAsync(MemberId member, DateOnly month, CancellationToken ct = default) =>
            Task.FromResult(Month);

        public Task<MovementCategory?> CategoryOfAsync(MemberId member, long number, CancellationToken ct = default) =>
            throw new NotSupportedException();

        public Task<Result<Done>> MoveShopAsync(
            MemberId member,
            string shop,
            string? category,
            CancellationToken ct = default
        ) => throw new NotSupportedException();

        public Task<Result<Done>> MoveMovementAsync(
            MemberId member,
            long number,
            string? category,
            CancellationToken ct = default
        ) => throw new NotSupportedException();
    }
}
