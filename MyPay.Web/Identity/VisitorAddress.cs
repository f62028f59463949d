using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MyPay.Web.Identity;

/// <summary>
/// The network address that a page is open on, for limits that count it; null where there is none to know. Behind a
/// proxy it is what the trusted proxy says.
/// </summary>
internal sealed class VisitorAddress
{
    public string? Address { get; set; }
}

/// <summary>Tells an open page its address when its line comes up.</summary>
internal sealed class CircuitAddress(VisitorAddress visitor, IHttpContextAccessor request) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        visitor.Address = NetworkAddress.Of(request.HttpContext) ?? visitor.Address;
        return Task.CompletedTask;
    }
}
