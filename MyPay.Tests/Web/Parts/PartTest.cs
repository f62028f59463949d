using System.Globalization;
using Bunit;

namespace MyPay.Tests.Web.Parts;

/// <summary>A part rendered in Korean, as if its circuit lived.</summary>
public abstract class PartTest : BunitContext
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    protected PartTest()
    {
        Speak("ko");
        AddServices();
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    /// <summary>What the part asks for; the renderer, once there, takes no more.</summary>
    protected virtual void AddServices() { }

    protected static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = before;
        base.Dispose(disposing);
    }
}
