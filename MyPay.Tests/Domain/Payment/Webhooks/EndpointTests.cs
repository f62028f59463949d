using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>What a franchise may register, and who may touch it.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task A_key_adds_an_endpoint_once_and_rotates_its_secret_once()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        Task<Result<WebhookEndpointSecret>> Add(string path) => webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, $"http://127.0.0.1:9/{path}", [], null, "key-1"));
        Task<Result<WebhookEndpointSecret>> Rotate(Guid id) => webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, id, "key-2"));

        var first = (await Add("a")).Granted();
        var again = (await Add("a")).Granted();
        Assert.Equal((first.Endpoint.Id, first.Secret), (again.Endpoint.Id, again.Secret));
        Assert.Equal("idempotency.key_reused", (await Add("b")).Refused().Code);
        Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, true)));

        var fresh = (await Rotate(first.Endpoint.Id)).Granted();
        Assert.NotEqual(first.Secret, fresh.Secret);
        Assert.Equal(fresh.Secret, (await Rotate(first.Endpoint.Id)).Granted().Secret);
        (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, true, first.Endpoint.Id))).Granted();
        Assert.Equal("payment.webhook.not_found", (await Add("a")).Refused().Code);
    }

    [Fact]
    public async Task A_secret_is_32_random_bytes_shown_once_and_stored_sealed()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var added = await webhooks.AddAsync("http://127.0.0.1:9/hook");

        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", added.Secret);
        await using var db = webhooks.Store.NewDb();
        var row = await db.Set<WebhookEndpointRow>().SingleAsync();
        Assert.DoesNotContain(added.Secret[6..], row.SealedSecret, StringComparison.Ordinal);
        Assert.Equal(WebhookTypes.All, (await webhooks.EndpointAsync(added.Endpoint.Id)).Types);
    }

    [Fact]
    public async Task There_are_at_most_ten_and_a_removed_one_makes_room()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var first = await webhooks.AddAsync("http://127.0.0.1:9/0");
        for (var n = 1; n < 10; n++) await webhooks.AddAsync($"http://127.0.0.1:9/{n}");

        var refusal = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, "http://127.0.0.1:9/10", [], null))).Refused();
        Assert.Equal(("payment.webhook.too_many", 10L), (refusal.Code, refusal.Args[0]));

        await webhooks.HappenAsync();
        (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, true, first.Endpoint.Id))).Granted();
        await webhooks.AddAsync("http://127.0.0.1:9/10");
        Assert.Equal("failed", (await webhooks.DeliveriesAsync()).Single(d => d.Endpoint == first.Endpoint.Id).State);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "payment.refunded", null, "payment.webhook.type_unknown")]
    [InlineData("http://127.0.0.1:9/", "Payment.Approved", null, "payment.webhook.type_unknown")]
    [InlineData("", "payment.approved", null, "payment.webhook.url_invalid")]
    [InlineData("/hook", "payment.approved", null, "payment.webhook.url_forbidden")] // read as a file
    [InlineData("https://", "payment.approved", null, "payment.webhook.url_invalid")]
    [InlineData("http://127.0.0.1:9/", "payment.approved", 201, "payment.webhook.description_too_long")]
    public async Task What_makes_no_sense_is_refused(string url, string type, int? description, string code)
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var refusal = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, url, [type], description is { } length ? new string('가', length) : null))).Refused();
        Assert.Equal(code, refusal.Code);
        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, true)));
    }

    [Fact]
    public async Task Types_and_address_can_be_changed_and_what_is_pending_follows()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/old")).Endpoint;
        await webhooks.HappenAsync();
        var changed = (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint.Id, shop.Url("/new"), ["payment.failed", "payment.canceled", "payment.failed"], null))).Granted();
        Assert.Equal(["payment.canceled", "payment.failed"], changed.Types);

        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        Assert.Equal("/new", Assert.Single(shop.Arrivals).Path);
        Assert.Equal(shop.Url("/new"), Assert.Single(await webhooks.DeliveriesAsync()).Url);
    }

    [Fact]
    public async Task Another_franchise_finds_nothing_of_ours()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint;
        await webhooks.HappenAsync();
        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        var other = new FranchiseId(Guid.NewGuid());

        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(other, true)));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(other, true, endpoint.Id, null, 10))).Rows);
        Assert.Null(await webhooks.AskAsync(w => w.FindDeliveryAsync(other, true, delivery.Id)));
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.ChangeEndpointAsync(other, true, endpoint.Id, null, null, false))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RotateSecretAsync(other, true, endpoint.Id))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RemoveEndpointAsync(other, true, endpoint.Id))).Refused().Code);
        Assert.True((await webhooks.EndpointAsync(endpoint.Id)).Enabled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_of_one_mode_is_not_there_for_the_other(bool live)
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, live, "http://127.0.0.1:9/hook", [], null))).Granted().Endpoint;
        await webhooks.TellAsync(webhooks.Event(live: live));
        var delivery = Assert.Single((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, live, null, null, 10))).Rows);
        Assert.Equal((live, live), (endpoint.Live, delivery.Live));

        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, !live)));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, !live, null, null, 10))).Rows);
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, !live, endpoint.Id, null, 10))).Rows);
        Assert.Null(await webhooks.AskAsync(w => w.FindDeliveryAsync(webhooks.Shop, !live, delivery.Id)));
        Assert.Equal("payment.webhook.delivery_not_found", (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, !live, delivery.Id))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, !live, endpoint.Id, null, null, false))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, !live, endpoint.Id))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, !live, endpoint.Id))).Refused().Code);

        var left = Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, live)));
        Assert.Equal((endpoint.Id, true, null), (left.Id, left.Enabled, left.OldSecretUntil));
    }

    [Fact]
    public async Task An_endpoint_hears_of_its_own_mode_only()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var real = await webhooks.AddAsync("http://127.0.0.1:9/live");
        var test = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, false, "http://127.0.0.1:9/test", [], null))).Granted();
        await webhooks.TellAsync(webhooks.Event(data: """{"n":1}""", live: false));
        await webhooks.TellAsync(webhooks.Event(data: """{"n":2}""", live: true));

        var ofTest = Assert.Single((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, false, null, null, 10))).Rows);
        Assert.Equal(test.Endpoint.Id, ofTest.Endpoint);
        Assert.Contains("""{"n":1}""", ofTest.Body, StringComparison.Ordinal);
        var ofLive = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal(real.Endpoint.Id, ofLive.Endpoint);
        Assert.Contains("""{"n":2}""", ofLive.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_endpoints_of_one_mode_leave_room_for_the_other()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        for (var n = 0; n < 10; n++) (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, false, $"http://127.0.0.1:9/{n}", [], null))).Granted();

        Assert.Equal("payment.webhook.too_many", (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, false, "http://127.0.0.1:9/10", [], null))).Refused().Code);
        await webhooks.AddAsync("http://127.0.0.1:9/0");
    }

    [Fact]
    public async Task Deliveries_are_paged_newest_first_each_once()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync("http://127.0.0.1:9/hook");
        for (var n = 0; n < 7; n++) await webhooks.HappenAsync(data: $$"""{"n":{{n}}}""");

        var (bodies, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, true, null, cursor, 3));
            bodies.AddRange(page.Rows.Select(d => d.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(n => $$$"""{"n":{{{n}}}}}"""), bodies.Select(b => b[b.IndexOf("{\"n\"", StringComparison.Ordinal)..]));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, true, null, "not ours", 3))).Rows);
    }
}
