using System.Text.Json;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger.Door;

/// <summary>A command in the queue, and whoever waits for its answer.</summary>
internal abstract class WaitingCommand(OnceHashes? once)
{
    /// <summary>Its idempotency key, if it has one.</summary>
    public OnceHashes? Once => once;

    /// <summary>What the command threw. Its neighbours in the batch are not touched by it.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>It ran and was granted.</summary>
    public abstract bool IsGranted { get; }

    /// <summary>
    /// Runs it in its turn. May run again in a later turn when the batch came to nothing. Throws only when the whole
    /// batch is lost.
    /// </summary>
    public abstract void Run(DoorWrite turn);

    /// <summary>Answers, after the commit.</summary>
    public abstract void Tell();

    public abstract void Refuse(Refusal refusal);

    public abstract void Fail(Exception failure);
}

/// <inheritdoc/>
internal sealed class WaitingCommand<T>(OnceHashes? once, Func<JournalWrite, Result<T>> command) : WaitingCommand(once)
    where T : notnull
{
    private readonly TaskCompletionSource<Result<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T>? outcome;

    public Task<Result<T>> Answer => answer.Task;

    public override bool IsGranted => Failure is null && outcome is { } known && known.TryGet(out _, out _);

    public override void Run(DoorWrite turn)
    {
        Failure = null;
        turn.Begin();
        try
        {
            outcome = EarlierAnswer(turn);
            if (outcome is not null)
                return;

            outcome = command(turn);
            if (outcome.TryGet(out _, out _))
                turn.SaveRows();
        }
        catch (Exception thrown) when (turn.InTransaction && turn.TroubleOf(thrown) == DoorTrouble.None)
        {
            Failure = thrown;
        }

        // A command that swallowed a full disk's exception: its transaction is gone, and what follows would stand
        // alone.
        if (!turn.InTransaction)
            throw new InvalidOperationException("The transaction ended inside a command.");

        if (Failure is null && outcome!.TryGet(out var granted, out _))
            turn.Accept(Once, granted);
        else
            turn.Forget();
    }

    public override void Tell()
    {
        if (Failure is null)
            answer.TrySetResult(outcome!);
        else
            answer.TrySetException(Failure);
    }

    public override void Refuse(Refusal refusal) => answer.TrySetResult(refusal);

    public override void Fail(Exception failure) => answer.TrySetException(failure);

    private Result<T>? EarlierAnswer(DoorWrite turn)
    {
        if (Once is null || turn.FindOnce(Once) is not { } earlier)
            return null;
        return earlier.Fingerprint.AsSpan().SequenceEqual(Once.Fingerprint)
            ? JsonSerializer.Deserialize<T>(earlier.Answer)!
            : new Refusal(RefusalKind.Conflict, "idempotency.key_reused");
    }
}
