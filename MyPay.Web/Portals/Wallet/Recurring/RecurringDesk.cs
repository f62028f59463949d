using MyPay.Domain.Membership;
using MyPay.Domain.Payment;

namespace MyPay.Web.Portals.Wallet.Recurring;

/// <summary>The consents of a member; a record of its own, so that a page can hold it.</summary>
public sealed record RecurringShelf(IReadOnlyList<RecurringView> All);

/// <summary>One consent, and what changing it has to know.</summary>
public sealed record RecurringDesk(RecurringView Consent, PinState Pin);
