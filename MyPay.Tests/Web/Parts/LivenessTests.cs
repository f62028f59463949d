using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MyPay.Web.Portals.Parts;
using Xunit;

namespace MyPay.Tests.Web.Parts;

[Trait("Lane", "Fast")]
public sealed class LivenessTests : PartTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_only_prerendered_cannot_be_pressed(bool alive)
    {
        Renderer.SetRendererInfo(new(alive ? "Server" : "Static", alive));

        var form = Render<LiveForm>(p =>
            p.SetAssignedRenderMode(RenderMode.InteractiveServer)
                .Add(f => f.OnSubmit, () => { })
                .AddChildContent<PinPad>()
        );

        Assert.Equal(!alive, form.Find("fieldset").HasAttribute("disabled"));
    }

    [Fact]
    public void A_form_on_a_static_page_is_alive_without_a_circuit()
    {
        Renderer.SetRendererInfo(new("Static", isInteractive: false));

        Assert.False(Render<LiveForm>().Find("fieldset").HasAttribute("disabled"));
    }
}
