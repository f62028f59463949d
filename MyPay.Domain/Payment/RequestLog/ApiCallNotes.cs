using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.RequestLog;

/// <summary>
/// Notes wait in memory, masked and written together: one write a second at most, however many calls. What a crash
/// takes with it is a second of help, never money.
/// </summary>
internal sealed class ApiCallNotes(Journal journal, TimeProvider clock) : IApiCallNotes
{
    public const int Room = 2_000;

    // The door writes money too: a batch is over in a few milliseconds.
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Tidying = TimeSpan.FromMinutes(1);

    private readonly Channel<ApiCallNote> noted = Channel.CreateBounded<ApiCallNote>(
        new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private DateTimeOffset tidied;

    public void Note(ApiCallNote call) => noted.Writer.TryWrite(call);

    public async Task WriteAsync(CancellationToken ct)
    {
        var calls = new List<ApiCallRow>();
        while (calls.Count < MostAtOnce && noted.Reader.TryRead(out var call))
            calls.Add(RowOf(call));
        var now = clock.GetUtcNow();
        var tidies = now - tidied >= Tidying || now < tidied;
        if (calls.Count == 0)
            return;

        await journal.WriteAsync<Done>(
            write =>
            {
                foreach (var call in calls)
                    write.Add(call);
                foreach (var (franchise, live) in calls.Select(c => (c.Franchise, c.Live)).Distinct())
                {
                    if (tidies)
                        Forget(write, franchise, live);
                    write.Touch(ApiCallTopics.Of(franchise));
                }

                if (tidies)
                    write.Db.Set<ApiCallRow>().Where(c => c.At < now.AddDays(-IApiCalls.Days)).ExecuteDelete();
                return default(Done);
            },
            ct
        );
        if (tidies)
            tidied = now;
    }

    // The calls of this write are not in the table yet: room is made for them.
    private static void Forget(JournalWrite write, FranchiseId franchise, bool live)
    {
        var own = write.Db.Set<ApiCallRow>().Where(c => c.Franchise == franchise && c.Live == live);
        var newestToGo = own.OrderByDescending(c => c.Seq)
            .Skip(IApiCalls.Kept)
            .Select(c => (long?)c.Seq)
            .FirstOrDefault();
        if (newestToGo is { } seq)
            own.Where(c => c.Seq <= seq).ExecuteDelete();
    }

    private static ApiCallRow RowOf(ApiCallNote call)
    {
        var answer = Read(call.Response);
        return new()
        {
            Franchise = call.Franchise,
            Key = call.Key,
            Live = call.Live,
            At = call.At,
            Method = call.Method,
            Path = Cut(call.Path, ApiCallTable.LongestPath),
            Status = call.Status,
            Code = CodeIn(answer, call.Status),
            Milliseconds = call.Milliseconds,
            Request = BodyMask.Of(call.Request, isAnswer: false),
            Response = BodyMask.Of(answer, isAnswer: true),
        };
    }

    private static string? CodeIn(JsonElement answer, int status)
    {
        if (status < 400 || answer.ValueKind != JsonValueKind.Object)
            return null;
        var found = answer.TryGetProperty("error_code", out var code) || answer.TryGetProperty("code", out code);
        return found ? Cut(code.ToString(), ApiCallTable.LongestCode) : null;
    }

    private static JsonElement Read(string response)
    {
        if (response.Length == 0)
            return default;
        try
        {
            using var document = JsonDocument.Parse(response);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>Reads what was written down.</summary>
internal sealed class ApiCalls(MyPayDb db) : IApiCalls
{
    private const int LargestPage = 100;

    public async Task<ApiCallPage> ListAsync(
        FranchiseId franchise,
        bool live,
        bool onlyErrors,
        string? cursor,
        int limit,
        CancellationToken ct
    )
    {
        limit = Math.Clamp(limit, 1, LargestPage);
        var before = long.MaxValue;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (Webhooks.WebhookRules.SeqOf(cursor) is not { } seq)
                return new([], null);
            before = seq;
        }

        var rows = await db.Set<ApiCallRow>()
            .AsNoTracking()
            .Where(c =>
                c.Franchise == franchise && c.Live == live && c.Seq < before && (!onlyErrors || c.Status >= 400)
            )
            .OrderByDescending(c => c.Seq)
            .Take(limit + 1)
            .ToListAsync(ct);
        return new(
            [.. rows.Take(limit).Select(c => c.ToView())],
            rows.Count > limit ? Webhooks.WebhookRules.Cursor(rows[limit - 1].Seq) : null
        );
    }
}
