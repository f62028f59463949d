namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// A module's own proof that its rows and the ledger say the same. Register it as a service of this type; <c>verify</c>
/// and the back office run all. It must report damage, not throw on it; should it throw anyway, its check is shown as
/// failed.
/// </summary>
public interface IProof
{
    /// <summary>Recomputes one thing from the snapshot. Streams: the store may hold millions of rows.</summary>
    Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct);
}

/// <summary>What one check found.</summary>
/// <param name="Name">A short name, the same in every run, e.g. <c>trial balance</c>.</param>
/// <param name="Ok">True when nothing is wrong.</param>
/// <param name="Checked">How many things were looked at.</param>
/// <param name="Wrong">How many of them are wrong.</param>
/// <param name="Findings">The first of them, named.</param>
public sealed record ProofCheck(string Name, bool Ok, long Checked, long Wrong, IReadOnlyList<ProofFinding> Findings);

/// <summary>One thing that does not hold.</summary>
/// <param name="What">What is wrong, in words.</param>
/// <param name="Slip">The slip's number, if one is meant.</param>
/// <param name="Account">The account's code, if one is meant.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Table">The table whose row does not hold; without one it is the slip's, or else the account's.</param>
/// <param name="Row">That row's key, as the database keeps it; parts of a key are joined by a slash.</param>
public sealed record ProofFinding(
    string What,
    long? Slip = null,
    string? Account = null,
    string? Expected = null,
    string? Actual = null,
    string? Table = null,
    string? Row = null
);
