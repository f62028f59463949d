using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>
/// The query of a list: only parameters that the call knows, limit 1–100, a cursor that we wrote ourselves for the same
/// list.
/// </summary>
internal sealed class ListQuery
{
    public const int DefaultLimit = 20;
    public const int LargestLimit = 100;
    private const int LongestSpanDays = 366;

    public static readonly IReadOnlyList<QueryParameter> Paging =
    [
        new("limit", "한 번에 받을 수, 1–100. 기본 20", "How many, 1–100; 20 by default", "20", IsInteger: true),
        new("cursor", "앞 응답의 nextCursor", "nextCursor of the previous answer", ""),
    ];

    private readonly ApiCall call;
    private readonly IDataProtector protector;

    public ListQuery(ApiCall call)
    {
        this.call = call;
        protector = call.Ask<IDataProtectionProvider>().CreateProtector("api cursor");
        var known = call.Sheet.Queries.Select(query => query.Name).ToList();
        if (
            call.Context.Request.Query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) is
            { } stranger
        )
            Fault = ApiFault.Of(ApiErrors.UnknownParameter, stranger, string.Join(", ", known));
        else if (
            call.Context.Request.Query.FirstOrDefault(parameter => parameter.Value.Count > 1) is { Key: { } doubled }
        )
            Fault = ApiFault.Of(ApiErrors.InvalidParameter, doubled);
        // A program that lost its value must not be given everything.
        else if (
            call.Context.Request.Query.FirstOrDefault(parameter => string.IsNullOrWhiteSpace(parameter.Value)) is
            { Key: { } empty }
        )
            Fault = ApiFault.Of(ApiErrors.EmptyParameter, empty);
        Limit = ReadLimit();
        Cursor = ReadCursor();
    }

    /// <summary>The first thing that is wrong.</summary>
    public ApiFault? Fault { get; private set; }

    public int Limit { get; }

    /// <summary>The use case's own cursor.</summary>
    public string? Cursor { get; }

    public string? Text(string name) =>
        call.Context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Blame(ApiFault.Of(ApiErrors.InvalidDate, name));
        return null;
    }

    /// <summary>In order, and a year at most. Counted in days: the last date there is has no year after it.</summary>
    public static bool IsSpan(DateOnly from, DateOnly to) =>
        to.DayNumber - from.DayNumber is >= 0 and <= LongestSpanDays;

    public void Blame(ApiFault fault) => Fault ??= fault;

    /// <summary>The page as every list gives it.</summary>
    public ApiReply Page<TRow>(IEnumerable<TRow> rows, string? next) =>
        ApiReply.Json(new Page<TRow>([.. rows], next is null ? null : Seal(next)));

    private int ReadLimit()
    {
        if (Text("limit") is not { } text)
            return DefaultLimit;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= LargestLimit
        )
            return limit;
        Blame(ApiFault.Of(ApiErrors.InvalidLimit));
        return DefaultLimit;
    }

    private string? ReadCursor()
    {
        if (Text("cursor") is not { } text)
            return null;
        try
        {
            var plain = Encoding.UTF8.GetString(protector.Unprotect(WebEncoders.Base64UrlDecode(text)));
            if (plain.StartsWith(Belonging(), StringComparison.Ordinal))
                return plain[Belonging().Length..];
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            // Falls through: a cursor that we did not write is as wrong as one of another list.
        }

        Blame(ApiFault.Of(ApiErrors.InvalidCursor));
        return null;
    }

    private string Seal(string cursor) =>
        WebEncoders.Base64UrlEncode(protector.Protect(Encoding.UTF8.GetBytes(Belonging() + cursor)));

    // A cursor goes on with the list it came from: same franchise and mode, same filters.
    private string Belonging()
    {
        var filters = call
            .Sheet.Queries.Where(query => query.Name is not ("limit" or "cursor"))
            .Select(query => $"{query.Name}={Text(query.Name)}");
        return $"{call.Franchise}\n{call.Caller.Live}\n{call.Sheet.Name}\n{string.Join('\n', filters)}\n\n";
    }
}

/// <summary>A page of a list.</summary>
/// <param name="NextCursor">Send it as <c>cursor</c> for what follows; null at the end.</param>
internal sealed record Page<TRow>(IReadOnlyList<TRow> Data, string? NextCursor);
