using MyPay.Domain.Payment;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Payments;

/// <summary>How a shop calls what became of a payment.</summary>
internal static class PaymentWords
{
    public static string Of(PaymentState state) =>
        state switch
        {
            PaymentState.Ready => T("결제 요청", "Requested"),
            PaymentState.Opened => T("결제창 열림", "Opened"),
            PaymentState.Authorized => T("승인 대기", "Awaiting approval"),
            PaymentState.SidIssued => T("정기 결제 등록", "Recurring key issued"),
            PaymentState.Paid => T("결제 완료", "Paid"),
            PaymentState.PartlyCancelled => T("부분 취소", "Partly cancelled"),
            PaymentState.Cancelled => T("취소", "Cancelled"),
            PaymentState.Quit => T("고객이 그만둠", "Customer quit"),
            PaymentState.Failed => T("실패", "Failed"),
            _ => T("시간 초과", "Expired"),
        };

    public static Tone ToneOf(PaymentState state) =>
        state switch
        {
            PaymentState.Paid => Tone.Good,
            PaymentState.PartlyCancelled => Tone.Warn,
            PaymentState.Cancelled => Tone.Quiet,
            PaymentState.Failed => Tone.Danger,
            PaymentState.Ready or PaymentState.Opened or PaymentState.Authorized or PaymentState.SidIssued =>
                Tone.Brand,
            _ => Tone.Quiet,
        };

    public static string Channel(string channel) =>
        channel switch
        {
            "code" => T("결제 코드", "Pay code"),
            "qr" => "QR",
            "recurring" => T("정기 결제", "Recurring"),
            _ => T("온라인", "Online"),
        };

    public static bool WasPaid(PaymentState state) =>
        state is PaymentState.Paid or PaymentState.PartlyCancelled or PaymentState.Cancelled;

    /// <summary>
    /// The tax-free part of a cancel: what is taxed goes first, so that no part is asked for more than it holds.
    /// </summary>
    public static long TaxFreeOf(long amount, AmountSplit left) =>
        Math.Min(left.TaxFree, Math.Max(0, amount - (left.Total - left.TaxFree)));
}
