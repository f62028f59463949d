using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>What a recomputation of the whole ledger found.</summary>
/// <param name="Ok">True only when every check holds.</param>
/// <param name="TakenAt">The instant of the snapshot, UTC.</param>
/// <param name="Slips">How many slips there are.</param>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="OnceKeys">How many idempotency keys are kept.</param>
/// <param name="RootHash">The last slip's seal in hexadecimal: one number that stands for the whole history.</param>
/// <param name="Coverage">Bank money against what it must cover.</param>
/// <param name="Checks">Each check with what it found.</param>
public sealed record ProofReport(
    bool Ok,
    DateTimeOffset TakenAt,
    long Slips,
    long Entries,
    long Accounts,
    long OnceKeys,
    string RootHash,
    ProofCoverage Coverage,
    IReadOnlyList<ProofCheck> Checks
);

/// <summary>
/// Safeguarding: what lies at banks for other people against what is owed to them, from the entries. Our own money is
/// left out: it never makes up for theirs. Won.
/// </summary>
/// <param name="BankAssets">What stands on our corporate accounts, our own money included.</param>
/// <param name="Liabilities">Wallets, pending, awaiting acceptance, in transit, franchises unsettled, payable and in
/// reserve.</param>
/// <param name="BasisPoints">Bank assets less our own ÷ liabilities in basis points, rounded down; none when nothing is
/// owed.</param>
public sealed record ProofCoverage(long BankAssets, long Liabilities, long? BasisPoints)
{
    /// <summary>What of the bank assets is our own.</summary>
    public long Own { get; init; }
}
