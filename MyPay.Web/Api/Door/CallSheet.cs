using System.Text.RegularExpressions;

namespace MyPay.Web.Api.Door;

/// <summary>May a call carry an Idempotency-Key, must it?</summary>
internal enum KeyRule
{
    None,
    Optional,
    Required,
}

/// <summary>A query parameter, for the document and the reader alike.</summary>
internal sealed record QueryParameter(string Name, string Ko, string En, string Example, bool IsInteger = false);

/// <summary>
/// All that is to be said of one call: what it needs, takes and answers. The pipeline obeys it, the OpenAPI document
/// and the docs page are printed from it.
/// </summary>
internal sealed partial record CallSheet(
    ApiDoor Door,
    string Method,
    string Path,
    string Name,
    string Scope,
    string Ko,
    string En
)
{
    public KeyRule Key { get; init; }

    public Type? Request { get; init; }

    public object? RequestExample { get; init; }

    public int Success { get; init; } = StatusCodes.Status200OK;

    public Type? Response { get; init; }

    public object? ResponseExample { get; init; }

    /// <summary>Who asks for <c>text/csv</c> gets that.</summary>
    public bool AlsoCsv { get; init; }

    public IReadOnlyList<QueryParameter> Queries { get; init; } = [];

    /// <summary>Statuses of this call's own errors; those of every call are added by <see cref="Statuses"/>.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    /// <summary>Every status the call can answer with, the good one first.</summary>
    public IReadOnlyList<int> Statuses =>
        [
            Success,
            .. Errors
                .Concat(Door.CommonStatuses)
                .Concat(Method is "GET" or "DELETE" ? [] : Door.BodyStatuses)
                .Concat(Key == KeyRule.None ? [] : new[] { 409, 422 })
                .Where(status => status != Success)
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// Which call this is, for whoever must know it again: the call's own address with its route values, never the
    /// address as it was typed. The router forgives a slash at the end, upper and lower case and percent signs; each of
    /// these spellings is the same call. An id is one however it is written.
    /// </summary>
    public string IdentityOf(RouteValueDictionary values) =>
        $"{Method} {RouteValue().Replace(Path, name => ValueOf(values[name.Groups[1].Value]))}";

    private static string ValueOf(object? value) =>
        value?.ToString() is not { } text ? ""
        : Guid.TryParse(text, out var id) ? id.ToString("N")
        : text;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteValue();
}

/// <summary>Maps calls.</summary>
internal static class CallSheets
{
    /// <summary>Maps a call behind its door's key check.</summary>
    public static void MapCall(
        this IEndpointRouteBuilder endpoints,
        CallSheet sheet,
        Func<ApiCall, Task<ApiReply>> handler
    )
    {
        var call = endpoints
            .MapMethods(
                sheet.Path,
                [sheet.Method],
                (Delegate)((HttpContext context) => ApiPipeline.RunAsync(context, sheet, handler))
            )
            .RequireAuthorization(ApiModule.Policy)
            .WithMetadata(sheet)
            .WithName(sheet.Name)
            .WithTags(sheet.Door.Name);
        // For the document only: any media type is let through here, the door says its own no to a wrong one.
        if (sheet.Request is { } request)
            call.WithMetadata(
                new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata(["*/*"], request, isOptional: true)
            );
        foreach (var status in sheet.Statuses)
        {
            var type = status == sheet.Success ? sheet.Response : sheet.Door.ErrorShape;
            call.WithMetadata(
                new ProducesResponseTypeMetadata(
                    status,
                    type ?? typeof(void),
                    type is null ? []
                        : status != sheet.Success ? [sheet.Door.ErrorMediaType]
                        : sheet.AlsoCsv ? ["application/json", "text/csv"]
                        : ["application/json"]
                )
            );
        }
    }
}
