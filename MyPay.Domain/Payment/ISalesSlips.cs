using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment;

/// <summary>
/// The slips (전표) that settlement pays by: live ones only, payments and cancels. A business date that has ended gets no
/// further slip.
/// </summary>
public interface ISalesSlips
{
    /// <summary>The franchises that have slips in these sales dates, both included.</summary>
    Task<IReadOnlyList<FranchiseId>> FranchisesAsync(DateOnly from, DateOnly to, CancellationToken ct = default);

    /// <summary>
    /// A franchise's slips of these sales dates in the order of their ledger slips: those after ledger slip
    /// <paramref name="after"/> (0 = from the first), at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<SalesSlip>> SlipsAsync(
        FranchiseId franchise,
        DateOnly from,
        DateOnly to,
        long after,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>The business date of the first live slip of all; null before it.</summary>
    Task<DateOnly?> FirstDateAsync(CancellationToken ct = default);
}

/// <summary>
/// What was sold, by its slip in the ledger, as it stands in a given view of the database: for proofs of what was
/// copied from it.
/// </summary>
public sealed record SoldWords
{
    /// <summary>Its slip in the ledger.</summary>
    public long LedgerSlip { get; init; }

    /// <summary>The franchise's order number.</summary>
    public string PartnerOrderId { get; init; } = "";

    /// <summary>The item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>The fee's rate, basis points.</summary>
    public int RateBasisPoints { get; init; }

    /// <summary>All live slips.</summary>
    public static IQueryable<SoldWords> Of(MyPayDb db) => SalesSlips.Words(db);
}

/// <summary>One slip, signed as a statement reads it: a cancel takes back amount, fee and VAT with a minus.</summary>
/// <param name="N">0 is the payment; 1, 2 … its cancels.</param>
/// <param name="Amount">Won; negative for a cancel.</param>
/// <param name="Fee">Won without VAT; negative when given back.</param>
/// <param name="Vat">VAT on the fee, won.</param>
/// <param name="SoldOn">KST business date.</param>
/// <param name="LedgerSlip">Its slip in the ledger.</param>
public sealed record SalesSlip(
    string Tid,
    int N,
    string PartnerOrderId,
    string ItemName,
    long Amount,
    long Fee,
    long Vat,
    int RateBasisPoints,
    DateOnly SoldOn,
    DateTimeOffset At,
    long LedgerSlip
)
{
    /// <summary>What the franchise gets for it: amount − fee − VAT.</summary>
    public long PayOut => Amount - Fee - Vat;
}
