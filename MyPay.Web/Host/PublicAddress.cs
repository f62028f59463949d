using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MyPay.Web.Host;

/// <summary>
/// Where people reach MyPay: <c>MyPay:PublicBaseUrl</c>, or else where this process listens. Never what a request's
/// Host header says: whoever sends a request writes it, and links in letters and the name passkeys are bound to are
/// made of this.
/// </summary>
internal sealed class PublicAddress(MyPaySettings settings, IServer server)
{
    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Base => settings.PublicBaseUrl ?? Listening.GetLeftPart(UriPartial.Authority);

    /// <summary>
    /// The name that passkeys are bound to. WebAuthn knows no addresses in digits: this machine is <c>localhost</c>.
    /// </summary>
    public string Domain => settings.PublicBaseUrl is { } known ? new Uri(known).Host : NameOf(Listening);

    /// <summary>Where passkeys work: <see cref="Base"/>, by name.</summary>
    public string ForPasskeys =>
        settings.PublicBaseUrl ?? new UriBuilder(Listening) { Host = Domain }.Uri.GetLeftPart(UriPartial.Authority);

    private Uri Listening
    {
        get
        {
            var first =
                server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? AppHost.DefaultUrl;
            return new(
                first
                    .Replace("://*", "://localhost", StringComparison.Ordinal)
                    .Replace("://+", "://localhost", StringComparison.Ordinal)
                    .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                    .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>
    /// Is this the origin of a page of ours? With a public address exactly that one; without, any port of the name
    /// passkeys are bound to.
    /// </summary>
    public bool IsOurs(string? origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from))
            return false;
        return settings.PublicBaseUrl is { } known
            ? from.GetLeftPart(UriPartial.Authority) == new Uri(known).GetLeftPart(UriPartial.Authority)
            : from.Scheme is "http" or "https" && from.Host == Domain;
    }

    private static string NameOf(Uri address) =>
        address.HostNameType == UriHostNameType.Dns ? address.Host : "localhost";
}
