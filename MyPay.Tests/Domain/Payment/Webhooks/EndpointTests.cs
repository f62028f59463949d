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
        Task<Result<WebhookEndpointSecret>> Add(string path) => webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, $"http://127.0.0.1:9/{path}", [], null, "key-1"));
        Task<Result<WebhookEndpointSecret>> Rotate(Guid id) => webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, id, "key-2"));

        var first = (await Add("a")).Granted();
        var again = (await Add("a")).Granted();
        Assert.Equal((first.Endpoint.Id, first.Secret), (again.Endpoint.Id, again.Secret));
        Assert.Equal("idempotency.key_reused", (await Add("b")).Refused().Code);
        Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop)));

        var fresh = (await Rotate(first.Endpoint.Id)).Granted();
        Assert.NotEqual(first.Secret, fresh.Secret);
        Assert.Equal(fresh.Secret, (await Rotate(first.Endpoint.Id)).Granted().Secret);
        (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, first.Endpoint.Id))).Granted();
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

        var refusal = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, "http://127.0.0.1:9/10", [], null))).Refused();
        Assert.Equal(("payment.webhook.too_many", 10L), (refusal.Code, refusal.Args[0]));

        await webhooks.HappenAsync();
        (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, first.Endpoint.Id))).Granted();
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
        var refusal = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, url, [type], description is { } length ? new string('가', length) : null))).Refused();
        Assert.Equal(code, refusal.Code);
        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop)));
    }

    [Fact]
    public async Task Types_and_address_can_be_changed_and_what_is_pending_follows()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/old")).Endpoint;
        await webhooks.HappenAsync();
        var changed = (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, endpoint.Id, shop.Url("/new"), ["payment.failed", "payment.canceled", "payment.failed"], null))).Granted();
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

        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(other)));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(other, endpoint.Id, null, 10))).Rows);
        Assert.Null(await webhooks.AskAsync(w => w.FindDeliveryAsync(other, delivery.Id)));
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.ChangeEndpointAsync(other, endpoint.Id, null, null, false))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RotateSecretAsync(other, endpoint.Id))).Refused().Code);
        Assert.Equal("payment.webhook.not_found", (await webhooks.AskAsync(w => w.RemoveEndpointAsync(other, endpoint.Id))).Refused().Code);
        Assert.True((await webhooks.EndpointAsync(endpoint.Id)).Enabled);
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
            var page = await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, null, cursor, 3));
            bodies.AddRange(page.Rows.Select(d => d.Body));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(n => $$$"""{"n":{{{n}}}}}"""), bodies.Select(b => b[b.IndexOf("{\"n\"", StringComparison.Ordinal)..]));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, null, "not ours", 3))).Rows);
    }
}
