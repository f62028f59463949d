using Microsoft.AspNetCore.WebUtilities;

namespace MyPay.Web.Portals.Admin.Switches;

/// <summary>Addresses of the switches and bank hours: they stand on the calendar's second tab.</summary>
internal static class SwitchQuery
{
    public const string Page = "/admin/calendar?tab=banks";

    /// <summary>In the place of a code: a bank to be added.</summary>
    public const string NewBank = "new";

    /// <summary>One switch, opened.</summary>
    public static string Address(string name) => QueryHelpers.AddQueryString(Page, "switch", name);

    /// <summary>One bank with its windows; one of them to be changed, if named.</summary>
    public static string OfBank(string code, int? window = null)
    {
        var address = QueryHelpers.AddQueryString(Page, "bank", code);
        return window is { } id ? QueryHelpers.AddQueryString(address, "window", $"{id}") : address;
    }
}
