using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Wallet.History;

namespace MyPay.Web.Portals.Wallet.Home;

/// <summary>The wallet at a glance.</summary>
public sealed record HomeView(
    WalletView Wallet,
    bool HasAccount,
    PinState Pin,
    IReadOnlyList<RemittanceView> Waiting,
    IReadOnlyList<OpenBankMove> Moves,
    IReadOnlyList<RemittanceView> ToBank,
    IReadOnlyList<MonthFlow> Months,
    IReadOnlyList<Movement> Recent,
    IReadOnlyList<AskedMoney> Asked,
    ThresholdView? Threshold,
    EnvelopesOf Envelopes,
    CalmLimitsView? Calm,
    DateTimeOffset? StoppedSince
)
{
    public OpenSources Open { get; } = new(Moves, ToBank, Waiting);

    public bool NeedsMe =>
        Waiting.Count > 0
        || Asked.Count > 0
        || Moves.Count > 0
        || ToBank.Count > 0
        || Pin != PinState.Set
        || HasStopped;

    /// <summary>The threshold charge has stopped itself.</summary>
    public bool HasStopped => Threshold is { State: AutoChargeState.Paused, PausedWhy: not null };
}
