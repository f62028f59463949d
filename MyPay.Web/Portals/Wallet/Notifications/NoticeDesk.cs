using MyPay.Domain.Membership;
using MyPay.Web.Portals.Wallet.History;

namespace MyPay.Web.Portals.Wallet.Notifications;

/// <summary>The notices, each with the number of its receipt where it has one.</summary>
public sealed record NoticeDesk(
    NoticeList List,
    IReadOnlyDictionary<Guid, long> Receipts,
    int Unread,
    EnvelopesOf Envelopes
);
