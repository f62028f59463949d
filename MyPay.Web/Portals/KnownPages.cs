using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace MyPay.Web.Portals;

/// <summary>Which addresses have a page. What leads to one that has none is not shown.</summary>
internal static class KnownPages
{
    private static readonly HashSet<string> Templates =
    [
        .. typeof(KnownPages)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => route.Template),
    ];

    /// <summary>The template as the page writes it, such as <c>/receipt/{Code}</c>.</summary>
    public static bool Has(string template) => Templates.Contains(template);

    /// <summary>Any page right under this folder that takes one part of the address.</summary>
    public static bool HasOneUnder(string folder) =>
        Templates.Any(t =>
            t.StartsWith(folder + "/{", StringComparison.Ordinal)
            && t.EndsWith('}')
            && t.LastIndexOf('/') == folder.Length
        );
}
