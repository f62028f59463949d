using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>What can be read when a page is not looked at as usual: in a person's own few colours, on paper.</summary>
[Collection(nameof(Gallery))]
public sealed class LookJourneys(ABrowser browser, ALivedInProduct product)
{
    /// <summary>
    /// Gives the page a function that tells the contrast of a text with what is painted under it (WCAG).
    /// </summary>
    internal const string Contrast = """
        () => { window.contrast = element => {
          const parts = colour => colour.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          let ground = element;
          while (ground && (parts(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
          const [a, b] = [light(parts(getComputedStyle(element).color)), ground ? light(parts(getComputedStyle(ground).backgroundColor)) : 1].sort((x, y) => y - x);
          return (a + 0.05) / (b + 0.05);
        }; }
        """;

    [Fact]
    public async Task In_a_persons_own_colours_what_is_chosen_and_what_a_chart_means_can_be_told()
    {
        await using var context = await browser.Chromium.NewContextAsync(
            new()
            {
                BaseURL = product.Address,
                ForcedColors = ForcedColors.Active,
                ViewportSize = new() { Width = 1280, Height = 900 },
            }
        );
        context.SetDefaultTimeout(60_000);
        await using var person = new APerson(context, await context.NewPageAsync());
        (string Email, string Home, (string Place, string Chosen, string Other)[] Pairs)[] all =
        [
            (
                "james@mypay.test",
                "/wallet",
                [
                    (
                        "/wallet",
                        ".wallet-nav a[aria-current], .wallet-nav a.active",
                        ".wallet-nav a:not([aria-current], .active)"
                    ),
                    (
                        "/wallet/history",
                        "main .chip[aria-current=page], main .chip[aria-current=true]",
                        "main .chip:not([aria-current])"
                    ),
                    (
                        "/wallet/insights",
                        ".month-bars-key[data-kind=in]::before",
                        ".month-bars-key[data-kind=out]::before"
                    ),
                ]
            ),
            (
                "owner@mypay.test",
                "/merchant",
                [
                    ("/merchant/payments", ".desk-nav a.active", ".desk-nav a:not(.active)"),
                    (
                        "/merchant/payments",
                        "main .chip[aria-current=page], main .chip[aria-current=true]",
                        "main .chip:not([aria-current])"
                    ),
                    ("/merchant/pos", "main .segment[aria-current=page]", "main .segment:not([aria-current])"),
                    (
                        "/merchant/pos",
                        "theme-switch .segment:has(:checked)",
                        "theme-switch .segment:not(:has(:checked))"
                    ),
                ]
            ),
        ];
        foreach (var (email, home, pairs) in all)
        {
            await context.ClearCookiesAsync();
            await SignInAsync(person, email, home);
            foreach (var (place, chosen, other) in pairs)
            {
                await person.GoAsync(place);
                await Assertions
                    .Expect(person.Page.Locator(chosen.Replace("::before", "", StringComparison.Ordinal)).First)
                    .ToBeVisibleAsync();
                Assert.True(
                    await person.Page.EvaluateAsync<bool>("() => matchMedia('(forced-colors: active)').matches")
                );
                var looks = await person.Page.EvaluateAsync<string[]>(
                    """
                    selectors => selectors.map(selector => {
                      const [where, part] = selector.replaceAll('::before', '').split('|').concat(selector.includes('::before') ? '::before' : null);
                      const style = getComputedStyle(document.querySelector(where), part);
                      return [style.backgroundColor, style.outlineStyle, style.outlineWidth, style.borderStyle].join(' ');
                    })
                    """,
                    new[] { chosen, other }
                );
                Assert.True(looks[0] != looks[1], $"{place}: {chosen} looks like {other}: {looks[0]}");
            }
        }
    }

    [Theory]
    [InlineData("dark", ColorScheme.Light)]
    [InlineData("system", ColorScheme.Dark)]
    public async Task Paper_is_ink_on_white_whatever_the_theme(string theme, ColorScheme device)
    {
        foreach (
            var (email, home, places) in new[]
            {
                ("james@mypay.test", "/wallet", new[] { "/wallet/statements/2026-11/print", "/wallet/history/1" }),
                (
                    "owner@mypay.test",
                    "/merchant",
                    [(await product.PlaceOfAsync("/merchant/settlements/{Id}"))!, "/merchant/payments", "/merchant/qr"]
                ),
            }
        )
        {
            await using var person = await browser.PersonAsync(product.Address, 1280, 900);
            await person.Page.EmulateMediaAsync(new() { ColorScheme = device });
            await SignInAsync(person, email, home);
            foreach (var place in places)
            {
                await person.GoAsync(place);
                await person.Page.WaitForFunctionAsync(
                    "() => document.title && !document.querySelector('[data-live=no], .skeleton')"
                );
                await person.Page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
                await person.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = device });
                await person.Page.EvaluateAsync(Contrast);
                var pale = await person.Page.EvaluateAsync<string[]>(
                    """
                    () => [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && !e.closest('svg, .visually-hidden, :disabled') && [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                      .map(e => [window.contrast(e), e]).filter(([contrast]) => contrast < 4.5).map(([contrast, e]) => `${contrast.toFixed(2)} ${e.outerHTML.slice(0, 140)}`)
                    """
                );
                Assert.True(pale.Length == 0, $"{place}, {theme}:\n" + string.Join("\n", pale));
                Assert.True(
                    await person.Page.EvaluateAsync<double>(
                        "() => "
                            + "window.contrast(Object.assign(document.body.appendChild(document.createElement('p')), "
                            + "{ textContent: '.' }))"
                    ) > 7,
                    "the ground is dark"
                );
                await person.ShotAsync($"paper {place.Replace('/', '-')} {theme}");
                await person.Page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = device });
            }
        }
    }

    [Fact]
    public async Task The_browsers_own_bar_follows_the_chosen_theme_and_a_copied_text_is_said_readably()
    {
        await using var person = await browser.PersonAsync(product.Address, 1280, 900);
        await person.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await SignInAsync(person, "owner@mypay.test", "/merchant");
        await person.GoAsync("/merchant/developers");
        await Assertions.Expect(person.Page.Locator("#line-echo")).ToBeAttachedAsync();
        await person.Page.EvaluateAsync(Contrast);
        foreach (
            var (device, chosen, bar) in new[]
            {
                (ColorScheme.Light, "dark", "#0f1218"),
                (ColorScheme.Light, "light", "#f6f7f9"),
                (ColorScheme.Dark, "light", "#f6f7f9"),
                (ColorScheme.Dark, "dark", "#0f1218"),
                (ColorScheme.Dark, "system", "#0f1218"),
                (ColorScheme.Light, "system", "#f6f7f9"),
            }
        )
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = device });
            // its radio is not to be seen
            await person.Page.Locator($"theme-switch label:has([value={chosen}])").ClickAsync();
            await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-theme", chosen);
            foreach (var isReloaded in new[] { false, true })
            {
                if (isReloaded)
                    await person.Page.ReloadAsync();
                Assert.Equal(
                    bar,
                    await person.Page.EvaluateAsync<string>(
                        "() => [...document.querySelectorAll('meta[name=theme-color]')].find(one => "
                            + "matchMedia(one.media).matches).content"
                    )
                );
            }

            await Assertions.Expect(person.Page.Locator("#line-echo")).ToBeAttachedAsync();
            await person.Page.EvaluateAsync(Contrast);
            var copy = person.Page.Locator("[data-copy]").First;
            var readable = await copy.EvaluateAsync<double>("button => window.contrast(button)");
            await copy.ClickAsync();
            await Assertions.Expect(copy).ToHaveTextAsync("복사했어요");
            Assert.Equal(
                await copy.GetAttributeAsync("data-copy"),
                await person.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")
            );
            readable = Math.Min(readable, await copy.EvaluateAsync<double>("button => window.contrast(button)"));
            Assert.True(readable >= 4.5, $"{chosen} on a device that is {device}: {readable:0.00}");
        }
    }

    [Fact]
    public async Task Six_digits_that_are_pasted_with_a_space_or_full_width_are_six_digits()
    {
        await using var person = await browser.PersonAsync(product.Address);
        await SignInAsync(person, "james@mypay.test", "/wallet");
        foreach (var pasted in new[] { "258 039", " 258-039 ", "２５８０３９" })
        {
            await person.GoAsync("/wallet/charge");
            await person.FillAsync("amount", "10000");
            await person.SubmitAsync();
            await person.SubmitAsync();
            await Assertions.Expect(person.PinInput).ToBeEnabledAsync();
            await person.PinInput.FocusAsync();
            await person.Page.Keyboard.InsertTextAsync(pasted);
            await person.SeesResultAsync("10,000원");
        }
    }

    private static async Task SignInAsync(APerson person, string email, string home)
    {
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**" + home);
        await person.Page.WaitForFunctionAsync("() => !document.querySelector('[data-live=no], .skeleton')");
    }
}
