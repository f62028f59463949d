using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking;

/// <summary>Account numbers as people write them and as banks read them.</summary>
public static class AccountNumber
{
    /// <summary>
    /// Digits only: what people write between them is dropped, anything else stays and makes the number invalid.
    /// </summary>
    public static string Digits(string? written) => TypedDigits.Bare(written);

    /// <summary>10–14 digits.</summary>
    public static bool IsValid(string digits) => digits.Length is >= 10 and <= 14 && digits.All(char.IsAsciiDigit);

    /// <summary>The last five digits, by which people know their accounts.</summary>
    public static string Last(string digits) => digits.Length <= 5 ? digits : digits[^5..];

    /// <summary><c>******78901</c>.</summary>
    public static string Mask(string digits) => new string('*', Math.Max(0, digits.Length - 5)) + Last(digits);

    /// <summary>A holder's name for the call log: first and last letter stay.</summary>
    public static string MaskHolder(string name) =>
        name.Length switch
        {
            0 => "",
            1 => name,
            2 => name[..1] + "*",
            _ => name[..1] + new string('*', name.Length - 2) + name[^1..],
        };
}
