using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.AutoCharge;

/// <summary>How much and how often, then the PIN: the same steps as charging.</summary>
public sealed partial class NewScheduledChargePage
{
    private readonly ScheduleForm when = new() { MonthDay = 25 };
    private LinkedAccountId? account;
    private long? amount;
    private Refusal? misread;
    private NewScheduledCharge? wish;
    private ScheduledChargePlan? plan;

    protected override FlowStep First => FlowStep.Amount;

    [Inject]
    private PerCall<IScheduledCharges> Charges { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> LinkedAccounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    private LinkedAccountView? Account =>
        View!.Accounts.FirstOrDefault(a => a.Id == account) ?? (View.Accounts.Count > 0 ? View.Accounts[0] : null);

    private string Often => ScheduleWords.Often(wish!.Rhythm, wish.Day);

    private string Words =>
        T($"{Often} {InWon(wish!.Amount.Amount)} 충전하기", $"Charge {InWon(wish!.Amount.Amount)}, {Often}");

    private List<Fact> Facts =>
        [
            new(T("보내는 곳", "From"), AccountWords.Of(Account!)),
            new(T("충전하는 날", "When"), Often),
            new(T("쉬는 날이면", "On holidays"), ScheduleWords.Holiday(wish!.Holidays)),
            .. plan!.Next.Select(
                (next, n) =>
                    new Fact(n == 0 ? T("첫 충전", "First") : T($"{n + 1}번째", $"No. {n + 1}"), DayInWords(next.RunOn))
            ),
            .. wish.EndsOn is { } last ? new[] { new Fact(T("마지막", "Until"), DayInWords(last)) } : [],
            new(T("수수료", "Fee"), T("무료 · 마이 페이가 내요", "None · MyPay pays it")),
        ];

    private List<Fact> ResultFacts =>
        [
            new(T("보내는 곳", "From"), Outcome!.AccountLabel),
            new(T("충전하는 날", "When"), ScheduleWords.Often(Outcome.Rhythm, Outcome.Day)),
            .. Outcome.Next is { } next ? new[] { new Fact(T("첫 충전", "First"), DayInWords(next.RunOn)) } : [],
        ];

    protected override async Task<AutoChargeForm?> AskAsync() =>
        new(
            await Wallets.AskAsync(w => w.FindAsync(Me)),
            await Wallets.AskAsync(w => w.LimitsAsync(Me)),
            await LinkedAccounts.AskAsync(a => a.ListAsync(Me)),
            null,
            await PinStates.AskAsync(p => p.StateAsync(Me))
        );

    // The first day offered is tomorrow: nothing is charged before it was slept on.
    protected override Task ArrivedAsync()
    {
        when.Start ??= SeoulTime.Today(Clock).AddDays(1);
        return Task.CompletedTask;
    }

    protected override Task<Result<ScheduledChargeView>> DoAsync(string key) =>
        Charges.AskAsync(c => c.SetUpAsync(wish! with { Key = key }));

    private async Task AmountEnteredAsync()
    {
        if (Account is null)
            return;
        Refusal =
            misread
            ?? (
                amount is null ? new(RefusalKind.Invalid, "amount.missing")
                : when.Start is null ? new(RefusalKind.Invalid, "money.auto_charge.start_invalid")
                : null
            );
        if (Refusal is not null)
            return;

        var asked = new NewScheduledCharge(
            Me,
            Account.Id,
            Won.Of(amount!.Value),
            when.Rhythm,
            when.Day,
            when.Holidays,
            when.Start!.Value,
            when.End,
            ""
        );
        var planned = await Charges.AskAsync(c => c.PlanAsync(asked));
        if (!planned.TryGet(out var dates, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        (wish, plan) = (asked, dates);
        Confirm(asked.ToString());
    }
}
