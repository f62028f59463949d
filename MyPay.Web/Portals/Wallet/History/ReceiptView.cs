using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>One movement with the business row behind it, as far as there is one.</summary>
/// <param name="Move">The charge or withdrawal.</param>
/// <param name="Payment">The payment's own receipt.</param>
public sealed record ReceiptView(
    Movement Movement,
    RemittanceView? Remittance,
    ChargeView? Move,
    Domain.Payment.ReceiptView? Payment = null,
    MovementCategory? Category = null
)
{
    public Refusal? Failure => Remittance?.Failure ?? Move?.Failure;
}
