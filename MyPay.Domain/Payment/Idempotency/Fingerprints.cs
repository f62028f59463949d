using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Idempotency;

/// <summary>
/// The text behind the fingerprint of each keyed call: whose key it is stands in the scope, the rest of what was asked
/// stands here. Their golden tests hold them for ever: a text that changes turns every retry across the change into
/// another request.
/// </summary>
internal static class Fingerprints
{
    public static string Of(ReadyRequest r) =>
        CanonicalText.Of(
            "ready",
            ("live", r.Live),
            ("cid", r.Cid),
            ("partner_order_id", r.PartnerOrderId),
            ("partner_user_id", r.PartnerUserId),
            ("item_name", r.ItemName),
            ("item_code", r.ItemCode),
            ("quantity", r.Quantity),
            ("total_amount", r.TotalAmount),
            ("tax_free_amount", r.TaxFreeAmount),
            ("vat_amount", r.VatAmount),
            ("green_deposit", r.GreenDeposit),
            ("approval_url", r.ApprovalUrl),
            ("cancel_url", r.CancelUrl),
            ("fail_url", r.FailUrl),
            ("payment_method_type", r.MethodType),
            ("custom_json", r.CustomJson)
        );

    public static string Of(ApproveRequest r) =>
        CanonicalText.Of(
            "approve",
            ("cid", r.Cid),
            ("tid", r.Tid),
            ("partner_order_id", r.PartnerOrderId),
            ("partner_user_id", r.PartnerUserId),
            ("pg_token", r.PgToken),
            ("total_amount", r.TotalAmount),
            ("payload", r.Payload)
        );

    public static string Of(CancelRequest r) =>
        CanonicalText.Of(
            "cancel",
            ("cid", r.Cid),
            ("tid", r.Tid),
            ("cancel_amount", r.Amount),
            ("cancel_tax_free_amount", r.TaxFreeAmount),
            ("cancel_vat_amount", r.VatAmount),
            ("cancel_available_amount", r.Available),
            ("reason", r.Reason),
            ("payload", r.Payload),
            ("by_cashier", r.ByCashier)
        );

    public static string Of(SidCharge r) =>
        CanonicalText.Of(
            "subscription",
            ("cid", r.Cid),
            ("sid", r.Sid),
            ("partner_order_id", r.PartnerOrderId),
            ("partner_user_id", r.PartnerUserId),
            ("item_name", r.ItemName),
            ("item_code", r.ItemCode),
            ("quantity", r.Quantity),
            ("total_amount", r.TotalAmount),
            ("tax_free_amount", r.TaxFreeAmount),
            ("vat_amount", r.VatAmount),
            ("payload", r.Payload)
        );

    /// <param name="r">The sale.</param>
    /// <param name="digits">Its code as digits, however it was typed.</param>
    public static string Of(CodePayment r, string digits) =>
        CanonicalText.Of(
            "code-payment",
            ("live", r.Live),
            ("code", digits),
            ("amount", r.Amount),
            ("order_id", r.OrderId),
            ("item_name", r.ItemName),
            ("store_id", r.Store?.ToString())
        );

    public static string Of(NewOrder r) =>
        CanonicalText.Of(
            "order",
            ("live", r.Live),
            ("amount", r.Amount),
            ("order_id", r.OrderId),
            ("item_name", r.ItemName),
            ("store_id", r.Store?.ToString())
        );

    public static string OfScan(string code, long total) => CanonicalText.Of("scan", ("code", code), ("total", total));

    public static string OfEndpoint(string url, IEnumerable<string> types, string? description) =>
        CanonicalText.Of(
            "webhook-endpoint",
            ("url", url),
            ("types", string.Join(' ', types)),
            ("description", description)
        );
}
