using System.Globalization;
using System.Text;

namespace MyPay.Domain.Kernel;

/// <summary>Reads an amount as people type and paste it: <c>12000</c>, <c>12,000</c>, <c>12,000원</c>, <c>₩12,000</c>, full-width digits.</summary>
public static class TypedWon
{
    /// <summary>The largest amount any screen or API takes: 1조 won. More is a slip of the finger, whatever the limits are.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary>
    /// The amount, or the refusal <c>amount.missing</c>, <c>amount.not_a_number</c>, <c>amount.fractional</c>, <c>amount.not_positive</c>, <c>amount.too_large</c>.
    /// </summary>
    public static Result<Won> Parse(string? typed)
    {
        var text = (typed ?? "").Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        text = text.TrimStart('₩', '\\').TrimEnd('원');
        if (text.Length == 0) return new Refusal(RefusalKind.Invalid, "amount.missing");

        if (!decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var digits = text.All(c => char.IsAsciiDigit(c) || c == ',');
            return digits ? new Refusal(RefusalKind.Invalid, "amount.too_large", Largest) : new Refusal(RefusalKind.Invalid, "amount.not_a_number", typed ?? "");
        }

        if (number != decimal.Truncate(number)) return new Refusal(RefusalKind.Invalid, "amount.fractional");
        if (number <= 0) return new Refusal(RefusalKind.Invalid, "amount.not_positive");
        if (number > Largest) return new Refusal(RefusalKind.Invalid, "amount.too_large", Largest);
        return Won.Of((long)number);
    }
}
