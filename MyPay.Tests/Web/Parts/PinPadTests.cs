using Bunit;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

public sealed class PinPadTests : PartTest
{
    private string pin = "";

    private IRenderedComponent<PinPad> Pad() => Render<PinPad>(p => p.Bind(i => i.Value, pin, v => pin = v));

    [Fact]
    public void Takes_six_typed_digits_and_nothing_else()
    {
        var pad = Pad();

        pad.Find("[data-testid=pin]").Input("25a80-3917");

        Assert.Equal("258039", pin);
        Assert.Equal(6, pad.FindAll(".pin-dot[data-full]").Count);
    }

    [Fact]
    public void The_keypad_types_deletes_and_clears()
    {
        var pad = Pad();

        foreach (var key in new[] { 2, 5, 8 }) pad.FindAll(".pin-key").First(k => k.TextContent == $"{key}").Click();
        Assert.Equal("258", pin);

        pad.Find("[aria-label='한 자리 지움']").Click();
        Assert.Equal("25", pin);

        pad.Find(".pin-key.words").Click();
        Assert.Equal("", pin);
        pad.Find("[aria-label='한 자리 지움']").Click();
        Assert.Equal("", pin);
    }

    [Fact]
    public void A_seventh_key_changes_nothing()
    {
        pin = "258039";
        var pad = Pad();

        pad.FindAll(".pin-key")[0].Click();

        Assert.Equal("258039", pin);
    }

    [Fact]
    public void The_field_is_a_real_password_field_that_no_browser_fills_in()
    {
        var input = Pad().Find("[data-testid=pin]");

        Assert.Equal("password", input.GetAttribute("type"));
        Assert.Equal("numeric", input.GetAttribute("inputmode"));
        Assert.Equal("off", input.GetAttribute("autocomplete"));
        Assert.Equal("6", input.GetAttribute("maxlength"));
    }
}
