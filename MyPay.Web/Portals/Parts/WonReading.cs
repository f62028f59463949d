using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Parts;

/// <summary>What a person typed or pasted as an amount: nothing yet, whole won, or something that is no amount.</summary>
public static class WonReading
{
    private const int MostDigits = 13;

    public static readonly Refusal NoAmount = new(RefusalKind.Invalid, "amount.invalid");

    /// <summary>Reads "12,000", "12,000원", "₩12000", "KRW 12 000" and full-width digits. Signs and fractions are no amounts of won.</summary>
    public static (long? Amount, Refusal? Refusal) Read(string? text)
    {
        var bare = (text ?? "").Normalize(System.Text.NormalizationForm.FormKC).Trim();
        bare = WithoutUnit(bare);
        if (bare.Length == 0) return (null, null);

        var digits = string.Concat(bare.Where(c => c is not (',' or ' ')));
        var isNumber = digits.Length > 0 && digits.All(char.IsAsciiDigit) && digits.TrimStart('0').Length <= MostDigits;
        return isNumber ? (long.Parse(digits, CultureInfo.InvariantCulture), null) : (null, NoAmount);
    }

    public static string Show(long? amount) => amount?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string WithoutUnit(string text)
    {
        if (text.StartsWith("KRW", StringComparison.OrdinalIgnoreCase)) text = text[3..];
        else if (text.StartsWith('₩')) text = text[1..];
        if (text.EndsWith('원')) text = text[..^1];
        return text.Trim();
    }
}
