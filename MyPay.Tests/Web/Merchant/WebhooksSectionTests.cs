using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment;
using MyPay.Tests.Domain.Payment.Webhooks;
using MyPay.Web.Portals;
using MyPay.Web.Portals.Merchant.Developers;
using Xunit;

namespace MyPay.Tests.Web.Merchant;

/// <summary>The webhooks part of the developers' page, over the real module.</summary>
[Trait("Lane", "Fast")]
public sealed class WebhooksSectionTests : BunitContext
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    private IRenderedComponent<WebhooksSection> Section(
        AWebhooks webhooks,
        string language = "ko",
        Func<Task<Refusal?>>? mayNot = null,
        bool live = true
    )
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddSingleton(new PerCall<IWebhooks>(webhooks.Scopes));
        Services.AddSingleton(webhooks.Store.Feed);
        Services.AddSingleton(TimeProvider.System); // the page gathers changes in real time
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
        return Render<WebhooksSection>(p =>
            p.Add(s => s.Franchise, webhooks.Shop)
                .Add(s => s.Live, live)
                .Add(s => s.MayNot, mayNot ?? (() => Task.FromResult<Refusal?>(null)))
        );
    }

    [Fact]
    public async Task An_endpoint_is_added_and_its_secret_shown_until_it_is_put_away()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var page = Section(webhooks);
        await page.WaitForElement("[data-testid=webhook-add]").ClickAsync(new());
        await page.Find("[data-testid=url]").InputAsync("http://127.0.0.1:9/hook");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() =>
            Assert.StartsWith("whsec_", page.Find("[data-testid=secret]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains(
            "http://127.0.0.1:9/hook",
            page.Find("[data-testid=webhook-endpoints] [data-testid=row]").TextContent,
            StringComparison.Ordinal
        );
        await page.Find("[data-testid=result] .button").ClickAsync(new());
        Assert.Empty(page.FindAll("[data-testid=secret]"));
    }

    [Fact]
    public async Task The_test_mode_shows_and_adds_test_endpoints_only()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync("http://127.0.0.1:9/live");
        await webhooks.HappenAsync();
        var page = Section(webhooks, live: false);
        await page.WaitForElement("[data-testid=webhook-add]").ClickAsync(new());
        await page.Find("[data-testid=url]").InputAsync("http://127.0.0.1:9/test");
        await page.Find("form").SubmitAsync();

        page.WaitForElement("[data-testid=secret]");
        Assert.Contains(
            "/test",
            Assert.Single(page.FindAll("[data-testid=webhook-endpoints] [data-testid=row]")).TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(page.FindAll("[data-testid=webhook-deliveries]"));
        Assert.Equal(
            "http://127.0.0.1:9/test",
            Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, false))).Url
        );
    }

    [Fact]
    public async Task What_is_refused_is_said_in_words_and_what_was_typed_stays()
    {
        await using var webhooks = await AWebhooks.OpenAsync(allowPrivate: false);
        var page = Section(webhooks);
        await page.WaitForElement("[data-testid=webhook-add]").ClickAsync(new());
        await page.Find("[data-testid=url]").InputAsync("https://10.0.0.5/hook");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() =>
            Assert.Equal("payment.webhook.url_forbidden", page.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        Assert.Contains("(10.0.0.5)", page.Find("[data-testid=error]").TextContent, StringComparison.Ordinal);
        Assert.Equal("https://10.0.0.5/hook", page.Find("[data-testid=url]").GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_lost_the_role_meanwhile_changes_nothing()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint;
        var page = Section(
            webhooks,
            mayNot: () => Task.FromResult<Refusal?>(new(RefusalKind.Forbidden, "franchise.staff.role_missing"))
        );

        await page.WaitForElement("[data-testid=webhook-off]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Equal("franchise.staff.role_missing", page.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        await page.Find("[data-testid=webhook-remove]").ClickAsync(new());
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        await page.Find("[data-testid=webhook-rotate]").ClickAsync(new());
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        await page.Find("[data-testid=webhook-add]").ClickAsync(new());
        await page.Find("[data-testid=url]").InputAsync("http://127.0.0.1:9/other");
        await page.Find("form").SubmitAsync();

        var left = Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, true)));
        Assert.Equal((endpoint.Id, true, 0), (left.Id, left.Enabled, left.OldSecretsEndAt.Count));
    }

    [Fact]
    public async Task A_sixth_rotation_is_told_when_it_is_possible_and_the_five_that_sign_along_are_counted()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync("http://127.0.0.1:9/hook");
        var page = Section(webhooks);
        for (var n = 1; n <= 6; n++)
        {
            await page.WaitForElement("[data-testid=webhook-rotate]").ClickAsync(new());
            await page.Find("[data-testid=confirm]").ClickAsync(new());
            if (n == 5)
                page.WaitForAssertion(() =>
                    Assert.Contains("5개", page.Find("[data-testid=old-secrets]").TextContent, StringComparison.Ordinal)
                );
        }

        page.WaitForAssertion(() =>
            Assert.Equal("payment.webhook.too_many_secrets", page.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        Assert.Contains("11월 23일 12:00부터", page.Find("[data-testid=error]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=secret]"));
    }

    [Fact]
    public async Task A_delivery_shows_what_was_sent_and_answered_and_is_sent_again()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 500, "<img src=x onerror=alert(1)>");
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync(data: """{"item_name":"커피 ☕"}""");
        await webhooks.DeliverAsync();

        var page = Section(webhooks);
        await page.WaitForElement("[data-testid=details]").ClickAsync(new());
        Assert.Contains("커피 ☕", page.Find("[data-testid=request]").TextContent, StringComparison.Ordinal);
        Assert.Contains("500", page.Find("[data-testid=attempt]").TextContent, StringComparison.Ordinal);
        Assert.Equal("<img src=x onerror=alert(1)>", page.Find("[data-testid=response]").TextContent);
        Assert.Empty(page.FindAll("img"));

        // A page that is open sees the outcome by itself.
        shop.Answer = (http, _) => AReceiver.Status(http, 200);
        await page.Find("[data-testid=redeliver]").ClickAsync(new());
        await webhooks.DeliverAsync();
        page.WaitForAssertion(
            () =>
                Assert.Equal(
                    "delivered",
                    page.Find("[data-testid=webhook-deliveries] [data-testid=row]").GetAttribute("data-state")
                ),
            TimeSpan.FromSeconds(10)
        );
        Assert.Equal(2, shop.Arrivals.Count);
    }

    [Theory]
    [InlineData("ko", "받는 쪽이 410으로 닫아 꺼졌어요")]
    [InlineData("en", "Off: it answered 410 Gone")]
    public async Task An_endpoint_that_was_switched_off_says_why_and_is_switched_on_again(string language, string words)
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 410);
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint;
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        var page = Section(webhooks, language);
        Assert.Equal(words, page.WaitForElement("[data-testid=webhook-endpoints] .status").TextContent);
        await page.Find("[data-testid=webhook-on]").ClickAsync(new());
        Assert.True((await webhooks.EndpointAsync(endpoint.Id)).Enabled);

        // News come on another thread; the words stay those of the reader.
        await Task.Run(async () =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "en" ? "ko" : "en");
            await webhooks.DeliverAsync();
            await webhooks.AskAsync(w =>
                w.ChangeEndpointAsync(webhooks.Shop, true, endpoint.Id, shop.Url("/moved"), null, null)
            );
        });
        page.WaitForAssertion(
            () => Assert.Contains("/moved", page.Markup, StringComparison.Ordinal),
            TimeSpan.FromSeconds(10)
        );
        Assert.Contains(language == "en" ? "Rotate secret" : "비밀키 교체", page.Markup, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = before;
        base.Dispose(disposing);
    }
}
