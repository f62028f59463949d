using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Intents that ask a bank. What they prepare is kept under their key before anything is sent, so that no retry and no
/// crash can send it twice. But a refused command leaves nothing behind, its key included: once the bank has certainly
/// said no, the same intent may ask anew. So an intent has tries, each with a key of its own, and a further one begins
/// only where the last has certainly failed: as long as an outcome is open, every retry finds that very call again.
/// </summary>
public static class Tries
{
    private static readonly Refusal Looked = new(RefusalKind.NotFound, "idempotency.key_unused");

    /// <summary>
    /// The try that this intent is at: the last one that was begun, or the next when that has certainly failed.
    /// </summary>
    /// <param name="journal">The door.</param>
    /// <param name="intent">Its key is that of the first try.</param>
    /// <param name="hasFailed">Has what a try prepared certainly come to nothing?</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<Result<Once>> TryOfAsync<T>(
        this Journal journal,
        Once intent,
        Func<JournalWrite, T, bool> hasFailed,
        CancellationToken ct = default
    )
        where T : struct
    {
        var at = intent;
        var looked = await journal.WriteAsync<Done>(
            write =>
            {
                at = TryOf(write, intent, hasFailed);
                return Looked; // so that nothing is written
            },
            ct
        );
        return looked.TryGet(out _, out var refusal) || ReferenceEquals(refusal, Looked) ? at : refusal;
    }

    private static Once TryOf<T>(JournalWrite write, Once intent, Func<JournalWrite, T, bool> hasFailed)
        where T : struct
    {
        var last = LastNumber(write, intent);
        if (last == 0)
            return intent;
        return intent.Try(hasFailed(write, write.Earlier<T>(intent.Try(last))!.Value) ? last + 1 : last);
    }

    // One follows the other without a gap, so doubling and halving finds the last of many.
    private static int LastNumber(JournalWrite write, Once intent)
    {
        if (!write.IsUsed(intent))
            return 0;
        var (used, free) = (1, 2);
        while (write.IsUsed(intent.Try(free)))
            (used, free) = (free, free * 2);
        while (free - used > 1)
        {
            var middle = (used + free) / 2;
            if (write.IsUsed(intent.Try(middle)))
                used = middle;
            else
                free = middle;
        }

        return used;
    }
}
