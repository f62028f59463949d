using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>Finds the charge that was made for something, by the key it was made under.</summary>
public interface ITopUps
{
    /// <summary>
    /// The top-up of <see cref="IWallets.CoverAsync"/> with the same words; null when none was needed.
    /// </summary>
    Task<TopUpBehind?> FindAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct = default
    );

    /// <summary>
    /// Charges, withdrawals: how many were asked for from one instant to another, and what those that are done come to.
    /// </summary>
    Task<BankMoveSums> SumsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);
}

/// <summary>A top-up and its bank call.</summary>
public sealed record TopUpBehind(
    Guid Id,
    Won Amount,
    MoveState State,
    string AccountLabel,
    BankCallId Call,
    DateTimeOffset At
);

/// <summary>Sums of charges and withdrawals, won.</summary>
public sealed record BankMoveSums(int Charges, long ChargedWon, int Withdrawals, long WithdrawnWon);
