using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MyPay.Domain.Platform.Browsers;
using MyPay.Web.Portals;

namespace MyPay.Web.Host;

/// <summary>
/// Where browsers tell what our content security policy refused. The address is open to everybody, so it believes
/// little: two kinds of content that a foreign page cannot send, pages of this address only, directives that exist,
/// few a minute from one network address; and what it keeps names no person and no secret of an address.
/// </summary>
internal static class CspReports
{
    public const string Path = "/csp-reports";

    /// <summary>The name of the endpoint in <c>Reporting-Endpoints</c> and <c>report-to</c>.</summary>
    public const string Endpoint = "csp";

    /// <summary>Bytes; browsers send a few hundred for each report.</summary>
    public const int LongestBody = 32 * 1024;

    /// <summary>Reports in one body; more are not read.</summary>
    public const int MostInOne = 20;

    private static readonly HashSet<string> Directives = new(StringComparer.Ordinal)
    {
        "default-src",
        "base-uri",
        "object-src",
        "frame-ancestors",
        "form-action",
        "img-src",
        "connect-src",
        "style-src",
        "style-src-attr",
        "style-src-elem",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "font-src",
        "frame-src",
        "child-src",
        "media-src",
        "manifest-src",
        "worker-src",
    };

    public static void MapCspReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, TakeAsync).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(HttpContext context, BrowserReports reports, CspReportLimit limit)
    {
        if (await BodyOfAsync(context.Request) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!IsFromOurPages(context.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!IsReport(context.Request.ContentType))
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (Read(body, context.Request.Host.Value ?? "") is not { } read)
            return TypedResults.BadRequest();
        foreach (var report in read)
        {
            if (!limit.Allows(context.Connection.RemoteIpAddress))
                return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
            reports.Note(report);
        }

        return TypedResults.NoContent();
    }

    // Browsers that send these headers with a report name the page's own site.
    private static bool IsFromOurPages(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none";
    }

    // Neither kind can be sent to another site by a form or a script without asking us first, and we never say yes.
    private static bool IsReport(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() is "application/csp-report" or "application/reports+json";

    private static async Task<byte[]?> BodyOfAsync(HttpRequest request)
    {
        if (request.ContentLength > LongestBody)
            return null;
        var body = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(
            body,
            body.Length,
            throwOnEndOfStream: false,
            request.HttpContext.RequestAborted
        );
        return length > LongestBody ? null : body[..length];
    }

    /// <summary>What a body says of our own pages; null when it is no report at all.</summary>
    internal static IReadOnlyList<BrowserReport>? Read(byte[] body, string host)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                return
                [
                    .. root.EnumerateArray()
                        .Take(MostInOne)
                        .Where(entry => Text(entry, "type") == "csp-violation")
                        .Select(entry => Member(entry, "body"))
                        .Select(said => Of(said, host, "documentURL", "effectiveDirective", "blockedURL", "sourceFile"))
                        .OfType<BrowserReport>(),
                ];
            var one = Of(
                Member(root, "csp-report"),
                host,
                "document-uri",
                "effective-directive",
                "blocked-uri",
                "source-file"
            );
            return Member(root, "csp-report").ValueKind == JsonValueKind.Object
                ? one is { } report
                    ? [report]
                    : []
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BrowserReport? Of(
        JsonElement said,
        string host,
        string page,
        string directive,
        string blocked,
        string source
    )
    {
        // Older browsers send the whole directive, its sources behind it, and under this name.
        var refusedBy = (Text(said, directive) ?? Text(said, "violated-directive") ?? "").Split(' ')[0];
        if (
            !Directives.Contains(refusedBy)
            || !Uri.TryCreate(Text(said, page), UriKind.Absolute, out var document)
            || !IsOurs(document, host)
        )
            return null;
        var isScript = refusedBy.StartsWith("script", StringComparison.Ordinal);
        return new(
            refusedBy,
            Place(Text(said, blocked), host, withPath: isScript),
            PageOf(document.AbsolutePath),
            Place(Text(said, source), host, withPath: true)
        );
    }

    private static bool IsOurs(Uri address, string host) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && string.Equals(address.Authority, host, StringComparison.OrdinalIgnoreCase);

    // Words such as "inline" stay; of an address of ours the template, of others where they are: a script with its
    // path, anything else by its origin, since a path or query may carry what somebody tried to take away.
    private static string Place(string? text, string host, bool withPath)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
            return text.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') ? text : "";
        if (IsOurs(address, host))
            return PageOf(address.AbsolutePath);
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            return $"{address.Scheme}:"; // an extension of that browser, data:, blob:
        return address.GetLeftPart(withPath ? UriPartial.Path : UriPartial.Authority);
    }

    /// <summary>An address of ours without what is in its gaps: they hold ids, and links of letters hold secrets.</summary>
    internal static string PageOf(string path)
    {
        if (KnownPages.TemplateOf(path) is { } template)
            return template;
        var isFile = new[] { "/js/", "/css/", "/_framework/", "/_content/" }.Any(folder =>
            path.StartsWith(folder, StringComparison.Ordinal)
        );
        return isFile ? path : "/…";
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}

/// <summary>How many reports one network address may send to this instance: 30 a minute. IPv6 counts by its /64.</summary>
internal sealed class CspReportLimit(TimeProvider clock)
{
    public const int PerMinute = 30;

    // Beyond it, no new address is listened to until the next minute.
    private const int MostAddresses = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    private long minute;

    public bool Allows(IPAddress? from)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var network = NetworkOf(from);
        lock (gate)
        {
            if (now != minute)
            {
                sent.Clear();
                minute = now;
            }

            var before = sent.GetValueOrDefault(network);
            if (before >= PerMinute || (before == 0 && sent.Count >= MostAddresses))
                return false;
            sent[network] = before + 1;
            return true;
        }
    }

    private static string NetworkOf(IPAddress? from) =>
        from is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8))
            : $"{from?.MapToIPv4()}";
}
