using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class PinFormTests : PartTest
{
    private static readonly Refusal Wrong = new(RefusalKind.Forbidden, "membership.pin.wrong", 4L);

    private readonly List<string> used = [];
    private Task outcome = Task.CompletedTask;

    private IRenderedComponent<PinForm> Form() =>
        Render<PinForm>(p => p.Add(f => f.Words, "10,000원 보내기").Add(f => f.OnPin, Use));

    private Task Use(string pin)
    {
        used.Add(pin);
        return outcome;
    }

    [Fact]
    public void The_sixth_digit_sends_and_no_digit_before_it()
    {
        var form = Form();

        foreach (var typed in new[] { "2", "25", "258", "2580", "25803" })
            Type(form, typed);
        Assert.Empty(used);

        Type(form, "258039");
        Assert.Equal(["258039"], used);
        Assert.Equal("", form.Find("[data-testid=pin]").GetAttribute("value") ?? "");
    }

    [Fact]
    public void Whoever_presses_the_button_after_the_sixth_digit_wants_it_once()
    {
        var form = Form();
        Type(form, "258039");
        form.Render(p => p.Add(f => f.Refusal, Wrong));

        form.Find("form").Submit();

        Assert.Single(used);
        Assert.Equal("membership.pin.wrong", CodeOf(form)); // and no word of missing digits instead

        form.Find("form").Submit();
        Assert.Equal("pin.incomplete", CodeOf(form));
        Assert.Single(used);
    }

    [Fact]
    public void While_it_is_carried_out_neither_digits_nor_presses_send_again()
    {
        var bank = new TaskCompletionSource();
        outcome = bank.Task;
        var form = Form();

        Type(form, "258039");
        Type(form, "258039");
        _ = form.Find("form").SubmitAsync();
        Assert.True(form.Find("[data-testid=submit]").HasAttribute("disabled"));
        bank.SetResult();

        form.WaitForAssertion(() => Assert.False(form.Find("[data-testid=submit]").HasAttribute("disabled")));
        Assert.Single(used);
    }

    [Fact]
    public void A_miss_is_said_under_the_dots_with_a_shake_until_the_next_digit()
    {
        var form = Form();
        Type(form, "111222");
        form.Render(p => p.Add(f => f.Refusal, Wrong));
        Assert.NotNull(form.Find("pin-pad[data-missed] .pin-said [data-testid=error]"));

        Type(form, "2");
        Assert.Empty(form.FindAll("[data-testid=error]"));

        Type(form, "222333"); // the same miss again
        Assert.Equal("membership.pin.wrong", CodeOf(form));
    }

    [Fact]
    public void Too_few_digits_are_said_and_not_used()
    {
        var form = Form();

        Type(form, "25803");
        form.Find("form").Submit();

        Assert.Equal("pin.incomplete", CodeOf(form));
        Assert.Empty(used);
    }

    private static void Type(IRenderedComponent<PinForm> form, string digits) =>
        form.Find("[data-testid=pin]").Input(digits);

    private static string? CodeOf(IRenderedComponent<PinForm> form) =>
        form.Find(".pin-said [data-testid=error]").GetAttribute("data-code");
}
