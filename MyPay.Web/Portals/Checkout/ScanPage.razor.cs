using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Switches;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Checkout;

public sealed partial class ScanPage
{
    private long? amount;
    private Refusal? misread;
    private Paying? planned;

    [Parameter]
    public string Code { get; set; } = "";

    // An order's amount stands: the first step is the PIN.
    protected override FlowStep First => View?.Scan is { Amount: not null } ? FlowStep.Confirm : FlowStep.Amount;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private PerCall<IInStore> InStore { get; set; } = default!;

    [Inject]
    private PerCall<IPaymentStops> Stops { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> LinkedAccounts { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics => [.. base.Topics, SwitchTopics.Changed];

    private long Total => View!.Scan!.Amount ?? amount ?? 0;

    private Paying Now => View!.Scan!.Amount is null && planned is not null ? planned : View.Paying;

    private bool NoAccount => Refusal?.Code == "money.top_up.no_account";

    protected override async Task<ScanDesk?> AskAsync()
    {
        var scan = await InStore.AskAsync(s => s.ScanAsync(Code));
        var stop = scan is { Amount: null } ? await Stops.AskAsync(s => s.FindAsync(scan.Franchise)) : null;
        return new(scan, await PlanAsync(scan?.Amount), stop);
    }

    protected override Task ArrivedAsync()
    {
        if (View?.Scan is null)
            Context.AnswerNotFound();
        return Task.CompletedTask;
    }

    protected override async Task ChangedAsync()
    {
        await base.ChangedAsync();
        if (planned is not null)
            planned = await PlanAsync(amount);
        if (Outcome is { Number: null, Payment: var payment })
            Outcome = await OutcomeAsync(payment);
    }

    protected override async Task<Result<ScanOutcome>> DoAsync(string key)
    {
        var paid = await InStore.AskAsync(s => s.PayScannedAsync(Me, Code, Won.Of(Total), key));
        return paid.TryGet(out var payment, out var refusal) ? await OutcomeAsync(payment) : refusal;
    }

    private static string Verb(long won) => T($"{InWon(won)} 결제하기", $"Pay {InWon(won)}");

    private Task<Paying> PlanAsync(long? won) => Paying.AskAsync(Me, won, Wallets, LinkedAccounts, PinStates);

    private async Task<ScanOutcome> OutcomeAsync(PaymentView payment) =>
        new(payment, (await Movements.AskAsync(m => m.FindBySourceAsync(Me, $"payment:{payment.Tid}")))?.Number);

    private async Task AmountEnteredAsync()
    {
        Refusal = misread ?? (amount is > 0 ? null : new Refusal(RefusalKind.Invalid, "amount.missing"));
        if (Refusal is not null)
            return;
        planned = await PlanAsync(amount);
        Refusal = planned.Short;
        if (Refusal is null)
            Confirm($"{Code}:{amount}");
    }

    private IReadOnlyList<Fact> Facts(PaymentView payment) =>
        [
            new(T("상품", "Item"), payment.ItemName),
            new(T("승인번호", "Approval"), payment.ApprovalNumber ?? "–"),
            new(T("지금 잔액", "Balance now"), InWon(View!.Paying.Balance)),
            new(T("시각", "Time"), TimeInSeoul(payment.ApprovedAt ?? payment.CreatedAt)),
        ];
}
