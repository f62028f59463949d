using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Portals.Wallet.Allowances;

/// <summary>What setting one up has to know.</summary>
public sealed record AllowanceDesk(LimitsView Limits, IReadOnlyList<MemberCard> Recent, MemberView? Self, PinState Pin);

/// <summary>The allowances of a member; a record of its own, so that a page can hold it.</summary>
public sealed record AllowanceShelf(IReadOnlyList<AllowanceView> All);
