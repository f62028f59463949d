using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.History;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class HistoryPageTests : WalletPageTest
{
    [Fact]
    public void The_address_decides_what_is_asked_for()
    {
        Address.NavigateTo("/wallet/history?period=last&way=out&kind=send&q=지우");

        Render<HistoryPage>();

        var filter = Movements.Filters[0];
        Assert.Equal(
            (new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31), false, "지우"),
            (filter.From!.Value, filter.To!.Value, filter.Incoming!.Value, filter.Text)
        );
        Assert.Equal([MovementKind.Send], filter.Kinds!);
    }

    [Fact]
    public void Another_address_is_asked_for_afresh_and_nothing_of_the_old_stays()
    {
        Have(3);
        var page = Render<HistoryPage>();
        Movements.Rows.Clear();

        Address.NavigateTo("/wallet/history?way=in");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=row]")));
        Assert.Equal("/wallet/history", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public void More_rows_come_below_those_that_are_there()
    {
        Have(40);
        var page = Render<HistoryPage>();
        Assert.Equal(30, page.FindAll("[data-testid=row]").Count);

        page.FindAll("button").First(b => b.TextContent == "더 보기").Click();

        Assert.Equal(40, page.FindAll("[data-testid=row]").Count);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "더 보기");
    }

    [Fact]
    public void New_rows_wait_behind_a_bar_until_they_are_asked_for()
    {
        Have(2);
        var page = Render<HistoryPage>();

        Movements.Rows.Add(Row(3));
        Services
            .GetRequiredService<LiveFeed>()
            .Publish([$"wallet:{Given.James}"], Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Clock.Advance(MyPay.Web.Portals.Wallet.LiveRefresh.Gathering);

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent == "새 거래 1건 보기"));
        Assert.Equal(2, page.FindAll("[data-testid=row]").Count);
        page.FindAll("button").First(b => b.TextContent == "새 거래 1건 보기").Click();
        Assert.Equal(3, page.FindAll("[data-testid=row]").Count);
    }

    [Fact]
    public void The_export_says_how_many_and_has_the_filter_of_the_page()
    {
        Have(2);
        Address.NavigateTo("/wallet/history?way=in");

        var link = Render<HistoryPage>().Find("a[download]");

        Assert.Equal("/wallet/history.csv?way=in", link.GetAttribute("href"));
        Assert.Contains("2건", link.TextContent, StringComparison.Ordinal);
    }

    private static Movement Row(int number) =>
        new(
            number,
            number,
            MovementKind.Send,
            $"remittance:{number}",
            -1_000,
            Won.Of(10_000),
            "지우",
            null,
            Given.Now.AddMinutes(number)
        );

    private void Have(int rows) => Movements.Rows.AddRange(Enumerable.Range(1, rows).Select(Row));
}
