using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// What somebody has typed is theirs until it is used: after a reload, a lost circuit, a restart; not after signing
/// out, and nobody else's.
/// </summary>
public sealed class DraftJourneys(ABrowser browser, DraftJourneys.AForgetfulProduct behind)
    : IClassFixture<ABrowser>,
        IClassFixture<DraftJourneys.AForgetfulProduct>
{
    private ALineToCut line => behind.Line;

    [Fact]
    public async Task A_transfer_is_filled_in_again_step_by_step_until_it_is_sent()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "12345");
        await james.Test("memo").FillAsync("어제 저녁");
        await james.Test("wait").CheckAsync();
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12,345원 보내기");

        await RestartAsync(james);
        await Assertions.Expect(james.Test("receiver")).ToHaveValueAsync("jiwoo@mypay.test");
        await Assertions.Expect(james.Page.Locator("[data-when=draft]")).ToBeVisibleAsync();
        await Assertions.Expect(james.Test("submit")).ToBeEnabledAsync();
        await james.Test("submit").ClickAsync();
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("12,345");
        await Assertions.Expect(james.Test("memo")).ToHaveValueAsync("어제 저녁");
        await Assertions.Expect(james.Test("wait")).ToBeCheckedAsync();
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12,345원 보내기");
        await james.Test("submit").ClickAsync();
        await Assertions.Expect(james.Page.Locator(".confirm")).ToContainTextAsync("어제 저녁");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("12,345원");

        await james.GoAsync("/wallet/send"); // used: the next one begins empty
        await Assertions.Expect(james.Test("receiver")).ToBeEnabledAsync();
        await Assertions.Expect(james.Test("receiver")).ToHaveValueAsync("");
        Assert.DoesNotContain(
            "258039",
            await james.Page.EvaluateAsync<string>("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_schedule_is_filled_in_again_whatever_it_is_chosen_with_and_ends_with_signing_out()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge/auto/new");
        await james.FillAsync("amount", "30,000");
        await ChooseAtOnceAsync(james.Page, "#weekday", "3");
        await james.Page.Locator("[data-action=weekly]").ClickAsync();
        await Assertions.Expect(james.Test("weekday")).ToHaveValueAsync("3");
        await james.Test("holidays").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var holidays = await james.Test("holidays").InputValueAsync();
        await james.Test("end").FillAsync("2027-11-30");
        await Assertions.Expect(james.Test("end")).ToHaveValueAsync("2027-11-30");

        await RestartAsync(james);
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("30,000");
        await Assertions.Expect(james.Test("weekday")).ToHaveValueAsync("3");
        await Assertions.Expect(james.Test("holidays")).ToHaveValueAsync(holidays);
        await Assertions.Expect(james.Test("end")).ToHaveValueAsync("2027-11-30");

        await james.GoAsync("/wallet/settings");
        await james.Page.Locator("form[action='/logout'] button").First.ClickAsync();
        await james.IsAtAsync("**/login*");
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge/auto/new");
        await Assertions.Expect(james.Test("amount")).ToBeEnabledAsync();
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task An_application_is_filled_in_again_and_a_plain_form_too()
    {
        await using var owner = await browser.PersonAsync(line.Address);
        await owner.GoAsync("/merchant/apply");
        await owner.FillAsync("business-number", "220-81-62517");
        await owner.FillAsync("name", "달빛커피");
        await owner.Test("category").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        var category = await owner.Test("category").InputValueAsync();
        await owner.Page.Locator("[data-add]").First.ClickAsync();
        await Assertions.Expect(owner.Test("sales")).ToHaveValueAsync("50,000,000");

        await owner.Page.ReloadAsync();
        await Assertions.Expect(owner.Test("business-number")).ToHaveValueAsync("220-81-62517");
        await Assertions.Expect(owner.Test("name")).ToHaveValueAsync("달빛커피");
        await Assertions.Expect(owner.Test("category")).ToHaveValueAsync(category);
        await Assertions.Expect(owner.Test("sales")).ToHaveValueAsync("50,000,000");

        await owner.GoAsync("/signup");
        await owner.FillAsync("email", "new@mypay.test");
        await owner.FillAsync("password", "latte-tonic-77");
        await owner.Page.ReloadAsync();
        await Assertions.Expect(owner.Test("email")).ToHaveValueAsync("new@mypay.test");
        await Assertions.Expect(owner.Test("password")).ToHaveValueAsync("");
        Assert.DoesNotContain(
            "latte-tonic",
            await owner.Page.EvaluateAsync<string>("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"),
            StringComparison.Ordinal
        );
    }

    /// <summary>As soon as the field is drawn: quicker than anybody, and than the page looks.</summary>
    private static async Task ChooseAtOnceAsync(IPage page, string field, string value) =>
        await page.EvaluateAsync(
            """
            ([field, value]) => new MutationObserver((_, drawn) => {
              const chosen = document.querySelector(field);
              if (!chosen) return;
              drawn.disconnect();
              setTimeout(() => {
                chosen.value = value;
                chosen.dispatchEvent(new Event('change', { bubbles: true }));
              });
            }).observe(document.body, { childList: true, subtree: true })
            """,
            new[] { field, value }
        );

    private async Task RestartAsync(APerson person)
    {
        line.Cut();
        line.Mend();
        await person.Page.EvaluateAsync("() => { window.isOfBefore = true; }");
        await person.Page.Locator("[data-when=rejected][data-reconnect]").ClickAsync();
        await person.Page.WaitForFunctionAsync("() => !window.isOfBefore"); // until then the old page still shows all
    }

    /// <summary>Nothing is kept of a page whose line broke: as after a restart of the server.</summary>
    public sealed class AForgetfulProduct : IAsyncLifetime
    {
        private AProduct product = null!;

        internal ALineToCut Line { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            product = await AProduct.StartAsync(
                demo: true,
                over: services =>
                    services.Configure<CircuitOptions>(circuits =>
                        (circuits.DisconnectedCircuitMaxRetained, circuits.PersistedCircuitInMemoryMaxRetained) = (0, 0)
                    )
            );
            Line = ALineToCut.To(await product.ListenAsync());
        }

        public async Task DisposeAsync()
        {
            await Line.DisposeAsync();
            await product.DisposeAsync();
        }
    }
}
