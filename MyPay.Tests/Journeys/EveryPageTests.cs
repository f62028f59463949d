using System.Reflection;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Every page there is, on a phone 360 px wide and on a desk, light and dark, Korean and English: axe has nothing to
/// say, nothing scrolls sideways, no language stands in the other, and the browser's console stays silent. A new page
/// is in this by having an address. With MYPAY_SHOTS each look is kept as a picture for people.
/// </summary>
[Collection(nameof(Gallery))]
public sealed partial class EveryPageTests(ABrowser browser, ALivedInProduct product, Visitors visitors)
{
    // Every language in every light and at every width, in the fewest looks: colours do not depend on words, nor words
    // on colours.
    private static readonly (string Language, string Theme, int Width)[] Looks =
    [
        ("ko", "light", 360),
        ("ko", "dark", 1280),
        ("en", "light", 360),
        ("en", "dark", 1280),
    ];

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Templates() =>
        [
            .. typeof(AppHost)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
                .Select(route => route.Template)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// One visit: the words of both languages at both widths, and axe where most people are: on a phone in Korean, at a
    /// desk in English, in either light.
    /// </summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public Task A_page_can_be_used_by_everybody(string template) =>
        CanBeUsedAsync(template, look => look is ("ko", "light", 360) or ("en", "dark", 1280));

    [Theory]
    [Trait("Lane", "Long")]
    [MemberData(nameof(Templates))]
    public Task A_page_can_be_used_in_every_look(string template) => CanBeUsedAsync(template, _ => true);

    private async Task CanBeUsedAsync(string template, Func<(string Language, string Theme, int Width), bool> isForAxe)
    {
        var place = await product.PlaceOfAsync(template);
        Assert.True(
            place is not null,
            $"{template} has a gap: say in {nameof(ALivedInProduct)} what real thing fills it."
        );
        var visitor = await visitors.OfAsync(browser, product.Address, WhoSees(template));
        var found = new List<string>();
        visitor.Console.Clear();
        foreach (var language in new[] { "ko", "en" })
        {
            await visitor.SpeakAsync(language);
            await visitor.Page.SetViewportSizeAsync(360, 780);
            await visitor.OpenAsync(place);
            found.AddRange(await MixedWordsAsync(visitor.Page, language));
            foreach (var look in Looks.Where(look => look.Language == language))
            {
                await visitor.Page.EvaluateAsync(
                    "theme => { document.documentElement.dataset.theme = theme; }",
                    look.Theme
                );
                await visitor.Page.SetViewportSizeAsync(look.Width, look.Width == 360 ? 780 : 900);
                var name = $"{look.Language} {look.Theme} {look.Width}";
                found.AddRange((await SidewaysAsync(visitor.Page)).Select(what => $"{name}: scrolls sideways: {what}"));
                if (look.Width == 360)
                    found.AddRange(
                        (await SmallFieldsAsync(visitor.Page)).Select(what =>
                            $"{name}: a phone zooms into a field under 16 px: {what}"
                        )
                    );
                if (isForAxe(look))
                    found.AddRange((await AxeAsync(visitor.Page)).Select(what => $"{name}: {what}"));
                await ShotAsync(visitor.Page, template, name);
            }
        }

        found.AddRange(
            visitor.Console.Where(line => !Harmless().IsMatch(line)).Distinct().Select(line => $"console: {line}")
        );
        Assert.True(found.Count == 0, string.Join("\n", found.Distinct()));
    }

    private static string? WhoSees(string template) =>
        template switch
        {
            _ when template.StartsWith("/admin", StringComparison.Ordinal) => "admin@mypay.test",
            "/merchant/apply" => null,
            _ when template.StartsWith("/merchant", StringComparison.Ordinal) => "owner@mypay.test",
            _ when template.StartsWith("/wallet", StringComparison.Ordinal)
                    || template is "/pay/{Tid}" or "/q/{Code}" => "james@mypay.test",
            _ => null,
        };

    // In the page itself: the package's own way draws its results together in a second page, four times as slow.
    private static async Task<string[]> AxeAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
            await page.EvaluateAsync(AxeScript);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(found => found.nodes.slice(0, 3).map(node => `axe ${found.id}: ${node.html}`))
            """
        );
    }

    private static Task<string[]> SidewaysAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => document.scrollingElement.scrollWidth <= innerWidth ? [] :
              [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(-2).map(e => e.outerHTML.slice(0, 160))
            """
        );

    private static Task<string[]> SmallFieldsAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('input:not([type=radio], [type=checkbox], [type=hidden], [type=range], [type=file]), select, textarea')]
              .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 160))
            """
        );

    /// <summary>
    /// English that is not a name in a Korean page, or Korean in an English one. Names of languages, and what people
    /// wrote, stay as they are.
    /// </summary>
    private static async Task<IEnumerable<string>> MixedWordsAsync(IPage page, string language)
    {
        var texts = await page.EvaluateAsync<string[]>(
            """
            () => {
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
              for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const at = node.parentElement;
                if (at.closest('script, style, pre, code, [aria-hidden=true], [lang]:not(html), [translate=no]')) continue;
                if (node.data.trim()) texts.push(node.data.trim());
              }
              for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], img[alt]'))
                if (!e.closest('[lang]:not(html), [translate=no]')) for (const name of ['aria-label', 'placeholder', 'title', 'alt']) if (e.getAttribute(name)) texts.push(e.getAttribute(name));
              return [document.title, ...texts];
            }
            """
        );
        var strangers = texts
            .Select(text =>
                ALivedInProduct.PeoplesWords.Aggregate(
                    text,
                    (left, word) => left.Replace(word, "", StringComparison.Ordinal)
                )
            )
            .Select(text => Won().Replace(text, ""))
            .Where(text =>
                language == "en" ? Hangul().IsMatch(text) : !Hangul().IsMatch(text) && EnglishPhrase().IsMatch(text)
            );
        return strangers.Concat(texts.Where(text => RawKey().IsMatch(text))).Select(text => $"{language}: \"{text}\"");
    }

    private static async Task ShotAsync(IPage page, string template, string look)
    {
        if (Environment.GetEnvironmentVariable("MYPAY_SHOTS") is not { Length: > 0 } directory)
            return;
        Directory.CreateDirectory(directory);
        var name = Unnameable().Replace(template.Trim('/'), "-");
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(directory, $"{(name.Length == 0 ? "landing" : name)} {look}.png"),
                FullPage = true,
            }
        );
    }

    [GeneratedRegex(@"\p{IsHangulSyllables}")]
    private static partial Regex Hangul();

    // 1,234원 is how MyPay writes won, in both languages.
    [GeneratedRegex(@"(?<=\d)원|^원$")]
    private static partial Regex Won();

    [GeneratedRegex(@"\b(?!MyPay API)[A-Za-z][a-z]+ [a-z]{2,}\b")]
    private static partial Regex EnglishPhrase();

    [GeneratedRegex(@"^[a-z_]+(\.[a-z_]+){2,}$")]
    private static partial Regex RawKey();

    [GeneratedRegex(@"[^\w]+")]
    private static partial Regex Unnameable();

    // A page about something that is not there answers 404 or 403 itself, and Chromium says so.
    [GeneratedRegex("Failed to load resource: the server responded with a status of 40[134]")]
    private static partial Regex Harmless();
}

/// <summary>One collection: one browser, one product, and people who stay signed in from page to page.</summary>
[CollectionDefinition(nameof(Gallery))]
public sealed class Gallery
    : ICollectionFixture<ABrowser>,
        ICollectionFixture<ALivedInProduct>,
        ICollectionFixture<Visitors> { }

/// <summary>
/// People with a browser each, kept from page to page; null is somebody who is not signed in. They go when the browser
/// does.
/// </summary>
public sealed class Visitors
{
    private readonly Dictionary<string, Visitor> known = new(StringComparer.Ordinal);

    public async Task<Visitor> OfAsync(ABrowser browser, string address, string? email)
    {
        if (known.TryGetValue(email ?? "", out var visitor))
            return visitor;
        var person = await browser.PersonAsync(address, 1280, 900);
        visitor = known[email ?? ""] = new(person, address);
        if (email is null)
            return visitor;
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await Assertions.Expect(person.Page).Not.ToHaveURLAsync(new Regex("/login"));
        return visitor;
    }
}

/// <summary>One of them.</summary>
public sealed class Visitor
{
    private readonly APerson person;
    private readonly string address;

    public Visitor(APerson person, string address)
    {
        (this.person, this.address) = (person, address);
        Page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
                Console.Add(line.Text);
        };
        Page.PageError += (_, error) => Console.Add(error);
    }

    public IPage Page => person.Page;

    /// <summary>What the browser complained about.</summary>
    public List<string> Console { get; } = [];

    public Task SpeakAsync(string language) =>
        Page.Context.AddCookiesAsync([
            new()
            {
                Name = ".AspNetCore.Culture",
                Value = Uri.EscapeDataString($"c={language}|uic={language}"),
                Url = address,
            },
        ]);

    /// <summary>Opens an address and waits until what is on it lives and nothing is still being fetched.</summary>
    public async Task OpenAsync(string place)
    {
        await Page.GotoAsync(place);
        await Page.WaitForFunctionAsync(
            "() => document.title && !document.querySelector('[data-live=no], fieldset.bare:disabled, .skeleton')"
        );
    }
}
