namespace MyPay.Domain.Payment.Slips;

/// <summary>
/// What a franchise pays for a sale, and what comes back of it. Whole won only: every division rounds half up, once.
/// </summary>
internal static class FeeRules
{
    /// <summary>amount × rate, to the won.</summary>
    public static long Fee(long amount, int rateBasisPoints) => HalfUp(amount * rateBasisPoints, 10_000);

    /// <summary>VAT is a tenth of the fee.</summary>
    public static long Vat(long fee) => HalfUp(fee, 10);

    /// <summary>
    /// What comes back of a fee (or its VAT) with a cancel: round(whole × cancelled so far ÷ amount) − returned before.
    /// Cumulative, so that the last cancel returns exactly the rest, however the payment was cut.
    /// </summary>
    public static long Back(long whole, long amount, long cancelledSoFar, long returnedBefore) =>
        HalfUp(whole * cancelledSoFar, amount) - returnedBefore;

    /// <summary>The VAT inside a price: round((total − tax free) ÷ 11).</summary>
    public static long IncludedVat(long total, long taxFree) => HalfUp(total - taxFree, 11);

    /// <summary>dividend ÷ divisor, rounded half up. Neither is negative.</summary>
    public static long HalfUp(long dividend, long divisor) => ((2 * dividend) + divisor) / (2 * divisor);
}
