using Bunit;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class PinPadTests : PartTest
{
    private string pin = "";

    private IRenderedComponent<PinPad> Pad() => Render<PinPad>(p => p.Bind(i => i.Value, pin, v => pin = v));

    [Theory]
    [InlineData("25a80-3917")]
    [InlineData("258 039")]
    [InlineData("２５８０３９")]
    public void Takes_six_digits_however_they_are_written(string typed)
    {
        Pad().Find("[data-testid=pin]").Input(typed);

        Assert.Equal("258039", pin);
    }

    [Fact]
    public void The_keypad_has_every_digit_and_writes_into_the_field()
    {
        var pad = Pad();

        Assert.Equal(
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"],
            pad.FindAll(".pin-key").Select(key => key.GetAttribute("data-key"))
        );
        Assert.Equal(pad.Find("[data-testid=pin]").Id, pad.Find(".pin-keys").GetAttribute("data-keys-for"));
    }

    [Fact]
    public void The_field_is_a_real_password_field_that_no_browser_fills_in()
    {
        var input = Pad().Find("[data-testid=pin]");

        Assert.Equal("password", input.GetAttribute("type"));
        Assert.Equal("numeric", input.GetAttribute("inputmode"));
        Assert.Equal("off", input.GetAttribute("autocomplete"));
        Assert.False(input.HasAttribute("maxlength")); // it would cut "258 039" short when it is pasted
    }
}
