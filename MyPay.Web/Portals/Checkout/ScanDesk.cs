using MyPay.Domain.Payment;

namespace MyPay.Web.Portals.Checkout;

/// <summary>What was scanned, and how this member would pay it.</summary>
/// <param name="Scan">Null for a code that is not ours.</param>
/// <param name="Stop">A store's own QR begins a payment: new ones are switched off. An order's has begun.</param>
public sealed record ScanDesk(ScannedQr? Scan, Paying Paying, PaymentStop? Stop);

/// <summary>What was paid, and the number of its movement once there is one.</summary>
public sealed record ScanOutcome(PaymentView Payment, long? Number);
