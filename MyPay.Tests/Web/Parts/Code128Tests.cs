using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class Code128Tests
{
    // Start C, value 0, check (105 + 0) mod 103 = 2, stop; bars and gaps in turn.
    [Fact]
    public void Two_noughts_are_drawn_as_the_standard_says() =>
        Assert.Equal("211232" + "212222" + "222221" + "2331112", Widths("00"));

    // (105 + 12·1 + 34·2) mod 103 = 82.
    [Fact]
    public void The_check_symbol_weighs_every_pair() =>
        Assert.Equal("211232" + "112232" + "131123" + "121241" + "2331112", Widths("1234"));

    [Theory]
    [InlineData("348428905478")]
    [InlineData("999999999999")]
    public void Twelve_digits_take_101_modules(string digits) =>
        Assert.Equal((11 * 8) + 13, Widths(digits).Sum(width => width - '0'));

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("12a4")]
    public void What_is_no_pair_of_digits_is_refused(string digits) =>
        Assert.Throws<ArgumentException>(() => Code128.Bars(digits));

    private static string Widths(string digits)
    {
        var bars = Code128.Bars(digits);
        var widths = new System.Text.StringBuilder();
        for (var i = 0; i < bars.Count; i++)
        {
            if (i > 0)
                widths.Append(bars[i].At - bars[i - 1].At - bars[i - 1].Width);
            widths.Append(bars[i].Width);
        }

        return widths.ToString();
    }
}
