using System.Text.Json;
using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// MyPay as an installed app: a manifest, and without a network one honest page. Nothing of a person is ever stored.
/// </summary>
[Collection(nameof(Gallery))]
public sealed class OfflineJourneys(ABrowser browser, ALivedInProduct product)
{
    [Fact]
    public async Task Without_a_network_one_page_says_so_and_nothing_of_the_wallet_was_kept()
    {
        await using var james = await browser.PersonAsync(product.Address);
        await james.SignInAsync("james@mypay.test");
        await james.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await james.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        foreach (var page in new[] { "/wallet", "/wallet/history", "/wallet/code" })
            await james.GoAsync(page);

        var kept = await james.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const kept = [];
              for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
              return kept.sort();
            }
            """
        );
        Assert.Equal(["/css/offline.css", "/css/tokens.css", "/img/logo.svg", "/offline.html"], kept);

        await james.Page.Context.SetOfflineAsync(true);
        await james.GoAsync("/wallet");
        await Assertions.Expect(james.Page.Locator("h1")).ToHaveTextAsync("인터넷에 연결되어 있지 않아요");
        Assert.DoesNotContain("원", await james.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await james.ShotAsync("offline");

        await james.Page.Context.SetOfflineAsync(false);
        await james.Page.Locator(".again").ClickAsync();
        await Assertions.Expect(james.Test("balance").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_manifest_names_an_app_whose_icons_exist()
    {
        using var http = new HttpClient { BaseAddress = new(product.Address) };
        using var answer = await http.GetAsync("/manifest.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType?.MediaType);
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("standalone", manifest.RootElement.GetProperty("display").GetString());
        foreach (var icon in manifest.RootElement.GetProperty("icons").EnumerateArray())
        {
            using var image = await http.GetAsync(icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("type").GetString(), image.Content.Headers.ContentType?.MediaType);
        }
    }
}
