using Bunit;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class MonthBarsTests : PartTest
{
    private static MonthSum Month(int month, long income, long spent) =>
        new(new DateOnly(2026, month, 1), income, spent);

    private IRenderedComponent<MonthBars> Bars(params MonthSum[] months) =>
        Render<MonthBars>(p => p.Add(b => b.Months, months));

    [Fact]
    public void The_largest_bar_fills_the_height_and_the_others_keep_their_share()
    {
        var bars = Bars(Month(10, 100_000, 50_000), Month(11, 25_000, 0));

        Assert.Equal(["92", "46", "23", "0"], bars.FindAll("rect").Select(bar => bar.GetAttribute("height")));
    }

    [Fact]
    public void A_month_with_little_is_not_a_month_with_nothing() =>
        Assert.Equal("3", Bars(Month(11, 10_000_000, 1)).FindAll("rect")[1].GetAttribute("height"));

    [Fact]
    public void Months_without_money_draw_no_bar_and_break_nothing() =>
        Assert.All(
            Bars(Month(10, 0, 0), Month(11, 0, 0)).FindAll("rect"),
            bar => Assert.Equal("0", bar.GetAttribute("height"))
        );

    [Fact]
    public void Shows_the_last_six_months_and_says_them_in_a_table()
    {
        var bars = Bars([.. Enumerable.Range(1, 8).Select(month => Month(month, month * 1_000, 500))]);

        Assert.Equal(6, bars.FindAll("tbody tr").Count);
        Assert.Equal(
            ["3월", "3,000원", "500원"],
            bars.FindAll("tbody tr")[0].Children.Select(cell => cell.TextContent)
        );
    }
}
