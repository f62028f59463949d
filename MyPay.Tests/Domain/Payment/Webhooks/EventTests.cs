using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>
/// Every event is kept for 30 days whether or not an endpoint was there, and an endpoint can be sent what it missed.
/// </summary>
public abstract class EventTests(Database on)
{
    [Fact]
    public async Task An_event_is_kept_whether_or_not_an_endpoint_is_there_or_on_or_wants_it()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        await HappenAsync(webhooks); // nobody is there
        var endpoint = (await webhooks.AddAsync(shop.Url(), "payment.approved")).Endpoint.Id;
        await HappenAsync(webhooks);
        await webhooks.DeliverAsync();
        await HappenAsync(webhooks, "payment.canceled"); // nobody wants it
        await SwitchAsync(webhooks, endpoint, on: false);
        await HappenAsync(webhooks); // it is off
        await webhooks.TellAsync(webhooks.Event(live: false)); // another mode

        var events = await webhooks.EventsAsync();
        Assert.Equal(["unsent", "unsent", "delivered", "unsent"], events.Select(e => e.State));
        Assert.Equal(
            ["payment.approved", "payment.canceled", "payment.approved", "payment.approved"],
            events.Select(e => e.Type)
        );
        Assert.Equal(events.OrderByDescending(e => e.At).Select(e => e.Id), events.Select(e => e.Id));
        Assert.Equal(shop.Arrivals.Single().Id, events[2].Id);
        Assert.Equal(shop.Arrivals.Single().Text, events[2].Body);
        Assert.Equal(endpoint, events[2].Deliveries.Single().Endpoint);
        Assert.False(Assert.Single(await webhooks.EventsAsync(live: false)).Live);

        // One of them, in its own mode and its own shop only.
        Assert.Equal(events[0].Id, (await FindAsync(webhooks, webhooks.Shop, true, events[0].Id))!.Id);
        Assert.Null(await FindAsync(webhooks, webhooks.Shop, false, events[0].Id));
        Assert.Null(await FindAsync(webhooks, new(Guid.NewGuid()), true, events[0].Id));
        Assert.Empty((await webhooks.EventsAsync(e => e.ListAsync(new(Guid.NewGuid()), true, new(), null, 100))).Rows);
    }

    [Fact]
    public async Task Events_are_filtered_by_type_day_and_state_and_paged_without_a_gap()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(12).AddTicks(-1)); // the last moment of the 22nd in Seoul
        await webhooks.HappenAsync();
        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(12));
        await webhooks.HappenAsync("payment.failed");
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 500);
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        var (day, next) = (new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23));
        async Task<int> Count(WebhookEventFilter filter) => (await webhooks.EventsAsync(filter: filter)).Count;
        Assert.Equal(
            (1, 3, 4, 0),
            (
                await Count(new() { To = day }),
                await Count(new() { From = next }),
                await Count(new() { From = day, To = next }),
                await Count(new() { From = next.AddDays(1) })
            )
        );
        Assert.Equal(
            (4, 4),
            (await Count(new() { From = DateOnly.MinValue }), await Count(new() { To = DateOnly.MaxValue }))
        );
        Assert.Equal(
            (1, 3),
            (await Count(new() { Type = "payment.failed" }), await Count(new() { Type = "payment.approved" }))
        );
        Assert.Equal(
            (2, 1, 1, 0),
            (
                await Count(new() { State = "unsent" }),
                await Count(new() { State = "delivered" }),
                await Count(new() { State = "pending" }),
                await Count(new() { State = "failed" })
            )
        );
        await webhooks.AskAsync(w => w.RemoveEndpointAsync(webhooks.Shop, true, endpoint));
        Assert.Equal((0, 1), (await Count(new() { State = "pending" }), await Count(new() { State = "failed" })));

        // Many at one instant: by pages of two, each once.
        await webhooks.TellAsync([.. Enumerable.Range(0, 5).Select(_ => webhooks.Event())]);
        var paged = new List<string>();
        for (string? cursor = null; ; )
        {
            var page = await webhooks.EventsAsync(e => e.ListAsync(webhooks.Shop, true, new(), cursor, 2));
            paged.AddRange(page.Rows.Select(e => e.Id));
            if ((cursor = page.Next) is null)
                break;
        }

        Assert.Equal((await webhooks.EventsAsync()).Select(e => e.Id), paged);
        Assert.Equal((9, 9), (paged.Count, paged.Distinct().Count()));
        Assert.Empty((await webhooks.EventsAsync(e => e.ListAsync(webhooks.Shop, true, new(), "not ours", 2))).Rows);
    }

    [Fact]
    public async Task An_endpoint_that_comes_back_is_sent_all_it_missed_once_and_in_order()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        await HappenAsync(webhooks); // before anybody was there: asked for by its instant only
        var endpoint = (await webhooks.AddAsync(shop.Url(), "payment.approved")).Endpoint.Id;
        var since = webhooks.Clock.GetUtcNow().AddSeconds(1); // the very moment of the next
        await HappenAsync(webhooks);
        await webhooks.DeliverAsync(); // has got this one
        shop.Answer = (http, _) => AReceiver.Status(http, 410);
        await HappenAsync(webhooks);
        await webhooks.DeliverAsync(); // and says that it is gone
        for (var n = 0; n < 3; n++)
            await HappenAsync(webhooks);
        await HappenAsync(webhooks, "payment.failed"); // not what it wants
        await webhooks.TellAsync(webhooks.Event(live: false));

        Assert.Equal(
            "payment.webhook.endpoint_disabled",
            (await ResendAsync(webhooks, endpoint, since)).Refused().Code
        );
        await SwitchAsync(webhooks, endpoint, on: true);
        Assert.Equal(4, await webhooks.EventsAsync(e => e.CountMissedAsync(webhooks.Shop, true, endpoint, since)));
        shop.Answer = (http, _) => AReceiver.Status(http, 204);
        Assert.Equal(4, (await ResendAsync(webhooks, endpoint, since)).Granted().Deliveries);
        await webhooks.DeliverAsync();

        var approved = (await webhooks.EventsAsync())
            .Where(e => e.Type == "payment.approved")
            .Reverse()
            .Skip(1)
            .Select(e => e.Id)
            .ToList();
        Assert.Equal([approved[0], .. approved[1..2], .. approved[1..]], shop.Arrivals.Select(a => a.Id));
        Assert.Equal(
            (0, 0),
            (
                await webhooks.EventsAsync(e => e.CountMissedAsync(webhooks.Shop, true, endpoint, since)),
                (await ResendAsync(webhooks, endpoint, since)).Granted().Deliveries
            )
        );
        Assert.Equal(1, (await ResendAsync(webhooks, endpoint, AWebhooks.Noon.AddDays(-1))).Granted().Deliveries);

        foreach (var (franchise, live) in new[] { (webhooks.Shop, false), (new FranchiseId(Guid.NewGuid()), true) })
        {
            Assert.Equal(
                "payment.webhook.not_found",
                (await webhooks.EventsAsync(e => e.ResendAsync(franchise, live, endpoint, since))).Refused().Code
            );
            Assert.Equal(
                "payment.webhook.not_found",
                (await webhooks.EventsAsync(e => e.TestAsync(franchise, live, endpoint, "payment.approved")))
                    .Refused()
                    .Code
            );
            Assert.Equal(
                "payment.webhook.event_not_found",
                (await webhooks.EventsAsync(e => e.ResendOneAsync(franchise, live, approved[0], endpoint)))
                    .Refused()
                    .Code
            );
            Assert.Equal(0, await webhooks.EventsAsync(e => e.CountMissedAsync(franchise, live, endpoint, since)));
        }
    }

    [Fact]
    public async Task Ten_thousand_are_sent_off_in_small_steps_and_asked_again_none_is_doubled()
    {
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        for (var n = 0; n < 100; n++)
            await webhooks.TellAsync([.. Enumerable.Range(0, 100).Select(_ => webhooks.Event())]);
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint.Id;

        var resend = ResendAsync(webhooks, endpoint, AWebhooks.Noon);
        var others = 0;
        for (; !resend.IsCompleted; others++)
            (await webhooks.Store.Journal.WriteAsync<Done>(_ => default(Done))).Granted();
        Assert.Equal(10_000, (await resend).Granted().Deliveries);
        Assert.True(others >= 20, $"While ten thousand were written down, others had {others} turns at the door.");

        Assert.Equal(10_000, (await ResendAsync(webhooks, endpoint, AWebhooks.Noon)).Granted().Deliveries);
        await using var db = webhooks.Store.NewDb();
        Assert.Equal(
            (10_000, 10_000),
            (
                await db.Set<WebhookDeliveryRow>().CountAsync(),
                await db.Set<WebhookDeliveryRow>().Select(d => d.Message).Distinct().CountAsync()
            )
        );
    }

    [Fact]
    public async Task An_endpoint_that_flaps_gets_each_event_once_in_the_end()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        for (var n = 0; n < 12; n++)
        {
            var isUp = n % 3 == 0;
            shop.Answer = (http, _) => AReceiver.Status(http, isUp ? 204 : 410);
            await SwitchAsync(webhooks, endpoint, on: true);
            await HappenAsync(webhooks);
            await webhooks.DeliverAsync();
            await HappenAsync(webhooks);
            if (isUp)
                await webhooks.DeliverAsync();
        }

        shop.Answer = (http, _) => AReceiver.Status(http, 204);
        await SwitchAsync(webhooks, endpoint, on: true);
        (await ResendAsync(webhooks, endpoint, AWebhooks.Noon)).Granted();
        await webhooks.DeliverAsync();
        var events = await webhooks.EventsAsync();
        Assert.All(events, e => Assert.Equal("delivered", e.State));
        Assert.Equal(24, events.Count);
        await using var db = webhooks.Store.NewDb();
        var got = await db.Set<WebhookAttemptRow>()
            .Where(a => a.Status == 204)
            .Join(db.Set<WebhookDeliveryRow>(), a => a.Delivery, d => d.Seq, (_, d) => d.Message)
            .ToListAsync();
        Assert.Equal(events.Select(e => e.Id).Order(), got.Order());
    }

    [Fact]
    public async Task One_event_is_sent_again_to_one_or_to_all_that_want_it()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        await HappenAsync(webhooks);
        var id = (await webhooks.EventsAsync()).Single().Id;
        Task<Result<WebhookResent>> Send(Guid? endpoint) =>
            webhooks.EventsAsync(e => e.ResendOneAsync(webhooks.Shop, true, id, endpoint));
        var nobody = (await Send(null)).Refused();
        Assert.Equal(("payment.webhook.nobody_wants", "payment.approved"), (nobody.Code, nobody.Args[0]));

        var (a, b) = (
            (await webhooks.AddAsync(shop.Url("/a"), "payment.approved")).Endpoint.Id,
            (await webhooks.AddAsync(shop.Url("/b"), "payment.failed")).Endpoint.Id
        );
        Assert.Equal(1, (await Send(null)).Granted().Deliveries);
        Assert.Equal(1, (await Send(b)).Granted().Deliveries);
        await webhooks.DeliverAsync();
        Assert.Equal(["/a", "/b"], shop.Arrivals.Select(x => x.Path).Order());

        (await Send(a)).Granted(); // also what was delivered
        await webhooks.DeliverAsync();
        Assert.Equal(["/a", "/a", "/b"], shop.Arrivals.Select(x => x.Path).Order());
        Assert.Single(shop.Arrivals.Select(x => (x.Id, x.Text)).Distinct());
        await SwitchAsync(webhooks, a, on: false);
        Assert.Equal("payment.webhook.endpoint_disabled", (await Send(a)).Refused().Code);
        Assert.Equal("payment.webhook.nobody_wants", (await Send(null)).Refused().Code);
        Assert.Equal(
            "payment.webhook.event_not_found",
            (await webhooks.EventsAsync(e => e.ResendOneAsync(webhooks.Shop, true, "msg_none", b))).Refused().Code
        );
    }

    [Fact]
    public async Task A_sample_is_sent_once_marked_as_a_test_and_leaves_its_endpoint_as_it_was()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        var endpoint = await webhooks.AddAsync(shop.Url(), "payment.failed");
        Task<Result<WebhookDeliveryView>> Test(string type) =>
            webhooks.EventsAsync(e => e.TestAsync(webhooks.Shop, true, endpoint.Endpoint.Id, type));

        foreach (var type in WebhookTypes.All)
        {
            var sent = (await Test(type)).Granted();
            var got = shop.Arrivals[^1];
            Assert.Equal(
                ("delivered", true, got.Id, got.Text, 204),
                (sent.State, sent.IsSample, sent.MessageId, sent.Body, sent.Attempts.Single().Status)
            );
            Assert.True(ShopVerifier.IsGenuine(endpoint.Secret, got.Headers, got.Body, webhooks.Clock.GetUtcNow()));
            var body = JsonDocument.Parse(got.Body).RootElement;
            Assert.Equal(
                (type, true, true),
                (
                    body.GetProperty("type").GetString(),
                    body.GetProperty("test").GetBoolean(),
                    body.GetProperty("data").GetProperty("test").GetBoolean()
                )
            );
        }

        // Whoever is gone, or breaks, is not switched off by a try, also not by one that is sent again.
        foreach (var status in new[] { 410, 500 })
        {
            shop.Answer = (http, _) => AReceiver.Status(http, status);
            var failed = (await Test("payment.approved")).Granted();
            Assert.Equal(
                ("failed", status, null),
                (failed.State, failed.Attempts.Single().Status, failed.NextAttemptAt)
            );
            (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, true, failed.Id))).Granted();
            while (await webhooks.DeliverNextAsync()) { }
            Assert.Equal(
                ("failed", 2),
                (await webhooks.AskAsync(w => w.FindDeliveryAsync(webhooks.Shop, true, failed.Id))) is { } again
                    ? (again.State, again.Attempts.Count)
                    : default
            );
            Assert.True((await webhooks.EndpointAsync(endpoint.Endpoint.Id)).Enabled);
        }

        // It is no event: it is found by its id, and not listed, counted or sent as one.
        Assert.Empty(await webhooks.EventsAsync());
        Assert.True((await FindAsync(webhooks, webhooks.Shop, true, shop.Arrivals[0].Id))!.IsSample);
        Assert.Equal(0, (await ResendAsync(webhooks, endpoint.Endpoint.Id, AWebhooks.Noon)).Granted().Deliveries);
        Assert.Equal("payment.webhook.type_unknown", (await Test("payment.exploded")).Refused().Code);
        await SwitchAsync(webhooks, endpoint.Endpoint.Id, on: false);
        Assert.Equal("payment.webhook.endpoint_disabled", (await Test("payment.approved")).Refused().Code);
    }

    [Fact]
    public async Task One_sample_at_a_time_for_an_endpoint()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = async (http, _) =>
        {
            await shop.HangAsync();
            http.Response.StatusCode = 204;
        };
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint.Id;
        Task<Result<WebhookDeliveryView>> Test() =>
            webhooks.EventsAsync(e => e.TestAsync(webhooks.Shop, true, endpoint, "payment.approved"));

        var first = Test();
        await shop.ArrivedAsync("/hook");
        Assert.Equal("payment.webhook.test_in_progress", (await Test()).Refused().Code);
        shop.Release();
        Assert.Equal("delivered", (await first).Granted().State);
        Assert.Equal("delivered", (await Test()).Granted().State);
    }

    [Fact]
    public async Task A_secret_rotated_during_a_delivery_signs_the_next_attempt_along_with_the_old_one()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = async (http, _) =>
        {
            await shop.HangAsync();
            http.Response.StatusCode = shop.Arrivals.Count == 1 ? 500 : 204;
        };
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        var old = await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();
        var delivering = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/hook");
        var fresh = (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, old.Endpoint.Id))).Granted();
        shop.Release();
        await delivering;
        await webhooks.DeliverNextAsync();

        bool Genuine(string secret, int arrival) =>
            ShopVerifier.IsGenuine(
                secret,
                shop.Arrivals[arrival].Headers,
                shop.Arrivals[arrival].Body,
                webhooks.Clock.GetUtcNow()
            );
        Assert.Equal(
            (true, false, true, true),
            (Genuine(old.Secret, 0), Genuine(fresh.Secret, 0), Genuine(old.Secret, 1), Genuine(fresh.Secret, 1))
        );
        Assert.Equal("delivered", (await webhooks.EventsAsync()).Single().State);
    }

    [Fact]
    public async Task After_thirty_days_an_event_goes_with_all_that_belongs_to_it_unless_it_is_being_sent()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(on: on);
        await webhooks.AddAsync(shop.Url());
        for (var n = 0; n < 250; n++)
            await webhooks.TellAsync(webhooks.Event("payment.canceled"));
        await webhooks.DeliverAsync();
        webhooks.Clock.Advance(TimeSpan.FromSeconds(1));
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        var busy = (await webhooks.EventsAsync())[1];

        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddDays(30));
        Assert.Equal(0, await webhooks.ForgetAsync()); // 30 days to the moment are not over
        (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, true, busy.Deliveries.Single().Id))).Granted();
        webhooks.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(249, await webhooks.ForgetAsync());
        await using var db = webhooks.Store.NewDb();
        Assert.Equal(
            (2, 2, 2),
            (
                await db.Set<WebhookMessageRow>().CountAsync(),
                await db.Set<WebhookDeliveryRow>().CountAsync(),
                await db.Set<WebhookAttemptRow>().CountAsync()
            )
        );

        await webhooks.DeliverAsync();
        Assert.Equal(1, await webhooks.ForgetAsync());
        Assert.Equal("payment.approved", Assert.Single(await webhooks.EventsAsync()).Type);
    }

    private static Task<WebhookEventView?> FindAsync(AWebhooks webhooks, FranchiseId franchise, bool live, string id) =>
        webhooks.EventsAsync(e => e.FindAsync(franchise, live, id));

    private static Task<Result<WebhookResent>> ResendAsync(AWebhooks webhooks, Guid endpoint, DateTimeOffset since) =>
        webhooks.EventsAsync(e => e.ResendAsync(webhooks.Shop, true, endpoint, since));

    private static async Task SwitchAsync(AWebhooks webhooks, Guid endpoint, bool on) =>
        (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, on))).Granted();

    /// <summary>An event a second: so that their order can be seen.</summary>
    private static async Task HappenAsync(AWebhooks webhooks, string type = "payment.approved")
    {
        webhooks.Clock.Advance(TimeSpan.FromSeconds(1));
        await webhooks.HappenAsync(type);
    }
}

public sealed class SqliteEventTests() : EventTests(Database.Sqlite);

public sealed class PostgresEventTests() : EventTests(Database.PostgreSql);
