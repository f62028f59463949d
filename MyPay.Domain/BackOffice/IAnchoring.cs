using MyPay.Domain.Ledger.Anchors;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Anchors (닻): where slips and audit log ended, kept outside the database. Whoever rewrites the database cannot
/// rewrite them.
/// </summary>
public interface IAnchoring
{
    /// <summary>
    /// The night's work: adds where both chains end now to the anchors of the data directory, sealed in the database.
    /// Null when there is no slip yet. Safe to run twice: then there are two lines.
    /// </summary>
    Task<Anchor?> AnchorAsync(CancellationToken ct = default);
}
