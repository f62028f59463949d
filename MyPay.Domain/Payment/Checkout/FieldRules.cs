using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Checkout;

/// <summary>What a franchise may write into a payment.</summary>
internal static class FieldRules
{
    /// <summary>Longest order number, user id, item name and code, characters.</summary>
    public const int LongestText = 100;

    /// <summary>Longest payload and reason, characters.</summary>
    public const int LongestPayload = 200;

    /// <summary>One payment, won: more than the law lets a prepaid wallet hold can never be paid.</summary>
    public const long Largest = 2_000_000;

    /// <summary>How long a ready and a dynamic order live.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>A text that must be there.</summary>
    public static Refusal? Required(string name, string? text, int longest = LongestText) =>
        TypedText.Line(text).Length == 0 ? Wrong("payment.ready.field_missing", name) : Optional(name, text, longest);

    /// <summary>A text that may be there.</summary>
    public static Refusal? Optional(string name, string? text, int longest = LongestText)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (TypedText.IsLonger(text, longest))
            return Wrong("payment.ready.field_too_long", name, (long)longest, (long)TypedText.Count(text));
        // A lone half of a surrogate pair reads as U+FFFD.
        return TypedText.HasHidden(text) || text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD)
            ? Wrong("payment.ready.field_invalid", name)
            : null;
    }

    /// <summary>Amounts of a sale. <paramref name="least"/> is zero where only a recurring key is wanted.</summary>
    public static Refusal? Amounts(long total, long taxFree, long? vat, long greenDeposit, int quantity, long least)
    {
        if (quantity < 1)
            return Wrong("payment.ready.quantity_invalid");
        if (total < least)
            return Wrong("payment.ready.amount_invalid");
        if (total > Largest)
            return new(RefusalKind.Conflict, "payment.ready.over_limit", Largest);
        if (taxFree < 0 || taxFree > total)
            return Wrong("payment.ready.tax_free_invalid");
        if (vat is { } given && (given < 0 || given > total - taxFree))
            return Wrong("payment.ready.amount_invalid");
        return greenDeposit < 0 || greenDeposit > total ? Wrong("payment.ready.amount_invalid") : null;
    }

    /// <summary>The VAT as asked, or as it is in the price.</summary>
    public static long VatOf(long total, long taxFree, long? vat) => vat ?? FeeRules.IncludedVat(total, taxFree);

    /// <summary>A name with its middle hidden: 김*이, J***s.</summary>
    public static string Mask(string name)
    {
        var letters = new StringInfo(name);
        var count = TypedText.Count(name);
        if (count <= 1)
            return "*";
        var first = letters.SubstringByTextElements(0, 1);
        return count == 2
            ? first + "*"
            : first + new string('*', count - 2) + letters.SubstringByTextElements(count - 1, 1);
    }

    public static Refusal Wrong(string code, params object[] args) => new(RefusalKind.Invalid, code, args);
}
