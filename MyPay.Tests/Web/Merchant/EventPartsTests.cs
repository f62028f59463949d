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

/// <summary>The parts of the events' page, over the real module.</summary>
public sealed class EventPartsTests : BunitContext
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private Refusal? mayNot;

    [Fact]
    public async Task Everything_undelivered_is_counted_and_sent_by_one_button()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        for (var n = 0; n < 3; n++)
            await webhooks.HappenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        Prepare(webhooks);
        var part = Render<WebhookCatchUp>(p =>
            p.Add(s => s.Franchise, webhooks.Shop)
                .Add(s => s.Live, true)
                .Add(s => s.MayNot, () => Task.FromResult(mayNot))
        );
        part.WaitForAssertion(() =>
            Assert.Equal("보내지 못한 3건 모두 보내기", part.Find("[data-testid=catch-up-send]").TextContent)
        );

        mayNot = new(RefusalKind.Forbidden, "franchise.staff.role_missing");
        await part.Find("[data-testid=catch-up-send]").ClickAsync(new());
        part.WaitForAssertion(() =>
            Assert.Equal("franchise.staff.role_missing", part.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        Assert.Empty(await webhooks.DeliveriesAsync());

        mayNot = null;
        await part.Find("[data-testid=catch-up-send]").ClickAsync(new());
        part.WaitForAssertion(() =>
            Assert.Equal(
                "3건을 보내고 있어요. 오래된 것부터 차례로 가요.",
                part.Find("[data-testid=catch-up-result]").TextContent
            )
        );
        await webhooks.DeliverAsync();
        Assert.Equal(3, shop.Arrivals.Count);
        part.WaitForAssertion(
            () => Assert.True(part.Find("[data-testid=catch-up-send]").HasAttribute("disabled")),
            TimeSpan.FromSeconds(10)
        );

        // One that is off is sent nothing, and the part says why.
        (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, false))).TryGet(
            out _,
            out _
        );
        await webhooks.HappenAsync();
        await part.Find("[data-testid=catch-up-since]").ChangeAsync("30");
        part.WaitForAssertion(
            () =>
                Assert.Contains(
                    "꺼져 있어요",
                    part.Find("[data-testid=catch-up-result]").TextContent,
                    StringComparison.Ordinal
                ),
            TimeSpan.FromSeconds(10)
        );
        Assert.True(part.Find("[data-testid=catch-up-send]").HasAttribute("disabled"));
        Assert.Equal("보내지 못한 1건 보내기", part.Find("[data-testid=catch-up-send]").TextContent);
    }

    [Theory]
    [InlineData("ko", "보내지 않음", "보내기", "1곳에 다시 보내고 있어요.")]
    [InlineData("en", "Not sent", "Send", "Sending it to 1 endpoint.")]
    public async Task An_event_shows_what_it_says_and_where_it_went_and_is_sent_by_itself(
        string language,
        string state,
        string button,
        string sent
    )
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.HappenAsync(data: """{"tid":"T1","itemName":"커피 ☕ <b>","partnerOrderId":"o-1"}""");
        Prepare(webhooks, language);
        var list = List(webhooks, EventsFilter.Parse(null, null, null, null));
        var row = list.WaitForElement("[data-testid=row]");
        Assert.Equal(state, row.QuerySelector(".status")!.TextContent);
        Assert.Equal(
            ("커피 ☕ <b> · o-1", "/merchant/payments/T1"),
            (row.QuerySelector("a")!.TextContent, row.QuerySelector("a")!.GetAttribute("href"))
        );
        await list.Find("[data-testid=details]").ClickAsync(new());
        Assert.Contains("커피 ☕ <b>", list.Find("[data-testid=body]").TextContent, StringComparison.Ordinal);
        Assert.Empty(list.FindAll("[data-testid=delivery]"));

        Assert.Equal(button, list.Find("[data-testid=resend]").TextContent);
        await list.Find("[data-testid=resend]").ClickAsync(new());
        list.WaitForAssertion(() =>
            Assert.Equal("payment.webhook.nobody_wants", list.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        await webhooks.AddAsync(shop.Url());
        await list.Find("[data-testid=resend]").ClickAsync(new());
        list.WaitForAssertion(() => Assert.Equal(sent, list.Find("[data-testid=event-sent]").TextContent));
        await webhooks.DeliverAsync();
        list.WaitForAssertion(
            () => Assert.Equal("delivered", list.Find("[data-testid=delivery]").GetAttribute("data-state")),
            TimeSpan.FromSeconds(10)
        );
        Assert.Contains("204", list.Find("[data-testid=delivery]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_one_mode_one_state_and_more_when_there_are_more()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        for (var n = 0; n < 25; n++)
            await webhooks.HappenAsync();
        await webhooks.TellAsync(webhooks.Event(live: false));
        Prepare(webhooks);
        var list = List(webhooks, EventsFilter.Parse(null, null, null, null));
        list.WaitForAssertion(() => Assert.Equal(20, list.FindAll("[data-testid=row]").Count));
        await list.Find("[data-testid=more]").ClickAsync(new());
        list.WaitForAssertion(() => Assert.Equal(25, list.FindAll("[data-testid=row]").Count));
        Assert.Empty(list.FindAll("[data-testid=more]"));
        Assert.Equal(25, list.FindAll("[data-testid=row]").Select(r => r.GetAttribute("data-id")).Distinct().Count());

        Assert.Single(List(webhooks, EventsFilter.Parse("test", null, null, "1")).WaitForElements("[data-testid=row]"));
        var none = List(webhooks, EventsFilter.Parse(null, "delivered", "payment.failed", "7"));
        Assert.Equal("/merchant/developers/events", none.WaitForElement(".empty a, a.button").GetAttribute("href"));
    }

    [Fact]
    public async Task A_sample_is_tried_and_its_answer_shown()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        Prepare(webhooks);
        var part = Render<WebhookTry>(p =>
            p.Add(s => s.Franchise, webhooks.Shop)
                .Add(s => s.Live, true)
                .Add(s => s.Endpoint, endpoint)
                .Add(s => s.MayNot, () => Task.FromResult(mayNot))
        );
        await part.Find("[data-testid=try-type]").ChangeAsync("settlement.paid");
        await part.Find("[data-testid=try-send]").ClickAsync(new());
        part.WaitForAssertion(() =>
            Assert.StartsWith(
                "받았어요 · 204",
                part.Find("[data-testid=try-result]").TextContent.Trim(),
                StringComparison.Ordinal
            )
        );
        Assert.Contains("\"type\":\"settlement.paid\"", shop.Arrivals.Single().Text, StringComparison.Ordinal);

        shop.Answer = (http, _) => AReceiver.Status(http, 302);
        await part.Find("[data-testid=try-send]").ClickAsync(new());
        part.WaitForAssertion(() =>
            Assert.Contains(
                "받지 못했어요 · 302 (다른 주소로 돌리는 답은 따라가지 않아요)",
                part.Find("[data-testid=try-result]").TextContent,
                StringComparison.Ordinal
            )
        );
        mayNot = new(RefusalKind.Forbidden, "franchise.staff.role_missing");
        await part.Find("[data-testid=try-send]").ClickAsync(new());
        part.WaitForAssertion(() =>
            Assert.Equal("franchise.staff.role_missing", part.Find("[data-testid=error]").GetAttribute("data-code"))
        );
        Assert.Equal(2, shop.Arrivals.Count);
    }

    [Theory]
    [InlineData(
        "test",
        "failed",
        "payment.approved",
        "7",
        "/merchant/developers/events?mode=test&state=failed&type=payment.approved&days=7"
    )]
    [InlineData(null, "lost", "payment.exploded", "8", "/merchant/developers/events")]
    [InlineData("x", null, null, "30", "/merchant/developers/events")]
    public void The_filter_lives_in_the_address(
        string? mode,
        string? state,
        string? type,
        string? days,
        string address
    ) => Assert.Equal(address, EventsFilter.Parse(mode, state, type, days).Address());

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = before;
        base.Dispose(disposing);
    }

    private IRenderedComponent<EventList> List(AWebhooks webhooks, EventsFilter filter) =>
        Render<EventList>(p =>
            p.Add(s => s.Franchise, webhooks.Shop)
                .Add(s => s.Filter, filter)
                .Add(s => s.MayNot, () => Task.FromResult(mayNot))
        );

    private void Prepare(AWebhooks webhooks, string language = "ko")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services
            .AddSingleton(new PerCall<IWebhooks>(webhooks.Scopes))
            .AddSingleton(new PerCall<IWebhookEvents>(webhooks.Scopes))
            .AddSingleton(webhooks.Store.Feed);
        Services.AddSingleton<TimeProvider>(new FakeNow(webhooks.Clock));
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    /// <summary>The module's instant, and real timers: the page gathers changes in real time.</summary>
    private sealed class FakeNow(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }
}
