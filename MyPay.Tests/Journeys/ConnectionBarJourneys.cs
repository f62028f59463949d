using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// What a page says of its connection can be read: in every portal, in either light, while the line is really cut.
/// </summary>
public sealed class ConnectionBarJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private ALineToCut line = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        line = ALineToCut.To(await product.ListenAsync());
    }

    public async Task DisposeAsync()
    {
        await line.DisposeAsync();
        await product.DisposeAsync();
    }

    [Theory]
    [InlineData("james@mypay.test", "/wallet", 390)]
    [InlineData("owner@mypay.test", "/merchant", 1280)]
    [InlineData("admin@mypay.test", "/admin", 1280)]
    public async Task Every_bar_can_be_read_while_the_line_is_cut(string email, string home, int width)
    {
        await using var person = await browser.PersonAsync(line.Address, width, 900);
        await person.SignInAsync(email, home: home);
        foreach (var theme in new[] { "light", "dark" })
        {
            await person.Page.Context.AddCookiesAsync([
                new()
                {
                    Name = "mypay-theme",
                    Value = theme,
                    Url = line.Address,
                },
            ]);
            await person.GoAsync(home);
            await Assertions.Expect(person.Page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
            await Assertions.Expect(person.Page.Locator("#line-echo")).ToBeAttachedAsync(); // the circuit is there
            await person.Page.EvaluateAsync(LookJourneys.Contrast);

            line.Cut(); // nothing is pressed or typed: the page says so by itself
            await Assertions.Expect(person.Page.Locator("[data-when=show]")).ToBeVisibleAsync();
            await CanBeReadAsync(person, $"{home}, {theme}, while it connects again");
            await person.ShotAsync($"bar{home.Replace('/', '-')}-{theme}");

            // What it says at other times stands at the same place.
            foreach (
                var (name, value) in new[]
                {
                    ("press", "kept"),
                    ("press", "late"),
                    ("press", "again"),
                    ("press", "draft"),
                    ("state", "failed"),
                    ("state", "rejected"),
                }
            )
            {
                await person.Page.EvaluateAsync(
                    "([name, value]) => { document.getElementById('components-reconnect-modal').dataset[name] "
                        + "= value; }",
                    new[] { name, value }
                );
                await Assertions.Expect(person.Page.Locator($"[data-when={value}]").First).ToBeVisibleAsync();
                await CanBeReadAsync(person, $"{home}, {theme}, {value}");
            }

            // The page takes an error for a part of the loss a moment later, so it is shown and measured in one go.
            await CanBeReadAsync(
                person,
                $"{home}, {theme}, an error",
                "document.getElementById('blazor-error-ui').style.display = 'block'"
            );
            // told so many things, the page would load itself anew at any moment
            await person.Page.GotoAsync("about:blank");
            line.Mend();
        }
    }

    [Theory]
    [InlineData("/wallet")]
    [InlineData("/wallet/send")]
    public async Task A_page_that_opens_while_the_line_goes_away_says_so_and_comes_alive_when_it_is_back(string page)
    {
        await using var person = await browser.PersonAsync(line.Address);
        await person.SignInAsync("james@mypay.test");
        var isAway = true;
        // the page has come, its connection does not
        await person.Page.RouteAsync("**/_blazor/**", call => isAway ? call.AbortAsync() : call.ContinueAsync());
        await person.GoAsync(page);
        await Assertions.Expect(person.Page.Locator("[data-when=show]")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("#line-echo")).ToHaveCountAsync(0);
        await person.Page.EvaluateAsync("() => { window.isTheSame = true; }");

        isAway = false;
        await Assertions.Expect(person.Page.Locator("#line-echo")).ToBeAttachedAsync();
        await Assertions.Expect(person.Page.Locator("[data-when=show]")).ToBeHiddenAsync();
        await Assertions.Expect(person.Page.Locator("[data-live=no]")).ToHaveCountAsync(0);
        Assert.True(
            await person.Page.EvaluateAsync<bool>("() => window.isTheSame === true"),
            "the page was loaded again"
        );
    }

    [Theory]
    [InlineData("owner@mypay.test", "/merchant")]
    [InlineData("james@mypay.test", "/wallet")]
    public async Task No_page_has_initializers_that_would_have_to_be_fetched_before_the_line_is_there(
        string email,
        string home
    )
    {
        await using var person = await browser.PersonAsync(line.Address);
        await person.SignInAsync(email, home: home);
        Assert.Equal(
            "[]",
            await person.Page.EvaluateAsync<string>("() => fetch('_blazor/initializers').then(answer => answer.text())")
        ); // js/reconnect.js says that there are none
    }

    private static async Task CanBeReadAsync(APerson person, string when, string first = "")
    {
        var said = await person.Page.EvaluateAsync<string[]>(
            "() => { "
                + first
                + """
                ; return [...document.querySelectorAll('.reconnect-words, .reconnect button')].filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
                  .map(e => `${window.contrast(e).toFixed(2)} ${e.textContent.trim()}`); }
                """
        );
        Assert.True(said.Length > 0, $"{when}: nothing is said");
        foreach (var words in said)
            Assert.True(
                double.Parse(words.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) >= 4.5,
                $"{when}: {words}"
            );
    }
}
