using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Portals.Merchant;

/// <summary>Who is let into which room of the desks.</summary>
public sealed class DoorsTests
{
    [Theory]
    [InlineData("/merchant", "franchise")]
    [InlineData("/merchant/qr", "franchise")]
    [InlineData("/merchant/settings", "franchise-manager")]
    [InlineData("/merchant/staff", "franchise-owner")]
    [InlineData("/merchant/apply", null)]
    [InlineData("/admin/franchises", "back-office")]
    public void Each_page_asks_for_its_policy(string address, string? policy) =>
        Assert.Equal(policy, Page(address).GetCustomAttribute<AuthorizeAttribute>()?.Policy);

    [Fact]
    public void No_desk_page_stands_open()
    {
        var open = Pages()
            .Where(page =>
                Addresses(page)
                    .Any(a =>
                        a != "/merchant/apply"
                        && (
                            a.StartsWith("/merchant", StringComparison.Ordinal)
                            || a.StartsWith("/admin", StringComparison.Ordinal)
                        )
                    )
            )
            .Where(page => page.GetCustomAttribute<AuthorizeAttribute>()?.Policy is null);
        Assert.Empty(open);
    }

    private static Type Page(string address) => Pages().Single(page => Addresses(page).Contains(address));

    private static IEnumerable<Type> Pages() =>
        typeof(AppHost).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any());

    private static IEnumerable<string> Addresses(Type page) =>
        page.GetCustomAttributes<RouteAttribute>().Select(route => route.Template);
}
