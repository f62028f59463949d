using System.Globalization;

namespace MyPay.Web.Portals;

/// <summary>
/// A number in a page's address. Pages take it as text: the framework would answer an address somebody mistyped with an error page.
/// </summary>
public static class AddressNumber
{
    /// <summary>Null for anything that is no whole number from 0 on.</summary>
    public static int? Read(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
