using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

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

internal sealed class ApiAnswers(MyPayDb db, RunningCalls running, AnswersOnTheirWay onTheirWay, DataKeys keys)
    : IApiAnswers
{
    private static readonly CompiledQuery<Func<MyPayDb, byte[], Task<ApiAnswerRow?>>> ByKey = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, byte[] hash) => db.Set<ApiAnswerRow>().AsNoTracking().SingleOrDefault(r => r.KeyHash == hash)
        )
    );

    private static readonly Refusal Reused = new(RefusalKind.Conflict, "idempotency.key_reused");
    private static readonly Refusal InProgress = new(RefusalKind.Conflict, "idempotency.in_progress");

    public async Task<Result<ApiTurn>> TakeAsync(ApiQuestion question, CancellationToken ct)
    {
        var (hash, fingerprint) = (question.KeyHash(), question.Fingerprint());
        var name = Convert.ToHexStringLower(hash);
        if (running.Take(name, fingerprint) is { } holder)
        {
            if (!holder.AsSpan().SequenceEqual(fingerprint))
                return Reused;

            // Whoever has the turn here may have stood still with it, while another instance did what was asked: then
            // its answer is the answer, and there is nothing to wait for.
            return (await EarlierAsync(name, hash, fingerprint)).TryGet(out var elsewhere, out var reused)
                ? elsewhere.Answer is null
                    ? InProgress
                    : new ApiTurn(question, elsewhere.Answer, () => { })
                : reused;
        }

        try
        {
            if ((await EarlierAsync(name, hash, fingerprint)).TryGet(out var earlier, out var refusal))
                return new ApiTurn(question, earlier.Answer, () => running.Release(name));
            running.Release(name);
            return refusal;
        }
        catch
        {
            running.Release(name);
            throw;
        }
    }

    /// <summary>
    /// What was answered to this key, if anything was. First what is on its way: it leaves there only once it is in the
    /// table.
    /// </summary>
    private async Task<Result<Earlier>> EarlierAsync(string name, byte[] hash, byte[] fingerprint)
    {
        if (onTheirWay.Find(name) is { } fresh)
            return fresh.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? new Earlier(fresh.Answer) : Reused;

        // Earlier releases kept refusals too; they use no key up.
        var row = await ByKey.On(db)(db, hash);
        if (row is null or { Status: < 200 or >= 300 })
            return default(Earlier);
        return row.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? new Earlier(AnswerOf(row, name)) : Reused;
    }

    public Task KeepAsync(ApiTurn turn, ApiAnswer answer)
    {
        var (hash, fingerprint) = (turn.Question.KeyHash(), turn.Question.Fingerprint());
        var name = Convert.ToHexStringLower(hash);
        return onTheirWay.KeepAsync(
            new(name, hash, fingerprint, turn.Question, answer, keys.Protect(answer.Body, name))
        );
    }

    private ApiAnswer? AnswerOf(ApiAnswerRow row, string place) =>
        row is { Status: { } status } ? new(status, row.ContentType!, keys.Reveal(row.Body!, place)) : null;

    private readonly record struct Earlier(ApiAnswer? Answer);
}
