using MyPay.Domain.Kernel;
using MyPay.Domain.Payment.Checkout;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Cancel;

/// <summary>What may be cancelled, and what comes back with it.</summary>
internal static class CancelRules
{
    /// <summary>Before anything is looked up.</summary>
    public static Refusal? CheckFields(CancelRequest request)
    {
        if (request.Amount < 1)
            return No("payment.cancel.not_positive");
        if (request.TaxFreeAmount < 0 || request.TaxFreeAmount > request.Amount)
            return No("payment.cancel.tax_free_exceeds", 0L);
        return FieldRules.Optional("reason", request.Reason, FieldRules.LongestPayload)
            ?? FieldRules.Optional("payload", request.Payload, FieldRules.LongestPayload);
    }

    /// <summary>This cancel's amounts, or why not.</summary>
    public static Result<AmountSplit> Split(Purchase purchase, CancelRequest request)
    {
        var left = purchase.Available;
        if (!purchase.IsPaid || left.Total == 0)
            return new Refusal(RefusalKind.Conflict, "payment.cancel.wrong_state");
        if (request.Amount > purchase.Total)
            return No("payment.cancel.exceeds_original", purchase.Total);
        if (request.Amount > left.Total)
            return No("payment.cancel.exceeds", left.Total);
        if (request.Available is { } believed && believed != left.Total)
            return new Refusal(RefusalKind.Conflict, "payment.cancel.available_mismatch", left.Total);
        var rest = request.Amount == left.Total;
        if (purchase.GreenDeposit > 0 && !rest)
            return new Refusal(RefusalKind.Conflict, "payment.cancel.green_deposit");

        // Neither part may give back more than is left of it.
        if (request.TaxFreeAmount > left.TaxFree || request.Amount - request.TaxFreeAmount > left.Total - left.TaxFree)
            return No("payment.cancel.tax_free_exceeds", left.TaxFree);
        var taxed = request.Amount - request.TaxFreeAmount;
        if (request.VatAmount is { } vat && (vat < 0 || vat > left.Vat || vat > taxed))
            return No("payment.cancel.vat_exceeds", left.Vat);

        // What stays must be able to hold the VAT that stays: the last cancel takes all of it, whatever was asked.
        var taxedLeft = left.Total - left.TaxFree - taxed;
        var least = Math.Max(0, left.Vat - taxedLeft);
        var most = Math.Min(left.Vat, taxed);
        var back = Math.Clamp(
            request.VatAmount ?? FeeRules.IncludedVat(request.Amount, request.TaxFreeAmount),
            least,
            most
        );
        return new AmountSplit(request.Amount, request.TaxFreeAmount, back, rest ? left.GreenDeposit : 0);
    }

    private static Refusal No(string code, params object[] args) => new(RefusalKind.Invalid, code, args);
}
