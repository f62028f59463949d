using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// What a franchise's programs asked of the merchant API and were told: help for whoever builds them, no proof of
/// anything. Noting is cheap and waits for nobody; when too much comes at once, some of it is left out. The newest
/// <see cref="Kept"/> calls of a franchise and mode are kept, for <see cref="Days"/> days at most, without anything
/// personal or secret.
/// </summary>
public interface IApiCalls
{
    /// <summary>Calls kept of each franchise and mode.</summary>
    const int Kept = 1_000;

    /// <summary>Days a call is kept.</summary>
    const int Days = 30;

    /// <summary>Calls by keys of this mode, newest first; none for a cursor that is not ours.</summary>
    Task<ApiCallPage> ListAsync(
        FranchiseId franchise,
        bool live,
        bool onlyErrors,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );
}

/// <summary>Takes notes of calls and writes them together, away from the calls themselves.</summary>
public interface IApiCallNotes
{
    /// <summary>Notes a call that was answered. Returns at once.</summary>
    void Note(ApiCallNote call);

    /// <summary>
    /// Writes what was noted and forgets what is too old. The host asks every second; asking with nothing noted costs
    /// nothing.
    /// </summary>
    Task WriteAsync(CancellationToken ct = default);
}

/// <summary>A call and its answer, as they were.</summary>
/// <param name="Path">Without the query.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Request">The body; undefined when there was none or it could not be read.</param>
/// <param name="Response">The answer's body, JSON or empty.</param>
public sealed record ApiCallNote(
    FranchiseId Franchise,
    Guid Key,
    bool Live,
    DateTimeOffset At,
    string Method,
    string Path,
    int Status,
    int Milliseconds,
    JsonElement Request,
    string Response
);

/// <summary>A call as it is kept.</summary>
/// <param name="Code"><c>error_code</c> of the dialect or <c>code</c> of <c>/v1</c>; null when all went well.</param>
/// <param name="Request">The masked body; null when there was none.</param>
/// <param name="Response">The masked answer; null when it was empty.</param>
public sealed record ApiCallView(
    long Id,
    Guid Key,
    bool Live,
    DateTimeOffset At,
    string Method,
    string Path,
    int Status,
    string? Code,
    int Milliseconds,
    string? Request,
    string? Response
);

/// <summary>A page.</summary>
public sealed record ApiCallPage(IReadOnlyList<ApiCallView> Rows, string? Next);

/// <summary>Topics of the live feed.</summary>
public static class ApiCallTopics
{
    /// <summary>Calls of this franchise were written down.</summary>
    public static string Of(FranchiseId franchise) => $"api-calls:{franchise}";
}
