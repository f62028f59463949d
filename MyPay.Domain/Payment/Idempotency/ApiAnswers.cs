using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Secrets;

namespace MyPay.Domain.Payment.Idempotency;

/// <summary>Which keys are at work in this process, with the fingerprint of what they ask.</summary>
internal sealed class RunningCalls
{
    private readonly ConcurrentDictionary<string, byte[]> running = new(StringComparer.Ordinal);

    /// <summary>Null when the turn is taken now; otherwise the fingerprint of the call that has it.</summary>
    public byte[]? Take(string key, byte[] fingerprint)
    {
        var holder = running.GetOrAdd(key, fingerprint);
        return ReferenceEquals(holder, fingerprint) ? null : holder;
    }

    public void Release(string key) => running.TryRemove(key, out _);
}

internal sealed class ApiAnswers(MyPayDb db, Journal journal, RunningCalls running, DataKeys keys) : IApiAnswers
{
    private static readonly Refusal Reused = new(RefusalKind.Conflict, "idempotency.key_reused");
    private static readonly Refusal InProgress = new(RefusalKind.Conflict, "idempotency.in_progress");

    public async Task<Result<ApiTurn>> TakeAsync(ApiQuestion question, bool noteStart, CancellationToken ct)
    {
        var (hash, fingerprint) = (question.KeyHash(), question.Fingerprint());
        var name = Convert.ToHexStringLower(hash);
        if (running.Take(name, fingerprint) is { } holder) return holder.AsSpan().SequenceEqual(fingerprint) ? InProgress : Reused;
        try
        {
            var row = await db.Set<ApiAnswerRow>().AsNoTracking().SingleOrDefaultAsync(r => r.KeyHash == hash, ct);
            if (row is null && noteStart)
            {
                var noted = await journal.WriteAsync<Done>(write => Note(write, question, hash, fingerprint), ct);
                if (!noted.TryGet(out _, out var refusal)) return Release(name, refusal);
            }

            if (row is not null && !row.Fingerprint.AsSpan().SequenceEqual(fingerprint)) return Release(name, Reused);
            return new ApiTurn(question, AnswerOf(row, name), row is { Status: null }, () => running.Release(name));
        }
        catch
        {
            running.Release(name);
            throw;
        }
    }

    // The body may hold a webhook secret, so it lies encrypted.
    public Task<Result<Done>> KeepAsync(ApiTurn turn, ApiAnswer answer, CancellationToken ct)
    {
        var (hash, fingerprint) = (turn.Question.KeyHash(), turn.Question.Fingerprint());
        var sealedBody = keys.Protect(answer.Body, Convert.ToHexStringLower(hash));
        return journal.WriteAsync<Done>(write =>
        {
            var rows = write.Db.Set<ApiAnswerRow>();
            var row = rows.Find(hash) ?? rows.Add(ApiAnswerRow.Begun(turn.Question, hash, fingerprint, write.Now)).Entity;
            if (row.Status is null) row.Keep(answer.Status, answer.ContentType, sealedBody, write.Now);
            return default(Done);
        }, ct);
    }

    private static Result<Done> Note(JournalWrite write, ApiQuestion question, byte[] hash, byte[] fingerprint)
    {
        if (write.Db.Set<ApiAnswerRow>().Find(hash) is { } other) return other.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? InProgress : Reused;   // begun on another instance meanwhile
        write.Db.Set<ApiAnswerRow>().Add(ApiAnswerRow.Begun(question, hash, fingerprint, write.Now));
        return default(Done);
    }

    private Refusal Release(string name, Refusal refusal)
    {
        running.Release(name);
        return refusal;
    }

    private ApiAnswer? AnswerOf(ApiAnswerRow? row, string place) =>
        row is { Status: { } status } ? new(status, row.ContentType!, keys.Reveal(row.Body!, place)) : null;
}
