using MyPay.Domain.Franchise.Notices;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise;

/// <summary>Telling the people of a franchise, in the very write that made it true.</summary>
public static class ShopNotifying
{
    /// <summary>
    /// The topic that changes when the franchise's people have something new to read, or one of them has read.
    /// </summary>
    public static string Topic(FranchiseId franchise) => $"shop-notices:{franchise}";

    /// <summary>Whom it concerns: this role and those above it.</summary>
    public static StaffRole ReaderOf(NoticeEvent happened) =>
        happened switch
        {
            NoticeEvent.ShopWebhookOff
            or NoticeEvent.ShopPayoutFailed
            or NoticeEvent.ShopFrozen
            or NoticeEvent.ShopResumed
            or NoticeEvent.ShopClosing => StaffRole.Manager,
            _ => StaffRole.Owner,
        };

    /// <summary>
    /// Tells everybody whom it concerns, in the portal and by a letter each. What was told under this source already is
    /// not told again.
    /// </summary>
    public static void NotifyShop(this JournalWrite write, FranchiseId franchise, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(notice);
        write.AddIfNew(ShopNoticeRow.Of(franchise, notice, write.Now));
        write.Touch(Topic(franchise));
        var least = ReaderOf(notice.Event);
        foreach (var person in StaffRow.At(write.Db, franchise).ToList().Where(person => person.Role <= least))
            write.NotifyPerson(person.SignInId, notice);
    }
}
