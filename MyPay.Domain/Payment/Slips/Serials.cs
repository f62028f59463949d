using System.Security.Cryptography;

namespace MyPay.Domain.Payment.Slips;

/// <summary>Names that nobody can guess.</summary>
internal static class Serials
{
    private const string UpperAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // Read aloud and typed from paper: without I, L, O, U and without 0, 1.
    private const string Legible = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>A payment.</summary>
    public static string Tid() => 'T' + RandomNumberGenerator.GetString(UpperAndDigits, 19);

    /// <summary>One request for money: approve or cancel.</summary>
    public static string Aid() => 'A' + RandomNumberGenerator.GetString(UpperAndDigits, 19);

    /// <summary>A recurring key.</summary>
    public static string Sid() => 'S' + RandomNumberGenerator.GetString(UpperAndDigits, 19);

    /// <summary>A receipt's verification code, 78 bits.</summary>
    public static string ReceiptCode() => RandomNumberGenerator.GetString(Legible, 16);

    /// <summary>The code in an order's QR.</summary>
    public static string QrCode() => RandomNumberGenerator.GetString(Legible, 16);

    /// <summary>A dynamic order.</summary>
    public static string OrderId() => 'O' + RandomNumberGenerator.GetString(UpperAndDigits, 19);

    /// <summary>The approval number on paper: eight digits out of the slip's own number; by chance for a test payment, which has none.</summary>
    public static string ApprovalNumber(long? slip) => $"{slip % 100_000_000 ?? RandomNumberGenerator.GetInt32(100_000_000):00000000}";
}
