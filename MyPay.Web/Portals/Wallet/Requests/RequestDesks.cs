using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Portals.Wallet.Requests;

/// <summary>What paying a request has to know.</summary>
/// <param name="Against">Why it cannot be paid now, e.g. no account to top up from.</param>
public sealed record PayDesk(
    AskedMoney Asked,
    TopUpPlan? Plan,
    Refusal? Against,
    IReadOnlyList<LinkedAccountView> Accounts,
    PinState Pin
);

/// <summary>What asking has to know.</summary>
public sealed record AskDesk(IReadOnlyList<MemberCard> Recent, MemberView? Self);
