using System.Security.Cryptography;

namespace MyPay.Web.Host;

/// <summary>
/// What every answer tells the browser to refuse. Scripts need this request's nonce or our own origin; nobody may frame
/// us. ASVS would have base-uri 'none', Blazor needs 'self'.
/// </summary>
public static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        Write((HttpContext)state);
                        return Task.CompletedTask;
                    },
                    context
                );
                return next(context);
            }
        );

    /// <summary>The one nonce of this request, for the few scripts that stand in the page itself.</summary>
    public static string Nonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is string made)
            return made;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
        headers.ContentSecurityPolicy = Policy(context);

        // The pay page may be a shop's pop-up window that has to find its opener again.
        if (!context.Request.Path.StartsWithSegments("/pay"))
            headers["Cross-Origin-Opener-Policy"] = "same-origin";

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            headers["Reporting-Endpoints"] = $"{CspReports.Endpoint}=\"{CspReports.Path}\"";
        }

        // What a signed-in person saw or took with them must not come back from a shared computer's cache.
        if ((context.User.Identity?.IsAuthenticated == true && IsPage(context)) || IsDownload(context))
            headers.CacheControl = "no-store";
    }

    private static bool IsPage(HttpContext context) =>
        context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    // Every file that is made for somebody is sent as an attachment; the files of the pages are not.
    private static bool IsDownload(HttpContext context) =>
        context.Response.Headers.ContentDisposition.ToString().StartsWith("attachment", StringComparison.Ordinal)
        || context.Response.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    private static string Policy(HttpContext context)
    {
        // MudBlazor sets style attributes; only the two portals that load it may have them.
        var styles = Portals.Portal.UsesMudBlazor(context.Request.Path) ? "'self' 'unsafe-inline'" : "'self'";

        // Browsers that know report-to take it and nothing else; they want https for it.
        var reportTo = context.Request.IsHttps ? $"; report-to {CspReports.Endpoint}" : "";
        return "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
            + $"img-src 'self' data:; connect-src 'self'; style-src {styles}; script-src 'self' "
            + $"'nonce-{context.Nonce()}'; report-uri {CspReports.Path}{reportTo}";
    }
}
