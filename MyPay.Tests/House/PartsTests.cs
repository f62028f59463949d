using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using MyPay.Web.Portals;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>What pages and the parts in them may do, held over the compiled types and the sources.</summary>
[Trait("Lane", "Fast")]
public sealed partial class PartsTests
{
    // A part inside a page would listen to the address while its page is being drawn from it, and the circuit ends
    // ("Collection was modified").
    [Fact]
    public void Only_pages_read_the_address() =>
        Assert.Empty(
            from component in typeof(Portal).Assembly.GetTypes()
            where
                typeof(IComponent).IsAssignableFrom(component)
                && !component.IsAbstract
                && component.GetCustomAttributes<RouteAttribute>(inherit: false).FirstOrDefault() is null
            from property in AddressOf(component)
            select $"{component.Name}.{property.Name}"
        );

    // The framework answers an address whose number is no number with an error.
    [Fact]
    public void What_a_page_reads_of_the_address_is_text() =>
        Assert.Empty(
            from component in typeof(Portal).Assembly.GetTypes()
            where typeof(IComponent).IsAssignableFrom(component)
            from property in AddressOf(component)
            where property.PropertyType != typeof(string)
            select $"{component.Name}.{property.Name}"
        );

    // value= with @oninput writes an old text over the keys that were typed since; a binding knows what the browser
    // already shows.
    [Fact]
    public void No_field_is_written_back_over_what_is_being_typed()
    {
        var pages = Sources.Under("MyPay.Web", "*.razor").ToList();
        Assert.True(pages.Count > 100);
        Assert.Empty(
            from page in pages
            from Match element in Element().Matches(page.Text)
            where Written().IsMatch(element.Value) && Heard().IsMatch(element.Value)
            select $"{page.Path}: {element.Value}"
        );
    }

    [Theory]
    [InlineData("""<input value="@text" @oninput="Typed" />""")]
    [InlineData("""<input @oninput="e => Changed(() => text = (string?)e.Value)" value="@text" />""")]
    [InlineData("<textarea\n  value=\"@(a > b ? a : b)\"\n  @oninput=\"Typed\">")]
    [InlineData("""<select value="@(one ? "a" : "b")" @oninput="Chosen">""")]
    public void That_rule_sees_what_it_forbids(string element)
    {
        var seen = Assert.Single(Element().Matches(element));
        Assert.True(Written().IsMatch(seen.Value) && Heard().IsMatch(seen.Value));
    }

    private static IEnumerable<PropertyInfo> AddressOf(Type component)
    {
        for (var type = component; type is not null; type = type.BaseType)
        {
            foreach (
                var property in type.GetProperties(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
                if (property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null)
                    yield return property;
        }
    }

    [GeneratedRegex("""<(input|textarea|select)\b(?:[^">]|"[^"]*")*>""")]
    private static partial Regex Element();

    [GeneratedRegex(@"(?<![\w-])value=")]
    private static partial Regex Written();

    [GeneratedRegex("@oninput=")]
    private static partial Regex Heard();
}
