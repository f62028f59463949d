using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Endpoints;
using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>
/// How many pages may be open at once, for a session and for an address (<c>MyPay:Circuits</c>): each open page holds
/// memory here until its line ends. Beyond that a page says so, and no further line is taken.
/// </summary>
internal sealed class OpenLines(MyPaySettings settings)
{
    private static readonly object TooMany = new();

    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>Lines that are open now for this key; 0 for one that has none.</summary>
    internal int CountOf(string key) => open.GetValueOrDefault(key);

    /// <summary>True on the page that tells somebody of too many open pages.</summary>
    public static bool IsToldOn(HttpContext? context) => context?.Items.ContainsKey(TooMany) == true;

    /// <summary>Before a page is drawn, or its line taken; after authentication.</summary>
    public async Task GoAsync(HttpContext context, RequestDelegate next)
    {
        var isLine = HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/_blazor";
        if (!isLine && !IsPage(context))
        {
            await next(context);
            return;
        }

        var keys = KeysOf(context);
        if (keys.Any(key => CountOf(key.Name) >= key.Most))
        {
            context.Items[TooMany] = true;
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        if (!isLine)
        {
            await next(context);
            return;
        }

        foreach (var (name, _) in keys)
            open.AddOrUpdate(name, 1, (_, count) => count + 1);
        try
        {
            await next(context); // for as long as the line lasts
        }
        finally
        {
            foreach (var (name, _) in keys)
                if (open.AddOrUpdate(name, 0, (_, count) => count - 1) <= 0)
                    open.TryRemove(new(name, 0));
        }
    }

    private List<(string Name, int Most)> KeysOf(HttpContext context)
    {
        List<(string, int)> keys = [($"address {NetworkAddress.Of(context)}", settings.CircuitsPerAddress)];
        if (SessionCookie.Of(context.User) is { } session)
            keys.Add(($"session {session:N}", settings.CircuitsPerSession));
        return keys;
    }

    // The pages that tell of errors are no pages that stay open.
    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && !context.Request.Path.StartsWithSegments("/status")
        && !context.Request.Path.StartsWithSegments("/error");
}
