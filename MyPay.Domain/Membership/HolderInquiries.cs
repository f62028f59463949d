using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Membership;

/// <summary>Counts what a member asks banks about holders, so that their names are no directory.</summary>
public static class HolderInquiries
{
    private static readonly Limit OfMember = new("holder.of-member", MembershipPolicies.HoldersADay);
    private static readonly Limit OfAddress = new("holder.of-address", MembershipPolicies.HoldersOfAddressADay);

    /// <summary>
    /// Inside a write, before the bank is asked about an account that the member never sent to. Null: go on; else
    /// <c>membership.holder.too_many</c> (limit a KST day). The same account again that day is no further one.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="keys">For the blind index of what is counted.</param>
    /// <param name="member">Who asks.</param>
    /// <param name="account">Bank code and digits, <c>088:110123456789</c>.</param>
    /// <param name="address">The network address; null: not known.</param>
    public static Refusal? Count(JournalWrite write, DataKeys keys, MemberId member, string account, string? address)
    {
        var uses = new List<LimitedUse> { new(OfMember, $"{member}", account) };
        if (address is not null)
            uses.Add(new(OfAddress, address, account));
        return LimitBook.Take(write, keys, uses) is { } spent
            ? new(RefusalKind.Conflict, "membership.holder.too_many", spent.Most)
            : null;
    }
}
