using Bunit;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class SubmitButtonTests : PartTest
{
    [Fact]
    public void A_second_press_while_the_first_is_carried_out_does_nothing()
    {
        var work = new TaskCompletionSource();
        var presses = 0;
        var button = Render<SubmitButton>(p =>
            p.AddChildContent("30,000원 보내기")
                .Add(
                    b => b.OnPress,
                    () =>
                    {
                        presses++;
                        return work.Task;
                    }
                )
        );
        var submit = button.Find("[data-testid=submit]");

        _ = submit.ClickAsync(new());
        Assert.True(button.Find("[data-testid=submit]").HasAttribute("disabled"));
        Assert.Equal("true", button.Find("[data-testid=submit]").GetAttribute("aria-busy"));
        _ = button.Find("[data-testid=submit]").ClickAsync(new());

        Assert.Equal(1, presses);

        work.SetResult();
        button.WaitForAssertion(() => Assert.False(button.Find("[data-testid=submit]").HasAttribute("disabled")));
    }

    [Fact]
    public void A_form_submitted_twice_acts_once_and_its_button_shows_it()
    {
        var work = new TaskCompletionSource();
        var submits = 0;
        var form = Render<LiveForm>(p =>
            p.Add(
                    f => f.OnSubmit,
                    () =>
                    {
                        submits++;
                        return work.Task;
                    }
                )
                .AddChildContent<SubmitButton>(b => b.AddChildContent("보내기"))
        );

        _ = form.Find("form").SubmitAsync();
        _ = form.Find("form").SubmitAsync();

        Assert.Equal(1, submits);
        Assert.True(form.Find("[data-testid=submit]").HasAttribute("disabled"));

        work.SetResult();
        form.WaitForAssertion(() => Assert.False(form.Find("[data-testid=submit]").HasAttribute("disabled")));
    }

    [Fact]
    public async Task A_form_whose_handler_throws_can_be_submitted_again()
    {
        var form = Render<LiveForm>(p =>
            p.Add(f => f.OnSubmit, () => throw new InvalidOperationException("bug"))
                .AddChildContent<SubmitButton>(b => b.AddChildContent("보내기"))
        );

        await Assert.ThrowsAsync<InvalidOperationException>(() => form.Find("form").SubmitAsync());

        Assert.False(form.Instance.IsBusy);
    }

    [Fact]
    public void Says_why_it_cannot_be_pressed()
    {
        var button = Render<SubmitButton>(p =>
            p.AddChildContent("보내기").Add(b => b.Disabled, true).Add(b => b.Reason, "금액을 적어 주세요.")
        );

        Assert.Equal(button.Find("p").Id, button.Find("[data-testid=submit]").GetAttribute("aria-describedby"));
        Assert.Equal("금액을 적어 주세요.", button.Find("p").TextContent);
    }
}
