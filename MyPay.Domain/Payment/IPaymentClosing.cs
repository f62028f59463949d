using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment;

/// <summary>What Payment does for a franchise that leaves, in the writes of whoever has the four eyes.</summary>
public interface IPaymentClosing
{
    /// <summary>Ends every recurring key of a franchise; answers how many.</summary>
    int EndRecurring(JournalWrite write, FranchiseId franchise);
}

/// <summary>
/// A refund that the back office makes because the franchise can't (환불): the same cancel, by two people.
/// </summary>
public interface IRefunds
{
    /// <summary>
    /// What is against refunding so much of a payment now: <c>payment.cancel.not_found</c>, <c>….not_positive</c>,
    /// <c>….exceeds</c> (left), <c>….wrong_state</c>; null when nothing is.
    /// </summary>
    Refusal? Against(MyPayDb db, string tid, long amount);

    /// <summary>What would be refunded, for what two people read; null for an unknown TID.</summary>
    Refundable? Find(MyPayDb db, string tid);

    /// <summary>
    /// Cancels in the caller's write: the money back to the member, fee and VAT back to the franchise. Refusals of
    /// <see cref="Against"/>.
    /// </summary>
    Result<Done> Refund(JournalWrite write, string tid, long amount, string reason);
}

/// <summary>A payment of which something is left.</summary>
/// <param name="Left">Won that may be refunded.</param>
public sealed record Refundable(
    string Tid,
    FranchiseId Franchise,
    string TradeName,
    string ItemName,
    string MaskedMember,
    long Left
);
