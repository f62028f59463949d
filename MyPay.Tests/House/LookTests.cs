using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// The look is tokens and classes; a page that brings its own colour or style breaks dark mode and the security policy.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class LookTests
{
    [Fact]
    public void Colours_stand_in_the_tokens_and_nowhere_else()
    {
        var strays =
            from file in Styles().Where(file => Path.GetFileName(file) != "tokens.css")
            from Match colour in RawColour().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {colour.Value}";

        Assert.Empty(strays);
    }

    [Fact]
    public void Every_style_sheet_closes_what_it_opens() =>
        Assert.Empty(
            Styles()
                .Where(file =>
                    File.ReadAllText(file) is var css && css.Count(c => c == '{') != css.Count(c => c == '}')
                )
                .Select(Path.GetFileName)
        );

    [Fact]
    public void Every_token_in_use_is_defined()
    {
        var all = string.Concat(Styles().Select(File.ReadAllText));
        var defined = Definition().Matches(all).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(
            Use()
                .Matches(all)
                .Select(match => match.Groups[1].Value)
                .Where(token => !defined.Contains(token))
                .Distinct()
        );
    }

    [Fact]
    public void Dark_by_choice_and_dark_by_device_are_the_same_dark()
    {
        var tokens = File.ReadAllText(Path.Combine(Assets, "css", "tokens.css"));
        string Block(string selector) =>
            Whitespace()
                .Replace(
                    tokens[(tokens.IndexOf(selector, StringComparison.Ordinal) + selector.Length)..].Split('}')[0],
                    ""
                );

        Assert.Equal(Block(":root[data-theme=\"dark\"] {"), Block(":root[data-theme=\"system\"] {"));
    }

    [Fact]
    public void No_page_carries_styles_of_its_own()
    {
        var pages = Directory.EnumerateFiles(
            Path.Combine(Root, "MyPay.Web", "Portals"),
            "*.razor",
            SearchOption.AllDirectories
        );

        Assert.Empty(pages.Where(page => InlineStyle().IsMatch(File.ReadAllText(page))).Select(Path.GetFileName));
    }

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    private static string Assets => Path.Combine(Root, "wwwroot-assets");

    private static string Here([CallerFilePath] string path = "") => path;

    private static IEnumerable<string> Styles() => Directory.EnumerateFiles(Path.Combine(Assets, "css"), "*.css");

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch)a?\(")]
    private static partial Regex RawColour();

    [GeneratedRegex(@"(--[\w-]+)\s*:")]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\((--[\w-]+)\)")]
    private static partial Regex Use();

    [GeneratedRegex(@"<[^>]*\sstyle=|<style")]
    private static partial Regex InlineStyle();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
