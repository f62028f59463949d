using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>A command in the queue, and whoever waits for its answer.</summary>
internal abstract class WaitingCommand
{
    /// <summary>What the command threw. Its neighbours in the batch are not touched by it.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>Runs it in its turn. May run again in a later turn when the batch came to nothing. Throws only when the whole batch is lost.</summary>
    public abstract void Run(SqliteWrite turn);

    /// <summary>Answers, after the commit.</summary>
    public abstract void Tell();

    public abstract void Refuse(Refusal refusal);

    public abstract void Fail(Exception failure);
}

/// <inheritdoc/>
internal sealed class WaitingCommand<T>(OnceHashes? once, Func<JournalWrite, Result<T>> command) : WaitingCommand
    where T : notnull
{
    private readonly TaskCompletionSource<Result<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T>? outcome;

    public Task<Result<T>> Answer => answer.Task;

    public override void Run(SqliteWrite turn)
    {
        Failure = null;
        turn.Begin();
        try
        {
            outcome = EarlierAnswer(turn);
            if (outcome is not null) return;

            outcome = command(turn);
            if (outcome.TryGet(out _, out _)) turn.SaveRows();
        }
        catch (Exception thrown) when (turn.InTransaction && SqliteTroubles.Of(thrown) == SqliteTrouble.None)
        {
            Failure = thrown;
        }

        // A command that swallowed a full disk's exception: its transaction is gone, and what follows would stand alone.
        if (!turn.InTransaction) throw new InvalidOperationException("The transaction ended inside a command.");

        if (Failure is null && outcome!.TryGet(out var granted, out _)) turn.Accept(once, granted);
        else turn.Forget();
    }

    public override void Tell()
    {
        if (Failure is null) answer.TrySetResult(outcome!);
        else answer.TrySetException(Failure);
    }

    public override void Refuse(Refusal refusal) => answer.TrySetResult(refusal);

    public override void Fail(Exception failure) => answer.TrySetException(failure);

    private Result<T>? EarlierAnswer(SqliteWrite turn)
    {
        if (once is null || turn.FindOnce(once) is not { } earlier) return null;
        return earlier.Fingerprint.AsSpan().SequenceEqual(once.Fingerprint)
            ? JsonSerializer.Deserialize<T>(earlier.Answer)!
            : new Refusal(RefusalKind.Conflict, "idempotency.key_reused");
    }
}
