namespace MyPay.Domain.Kernel;

/// <summary>
/// The one reader of phone numbers: hyphens and dashes of any kind, blanks, points, parentheses, full-width digits and
/// +82 are how people write them.
/// </summary>
public static class TypedPhone
{
    /// <summary>Digits alone, beginning with 0 where +82 was written; empty when something else stands in it.</summary>
    public static string Digits(string? typed)
    {
        var text = TypedDigits.Bare(typed);
        if (text.StartsWith("+82", StringComparison.Ordinal))
            text = "0" + text[3..].TrimStart('0');
        else if (text.StartsWith("0082", StringComparison.Ordinal))
            text = "0" + text[4..].TrimStart('0');
        return text.All(char.IsAsciiDigit) ? text : "";
    }
}
