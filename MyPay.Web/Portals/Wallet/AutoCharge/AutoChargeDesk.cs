using MyPay.Domain.Membership;
using MyPay.Domain.Money;

namespace MyPay.Web.Portals.Wallet.AutoCharge;

/// <summary>All that is charged by itself.</summary>
public sealed record AutoChargeDesk(
    ThresholdView? Threshold,
    IReadOnlyList<ScheduledChargeView> Scheduled,
    bool HasAccount
);

/// <summary>What setting an automatic charge has to know.</summary>
/// <param name="Threshold">What is set already.</param>
public sealed record AutoChargeForm(
    WalletView Wallet,
    LimitsView Limits,
    IReadOnlyList<LinkedAccountView> Accounts,
    ThresholdView? Threshold,
    PinState Pin
);
