using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class WonInputTests : PartTest
{
    [Theory]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("원", null)]
    [InlineData("0", 0L)]
    [InlineData("12000", 12_000L)]
    [InlineData("12,000", 12_000L)]
    [InlineData("12,000원", 12_000L)]
    [InlineData(" 12,000 원 ", 12_000L)]
    [InlineData("₩12,000", 12_000L)]
    [InlineData("KRW 12 000", 12_000L)]
    [InlineData("１２０００", 12_000L)]
    [InlineData("0012", 12L)]
    [InlineData("999999999999", 999_999_999_999L)]
    [InlineData("1만 5천원", 15_000L)]
    public void Reads_amounts_as_people_write_and_paste_them(string typed, long? expected)
    {
        var (amount, refusal) = WonReading.Read(typed);

        Assert.Equal(expected, amount);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("-500")]
    [InlineData("+500")]
    [InlineData("12e3")]
    [InlineData("만 원")]
    [InlineData("abc")]
    [InlineData(",")]
    [InlineData("12000달러")]
    [InlineData("10000 10000")]
    public void Refuses_what_is_no_whole_amount_of_won(string typed)
    {
        var (amount, refusal) = WonReading.Read(typed);

        Assert.Null(amount);
        Assert.Equal("amount.invalid", refusal!.Code);
    }

    [Theory]
    [InlineData("1.5", "amount.fractional")]
    [InlineData("10000000000000", "amount.too_large")]
    [InlineData("99999999999999999999999999", "amount.too_large")]
    public void Says_what_else_is_wrong(string typed, string code) =>
        Assert.Equal(code, WonReading.Read(typed).Refusal!.Code);

    [Fact]
    public void Keeps_an_invalid_text_in_sight_with_its_error()
    {
        long? value = 5_000;
        Refusal? refused = null;
        var part = Render<WonInput>(p =>
            p.Add(i => i.Label, "금액")
                .Bind(i => i.Value, value, v => value = v)
                .Add(i => i.ReadingRefused, r => refused = r)
        );

        part.Find("[data-testid=amount]").Input("12천원");

        Assert.Equal("12천원", part.Find("[data-testid=amount]").GetAttribute("value"));
        Assert.Equal("true", part.Find("[data-testid=amount]").GetAttribute("aria-invalid"));
        Assert.Contains("숫자로", part.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.Null(value);
        Assert.Equal("amount.invalid", refused?.Code);
    }

    [Fact]
    public void Takes_the_refusal_back_when_the_text_becomes_an_amount()
    {
        var refusals = new List<Refusal?>();
        var part = Render<WonInput>(p => p.Add(i => i.Label, "금액").Add(i => i.ReadingRefused, refusals.Add));

        part.Find("[data-testid=amount]").Input("x");
        part.Find("[data-testid=amount]").Input("7");

        Assert.Equal(["amount.invalid", null], refusals.Select(r => r?.Code));
        Assert.Empty(part.FindAll(".problem"));
    }

    [Fact]
    public void Shows_the_amount_with_commas_once_the_field_is_left()
    {
        var part = Render<WonInput>(p => p.Add(i => i.Label, "금액"));

        part.Find("[data-testid=amount]").Input("1234567원");
        part.Find("[data-testid=amount]").Change("1234567원");

        Assert.Equal("1,234,567", part.Find("[data-testid=amount]").GetAttribute("value"));
    }

    [Fact]
    public void Chips_say_what_they_add_and_the_last_one_takes_all()
    {
        var part = Render<WonInput>(p => p.Add(i => i.Label, "금액").Add(i => i.All, 35_000));

        var chips = part.FindAll(".chip");
        Assert.Equal(["10000", "50000", "100000", null], chips.Select(chip => chip.GetAttribute("data-add")));
        Assert.Equal("35000", chips[^1].GetAttribute("data-set"));
        Assert.Equal(part.Find("[data-testid=amount]").Id, part.Find(".chips").GetAttribute("data-keys-for"));
    }

    [Fact]
    public void Reads_the_amount_aloud_under_the_field() =>
        Assert.Contains(
            "만 이천 원",
            Render<WonInput>(p => p.Add(i => i.Label, "금액").Add(i => i.Value, 12_000)).Find(".hint").TextContent,
            StringComparison.Ordinal
        );
}
