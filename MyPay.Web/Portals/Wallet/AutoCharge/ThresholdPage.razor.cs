using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.AutoCharge;

/// <summary>X and Y, then the PIN where one is needed: to turn it on and to raise it.</summary>
public sealed partial class ThresholdPage
{
    private LinkedAccountId? account;
    private long? below;
    private long? amount;
    private Refusal? misread;
    private Refusal? misreadBelow;
    private ThresholdWish? wish;
    private ThresholdPlan? plan;

    protected override FlowStep First => FlowStep.Amount;

    [Inject]
    private PerCall<IThresholdCharge> Charges { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> LinkedAccounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    // What is set stands first, then the primary account.
    private LinkedAccountView? Account =>
        View!.Accounts.FirstOrDefault(a => a.Id == (account ?? View.Threshold?.Account))
        ?? (View.Accounts.Count > 0 ? View.Accounts[0] : null);

    private static string Words => T("자동 충전 켜기", "Turn it on");

    private List<Fact> Facts =>
        [
            new(
                T("충전할 때", "When"),
                T($"잔액 {InWon(wish!.Below.Amount)} 미만", $"balance below {InWon(wish.Below.Amount)}")
            ),
            new(T("보내는 곳", "From"), AccountWords.Of(Account!)),
            new(T("지금 잔액", "Balance now"), InWon(View!.Wallet.Balance.Amount)),
            new(T("수수료", "Fee"), T("무료 · 마이 페이가 내요", "None · MyPay pays it")),
        ];

    private List<Fact> ResultFacts =>
        [
            new(T("기준", "Below"), InWon(Outcome!.Below.Amount)),
            new(T("충전할 금액", "Charge"), InWon(Outcome.Amount.Amount)),
            new(T("보내는 곳", "From"), Outcome.AccountLabel),
        ];

    protected override async Task<AutoChargeForm?> AskAsync() =>
        new(
            await Wallets.AskAsync(w => w.FindAsync(Me)),
            await Wallets.AskAsync(w => w.LimitsAsync(Me)),
            await LinkedAccounts.AskAsync(a => a.ListAsync(Me)),
            await Charges.AskAsync(c => c.FindAsync(Me)),
            await PinStates.AskAsync(p => p.StateAsync(Me))
        );

    protected override Task ArrivedAsync()
    {
        if (View?.Threshold is { State: not AutoChargeState.Off } set)
            (below, amount) = (set.Below.Amount, set.Amount.Amount);
        return Task.CompletedTask;
    }

    // The step is reached only past the PIN, or where the plan asked for none.
    protected override Task<Result<ThresholdView>> DoAsync(string key) =>
        Charges.AskAsync(c => c.SetAsync(wish!, pinVerified: plan!.NeedsPin));

    private async Task AmountEnteredAsync()
    {
        if (Account is null)
            return;
        Refusal =
            misreadBelow
            ?? misread
            ?? (below is null || amount is null ? new(RefusalKind.Invalid, "amount.missing") : null);
        if (Refusal is not null)
            return;

        var asked = new ThresholdWish(Me, Account.Id, Won.Of(below!.Value), Won.Of(amount!.Value));
        var planned = await Charges.AskAsync(c => c.PlanAsync(asked));
        if (!planned.TryGet(out var made, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        (wish, plan) = (asked, made);
        Confirm(asked.ToString());
    }

    private async Task AgreedAsync()
    {
        if (plan!.NeedsPin)
            Advance(FlowStep.Pin);
        else
            await DoWithoutPinAsync();
    }
}
