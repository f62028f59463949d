using System.Security.Cryptography;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Approve;

/// <summary>May this payment be approved by this request?</summary>
internal static class ApproveRules
{
    /// <summary>
    /// How long one approve keeps others out while it waits for a bank; far longer than a bank call may take.
    /// </summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(2);

    public static Refusal? Check(Purchase purchase, ApproveRequest request, DateTimeOffset now)
    {
        if (Ended(purchase.StateAt(now)) is { } ended)
            return ended;
        if (!TypedText.IsSame(purchase.PartnerOrderId, request.PartnerOrderId))
            return No("payment.approve.order_id_mismatch");
        if (!TypedText.IsSame(purchase.PartnerUserId, request.PartnerUserId))
            return No("payment.approve.user_id_mismatch");
        if (!CryptographicOperations.FixedTimeEquals(Checkouts.HashOf(request.PgToken ?? ""), purchase.TokenHash))
            return No("payment.approve.token_mismatch");
        if (request.TotalAmount is { } total && total != purchase.Total)
            return No("payment.approve.amount_mismatch");
        return FieldRules.Optional("payload", request.Payload, FieldRules.LongestPayload);
    }

    public static Refusal? Ended(PaymentState state) =>
        state switch
        {
            PaymentState.Authorized => null,
            PaymentState.Ready or PaymentState.Opened => new(RefusalKind.Conflict, "payment.approve.not_authorized"),
            PaymentState.Paid or PaymentState.PartlyCancelled or PaymentState.Cancelled or PaymentState.SidIssued =>
                new(RefusalKind.Conflict, "payment.approve.already_approved"),
            PaymentState.Expired => new(RefusalKind.Conflict, "payment.approve.expired"),
            _ => new(RefusalKind.Conflict, "payment.approve.wrong_state"),
        };

    private static Refusal No(string code) => new(RefusalKind.Invalid, code);
}
