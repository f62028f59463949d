using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Switches;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>What charging and withdrawing have in common; each is a page.</summary>
public abstract partial class BankMoveFlow
{
    private LinkedAccountId? account;
    private long? amount;
    private Refusal? misread;
    private MoveOrder? order;

    /// <summary>In: a charge. Out: a withdrawal.</summary>
    protected abstract BankDirection Direction { get; }

    /// <summary>What the money is needed for, when it was another page that led here.</summary>
    protected virtual string? ReturnUrl => null;

    protected override FlowStep First => FlowStep.Amount;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> LinkedAccounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    [Inject]
    private PerCall<IFirmBank> Bank { get; set; } = default!;

    // A switch turned, or a bank's hours changed: the choice changes while it is looked at.
    protected override IReadOnlyCollection<string> Topics => [.. base.Topics, SwitchTopics.Changed];

    private bool IsCharge => Direction == BankDirection.In;

    private string Title => IsCharge ? T("충전", "Charge") : T("계좌로 꺼내기", "Withdraw");

    // The primary account stands first; a choice outlives a refresh as long as its account does. What nobody chose is
    // one whose bank is open, if there is any.
    private LinkedAccountView? Account =>
        View!.Accounts.FirstOrDefault(a => a.Id == account)
        ?? View.Accounts.FirstOrDefault(a => View.WhyOut(a, Clock.GetUtcNow()) is null)
        ?? (View.Accounts.Count > 0 ? View.Accounts[0] : null);

    private string? WhyOut =>
        Account is { } chosen && View!.WhyOut(chosen, Clock.GetUtcNow()) is { } why
            ? $"{AccountWords.Of(chosen)}: {why}"
            : null;

    private long Most => IsCharge ? View!.RoomInUnits : View!.Wallet.Balance.Amount;

    private long BalanceAfter => View!.Wallet.Balance.Amount + (IsCharge ? 1 : -1) * (amount ?? 0);

    private string Hint =>
        IsCharge
            ? T("10,000원 단위로 충전해요.", "In units of 10,000 won.")
            : T("한 번에 잔액까지 꺼낼 수 있어요. 수수료는 없어요.", "Up to your balance. No fee.");

    // Said while typing, because more digits will not help; what is too little may still become enough.
    private string? TooMuch =>
        amount is null || amount <= Most ? null
        : IsCharge ? T($"지금은 {InWon(Most)}까지 충전할 수 있어요.", $"You can charge up to {InWon(Most)} now.")
        : T($"잔액이 {InWon(amount.Value - Most)} 부족해요.", $"You are {InWon(amount.Value - Most)} short.");

    protected override async Task<MoveDesk?> AskAsync() =>
        new(
            await Wallets.AskAsync(w => w.FindAsync(Me)),
            await Wallets.AskAsync(w => w.LimitsAsync(Me)),
            await LinkedAccounts.AskAsync(a => a.ListAsync(Me)),
            await Wallets.AskAsync(w => w.OpenMovesAsync(Me)),
            await PinStates.AskAsync(p => p.StateAsync(Me)),
            await Bank.AskAsync(b => b.BanksAsync(IsCharge ? BankService.Charge : BankService.Send))
        );

    protected override async Task ChangedAsync()
    {
        await base.ChangedAsync();
        if (Outcome is { } outcome && (outcome.Move.State == MoveState.Checking || outcome.Receipt is null))
            Outcome = await OutcomeAsync(
                await Wallets.AskAsync(w => w.FindChargeAsync(Me, outcome.Move.Id)) ?? outcome.Move
            );
    }

    protected override async Task<Result<MoveOutcome>> DoAsync(string key)
    {
        var (from, won) = (order!.Account.Id, Won.Of(order.Amount));
        if (IsCharge)
        {
            var charged = await Wallets.AskAsync(w => w.ChargeAsync(new(Me, from, won, key)));
            return charged.TryGet(out var charge, out var refusal) ? await OutcomeAsync(charge) : refusal;
        }

        var withdrawn = await Wallets.AskAsync(w => w.WithdrawAsync(new(Me, from, won, key)));
        return withdrawn.TryGet(out var move, out var no)
            ? await OutcomeAsync(
                new(move.Id, move.Amount, move.State, move.AccountLabel, move.BalanceAfter, move.At, move.Failure)
            )
            : no;
    }

    private async Task<MoveOutcome> OutcomeAsync(ChargeView move) =>
        new(move, (await Movements.AskAsync(m => m.FindBySourceAsync(Me, $"money:{move.Id:N}")))?.Number);

    // What stood against the earlier amount says nothing about the new one.
    private void AmountChanged(long? typed) => (amount, Refusal) = (typed, null);

    private void AmountEntered()
    {
        if (View is null || Account is null || WhyOut is not null)
            return;
        Refusal = misread ?? (IsCharge ? View.AgainstCharge(amount, Account) : View.AgainstWithdrawal(amount));
        if (Refusal is not null)
            return;
        order = new(Account, amount!.Value, BalanceAfter);
        Confirm(order.Content);
    }

    private string? Detail(LinkedAccountView linked) =>
        View!.WhyOut(linked, Clock.GetUtcNow()) is { } why ? why
        : IsCharge && View!.IsChecking(linked) ? T("은행 확인 중이에요", "The bank is checking an earlier charge")
        : linked.IsPrimary && View!.Accounts.Count > 1 ? T("주 계좌", "Primary") + " · " + linked.MaskedNumber
        : linked.MaskedNumber;

    private string Verb(long won) =>
        IsCharge
            ? T($"{InWon(won)} 충전하기", $"Charge {InWon(won)}")
            : T($"{InWon(won)} 꺼내기", $"Withdraw {InWon(won)}");

    private string What(MoveOrder o) =>
        IsCharge
            ? T(
                $"{AccountWords.Of(o.Account)}에서 {InWon(o.Amount)} 충전",
                $"{InWon(o.Amount)} from {AccountWords.Of(o.Account)}"
            )
            : T(
                $"{AccountWords.Of(o.Account)} 계좌로 {InWon(o.Amount)}",
                $"{InWon(o.Amount)} to {AccountWords.Of(o.Account)}"
            );

    private IReadOnlyList<Fact> Facts(MoveOrder o) =>
        [
            new(T("보내는 곳", "From"), IsCharge ? AccountWords.Of(o.Account) : T("마이머니", "MyMoney")),
            new(T("받는 곳", "To"), IsCharge ? T("마이머니", "MyMoney") : AccountWords.Of(o.Account)),
            new(T("수수료", "Fee"), T("무료 · 마이 페이가 내요", "None · MyPay pays it")),
            new(
                IsCharge ? T("충전 뒤 잔액", "Balance after") : T("꺼낸 뒤 잔액", "Balance after"),
                InWon(o.BalanceAfter)
            ),
        ];

    private string ResultTitle(MoveState state) =>
        state switch
        {
            MoveState.Done => IsCharge ? T("충전했어요", "Charged") : T("계좌로 보냈어요", "Withdrawn"),
            MoveState.Checking => T("은행 확인 중이에요", "The bank is checking"),
            _ => IsCharge ? T("충전하지 못했어요", "Not charged") : T("꺼내지 못했어요", "Not withdrawn"),
        };

    private string? ResultText(ChargeView move) =>
        move.State switch
        {
            MoveState.Done => null,
            MoveState.Checking => IsCharge
                ? T(
                    "은행이 아직 답하지 않았어요. 화면을 닫아도 처리돼요. 확인되면 잔액에 바로 나타나요.",
                    "The bank has not answered yet. You can close this page; once it is certain, it shows in "
                        + "your balance."
                )
                : T(
                    "은행이 아직 답하지 않았어요. 화면을 닫아도 처리돼요. 보내지 못했다면 돈은 지갑으로 돌아와요.",
                    "The bank has not answered yet. You can close this page; if it was not sent, the money comes back."
                ),
            _ => move.Failure is { } failure ? Localization.RefusalText.Say(failure) : null,
        };

    private IReadOnlyList<Fact> ResultFacts(ChargeView move) =>
        [
            new(IsCharge ? T("충전한 계좌", "From") : T("받은 계좌", "To"), move.AccountLabel),
            new(T("지금 잔액", "Balance now"), InWon(View!.Wallet.Balance.Amount)),
            new(T("시각", "Time"), TimeInSeoul(move.At)),
        ];

    private static ResultState StateOf(MoveState state) =>
        state switch
        {
            MoveState.Done => ResultState.Success,
            MoveState.Checking => ResultState.Checking,
            _ => ResultState.Failed,
        };
}
