using System.Security.Cryptography;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.InStore;

/// <summary>
/// The digits of a one-time code: eleven by chance and a check digit (Luhn), so that a slip of the finger at the
/// counter is seen before anything is looked up.
/// </summary>
internal static class CodeDigits
{
    public const int Length = 12;

    public static string New()
    {
        var digits =
            RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", Length - 2);
        return digits + CheckDigit(digits);
    }

    /// <summary>
    /// The digits out of what was scanned or typed, <c>1234 5678 9012</c>; null when they cannot be a code.
    /// </summary>
    public static string? Read(string? typed)
    {
        var digits = TypedDigits.Of(typed);
        return digits.Length == Length && CheckDigit(digits[..^1]) == digits[^1] ? digits : null;
    }

    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 0)
                digit *= 2;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
