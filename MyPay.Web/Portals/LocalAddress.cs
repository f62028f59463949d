using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace MyPay.Web.Portals;

/// <summary>Where a person may be sent back to: a path of ours, never another site.</summary>
public static class LocalAddress
{
    public static string OrHome(string? address, string home = "/") => IsLocal(address) ? address! : home;

    /// <summary>
    /// This page, which leads back there in the end; the page alone where there is no way back, or none of ours.
    /// </summary>
    public static string With(string page, string? back) =>
        IsLocal(back)
            ? page
                + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?')
                + "returnUrl="
                + Uri.EscapeDataString(back!)
            : page;

    /// <summary>
    /// A page whose way back is the one that stands in the browser: at its beginning, for a step of a flow cannot be
    /// entered.
    /// </summary>
    public static string WithHere(string page, NavigationManager navigation) =>
        With(
            page,
            "/"
                + navigation.ToBaseRelativePath(navigation.GetUriWithQueryParameter("step", (string?)null)).Split('#')[
                    0
                ]
        );

    /// <summary>The way back that the present page was given; null for none.</summary>
    public static string? Carried(NavigationManager navigation) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue("returnUrl", out var back) && IsLocal(back)
            ? back.ToString()
            : null;

    /// <summary>True for a path of ours.</summary>
    // "//evil" and "/\evil" are other sites to a browser, and control characters hide either of them.
    public static bool IsLocal(string? address) =>
        address is ['/', ..]
        && address is not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl)
        && !address.Contains('\\', StringComparison.Ordinal);
}
