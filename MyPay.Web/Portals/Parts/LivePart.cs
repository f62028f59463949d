using Microsoft.AspNetCore.Components;

namespace MyPay.Web.Portals.Parts;

/// <summary>
/// A part that a person can act on. While the page is only prerendered, a press would be lost, so it is shown but not
/// alive.
/// </summary>
public abstract class LivePart : ComponentBase
{
    /// <summary>
    /// True until the circuit that will hear this part lives. Never true on a static page, whose forms need no circuit.
    /// </summary>
    protected bool IsWaiting => AssignedRenderMode is not null && !RendererInfo.IsInteractive;
}
