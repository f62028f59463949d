using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement;

/// <summary>
/// Payouts that came back (지급 반환): the bank had said yes, and later the money stood on our account again, because the
/// account was closed or refused it. Reconciliation finds money that nobody knows; whoever has the four eyes says whose
/// payout it was. Singleton: it uses nothing but what it is given.
/// </summary>
public interface IPayoutReturns
{
    /// <summary>
    /// What is against taking a case's money for this batch's payout: <c>settlement.batch.not_found</c>,
    /// <c>settlement.payout.not_this_money</c> (not paid, not before that day, not the same won, or no money that came
    /// in), and the refusals of <see cref="IReconciliationSlips.AgainstWriteOff"/>; null when nothing is.
    /// </summary>
    Refusal? Against(MyPayDb db, string caseId, string batch);

    /// <summary>A batch, for the preview.</summary>
    BatchView? Find(MyPayDb db, string batch);

    /// <summary>
    /// The money is payable to the franchise again, the batch is Failed and may be paid once more; closes the case. One
    /// that had left opens again. Refusals of <see cref="Against"/>.
    /// </summary>
    Result<Done> Return(JournalWrite write, string caseId, string batch, string reason, Actor maker, Actor checker);
}
