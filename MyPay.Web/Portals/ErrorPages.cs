using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace MyPay.Web.Portals;

/// <summary>
/// Every status has its page, whatever the method was. A form that is stale (somebody has signed in or out in another
/// window since it was drawn) comes back with what was typed in it, and says so.
/// </summary>
internal static class ErrorPages
{
    private static readonly object Stale = new();

    /// <summary>
    /// An empty answer with an error status gets its page. The page is read, never submitted: as a POST it would itself
    /// be asked for the form's token, and for a PUT there is no page at all. So the request becomes a GET before it is
    /// routed, which the framework's own re-execution does not do.
    /// </summary>
    public static async Task ShowAsync(StatusCodeContext failed)
    {
        var context = failed.HttpContext;
        var (request, services) = (context.Request, context.RequestServices);
        var (method, path, query) = (request.Method, request.Path, request.QueryString);
        context.Features.Set<IStatusCodeReExecuteFeature>(
            new StatusCodeReExecuteFeature
            {
                OriginalPathBase = request.PathBase,
                OriginalPath = path,
                OriginalQueryString = query.ToString(),
                Endpoint = context.GetEndpoint(),
                RouteValues = context.Features.Get<IRouteValuesFeature>()?.RouteValues,
            }
        );
        context.SetEndpoint(null);
        context.Features.Set<IRouteValuesFeature>(null);
        BecomeGet(context);
        (request.Path, request.QueryString) = ($"/status/{context.Response.StatusCode}", QueryString.Empty);
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await failed.Next(context);
        }
        finally
        {
            (request.Method, request.Path, request.QueryString, context.RequestServices) = (
                method,
                path,
                query,
                services
            );
            context.Features.Set<IStatusCodeReExecuteFeature>(null);
        }
    }

    /// <summary>After antiforgery has looked at the form, before the page sees it.</summary>
    public static IApplicationBuilder UseStaleForms(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var isPage =
                    HttpMethods.IsPost(context.Request.Method)
                    && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
                var refused = context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } feature
                    ? feature
                    : null;
                if (refused is not null)
                    // with it nobody may read the form, not even to show it again
                    context.Features.Set<IAntiforgeryValidationFeature>(null);
                var typed =
                    (isPage || refused is not null) && context.Request.HasFormContentType
                        ? await context.Request.ReadFormAsync(context.RequestAborted)
                        : FormCollection.Empty;
                if (refused is not null && !IsOfAnotherSite(context.Request))
                    context.Items[Stale] = typed;

                // A page takes its own forms only, by their names; for all else the framework would answer in its own
                // few words.
                if (isPage && (!typed.ContainsKey("_handler") || (refused is not null && !context.IsStaleForm())))
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return;
                }

                if (isPage && refused is not null)
                    DrawAgain(context);
                else if (refused is not null)
                    context.Features.Set(refused);
                await next(context);
            }
        );

    /// <summary>
    /// What is sent to an address that takes nothing: not found, rather than "not that method" because some file might
    /// lie there for a GET.
    /// </summary>
    public static void MapNowhere(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods(
                "/{**nowhere}",
                [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete],
                () => TypedResults.NotFound()
            )
            .WithOrder(int.MaxValue)
            .ExcludeFromDescription();

    /// <summary>
    /// True on the answer to a form that was drawn for somebody else, or for nobody, or too long ago.
    /// </summary>
    public static bool IsStaleForm(this HttpContext? context) => context?.Items.ContainsKey(Stale) == true;

    /// <summary>What had been typed into this field of the stale form; null for any other.</summary>
    public static string? TypedBefore(this HttpContext? context, string? field) =>
        field is not null
        && context?.Items.TryGetValue(Stale, out var kept) == true
        && kept is IFormCollection typed
        && typed.TryGetValue(field, out var text)
            ? text.ToString()
            : null;

    // Nothing is carried out: the page is drawn as for a first look, with the status of a refusal.
    private static void DrawAgain(HttpContext context)
    {
        BecomeGet(context);
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK)
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    private static void BecomeGet(HttpContext context)
    {
        context.Request.Method = HttpMethods.Get;
        (context.Request.ContentType, context.Request.ContentLength, context.Request.Body) = (null, null, Stream.Null);
        context.Features.Set<IFormFeature>(new FormFeature(context.Request));
        context.Features.Set<IAntiforgeryValidationFeature>(null);
    }

    // What another site has sent is not brought back into a form of ours.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        || (
            request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)
        );
}
