using System.Collections.Concurrent;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.InStore;

/// <summary>
/// Slows a franchise down that sends well-formed codes nobody has: a slip of the finger fails the check digit and is
/// not counted, so ten a minute are guesses, not customers. While it lasts a right code is refused too, or guessing
/// would still pay. Kept in memory: there are 10¹¹ codes and a restart gives ten more tries.
/// </summary>
internal sealed class CodeGuesses(TimeProvider clock)
{
    public const int Most = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<FranchiseId, Queue<DateTimeOffset>> misses = new();

    /// <summary>Null: go on.</summary>
    public Refusal? WhyNot(FranchiseId franchise)
    {
        if (!misses.TryGetValue(franchise, out var missed))
            return null;
        lock (missed)
        {
            var now = Forget(missed);
            return missed.Count < Most
                ? null
                : new(
                    RefusalKind.Conflict,
                    "payment.code.too_many_guesses",
                    (long)Math.Ceiling((missed.Peek() + Window - now).TotalSeconds)
                );
        }
    }

    /// <summary>A well-formed code that is nobody's.</summary>
    public void Missed(FranchiseId franchise)
    {
        var missed = misses.GetOrAdd(franchise, _ => new());
        lock (missed)
        {
            missed.Enqueue(Forget(missed));
            while (missed.Count > Most)
                missed.Dequeue();
        }
    }

    private DateTimeOffset Forget(Queue<DateTimeOffset> missed)
    {
        var now = clock.GetUtcNow();
        while (missed.TryPeek(out var oldest) && oldest + Window <= now)
            missed.Dequeue();
        return now;
    }
}
