using System.Globalization;
using System.Text.RegularExpressions;

namespace MyPay.Domain.Kernel;

/// <summary>
/// The one reader of amounts as people type and paste them: <c>12000</c>, <c>12,000</c>, <c>12,000원</c>,
/// <c>₩12,000</c>, <c>KRW 12 000</c>, full-width digits, <c>1만</c>, <c>3천</c>, <c>1만 5천원</c>. Two numbers side by side
/// are no amount.
/// </summary>
public static partial class TypedWon
{
    /// <summary>
    /// The largest amount any screen or API takes: 1조 won. More is a slip of the finger, whatever the limits are.
    /// </summary>
    public const long Largest = 1_000_000_000_000;

    private static readonly (char Unit, long Won, int Most)[] Units =
    [
        ('억', 100_000_000, 9_999),
        ('만', 10_000, 9_999),
        ('천', 1_000, 9),
        ('백', 100, 9),
        ('십', 10, 9),
    ];

    /// <summary>
    /// The amount, or the refusal <c>amount.missing</c>, <c>amount.not_a_number</c>, <c>amount.fractional</c>,
    /// <c>amount.not_positive</c>, <c>amount.too_large</c>.
    /// </summary>
    public static Result<Won> Parse(string? typed)
    {
        if (!Read(typed).TryGet(out var number, out var refusal))
            return refusal;
        if (number <= 0)
            return new Refusal(RefusalKind.Invalid, "amount.not_positive");
        return Won.Of(number);
    }

    /// <summary>As <see cref="Parse"/>, zero and less than nothing included: whole won with their sign.</summary>
    public static Result<long> Read(string? typed)
    {
        var text = Bare(typed);
        if (text.Length == 0)
            return new Refusal(RefusalKind.Invalid, "amount.missing");

        var sign = text[0] is '-' or '+' ? text[0] : '+';
        var digits = text.TrimStart('-', '+').TrimStart();
        if (text.Length - text.TrimStart('-', '+').Length > 1)
            return new Refusal(RefusalKind.Invalid, "amount.not_a_number", typed ?? "");
        if (!Number(digits).TryGet(out var number, out var refusal))
            return refusal.Code == Fractional.Code ? refusal : Wrong(typed, digits);
        if (number != decimal.Truncate(number))
            return new Refusal(RefusalKind.Invalid, "amount.fractional");
        if (number > Largest)
            return new Refusal(RefusalKind.Invalid, "amount.too_large", Largest);
        return sign == '-' ? -(long)number : (long)number;
    }

    /// <summary>
    /// The amount that a word of a search may mean, won with its sign; null when it is no amount. 0 finds nothing.
    /// </summary>
    public static long? Sought(string? typed) => Read(typed).TryGet(out var won, out _) && won != 0 ? won : null;

    /// <summary>Plain characters, one kind of dash, without the currency.</summary>
    private static string Bare(string? typed)
    {
        var text = Dashes().Replace(TypedText.Search(typed), "-");
        var sign = text is ['-' or '+', ..] ? text[..1] : "";
        text = text[sign.Length..].Trim();
        if (text.StartsWith("KRW", StringComparison.OrdinalIgnoreCase))
            text = text[3..];
        else if (text is ['₩' or '\\', ..])
            text = text[1..];
        if (text.EndsWith('원'))
            text = text[..^1];
        return sign + text.Trim();
    }

    private static Refusal Wrong(string? typed, string digits) =>
        digits.All(c => char.IsAsciiDigit(c) || c == ',') && digits.Any(char.IsAsciiDigit)
            ? new(RefusalKind.Invalid, "amount.too_large", Largest)
            : new(RefusalKind.Invalid, "amount.not_a_number", typed ?? "");

    /// <summary>Digits with or without commas, in groups of three between blanks, or with Korean units.</summary>
    private static Result<decimal> Number(string text)
    {
        if (PlainForm().IsMatch(text))
            return Decimal(text);
        decimal sum = 0;
        var (rest, above) = (text, decimal.MaxValue);
        foreach (var (unit, won, most) in Units)
        {
            var at = rest.IndexOf(unit, StringComparison.Ordinal);
            if (at < 0)
                continue;
            if (!Decimal(rest[..at].Trim()).TryGet(out var many, out var refusal))
                return refusal;
            if (many <= 0 || many > most || many * won >= above)
                return Unreadable;
            (sum, rest, above) = (sum + (many * won), rest[(at + 1)..].Trim(), won);
        }

        if (above == decimal.MaxValue)
            return Unreadable;
        if (rest.Length == 0)
            return sum;
        if (!Decimal(rest).TryGet(out var ones, out var wrong))
            return wrong;
        return ones < above ? sum + ones : Unreadable;
    }

    // 0.00000001억 is one won.
    private const int MostDecimals = 8;

    private static readonly Refusal Fractional = new(RefusalKind.Invalid, "amount.fractional");

    private static readonly Refusal Unreadable = new(RefusalKind.Invalid, "amount.not_a_number");

    private static Result<decimal> Decimal(string text)
    {
        if (!PlainForm().IsMatch(text))
            return Unreadable;
        // With more decimals than a decimal holds, 0.999… would be rounded to a whole won.
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0 && text.AsSpan(dot + 1).TrimEnd('0').Length > MostDecimals)
            return Fractional;
        return decimal.TryParse(
            text.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : Unreadable;
    }

    // Commas may stand anywhere between digits: a digit added to 1,234 makes 1,2345 before the field is tidied. Blanks
    // only before three digits.
    [GeneratedRegex(@"\A[0-9][0-9,]*(\.[0-9]+)?\z|\A[0-9]{1,3}( [0-9]{3})+\z")]
    private static partial Regex PlainForm();

    [GeneratedRegex(@"[\p{Pd}\u2212]")]
    private static partial Regex Dashes();
}
