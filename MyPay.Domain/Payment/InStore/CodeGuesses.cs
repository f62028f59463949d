using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Payment.InStore;

/// <summary>
/// Slows a franchise down that sends well-formed codes nobody has: a slip of the finger fails the check digit and is
/// not counted, so ten a minute are guesses, not customers. While it lasts a right code is refused too, or guessing
/// would still pay. Counted in the store, for all instances.
/// </summary>
internal sealed class CodeGuesses(MyPayDb db, Journal journal, DataKeys keys, TimeProvider clock)
{
    private static readonly Limit OfFranchise = new(
        "pay-code.guesses",
        PaymentPolicies.CodeGuesses,
        TimeSpan.FromMinutes(1)
    );

    /// <summary>Null: go on.</summary>
    public Refusal? WhyNot(FranchiseId franchise)
    {
        var now = clock.GetUtcNow();
        return LimitBook.Look(db, keys, Use(franchise, ""), now).Spent is { } spent
            ? new(
                RefusalKind.Conflict,
                "payment.code.too_many_guesses",
                (long)Math.Ceiling((spent.FreeAt - now).TotalSeconds)
            )
            : null;
    }

    /// <summary>A well-formed code that is nobody's; answers what is said of it.</summary>
    public async Task<Refusal> MissedAsync(
        FranchiseId franchise,
        string digits,
        Refusal otherwise,
        CancellationToken ct
    )
    {
        // Whoever is held already takes no turn at the door.
        if (WhyNot(franchise) is { } held)
            return held;
        await journal.WriteAsync<Done>(
            write =>
            {
                LimitBook.Take(write, keys, Use(franchise, digits));
                return default(Done);
            },
            ct
        );
        return WhyNot(franchise) ?? otherwise;
    }

    private static LimitedUse Use(FranchiseId franchise, string digits) => new(OfFranchise, $"{franchise}", digits);
}
