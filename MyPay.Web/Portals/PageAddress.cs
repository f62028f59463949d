using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace MyPay.Web.Portals;

/// <summary>
/// The address that stands in the browser, as a path: for an error page that is the one that failed, not the page's
/// own.
/// </summary>
public static class PageAddress
{
    public static string Of(NavigationManager navigation, HttpContext? context)
    {
        var failed = context?.Features.Get<IStatusCodeReExecuteFeature>();
        return failed is not null
            ? failed.OriginalPath + failed.OriginalQueryString
            : "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];
    }
}
