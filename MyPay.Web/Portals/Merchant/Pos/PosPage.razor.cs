using System.Text;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Host;
using MyPay.Web.Portals.Merchant.Payments;
using MyPay.Web.Portals.Wallet.Flow;
using QRCoder;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Pos;

/// <summary>The till: one payment at a time, by the customer's code or by a QR that the customer scans.</summary>
public sealed partial class PosPage
{
    private const long Most = 99_999_999;
    private static readonly string[] Keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"];

    private readonly Intent paying = new();
    private readonly Intent asking = new();
    private readonly Intent taking = new();
    private IReadOnlyList<StoreView> stores = [];
    private IReadOnlyList<PaymentView> rows = [];
    private SalesToday? today;
    private PaymentView? paid;
    private OrderView? order;
    private ITimer? orderEnds;
    private Refusal? cancelRefusal;
    private string qr = "";
    private string? memo,
        code,
        paidCode,
        store,
        cancelling,
        said;
    private long? amount,
        doubted,
        sure;

    [SupplyParameterFromQuery(Name = "by")]
    private string? By { get; set; }

    [Inject]
    private PerCall<IPayments> Payments { get; set; } = default!;

    [Inject]
    private PerCall<IPaymentFigures> Figures { get; set; } = default!;

    [Inject]
    private PerCall<IInStore> InStore { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private bool ByQr => By == "qr";

    private string ItemName => string.IsNullOrWhiteSpace(memo) ? T("매장 결제", "In-store payment") : memo.Trim();

    private StoreId? Store =>
        stores.FirstOrDefault(s => s.Id.ToString() == store)?.Id ?? (stores.Count > 0 ? stores[0].Id : null);

    private string Digits => DigitsOf(code);

    private string SubmitWords =>
        (ByQr, amount) switch
        {
            (true, > 0) => T($"{InWon(amount.Value)} QR 만들기", $"Make a QR for {InWon(amount.Value)}"),
            (true, _) => T("QR 만들기", "Make a QR"),
            (_, > 0) => T($"{InWon(amount.Value)} 결제하기", $"Charge {InWon(amount.Value)}"),
            _ => T("결제하기", "Charge"),
        };

    protected override void OnParametersSet() => Refusal = null;

    protected override async Task LoadAsync()
    {
        var franchise = Me!.Franchise;
        var day = SeoulTime.Today(Clock);
        stores = await Franchises.AskAsync(f => f.StoresAsync(franchise));
        rows = (
            await Payments.AskAsync(p =>
                p.ListAsync(
                    franchise,
                    new(
                        From: day,
                        To: day,
                        States: [PaymentState.Paid, PaymentState.PartlyCancelled, PaymentState.Cancelled],
                        Live: true
                    ),
                    null,
                    10
                )
            )
        ).Rows;
        await LookAtOrderAsync();
        today = await Figures.AskAsync(f => f.TodayAsync(franchise));
    }

    private async Task SubmitAsync()
    {
        if (paid is not null || order is not null)
            return; // a second press, sent before the first one's answer was seen
        (said, cancelRefusal, Refusal) = (null, null, null);
        if (amount is not { } won)
        {
            Refusal = new(RefusalKind.Invalid, "amount.missing");
            return;
        }

        if (!ByQr && Digits.Length == 0)
        {
            Refusal = new(RefusalKind.Invalid, "pos.code_missing");
            return;
        }

        if (!await MayAsync(StaffRole.Cashier))
            return;
        if (sure != won && await InStore.AskAsync(s => s.IsUnusualAsync(Me!.Franchise, won)))
        {
            doubted = won;
            return;
        }

        sure = null; // it was said once, for one charge
        if (ByQr)
            await MakeQrAsync(won);
        else
            await TakeCodeAsync(won);
    }

    private Task SureAsync()
    {
        (sure, doubted) = (doubted, null);
        return SubmitAsync();
    }

    // A code was read while no field for it is there. The customer who has just paid is not charged again; anybody else
    // is the next one.
    private void Heard(ChangeEventArgs change)
    {
        var digits = DigitsOf(change.Value as string);
        if (doubted is not null)
            code = digits;
        else if (paid is not null && !ByQr && digits != paidCode)
        {
            Next();
            code = digits;
        }
    }

    private async Task TakeCodeAsync(long won)
    {
        var (digits, item, at) = (Digits, ItemName, Store);
        paying.Show($"{won}|{digits}|{item}|{at}");
        var answer = await paying.CarryOutAsync(
            Permitted,
            key =>
                InStore.AskAsync(s =>
                    s.PayByCodeAsync(new(Me!.Franchise, true, digits, won, OrderIdOf(key), item, at, key))
                )
        );
        if (answer is not { } outcome)
            return;
        if (outcome.TryGet(out var payment, out var refusal))
        {
            paidCode = digits;
            await PaidAsync(payment);
        }

        Refusal = refusal;
    }

    private async Task MakeQrAsync(long won)
    {
        var (item, at) = (ItemName, Store);
        asking.Show($"{won}|{item}|{at}");
        var answer = await asking.CarryOutAsync(
            Permitted,
            key =>
                InStore.AskAsync(s => s.CreateOrderAsync(new(Me!.Franchise, true, won, OrderIdOf(key), item, at, key)))
        );
        if (answer is not { } outcome)
            return;
        if (outcome.TryGet(out order, out var refusal))
            ShowQr(order);
        Refusal = refusal;
    }

    private void ShowQr(OrderView made)
    {
        var origin = Services.GetRequiredService<MyPaySettings>().PublicBaseUrl ?? Navigation.BaseUri.TrimEnd('/');
        using var data = QRCodeGenerator.GenerateQrCode($"{origin}/q/{made.QrCode}", QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(data);
        qr = drawing.GetGraphic(new System.Drawing.Size(264, 264), sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
        orderEnds?.Dispose();
        var left = made.ExpiresAt - Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        orderEnds = Clock.CreateTimer(
            _ => _ = InvokeAsync(OrderEndedAsync),
            null,
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
    }

    private async Task OrderEndedAsync()
    {
        await LookAtOrderAsync();
        StateHasChanged();
    }

    // Somebody may have paid, at any time: the page hears of it and asks.
    private async Task LookAtOrderAsync()
    {
        if (order is null)
            return;
        order = await InStore.AskAsync(s => s.FindOrderAsync(Me!.Franchise, order.Id)) ?? order;
        if (
            order.Tid is { } tid
            && await Payments.AskAsync(p => p.FindAsync(Me!.Franchise, tid)) is { } payment
            && PaymentWords.WasPaid(payment.State)
        )
            (paid, order, amount, memo) = (payment, null, null, null);
    }

    private async Task PaidAsync(PaymentView payment)
    {
        (paid, amount, memo, code) = (payment, null, null, null);
        await LoadAsync();
    }

    private void Next()
    {
        (paid, order, Refusal, code, paidCode) = (null, null, null, null, null);
        orderEnds?.Dispose();
        orderEnds = null;
    }

    private bool MayCancel(PaymentView row) =>
        Me!.Role <= StaffRole.Manager || row.Available.Total <= Shop!.CashierCancelLimit.Amount;

    private void AskToCancel(PaymentView row) => (cancelling, cancelRefusal, said) = (row.Tid, null, null);

    private async Task CancelAsync(PaymentView row)
    {
        cancelling = null;
        if (!await MayAsync(StaffRole.Cashier))
            return;
        var left = row.Available;
        taking.Show($"{row.Tid}|{left.Total}");
        var answer = await taking.CarryOutAsync(
            Permitted,
            key =>
                Payments.AskAsync(p =>
                    p.CancelAsync(
                        new(
                            Me!.Franchise,
                            null,
                            row.Tid,
                            left.Total,
                            left.TaxFree,
                            null,
                            left.Total,
                            T("매장에서 취소", "Cancelled at the till"),
                            null,
                            Me.Role == StaffRole.Cashier,
                            key
                        )
                    )
                )
        );
        if (answer is not { } outcome)
            return;
        if (outcome.TryGet(out var cancel, out cancelRefusal))
            said = T(
                $"{InWon(cancel.ThisCancel.Total)}을 돌려줬어요.",
                $"{InWon(cancel.ThisCancel.Total)} went back to the customer."
            );
        await LoadAsync();
    }

    // Full-width digits are digits.
    private static string DigitsOf(string? text) => string.Concat(TypedText.Search(text).Where(char.IsAsciiDigit));

    private static Task<Result<Done>> Permitted() => Task.FromResult<Result<Done>>(default(Done));

    // The same try has the same order number: sending it again finds the first payment.
    private static string OrderIdOf(string key) => "POS-" + key[..10].ToUpperInvariant();
}
