using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Platform.Switches;
using MyPay.Domain.Remittance;
using MyPay.Web.Identity;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Send;

public sealed partial class SendPage
{
    private const int FewAccounts = 5;

    private string? typed;
    private MemberCard? receiver;
    private Contact? account;
    private string? preselected;
    private BankView? bank;
    private string? number;
    private SendTarget? target;
    private bool isFirstTime;
    private long? amount;
    private Refusal? misread;
    private string? memo;
    private Envelope envelope;
    private bool wait;
    private SendOrder? order;

    protected override FlowStep First => FlowStep.Receiver;

    [SupplyParameterFromQuery(Name = "to")]
    private string? ToInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "receiver")]
    private string? ReceiverInAddress { get; set; }

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<IRemittances> Remittances { get; set; } = default!;

    [Inject]
    private PerCall<IContacts> Contacts { get; set; } = default!;

    [Inject]
    private PerCall<IMembers> Members { get; set; } = default!;

    [Inject]
    private PerCall<IReceivers> Receivers { get; set; } = default!;

    [Inject]
    private VisitorAddress Visitor { get; set; } = default!;

    [Inject]
    private PerCall<IFirmBank> Bank { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> LinkedAccounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    [Inject]
    private PerCall<IPolicies> PolicyValues { get; set; } = default!;

    private bool ToAccount => ToInAddress == "account";

    /// <summary>What the button says where the receiver is chosen.</summary>
    private string Going =>
        account is not null ? T($"{account.Called} 계좌로 보내기", $"Send to {account.Called}'s account")
        : receiver is not null && !ToAccount ? T($"{receiver.Name} 님에게 보내기", $"Send to {receiver.Name}")
        : T("다음", "Next");

    // Whoever has none yet cannot have a holder named.
    private string? NewPin =>
        Refusal is { Code: "membership.pin.not_set" }
            ? LocalAddress.WithHere("/wallet/settings/pin", Navigation)
            : null;

    // A few: the banks stand below them.
    private IReadOnlyList<Contact> KnownAccounts =>
        [.. View!.Contacts.Where(c => c.Bank is not null).Take(FewAccounts)];

    // An account, or the person who was chosen: whichever of the list it is.
    private Contact? Picked =>
        account ?? View!.Contacts.FirstOrDefault(c => c.Member is not null && c.Member == receiver?.Id);

    protected override IReadOnlyCollection<string> Topics => [.. base.Topics, SwitchTopics.Changed];

    private string WaitHint =>
        isFirstTime
            ? T(
                $"처음 보내는 분이에요. {View!.WaitingHours}시간 안에 받지 않으면 돈이 돌아오고, 그 전에는 언제든 취소할 수 있어요.",
                "This is your first time with this person. Unaccepted money comes back after "
                    + $"{View.WaitingHours} hours, and you can cancel until then."
            )
            : T(
                $"{View!.WaitingHours}시간 안에 받지 않으면 돈이 돌아오고, 그 전에는 언제든 취소할 수 있어요.",
                $"Unaccepted money comes back after {View.WaitingHours} hours, and you can cancel until then."
            );

    protected override async Task<SendDesk?> AskAsync() =>
        new(
            await Wallets.AskAsync(w => w.FindAsync(Me)),
            await Wallets.AskAsync(w => w.LimitsAsync(Me)),
            await Contacts.AskAsync(c => c.ListAsync(Me)),
            await Bank.AskAsync(b => b.BanksAsync(BankService.Send)),
            await LinkedAccounts.AskAsync(a => a.ListAsync(Me)),
            await PinStates.AskAsync(p => p.StateAsync(Me)),
            await PolicyValues.AskAsync(p => p.TodayAsync(RemittancePolicies.WaitingHours))
        );

    protected override Task ArrivedAsync()
    {
        Preselect();
        return Task.CompletedTask;
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (View is not null)
            Preselect();
    }

    protected override async Task ChangedAsync()
    {
        await base.ChangedAsync();
        if (
            Outcome is { } outcome
            && (
                outcome.Remittance.State is RemittanceState.AtBank or RemittanceState.Waiting || outcome.Receipt is null
            )
        )
            Outcome = await OutcomeAsync(
                await Remittances.AskAsync(r => r.FindAsync(Me, outcome.Remittance.Id)) ?? outcome.Remittance
            );
    }

    protected override async Task<Result<SendOutcome>> DoAsync(string key)
    {
        var (to, won) = (order!.To, Won.Of(order.Amount));
        var sent = await Remittances.AskAsync(r =>
            to.Account is { } account
                ? r.SendToBankAsync(new(Me, account.Bank, account.Number, account.Name, won, order.Memo, key, Session))
                : r.SendToMemberAsync(
                    new(Me, to.Member!.Value, won, order.Memo, order.Wait, key, Session, order.Envelope)
                )
        );
        return sent.TryGet(out var view, out var refusal) ? await OutcomeAsync(view) : refusal;
    }

    private async Task<SendOutcome> OutcomeAsync(RemittanceView view) =>
        new(view, (await Movements.AskAsync(m => m.FindBySourceAsync(Me, $"remittance:{view.Id:N}")))?.Number);

    // Only people of before can stand in the address: it names nobody to whom the member has not sent already.
    private void Preselect()
    {
        if (ReceiverInAddress == preselected)
            return;
        preselected = ReceiverInAddress;
        if (!Guid.TryParse(ReceiverInAddress, out var id))
            return;
        if (View!.Contacts.FirstOrDefault(c => c.Member?.Value == id || c.Id == id) is { } known)
            Pick(known);
        typed = null;
    }

    private void Pick(Contact contact)
    {
        Refusal = null;
        receiver = contact.ToCard();
        account = contact.Member is null ? contact : null;
        if (account is not null)
            bank = View!.Banks.FirstOrDefault(b => b.Code == account.Bank);
    }

    private async Task ContactsChangedAsync()
    {
        await base.ChangedAsync();
        if (account is not null && View!.Contacts.All(c => c.Id != account.Id))
            account = null;
    }

    private Task ReceiverEnteredAsync() =>
        account is not null ? KnownAccountEnteredAsync(account)
        : ToAccount ? AccountEnteredAsync()
        : MemberEnteredAsync();

    private async Task KnownAccountEnteredAsync(Contact known)
    {
        if (await Contacts.AskAsync(c => c.FindAccountAsync(Me, known.Id)) is { } found)
            await NameHolderAsync(found.Bank, found.Number);
        else
            Refusal = new(RefusalKind.NotFound, "remittance.contact.not_found");
    }

    private async Task MemberEnteredAsync()
    {
        Refusal = null;
        receiver ??= await FindTypedAsync();
        if (receiver is null)
            return;

        isFirstTime = await Remittances.AskAsync(r => r.IsFirstTimeAsync(Me, receiver.Id));
        if (target?.Member != receiver.Id)
            wait = isFirstTime;
        target = SendTarget.Of(receiver);
        Advance(FlowStep.Amount);
    }

    private async Task<MemberCard?> FindTypedAsync()
    {
        var whole = TypedText.Search(typed);
        if (whole.Length == 0)
        {
            Refusal = new(RefusalKind.Invalid, "receiver.missing");
            return null;
        }

        if (!(await Receivers.AskAsync(r => r.FindAsync(Me, whole))).TryGet(out var receivers, out var refusal))
        {
            Refusal = refusal;
            return null;
        }

        var found = receivers.Cards;
        if (found.Count == 1)
            return found[0];
        Refusal =
            found.Count > 1 ? new(RefusalKind.Invalid, "receiver.several")
            : await IsMyselfAsync(whole) ? new(RefusalKind.Invalid, "remittance.send.to_self")
            : new(RefusalKind.NotFound, "remittance.send.receiver_not_found");
        return null;
    }

    private async Task<bool> IsMyselfAsync(string whole)
    {
        var me = await Members.AskAsync(m => m.FindAsync(Me));
        return me is not null
            && (
                string.Equals(me.Email, whole, StringComparison.OrdinalIgnoreCase)
                || me.Phone == TypedPhone.Digits(whole)
            );
    }

    private async Task AccountEnteredAsync()
    {
        Refusal = bank is null ? new(RefusalKind.Invalid, "banking.bank.unknown") : null;
        if (bank is not null)
            await NameHolderAsync(bank.Code, number ?? "");
    }

    // The bank names the holder; nobody is paid whom the sender has not seen by name. Not even somebody of before: an
    // account may have changed hands.
    private async Task NameHolderAsync(string code, string accountNumber)
    {
        var question = new HolderQuestion(Me, code, accountNumber, Visitor.Address);
        var inquired = await Receivers.AskAsync(r => r.NameHolderAsync(question));
        if (!inquired.TryGet(out var holder, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        var named = View!.Banks.FirstOrDefault(b => b.Code == code);
        (target, wait) = (SendTarget.Of(holder, named is null ? code : T(named.NameKo, named.NameEn)), false);
        Advance(FlowStep.Amount);
    }

    // What stood against the earlier amount says nothing about the new one.
    private void AmountChanged(long? typed) => (amount, Refusal) = (typed, null);

    private async Task AmountEnteredAsync()
    {
        if (View is null || target is null)
            return;
        Refusal = misread ?? SendChecks.Against(amount, memo, View.Limits);
        if (Refusal is not null)
            return;

        var planned = await Wallets.AskAsync(w => w.PlanTopUpAsync(Me, Won.Of(amount!.Value), TopUpReason.Sending));
        if (!planned.TryGet(out var plan, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        var said = TypedMemo.Clean(memo);
        order = new(
            target,
            amount!.Value,
            said,
            target.Member is null ? Envelope.None : envelope,
            wait,
            plan,
            plan.Balance.Amount + plan.Charge.Amount - amount.Value
        );
        Confirm(order.Content);
    }

    private static string Verb(long won) => T($"{InWon(won)} 보내기", $"Send {InWon(won)}");

    private static List<Fact> Facts(SendOrder o)
    {
        var facts = new List<Fact>
        {
            new(T("받는 사람", "To"), $"{o.To.Name} · {o.To.Detail}"),
            new(T("보내는 곳", "From"), T("마이머니", "MyMoney")),
        };
        if (o.Envelope != Envelope.None)
            facts.Add(new(T("봉투", "Envelope"), EnvelopeWords.Of(o.Envelope)));
        if (o.Memo is not null)
            facts.Add(new(T("메시지", "Message"), o.Memo));
        if (o.To.Member is not null)
            facts.Add(
                new(
                    T("보내는 방법", "When"),
                    o.Wait ? T("받는 사람이 수락하면", "Once accepted") : T("바로", "At once")
                )
            );
        facts.Add(new(T("수수료", "Fee"), T("무료", "None")));
        if (o.Plan.Charge > Won.Zero)
            facts.Add(new(T("함께 충전", "Top-up"), InWon(o.Plan.Charge.Amount)));
        facts.Add(new(T("보낸 뒤 잔액", "Balance after"), InWon(o.BalanceAfter)));
        return facts;
    }

    private static ResultState StateOf(RemittanceState state) =>
        state switch
        {
            RemittanceState.AtBank => ResultState.Checking,
            RemittanceState.Failed => ResultState.Failed,
            _ => ResultState.Success,
        };

    private static string ResultTitle(RemittanceView sent) =>
        sent.State switch
        {
            RemittanceState.Done => T($"{sent.OtherName} 님에게 보냈어요", $"Sent to {sent.OtherName}"),
            RemittanceState.Waiting => T($"{sent.OtherName} 님의 수락을 기다려요", $"Waiting for {sent.OtherName}"),
            RemittanceState.AtBank => T("은행 확인 중이에요", "The bank is checking"),
            RemittanceState.Failed => T("보내지 못했어요", "Not sent"),
            _ => T("돈이 돌아왔어요", "The money came back"),
        };

    private static string? ResultText(RemittanceView sent) =>
        sent.State switch
        {
            RemittanceState.Waiting => T(
                $"{TimeInSeoul(sent.ExpiresAt ?? sent.SentAt)}까지 받지 않으면 돌아와요. 그 전에는 홈이나 영수증에서 언제든 취소할 수 있어요.",
                $"Unaccepted, it comes back on {TimeInSeoul(sent.ExpiresAt ?? sent.SentAt)}. Until then you can "
                    + "cancel it at home or on the receipt."
            ),
            RemittanceState.AtBank => T(
                "은행 확인 중이에요. 화면을 닫아도 처리돼요. 보내지 못했다면 돈은 지갑으로 돌아오고, 두 번 보내지는 일은 없어요.",
                "You can close this page; it goes on. If it was not sent, the money comes back; it is never sent twice."
            ),
            RemittanceState.Failed => sent.Failure is { } failure
                ? RefusalText.Say(failure)
                : T("돈은 지갑으로 돌아왔어요.", "The money is back in your wallet."),
            RemittanceState.Refused => T("받는 사람이 거절했어요.", "The receiver refused it."),
            RemittanceState.Cancelled => T("송금을 취소했어요.", "You cancelled it."),
            RemittanceState.Expired => T("시간 안에 받지 않았어요.", "It was not accepted in time."),
            _ => null,
        };

    private List<Fact> ResultFacts(RemittanceView sent)
    {
        var facts = new List<Fact>();
        if (sent.AccountLabel is not null)
            facts.Add(new(T("받는 계좌", "To"), $"{sent.OtherName} · {sent.AccountLabel}"));
        if (sent.Envelope != Envelope.None)
            facts.Add(new(T("봉투", "Envelope"), EnvelopeWords.Of(sent.Envelope)));
        if (sent.Memo is not null)
            facts.Add(new(T("메시지", "Message"), sent.Memo));
        if (sent.TopUp > Won.Zero)
            facts.Add(new(T("함께 충전", "Topped up"), InWon(sent.TopUp.Amount)));
        facts.Add(new(T("지금 잔액", "Balance now"), InWon(View!.Wallet.Balance.Amount)));
        facts.Add(new(T("시각", "Time"), TimeInSeoul(sent.SentAt)));
        return facts;
    }
}
