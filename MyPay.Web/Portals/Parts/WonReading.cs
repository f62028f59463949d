using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Portals.Parts;

/// <summary>
/// What a person typed or pasted as an amount: nothing yet, whole won, or something that is no amount.
/// </summary>
public static class WonReading
{
    public static readonly Refusal NoAmount = new(RefusalKind.Invalid, "amount.invalid");

    /// <summary>Reads what <see cref="TypedWon"/> reads, and zero. Signs and fractions are no amounts of won.</summary>
    public static (long? Amount, Refusal? Refusal) Read(string? text)
    {
        if (TypedWon.Read(text).TryGet(out var won, out var refusal))
            return TypedText.Search(text) is ['+', ..] || won < 0 ? (null, NoAmount) : (won, null);
        return refusal.Code switch
        {
            "amount.missing" => (null, null),
            "amount.not_a_number" => (null, NoAmount),
            _ => (null, refusal),
        };
    }

    public static string Show(long? amount) => amount?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
