using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>
/// The line of an open page is for our own pages: a browser sends our cookies along with a websocket that any page in
/// it opens, also one of a neighbouring domain or another port, and neither CORS nor SameSite stands before that. Only
/// the Origin tells (ASVS 5.0, 4.4.2), so all of <c>/_blazor</c> answers 403 without one of ours.
/// </summary>
internal static class CircuitOrigin
{
    /// <summary>After forwarded headers, which say the scheme that the browser used.</summary>
    public static IApplicationBuilder UseCircuitOrigin(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<MyPaySettings>();
        return app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments("/_blazor") || IsOurPage(context.Request, settings))
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );
    }

    private static bool IsOurPage(HttpRequest request, MyPaySettings settings)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            ? IsPlainQuestionOfOurs(request)
            : Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && Uri.TryCreate(
                    settings.PublicBaseUrl ?? $"{request.Scheme}://{request.Host}",
                    UriKind.Absolute,
                    out var ours
                )
                && from.GetLeftPart(UriPartial.Authority) == ours.GetLeftPart(UriPartial.Authority);
    }

    // Browsers name no origin when a page asks its own by GET (the scripts a page starts with, long polling); they say
    // "same-origin" in a header that no page can write. A websocket always names its origin.
    private static bool IsPlainQuestionOfOurs(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Upgrade.Count == 0
        && request.Headers["Sec-Fetch-Site"] == "same-origin";
}
