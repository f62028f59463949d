using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership;

/// <summary>
/// A later module's say in closing: all that are registered are asked, in the write that closes. Membership itself
/// looks at wallet, pending and awaiting balances; money in transit and open bank calls are known to Money and
/// Remittance.
/// </summary>
public interface IClosingCheck
{
    /// <summary>
    /// Done, or why the membership cannot end yet: <c>membership.closing.money_left</c> (won) or a code of the asked
    /// module.
    /// </summary>
    Result<Done> MayClose(JournalWrite write, MemberId member);
}

/// <summary>What a later module ends along with a membership, in the write that closes it, once all checks said yes.</summary>
public interface IClosingStep
{
    /// <summary>The membership is closed; nothing can stand against it any more.</summary>
    void Closed(JournalWrite write, MemberId member);
}
