using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A walk over the desks of shop and back office: every tab, chip and row acts, on the page's own circuit and not by
/// loading all anew, and what is typed on a slow line stays what was typed.
/// A new page is in this by having an address.
/// </summary>
[Collection(nameof(Gallery))]
public sealed class DeskTourJourneys(ABrowser browser, ALivedInProduct product)
{
    // Links that leave the desk by design; whatever else stands on a desk stays on its circuit.
    private static readonly Dictionary<string, string> Leaving = new(StringComparer.Ordinal)
    {
        ["wallet"] = "another portal, a document of its own",
        ["notices"] = "public pages, a document of their own",
        ["receipt"] = "a public page that is printed",
        ["docs"] = "no page of a portal",
        ["sim"] = "the bank simulator",
    };

    private const string Pressable =
        "main :is(a[href]:not([download], [target], [href^='#'], [href^='mailto:']), [role=tab], label.segment, "
        + "button[aria-expanded], button[aria-pressed], summary, tr[data-opens])";

    private const string TextFields =
        "main :is(textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=date], [type=month], "
        + "[type=time], "
        + "[type=datetime-local], [type=file], [type=range], [type=button], [type=submit])):enabled:not([readonly])";

    public static TheoryData<string> Desks() =>
        [
            .. EveryPageTests
                .Templates()
                .Select<object[], string>(row => (string)row[0])
                .Where(page =>
                    page != "/merchant/apply"
                    && (
                        page.StartsWith("/merchant", StringComparison.Ordinal)
                        || page.StartsWith("/admin", StringComparison.Ordinal)
                    )
                ),
        ];

    [Theory]
    [InlineData("/merchant/developers")]
    [InlineData("/admin/adjustments")]
    public Task A_desk_acts_where_it_stands_and_keeps_what_is_typed(string page) => TourAsync(page);

    [Theory]
    [Trait("Lane", "Long")]
    [MemberData(nameof(Desks))]
    public Task Every_desk_acts_where_it_stands_and_keeps_what_is_typed(string page) => TourAsync(page);

    private async Task TourAsync(string template)
    {
        var desk = template.Split('/')[1];
        await using var person = await browser.PersonAsync(product.Address, 1280, 900);
        var found = new List<string>();
        person.Page.Console += (_, line) =>
        {
            if (line.Type == "error")
                found.Add($"console: {line.Text}");
        };
        person.Page.PageError += (_, error) => found.Add($"script: {error}");
        var line = await ASlowLine.OfAsync(person.Page);
        await person.SignInAsync(desk == "admin" ? "admin@mypay.test" : "owner@mypay.test", home: "/" + desk);

        var place = (await product.PlaceOfAsync(template))!;
        found.Clear();
        var places = await PressEverythingAsync(person, place, desk, found);
        foreach (var one in places)
            await TypeEverywhereAsync(person, one, line, found);
        Assert.True(found.Count == 0, string.Join("\n", found.Distinct()));
    }

    // Answers the page's own addresses: itself and what its tabs and chips lead to.
    private static async Task<IReadOnlyCollection<string>> PressEverythingAsync(
        APerson person,
        string place,
        string desk,
        List<string> found
    )
    {
        var (page, own) = (person.Page, new HashSet<string>(StringComparer.Ordinal) { place });
        await OpenAsync(person, place);
        var all = await page.EvaluateAsync<string[]>(Names, Pressable);
        var head = await page.EvaluateAsync<string>("() => document.querySelector('main h1').textContent");
        foreach (var name in all)
        {
            var parts = name.Split('\n'); // what it is and says, its address, the how-manieth of these
            var first = parts[1].TrimStart('/').Split('/', '?')[0];
            if (parts[1].Length > 0 && first != desk)
            {
                if (!Leaving.ContainsKey(first))
                    found.Add($"{place}: {parts[0]} leads away to {parts[1]}, and nobody says why");
                continue;
            }

            if (!await page.EvaluateAsync<bool>("() => window.tour === 'goes on'"))
                await OpenAsync(person, place);
            var before = await page.EvaluateAsync<string>(Looks);
            if (await PressAsync(page, name) is not { } isNow)
            {
                await OpenAsync(person, place); // another press has taken it away
                before = await page.EvaluateAsync<string>(Looks);
                if (await PressAsync(page, name) is not { } isNowThere)
                {
                    found.Add($"{place}: {parts[0]} {parts[1]} is there at one time and not at another");
                    continue;
                }

                isNow = isNowThere;
            }

            try
            {
                if (!isNow)
                    await page.WaitForFunctionAsync(
                        "before => (" + Looks + ")() !== before",
                        before,
                        new() { Timeout = 20_000 }
                    );
                await StandsAsync(page);
            }
            catch (TimeoutException)
            {
                found.Add($"{place}: a press on {parts[0]} {parts[1]} does nothing");
            }

            if (!await page.EvaluateAsync<bool>("() => window.tour === 'goes on'"))
                found.Add($"{place}: a press on {parts[0]} {parts[1]} loads the page anew");
            if (
                await page.EvaluateAsync<bool>(
                    "() => getComputedStyle(document.getElementById('blazor-error-ui')).display !== 'none' "
                        + "|| !document.querySelector('main h1')"
                )
            )
                found.Add($"{place}: a press on {parts[0]} {parts[1]} breaks the page");
            var at = new Uri(page.Url);
            if (at.AbsolutePath == place.Split('?')[0] && own.Count < 12)
                own.Add(at.PathAndQuery);
            if (at.PathAndQuery == place)
                continue;
            await page.EvaluateAsync("() => history.back()");
            try
            {
                await page.WaitForFunctionAsync(
                    "([place, head]) => location.pathname + location.search === place "
                        + "&& document.querySelector('main h1')?.textContent === head",
                    new[] { place, head },
                    new() { Timeout = 20_000 }
                );
                await StandsAsync(page);
            }
            catch (TimeoutException)
            {
                await OpenAsync(person, place);
            }
        }

        return own;
    }

    // Answers whether it was what is shown already; null where it is not there. A list that is drawn anew in that
    // moment takes what was found along with it.
    private static async Task<bool?> PressAsync(IPage page, string name)
    {
        for (var tried = 0; tried < 3; tried++)
        {
            if (
                await page.EvaluateHandleAsync(
                    "([selector, name]) => (" + Find + ")(selector, name)",
                    new[] { Pressable, name }
                )
                is not IElementHandle one
            )
                return null;
            try
            {
                var isNow = await one.EvaluateAsync<bool>(
                    "one => one.matches('[aria-current], :has(:checked)') || one.href === location.href"
                );
                await one.ClickAsync();
                return isNow;
            }
            catch (PlaywrightException gone) when (gone.Message.Contains("not attached", StringComparison.Ordinal))
            {
                await StandsAsync(page);
            }
        }

        return null;
    }

    private static async Task TypeEverywhereAsync(APerson person, string place, ASlowLine line, List<string> found)
    {
        var page = person.Page;
        line.Delay = TimeSpan.Zero;
        await OpenAsync(person, place);
        line.Delay = TimeSpan.FromMilliseconds(400);
        var fields = page.Locator(TextFields).Filter(new() { Visible = true });
        for (var at = 0; at < await fields.CountAsync(); at++)
        {
            var field = fields.Nth(at);
            var what = await field.EvaluateAsync<string>("field => field.dataset.testid ?? field.name ?? field.id");
            var most = await field.EvaluateAsync<int>("field => field.maxLength");
            await field.FillAsync("");
            var typed = most is > 0 and < 8 ? "12345678"[..most] : "12345678";
            // still typing when the answers to the first keys arrive
            await field.PressSequentiallyAsync(typed, new() { Delay = 200 });
            await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 500))");
            await page.WaitForFunctionAsync(
                "() => { const echo = document.getElementById('line-echo'); return echo && echo.value === "
                    + "(echo.dataset.echo ?? ''); }"
            );
            var stands = (await field.InputValueAsync()).Replace(",", "", StringComparison.Ordinal);
            if (stands != typed)
                found.Add($"{place}: of {typed}, typed into {what} on a slow line, {stands} is left");
            await field.FillAsync("");
        }

        line.Delay = TimeSpan.Zero;
    }

    private static async Task OpenAsync(APerson person, string place)
    {
        await person.GoAsync(place);
        await StandsAsync(person.Page);
        await person.Page.EvaluateAsync("() => { window.tour = 'goes on'; }");
    }

    // The circuit is there, nothing is still being fetched, and what is drawn has not changed for a while: an address
    // changes before its page is drawn.
    private static async Task StandsAsync(IPage page) =>
        await page.WaitForFunctionAsync(
            """
            () => {
              const drawn = document.querySelector('main')?.innerHTML;
              if (drawn !== window.drawn) [window.drawn, window.drawnAt] = [drawn, performance.now()];
              return document.getElementById('line-echo') && document.querySelector('main h1')
                && !document.querySelector('[data-live=no], fieldset.bare:disabled, .skeleton')
                && performance.now() - window.drawnAt > 400;
            }
            """
        );

    private const string Names = """
        selector => {
          const seen = {};
          return [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(one => {
            const words = one.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
            const name = `${one.localName} "${words}"\n${one.getAttribute('href') ?? ''}`;
            return `${name}\n${seen[name] = (seen[name] ?? 0) + 1}`;
          });
        }
        """;

    private const string Find = """
        (selector, name) => {
          const seen = {};
          return [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).find(one => {
            const own = `${one.localName} "${one.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"\n${one.getAttribute('href') ?? ''}`;
            return `${own}\n${seen[own] = (seen[own] ?? 0) + 1}` === name;
          }) ?? null;
        }
        """;

    // The address, and what stands there.
    private const string Looks =
        "() => location.href + document.querySelector('main')?.innerHTML "
        + "+ [...document.querySelectorAll('main input')].map(one => one.checked)";
}
