using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Web.Api.V1;

/// <summary>A payment as <c>/v1</c> shows it.</summary>
internal sealed record PaymentBody(
    string Tid,
    string? Aid,
    string Cid,
    string? Sid,
    string Mode,
    string Status,
    string Channel,
    string PartnerOrderId,
    string PartnerUserId,
    string ItemName,
    string? ItemCode,
    int Quantity,
    long Amount,
    string Currency,
    long TaxFreeAmount,
    long VatAmount,
    long GreenDepositAmount,
    long CanceledAmount,
    long CancelableAmount,
    long Fee,
    long FeeVat,
    int FeeRateBasisPoints,
    string? ApprovalNumber,
    string? ReceiptUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? CanceledAt,
    string? StoreId,
    string? MaskedMember,
    string? FailureCode,
    string? Payload,
    IReadOnlyList<PaymentActionBody> Actions
)
{
    public static PaymentBody Of(PaymentView payment, string baseUrl) =>
        new(
            payment.Tid,
            payment.Aid,
            payment.Cid,
            payment.Sid,
            V1Words.ModeOf(payment.Live),
            V1Words.StatusOf(payment.State),
            payment.Channel,
            payment.PartnerOrderId,
            payment.PartnerUserId,
            payment.ItemName,
            payment.ItemCode,
            payment.Quantity,
            payment.Amount.Total,
            V1Words.Currency,
            payment.Amount.TaxFree,
            payment.Amount.Vat,
            payment.Amount.GreenDeposit,
            payment.Cancelled.Total,
            payment.Available.Total,
            payment.Fee,
            payment.FeeVat,
            payment.RateBasisPoints,
            payment.ApprovalNumber,
            payment.ReceiptCode is null ? null : $"{baseUrl}/receipt/{payment.ReceiptCode}",
            V1Words.Time(payment.CreatedAt),
            V1Words.Time(payment.ApprovedAt),
            V1Words.Time(payment.CanceledAt),
            payment.Store?.ToString(),
            payment.MaskedMember,
            payment.FailureCode,
            payment.Payload,
            [.. payment.Actions.Select(PaymentActionBody.Of)]
        );
}

/// <summary>One action of a payment.</summary>
internal sealed record PaymentActionBody(
    string Aid,
    string Type,
    long Amount,
    DateTimeOffset At,
    string? Reason,
    string? Payload
)
{
    public static PaymentActionBody Of(PaymentAction action) =>
        new(action.Aid, action.Type, action.Amount, V1Words.Time(action.At), action.Reason, action.Payload);
}

/// <summary>A cancel to make.</summary>
internal sealed record NewCancelBody(long Amount, string Reason, long? TaxFreeAmount = null, string? Currency = null);

/// <summary>A cancel that was made.</summary>
internal sealed record CancelBody(
    string Aid,
    string Tid,
    string Status,
    long Amount,
    string Currency,
    long CanceledAmount,
    long CancelableAmount,
    DateTimeOffset? CanceledAt,
    PaymentBody Payment
);

/// <summary>A code payment to make.</summary>
internal sealed record NewCodePaymentBody(
    string Code,
    long Amount,
    string OrderId,
    string ItemName,
    string? StoreId = null,
    string? Currency = null
);

/// <summary>A QR order to make.</summary>
internal sealed record NewOrderBody(
    long Amount,
    string OrderId,
    string ItemName,
    string? StoreId = null,
    string? Currency = null
);

/// <summary>A QR order.</summary>
internal sealed record OrderBody(
    string Id,
    string Mode,
    string QrUrl,
    DateTimeOffset ExpiresAt,
    string Status,
    long Amount,
    string Currency,
    string OrderId,
    string ItemName,
    string? Tid
)
{
    public static OrderBody Of(OrderView order, string baseUrl) =>
        new(
            order.Id,
            V1Words.ModeOf(order.Live),
            $"{baseUrl}/q/{order.QrCode}",
            V1Words.Time(order.ExpiresAt),
            V1Words.StatusOf(order.State),
            order.Amount,
            V1Words.Currency,
            order.OrderId,
            order.ItemName,
            order.Tid
        );
}

/// <summary>Who the key is.</summary>
internal sealed record MeBody(
    string FranchiseId,
    string? TradeName,
    string? BusinessNumber,
    string Mode,
    IReadOnlyList<string> Scopes,
    string KeyId,
    string? Cid,
    string? RecurringCid
);

/// <summary>Words of <c>/v1</c>.</summary>
internal static class V1Words
{
    public const string Currency = "KRW";

    /// <summary>The same words as in webhooks.</summary>
    public static readonly IReadOnlyList<string> Statuses = Enum.GetNames<PaymentState>();

    public static string StatusOf(PaymentState state) => state.ToString();

    public static string ModeOf(bool live) => live ? "live" : "test";

    /// <summary>RFC 3339 with +09:00.</summary>
    public static DateTimeOffset Time(DateTimeOffset at) => SeoulTime.In(at);

    public static DateTimeOffset? Time(DateTimeOffset? at) => at is { } instant ? SeoulTime.In(instant) : null;
}
