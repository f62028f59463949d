using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Slips;

/// <summary>Names that nobody can guess.</summary>
internal static class Serials
{
    private const string UpperAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // Read aloud and typed from paper: without I, L, O, U and without 0, 1.
    private const string Legible = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>A payment.</summary>
    public static string Tid() => 'T' + Chance.Text(UpperAndDigits, 19);

    /// <summary>One request for money: approve or cancel.</summary>
    public static string Aid() => 'A' + Chance.Text(UpperAndDigits, 19);

    /// <summary>A recurring key.</summary>
    public static string Sid() => 'S' + Chance.Text(UpperAndDigits, 19);

    /// <summary>A receipt's verification code, 78 bits.</summary>
    public static string ReceiptCode() => Chance.Text(Legible, 16);

    /// <summary>The code in an order's QR.</summary>
    public static string QrCode() => Chance.Text(Legible, 16);

    /// <summary>A dynamic order.</summary>
    public static string OrderId() => 'O' + Chance.Text(UpperAndDigits, 19);

    /// <summary>
    /// The approval number on paper: eight digits out of the slip's own number; by chance for a test payment, which has
    /// none.
    /// </summary>
    public static string ApprovalNumber(long? slip) => $"{slip % 100_000_000 ?? Chance.Below(100_000_000):00000000}";
}
