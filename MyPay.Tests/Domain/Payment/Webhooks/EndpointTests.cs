using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using MyPay.Web.Localization;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>What a franchise may register, and who may touch it.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task A_key_adds_an_endpoint_once_and_rotates_its_secret_once()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        Task<Result<WebhookEndpointSecret>> Add(string path) =>
            webhooks.AskAsync(w =>
                w.AddEndpointAsync(webhooks.Shop, true, $"http://127.0.0.1:9/{path}", [], null, "key-1")
            );
        Task<Result<WebhookEndpointSecret>> Rotate(Guid id) =>
            webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, id, "key-2"));

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
        var row = await db.Set<WebhookSecretRow>().SingleAsync();
        Assert.DoesNotContain(added.Secret[6..], row.Sealed, StringComparison.Ordinal);
        Assert.Equal(WebhookTypes.All, (await webhooks.EndpointAsync(added.Endpoint.Id)).Types);
    }

    [Fact]
    public async Task A_lost_rotation_asked_again_answers_the_secret_that_it_made_also_after_another()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint.Id;
        Task<Result<WebhookEndpointSecret>> Rotate(string key) =>
            webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, endpoint, key));

        var first = (await Rotate("key-1")).Granted().Secret;
        var second = (await Rotate("key-2")).Granted().Secret;
        Assert.NotEqual(first, second);
        Assert.Equal(first, (await Rotate("key-1")).Granted().Secret);
        Assert.Equal(second, (await Rotate("key-2")).Granted().Secret);

        webhooks.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(first, (await Rotate("key-1")).Granted().Secret);
        Assert.Empty((await webhooks.EndpointAsync(endpoint)).OldSecretsEndAt);
    }

    [Fact]
    public async Task Each_old_secret_signs_along_for_its_own_24_hours()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var made = await webhooks.AddAsync(shop.Url());
        var secrets = new List<string> { made.Secret };
        foreach (var hours in new[] { 0, 8, 8 })
        {
            webhooks.Clock.Advance(TimeSpan.FromHours(hours));
            secrets.Add(
                (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, made.Endpoint.Id)))
                    .Granted()
                    .Secret
            );
        }

        Assert.Equal(
            [AWebhooks.Noon.AddHours(24), AWebhooks.Noon.AddHours(32), AWebhooks.Noon.AddHours(40)],
            (await webhooks.EndpointAsync(made.Endpoint.Id)).OldSecretsEndAt
        );
        foreach (
            var (hour, signing) in new[]
            {
                (16.0, 4),
                (23.999, 4),
                (24, 3),
                (31.999, 3),
                (32, 2),
                (39.999, 2),
                (40, 1),
                (400, 1),
            }
        )
        {
            webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(hour));
            await webhooks.HappenAsync();
            await webhooks.DeliverAsync();
            var got = shop.Arrivals[^1];
            Assert.Equal(signing, got.Headers["webhook-signature"].Split(' ').Length);
            var genuine = secrets.ConvertAll(secret =>
                ShopVerifier.IsGenuine(secret, got.Headers, got.Body, webhooks.Clock.GetUtcNow())
            );
            Assert.Equal(Enumerable.Range(0, 4).Select(n => n >= 4 - signing), genuine);
        }
    }

    [Fact]
    public async Task Five_old_secrets_sign_along_and_a_sixth_rotation_is_told_when_it_is_possible()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint.Id;
        Task<Result<WebhookEndpointSecret>> Rotate(string? key = null) =>
            webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, endpoint, key));
        for (var n = 0; n < 5; n++)
        {
            (await Rotate()).Granted();
            webhooks.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var refusal = (await Rotate("six")).Refused();
        Assert.Equal(
            ("payment.webhook.too_many_secrets", 5L, AWebhooks.Noon.AddHours(24)),
            (refusal.Code, refusal.Args[0], refusal.Args[1])
        );
        Assert.Equal(
            "이전 비밀키는 5개까지 함께 쓸 수 있어요. 11월 23일 12:00부터 다시 교체할 수 있어요.",
            RefusalText.Say(refusal, "ko")
        );
        Assert.Equal(
            "Up to 5 old secrets sign along. You can rotate again from 23 Nov 12:00 (Seoul).",
            RefusalText.Say(refusal, "en")
        );
        Assert.Equal(5, (await webhooks.EndpointAsync(endpoint)).OldSecretsEndAt.Count);

        // A refused one uses up no key.
        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(24).AddTicks(-1));
        Assert.Equal("payment.webhook.too_many_secrets", (await Rotate("six")).Refused().Code);
        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(24));
        Assert.Equal(5, (await Rotate("six")).Granted().Endpoint.OldSecretsEndAt.Count);
    }

    [Fact]
    public async Task What_was_set_when_it_was_added_can_be_changed()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (
            await webhooks.AskAsync(w =>
                w.AddEndpointAsync(webhooks.Shop, true, "http://127.0.0.1:9/hook", [], "주문 서버")
            )
        )
            .Granted()
            .Endpoint.Id;
        async Task<string?> Change(string? description, bool? enabled = null) =>
            (
                await webhooks.AskAsync(w =>
                    w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, enabled, description)
                )
            )
                .Granted()
                .Description;

        Assert.Equal("정산 서버", await Change(" 정산 서버 "));
        Assert.Equal("정산 서버", await Change(null, enabled: false));
        Assert.Null(await Change(" "));
        Assert.Null((await webhooks.EndpointAsync(endpoint)).Description);
        var refusal = (
            await webhooks.AskAsync(w =>
                w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, null, new string('가', 201))
            )
        ).Refused();
        Assert.Equal("payment.webhook.description_too_long", refusal.Code);
    }

    [Fact]
    public async Task There_are_at_most_ten_and_a_removed_one_makes_room()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var first = await webhooks.AddAsync("http://127.0.0.1:9/0");
        for (var n = 1; n < 10; n++)
            await webhooks.AddAsync($"http://127.0.0.1:9/{n}");

        var refusal = (
            await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, "http://127.0.0.1:9/10", [], null))
        ).Refused();
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
        var refusal = (
            await webhooks.AskAsync(w =>
                w.AddEndpointAsync(
                    webhooks.Shop,
                    true,
                    url,
                    [type],
                    description is { } length ? new string('가', length) : null
                )
            )
        ).Refused();
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
        var changed = (
            await webhooks.AskAsync(w =>
                w.ChangeEndpointAsync(
                    webhooks.Shop,
                    true,
                    endpoint.Id,
                    shop.Url("/new"),
                    ["payment.failed", "payment.canceled", "payment.failed"],
                    null
                )
            )
        ).Granted();
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
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.ChangeEndpointAsync(other, true, endpoint.Id, null, null, false)))
                .Refused()
                .Code
        );
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.RotateSecretAsync(other, true, endpoint.Id))).Refused().Code
        );
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.RemoveEndpointAsync(other, true, endpoint.Id))).Refused().Code
        );
        Assert.True((await webhooks.EndpointAsync(endpoint.Id)).Enabled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_of_one_mode_is_not_there_for_the_other(bool live)
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (
            await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, live, "http://127.0.0.1:9/hook", [], null))
        )
            .Granted()
            .Endpoint;
        await webhooks.TellAsync(webhooks.Event(live: live));
        var delivery = Assert.Single(
            (await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, live, null, null, 10))).Rows
        );
        Assert.Equal((live, live), (endpoint.Live, delivery.Live));

        Assert.Empty(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, !live)));
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, !live, null, null, 10))).Rows);
        Assert.Empty(
            (await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, !live, endpoint.Id, null, 10))).Rows
        );
        Assert.Null(await webhooks.AskAsync(w => w.FindDeliveryAsync(webhooks.Shop, !live, delivery.Id)));
        Assert.Equal(
            "payment.webhook.delivery_not_found",
            (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, !live, delivery.Id))).Refused().Code
        );
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, !live, endpoint.Id, null, null, false)))
                .Refused()
                .Code
        );
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, !live, endpoint.Id))).Refused().Code
        );
        Assert.Equal(
            "payment.webhook.not_found",
            (await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, !live, endpoint.Id))).Refused().Code
        );

        var left = Assert.Single(await webhooks.AskAsync(w => w.EndpointsAsync(webhooks.Shop, live)));
        Assert.Equal((endpoint.Id, true, 0), (left.Id, left.Enabled, left.OldSecretsEndAt.Count));
    }

    [Fact]
    public async Task An_endpoint_hears_of_its_own_mode_only()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var real = await webhooks.AddAsync("http://127.0.0.1:9/live");
        var test = (
            await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, false, "http://127.0.0.1:9/test", [], null))
        ).Granted();
        await webhooks.TellAsync(webhooks.Event(data: """{"n":1}""", live: false));
        await webhooks.TellAsync(webhooks.Event(data: """{"n":2}""", live: true));

        var ofTest = Assert.Single(
            (await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, false, null, null, 10))).Rows
        );
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
        for (var n = 0; n < 10; n++)
            (
                await webhooks.AskAsync(w =>
                    w.AddEndpointAsync(webhooks.Shop, false, $"http://127.0.0.1:9/{n}", [], null)
                )
            ).Granted();

        Assert.Equal(
            "payment.webhook.too_many",
            (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, false, "http://127.0.0.1:9/10", [], null)))
                .Refused()
                .Code
        );
        await webhooks.AddAsync("http://127.0.0.1:9/0");
    }

    [Fact]
    public async Task Deliveries_are_paged_newest_first_each_once()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync("http://127.0.0.1:9/hook");
        for (var n = 0; n < 7; n++)
            await webhooks.HappenAsync(data: $$"""{"n":{{n}}}""");

        var (bodies, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, true, null, cursor, 3));
            bodies.AddRange(page.Rows.Select(d => d.Body));
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(
            Enumerable.Range(0, 7).Reverse().Select(n => $$$"""{"n":{{{n}}}}}"""),
            bodies.Select(b => b[b.IndexOf("{\"n\"", StringComparison.Ordinal)..])
        );
        Assert.Empty((await webhooks.AskAsync(w => w.DeliveriesAsync(webhooks.Shop, true, null, "not ours", 3))).Rows);
    }
}
