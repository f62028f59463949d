using MyPay.Domain.BackOffice.Anchors;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// A restored store is an older one: anchors that were written since know rows that it never had. They are not thrown
/// away, since they are what an insider would have to hide.
/// </summary>
public static class RestoredAnchors
{
    /// <summary>
    /// Keeps the anchors of a data directory that hold in the store which comes in, and puts the file as it was aside;
    /// answers its new name, null when all of them hold.
    /// </summary>
    public static async Task<string?> KeepAsync(
        StorageOptions incoming,
        string directory,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var lines = AnchorFile.Lines(AnchorFile.In(directory));
        if (lines.Count == 0)
            return null;
        await using var snapshot = await ProofSnapshot.OpenAsync(incoming, ct);
        var holding = await AnchorProof.HoldingAsync(snapshot, lines, ct);
        return holding.Count == lines.Count ? null : AnchorFile.SetAside(directory, holding, at);
    }
}
