using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace MyPay.Tests.House;

[Trait("Lane", "Fast")]
public sealed partial class LinksTests
{
    [Fact]
    public void No_link_leads_nowhere()
    {
        var routes = typeof(MyPay.Web.Portals.App)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>())
            .Select(route => new Regex("^" + Parameter().Replace(route.Template, "[^/]+") + "$"))
            .ToList();
        string[] endpoints = ["/wallet/history.csv", "/merchant/payments.csv", "/logout", "/preferences/language"];

        var dead = Sources
            .Under("MyPay.Web/Portals", "*.razor")
            .SelectMany(file =>
                Link()
                    .Matches(file.Text)
                    .Select(link =>
                        (file.Path, Address: link.Groups[1].Success ? link.Groups[1].Value : link.Groups[2].Value)
                    )
            )
            .Where(link =>
                !endpoints.Contains(link.Address)
                && !File.Exists(Path.Combine(Sources.Root(), "wwwroot-assets", link.Address.TrimStart('/')))
                && !routes.Exists(route => route.IsMatch(link.Address))
            );

        Assert.Empty(dead);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    // Written out addresses only: what an expression makes is driven by the journeys.
    [GeneratedRegex("(?:href|Back|ActionHref)=\"(/[a-z/.-]*)\"|\\(\"(/wallet[a-z/]*)\"")]
    private static partial Regex Link();
}
