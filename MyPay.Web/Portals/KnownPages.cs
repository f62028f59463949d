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

    /// <summary>
    /// The template of the page at a path, that with the most fixed parts; null when there is no such page. Constraints
    /// of the gaps are not asked.
    /// </summary>
    public static string? TemplateOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Templates
            .Select(template =>
                (Template: template, Gaps: GapsOf(template.Split('/', StringSplitOptions.RemoveEmptyEntries), parts))
            )
            .Where(fit => fit.Gaps >= 0)
            .OrderBy(fit => fit.Gaps)
            .Select(fit => fit.Template)
            .FirstOrDefault();
    }

    // How many gaps of the template these parts fill; -1 when they do not fit.
    private static int GapsOf(string[] template, string[] parts)
    {
        if (template.Length != parts.Length)
            return -1;
        var gaps = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (template[i].StartsWith('{'))
                gaps++;
            else if (!string.Equals(template[i], parts[i], StringComparison.OrdinalIgnoreCase))
                return -1;
        }

        return gaps;
    }

    /// <summary>Any page right under this folder that takes one part of the address.</summary>
    public static bool HasOneUnder(string folder) =>
        Templates.Any(t =>
            t.StartsWith(folder + "/{", StringComparison.Ordinal)
            && t.EndsWith('}')
            && t.LastIndexOf('/') == folder.Length
        );
}
