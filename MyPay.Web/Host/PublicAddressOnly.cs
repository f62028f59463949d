using System.Net;

namespace MyPay.Web.Host;

/// <summary>
/// With <c>MyPay:PublicBaseUrl</c> set, people come by that address and no other: whoever sends another Host gets 400, so
/// that it stands in no redirect, link or passkey. Machines that watch this very instance ask it by its inner address,
/// and a developer by the name of this machine.
/// </summary>
internal static class PublicAddressOnly
{
    private static readonly string[] Watching = ["/healthz", "/metrics"];

    /// <summary>After forwarded headers, before everything that looks at the address.</summary>
    public static IApplicationBuilder UsePublicAddress(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<MyPaySettings>();
        var isProduction = app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsProduction();
        if (settings.PublicBaseUrl is not { } known)
            return app;
        var ours = new Uri(known);
        return app.Use(
            (context, next) =>
            {
                var request = context.Request;
                var isOurs = IsOurs(request.Host, ours);
                if (isOurs && settings.IsPublicByTls)
                    request.Scheme = Uri.UriSchemeHttps; // whatever the last stretch to us is: cookies are Secure
                if (
                    isOurs
                    || Watching.Any(path => request.Path.StartsWithSegments(path))
                    || (!isProduction && IsThisMachine(request.Host.Host))
                )
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );
    }

    private static bool IsOurs(HostString host, Uri ours) =>
        string.Equals(host.Host, ours.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port ?? (ours.IsDefaultPort ? ours.Port : 0)) == ours.Port;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
