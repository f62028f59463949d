using System.Globalization;

namespace MyPay.Domain.Banking.Wire;

/// <summary>
/// The 24-digit name of an account in the bank's profile that MyPay uses: 999, bank code, length of the number in two
/// digits, the number padded to 16.
/// </summary>
internal static class FintechUseNumber
{
    public static string Of(string bank, string number) =>
        string.Create(CultureInfo.InvariantCulture, $"999{bank}{number.Length:00}{number.PadLeft(16, '0')}");
}
