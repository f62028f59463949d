using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Web.Api.Kakao;

// The dialect's bodies. Their names become snake_case, what is null is left out (see ApiJson).

/// <summary>Prepares a payment.</summary>
internal sealed record ReadyBody(
    [property: StringLength(10)] string Cid,
    [property: StringLength(100)] string PartnerOrderId,
    [property: StringLength(100)] string PartnerUserId,
    [property: StringLength(100)] string ItemName,
    int Quantity,
    long TotalAmount,
    long TaxFreeAmount,
    [property: StringLength(255)] string ApprovalUrl,
    [property: StringLength(255)] string CancelUrl,
    [property: StringLength(255)] string FailUrl,
    string? CidSecret = null,
    [property: StringLength(100)] string? ItemCode = null,
    long? VatAmount = null,
    long? GreenDeposit = null,
    IReadOnlyList<string>? AvailableCards = null,
    string? PaymentMethodType = null,
    int? InstallMonth = null,
    string? UseShareInstallment = null,
    IReadOnlyDictionary<string, string>? CustomJson = null
);

/// <summary>A payment is prepared.</summary>
internal sealed record ReadyAnswer(
    string Tid,
    string NextRedirectAppUrl,
    string NextRedirectMobileUrl,
    string NextRedirectPcUrl,
    string AndroidAppScheme,
    string IosAppScheme,
    string CreatedAt
)
{
    public static ReadyAnswer Of(PaymentView payment, string baseUrl)
    {
        var page = $"{baseUrl}/pay/{payment.Tid}";
        var app = $"mypay://pay/{payment.Tid}";
        return new(payment.Tid, page, page, page, app, app, KakaoWords.Time(payment.CreatedAt));
    }
}

/// <summary>Approves a payment.</summary>
internal sealed record ApproveBody(
    string Cid,
    string Tid,
    string PartnerOrderId,
    string PartnerUserId,
    string PgToken,
    string? CidSecret = null,
    [property: StringLength(200)] string? Payload = null,
    long? TotalAmount = null
);

/// <summary>An amount, always complete.</summary>
internal sealed record AmountAnswer(long Total, long TaxFree, long Vat, long Point, long Discount, long GreenDeposit)
{
    public static AmountAnswer Of(AmountSplit split) =>
        new(split.Total, split.TaxFree, split.Vat, 0, 0, split.GreenDeposit);
}

/// <summary>A payment is approved.</summary>
internal sealed record ApproveAnswer(
    string Aid,
    string Tid,
    string Cid,
    string PartnerOrderId,
    string PartnerUserId,
    string PaymentMethodType,
    AmountAnswer Amount,
    string ItemName,
    int Quantity,
    string CreatedAt,
    string ApprovedAt,
    string? Sid = null,
    string? ItemCode = null,
    string? Payload = null
)
{
    public static ApproveAnswer Of(PaymentView payment) =>
        new(
            payment.Aid ?? payment.Actions[^1].Aid,
            payment.Tid,
            payment.Cid,
            payment.PartnerOrderId,
            payment.PartnerUserId,
            KakaoWords.Money,
            AmountAnswer.Of(payment.Amount),
            payment.ItemName,
            payment.Quantity,
            KakaoWords.Time(payment.CreatedAt),
            KakaoWords.Time(payment.ApprovedAt ?? payment.CreatedAt),
            payment.Sid,
            payment.ItemCode,
            payment.Payload
        );
}

/// <summary>Asks for a payment.</summary>
internal sealed record OrderQuestion(string Cid, string Tid, string? CidSecret = null);

/// <summary>A payment as it stands.</summary>
internal sealed record OrderAnswer(
    string Tid,
    string Cid,
    string Status,
    string PartnerOrderId,
    string PartnerUserId,
    string PaymentMethodType,
    AmountAnswer Amount,
    AmountAnswer CanceledAmount,
    AmountAnswer CancelAvailableAmount,
    string ItemName,
    int Quantity,
    string CreatedAt,
    IReadOnlyList<ActionAnswer> PaymentActionDetails,
    string? Sid = null,
    string? ItemCode = null,
    string? ApprovedAt = null,
    string? CanceledAt = null
)
{
    public static OrderAnswer Of(PaymentView payment) =>
        new(
            payment.Tid,
            payment.Cid,
            KakaoWords.StatusOf(payment),
            payment.PartnerOrderId,
            payment.PartnerUserId,
            KakaoWords.Money,
            AmountAnswer.Of(payment.Amount),
            AmountAnswer.Of(payment.Cancelled),
            AmountAnswer.Of(payment.Available),
            payment.ItemName,
            payment.Quantity,
            KakaoWords.Time(payment.CreatedAt),
            [.. payment.Actions.Select(action => ActionAnswer.Of(action, payment))],
            payment.Sid,
            payment.ItemCode,
            KakaoWords.Time(payment.ApprovedAt),
            KakaoWords.Time(payment.CanceledAt)
        );
}

/// <summary>One action of a payment.</summary>
internal sealed record ActionAnswer(
    string Aid,
    string ApprovedAt,
    long Amount,
    long PointAmount,
    long DiscountAmount,
    long GreenDeposit,
    string PaymentActionType,
    string Payload
)
{
    // A payment with a cup deposit is cancelled whole or not at all, so each of its actions has all of it.
    public static ActionAnswer Of(PaymentAction action, PaymentView payment) =>
        new(
            action.Aid,
            KakaoWords.Time(action.At),
            action.Amount,
            0,
            0,
            action.Type == "ISSUED_SID" ? 0 : payment.Amount.GreenDeposit,
            action.Type,
            action.Payload ?? ""
        );
}

/// <summary>Cancels a payment, whole or in part.</summary>
internal sealed record CancelBody(
    string Cid,
    string Tid,
    long CancelAmount,
    long CancelTaxFreeAmount,
    string? CidSecret = null,
    long? CancelVatAmount = null,
    long? CancelAvailableAmount = null,
    [property: StringLength(200)] string? Payload = null
);

/// <summary>A payment is cancelled.</summary>
internal sealed record CancelAnswer(
    string Aid,
    string Tid,
    string Cid,
    string Status,
    string PartnerOrderId,
    string PartnerUserId,
    string PaymentMethodType,
    AmountAnswer Amount,
    AmountAnswer ApprovedCancelAmount,
    AmountAnswer CanceledAmount,
    AmountAnswer CancelAvailableAmount,
    string ItemName,
    int Quantity,
    string CreatedAt,
    string ApprovedAt,
    string CanceledAt,
    string? ItemCode = null,
    string? Payload = null
)
{
    public static CancelAnswer Of(CancelView made)
    {
        var (payment, action) = (made.Payment, made.Payment.Actions.FirstOrDefault(action => action.Aid == made.Aid));
        return new(
            made.Aid,
            payment.Tid,
            payment.Cid,
            KakaoWords.StatusOf(payment),
            payment.PartnerOrderId,
            payment.PartnerUserId,
            KakaoWords.Money,
            AmountAnswer.Of(payment.Amount),
            AmountAnswer.Of(made.ThisCancel),
            AmountAnswer.Of(payment.Cancelled),
            AmountAnswer.Of(payment.Available),
            payment.ItemName,
            payment.Quantity,
            KakaoWords.Time(payment.CreatedAt),
            KakaoWords.Time(payment.ApprovedAt ?? payment.CreatedAt),
            KakaoWords.Time(action?.At ?? payment.CanceledAt ?? payment.CreatedAt),
            payment.ItemCode,
            action?.Payload
        );
    }
}

/// <summary>Charges a recurring key.</summary>
internal sealed record SubscriptionBody(
    string Cid,
    string Sid,
    string PartnerOrderId,
    string PartnerUserId,
    int Quantity,
    long TotalAmount,
    long TaxFreeAmount,
    string? CidSecret = null,
    [property: StringLength(100)] string? ItemName = null,
    [property: StringLength(100)] string? ItemCode = null,
    long? VatAmount = null,
    [property: StringLength(200)] string? Payload = null
);

/// <summary>Names a recurring key.</summary>
internal sealed record SidQuestion(string Cid, string Sid, string? CidSecret = null);

/// <summary>A recurring key is ended.</summary>
internal sealed record InactiveAnswer(
    string Cid,
    string Sid,
    string Status,
    string CreatedAt,
    string? LastApprovedAt = null,
    string? InactivatedAt = null
)
{
    public static InactiveAnswer Of(SidView sid) =>
        new(
            sid.Cid,
            sid.Sid,
            KakaoWords.StatusOf(sid),
            KakaoWords.Time(sid.CreatedAt),
            KakaoWords.Time(sid.LastApprovedAt),
            KakaoWords.Time(sid.InactivatedAt)
        );
}

/// <summary>A recurring key as it stands.</summary>
internal sealed record SidAnswer(
    bool Available,
    string Cid,
    string Sid,
    string Status,
    string PaymentMethodType,
    string ItemName,
    string CreatedAt,
    string? LastApprovedAt = null,
    string? InactivatedAt = null
)
{
    public static SidAnswer Of(SidView sid) =>
        new(
            sid.Active,
            sid.Cid,
            sid.Sid,
            KakaoWords.StatusOf(sid),
            KakaoWords.Money,
            sid.ItemName,
            KakaoWords.Time(sid.CreatedAt),
            KakaoWords.Time(sid.LastApprovedAt),
            KakaoWords.Time(sid.InactivatedAt)
        );
}

/// <summary>An error.</summary>
internal sealed record ErrorAnswer(int ErrorCode, string ErrorMessage, ErrorExtras? Extras = null);

/// <summary>Why.</summary>
internal sealed record ErrorExtras(string MethodResultCode, string MethodResultMessage);

/// <summary>Words of the dialect.</summary>
internal static class KakaoWords
{
    public const string Money = "MONEY";

    /// <summary>Korean time without an offset.</summary>
    public static string Time(DateTimeOffset at) =>
        SeoulTime.In(at).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? at) => at is { } instant ? Time(instant) : null;

    public static string StatusOf(SidView sid) => sid.Active ? "ACTIVE" : "INACTIVE";

    public static string StatusOf(PaymentView payment) =>
        payment.State switch
        {
            PaymentState.Ready => "READY",
            PaymentState.Opened => "OPEN_PAYMENT",
            PaymentState.Authorized => "AUTH_PASSWORD",
            PaymentState.SidIssued => "ISSUED_SID",
            PaymentState.Paid => "SUCCESS_PAYMENT",
            PaymentState.PartlyCancelled => "PART_CANCEL_PAYMENT",
            PaymentState.Cancelled => "CANCEL_PAYMENT",
            PaymentState.Quit => "QUIT_PAYMENT",
            PaymentState.Failed
                when payment.FailureCode?.StartsWith("membership.pin", StringComparison.Ordinal) == true =>
                "FAIL_AUTH_PASSWORD",
            PaymentState.Failed or PaymentState.Expired => "FAIL_PAYMENT",
            _ => throw new InvalidOperationException($"{payment.State} has no word in the dialect."),
        };
}
