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

internal sealed class ApiAnswers(MyPayDb db, RunningCalls running, AnswersOnTheirWay onTheirWay, DataKeys keys) : IApiAnswers
{
    private static readonly CompiledQuery<Func<MyPayDb, byte[], Task<ApiAnswerRow?>>> ByKey = new(() =>
        EF.CompileAsyncQuery((MyPayDb db, byte[] hash) => db.Set<ApiAnswerRow>().AsNoTracking().SingleOrDefault(r => r.KeyHash == hash)));

    private static readonly Refusal Reused = new(RefusalKind.Conflict, "idempotency.key_reused");
    private static readonly Refusal InProgress = new(RefusalKind.Conflict, "idempotency.in_progress");

    public async Task<Result<ApiTurn>> TakeAsync(ApiQuestion question, CancellationToken ct)
    {
        var (hash, fingerprint) = (question.KeyHash(), question.Fingerprint());
        var name = Convert.ToHexStringLower(hash);
        if (running.Take(name, fingerprint) is { } holder) return holder.AsSpan().SequenceEqual(fingerprint) ? InProgress : Reused;
        try
        {
            // First what is on its way: it leaves there only once it is in the table.
            if (onTheirWay.Find(name) is { } fresh) return fresh.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? new ApiTurn(question, fresh.Answer, () => running.Release(name)) : Release(name, Reused);

            var row = await ByKey.On(db)(db, hash);
            if (row is not null && !row.Fingerprint.AsSpan().SequenceEqual(fingerprint)) return Release(name, Reused);
            return new ApiTurn(question, AnswerOf(row, name), () => running.Release(name));
        }
        catch
        {
            running.Release(name);
            throw;
        }
    }

    public Task KeepAsync(ApiTurn turn, ApiAnswer answer)
    {
        var (hash, fingerprint) = (turn.Question.KeyHash(), turn.Question.Fingerprint());
        var name = Convert.ToHexStringLower(hash);
        return onTheirWay.KeepAsync(new(name, hash, fingerprint, turn.Question, answer, keys.Protect(answer.Body, name)));
    }

    private Refusal Release(string name, Refusal refusal)
    {
        running.Release(name);
        return refusal;
    }

    private ApiAnswer? AnswerOf(ApiAnswerRow? row, string place) =>
        row is { Status: { } status } ? new(status, row.ContentType!, keys.Reveal(row.Body!, place)) : null;
}
