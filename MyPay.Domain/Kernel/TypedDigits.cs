using System.Globalization;

namespace MyPay.Domain.Kernel;

/// <summary>
/// The one reader of numbers that name something (accounts, businesses, codes): whatever people write between the
/// digits is left out, and digits of any width are digits.
/// </summary>
public static class TypedDigits
{
    private const int LongestTyped = 60;

    /// <summary>Digits alone; empty when something else stands in it.</summary>
    public static string Of(string? typed) => Bare(typed) is { } text && text.All(char.IsAsciiDigit) ? text : "";

    /// <summary>A whole number, 0 or more; null for anything else, and for more than two thousand million.</summary>
    public static int? Number(string? typed) =>
        int.TryParse(Of(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// Without hyphens, dashes of any kind, blanks, points and parentheses; whatever else stands in it stays. Empty
    /// when it is far too long.
    /// </summary>
    public static string Bare(string? typed) =>
        typed is null || typed.Length > LongestTyped
            ? ""
            : string.Concat(TypedText.Search(typed).Where(c => !IsBetween(c)));

    private static bool IsBetween(char sign) =>
        sign is '.' or '(' or ')' or '\u2212' or '\u30FC'
        || char.IsWhiteSpace(sign)
        || char.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation;
}
