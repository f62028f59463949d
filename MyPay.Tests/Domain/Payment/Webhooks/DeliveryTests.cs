using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>What a shop gets, when, and how often.</summary>
public sealed class DeliveryTests
{
    private const string Korean =
        """{"item_name":"아메리카노 ☕ 2잔 👩‍👩‍👧‍👦 <b>&'+\u00e9","amount":{"total":12000}}""";

    [Fact]
    public async Task A_shop_gets_the_event_signed_and_byte_for_byte_as_it_was_stored()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = await webhooks.AddAsync(shop.Url());

        await webhooks.HappenAsync("payment.approved", Korean);
        Assert.Equal(1, await webhooks.DeliverAsync());

        var got = Assert.Single(shop.Arrivals);
        Assert.Equal("POST", got.Method);
        Assert.Equal(
            Encoding.UTF8.GetBytes(
                $$"""{"type":"payment.approved","timestamp":"2026-11-22T12:00:00.000+09:00","data":{{Korean}}}"""
            ),
            got.Body
        );
        Assert.Equal("application/json", got.Headers["Content-Type"]);
        Assert.Equal("MyPay-Webhooks/1", got.Headers["User-Agent"]);
        Assert.Equal(webhooks.Clock.GetUtcNow().ToUnixTimeSeconds(), got.Timestamp);
        Assert.True(ShopVerifier.IsGenuine(endpoint.Secret, got.Headers, got.Body, webhooks.Clock.GetUtcNow()));

        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal(("delivered", got.Id, got.Text), (delivery.State, delivery.MessageId, delivery.Body));
        Assert.Equal((1, 204), (delivery.Attempts.Single().Number, delivery.Attempts.Single().Status));
        Assert.NotNull((await webhooks.EndpointAsync(endpoint.Endpoint.Id)).LastSuccessAt);
        Assert.Equal(0, await webhooks.DeliverAsync());
    }

    [Fact]
    public async Task What_was_altered_is_old_or_was_swapped_is_not_taken_for_genuine()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var secret = (await webhooks.AddAsync(shop.Url())).Secret;
        await webhooks.HappenAsync(data: Korean);
        await webhooks.HappenAsync(data: Korean);
        await webhooks.DeliverAsync();
        var (first, second, now) = (shop.Arrivals[0], shop.Arrivals[1], webhooks.Clock.GetUtcNow());
        bool Genuine(string header, string value) =>
            ShopVerifier.IsGenuine(
                secret,
                new Dictionary<string, string>(first.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value },
                first.Body,
                now
            );

        for (var at = 0; at < first.Body.Length; at++)
        {
            var altered = first.Body.ToArray();
            altered[at] ^= 1;
            Assert.False(ShopVerifier.IsGenuine(secret, first.Headers, altered, now));
        }

        Assert.True(Genuine("webhook-id", first.Id));
        Assert.False(Genuine("webhook-id", second.Id));
        Assert.False(Genuine("webhook-timestamp", (first.Timestamp + 1).ToString(CultureInfo.InvariantCulture)));
        Assert.False(Genuine("webhook-signature", second.Headers["webhook-signature"]));
        Assert.False(ShopVerifier.IsGenuine(secret, first.Headers, first.Body, now.AddMinutes(6)));
        Assert.False(
            ShopVerifier.IsGenuine("whsec_" + Convert.ToBase64String(new byte[32]), first.Headers, first.Body, now)
        );
    }

    [Fact]
    public async Task Failures_are_retried_on_the_published_schedule_and_then_the_endpoint_is_switched_off_and_the_shops_people_told()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 500, "고장");
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.HireAsync("owner@shop.example", StaffRole.Owner, "en");
        await webhooks.HireAsync("manager@shop.example", StaffRole.Manager);
        await webhooks.HireAsync("cashier@shop.example", StaffRole.Cashier);
        var endpoint = await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync(data: Korean);

        while (await webhooks.DeliverNextAsync()) { }

        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal("failed", delivery.State);
        Assert.Equal(8, delivery.Attempts.Count);
        foreach (
            var (minutes, (before, after)) in new[] { 1, 4, 16, 64, 256, 1_024, 4_096 }.Zip(
                delivery.Attempts.Zip(delivery.Attempts.Skip(1))
            )
        )
            Assert.InRange((after.At - before.At).TotalMinutes, minutes, minutes * 1.1);
        Assert.All(delivery.Attempts, attempt => Assert.Equal((500, "고장"), (attempt.Status, attempt.ResponseBody)));
        Assert.Single(shop.Arrivals.Select(a => (a.Id, a.Text)).Distinct());
        Assert.Equal(8, shop.Arrivals.Select(a => a.Timestamp).Distinct().Count());

        var view = await webhooks.EndpointAsync(endpoint.Endpoint.Id);
        Assert.Equal((false, "failing"), (view.Enabled, view.DisabledBecause));
        var told = Assert.Single(await webhooks.ToldAsync());
        Assert.Equal(
            (NoticeEvent.ShopWebhookOff, shop.Url(), "failing", view.DisabledBecause),
            (told.Event, told.Name, told.Detail, told.Detail)
        );
        Assert.Equal(
            [("manager@shop.example", "ko"), ("owner@shop.example", "en")],
            (await webhooks.LettersAsync()).Select(l => (l.Address, l.Language))
        );
    }

    [Fact]
    public async Task An_endpoint_that_goes_on_and_off_is_told_of_once_a_day()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 410);
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.HireAsync("owner@shop.example", StaffRole.Owner);
        var (flapping, other) = (
            (await webhooks.AddAsync(shop.Url("/flapping"), "payment.approved")).Endpoint.Id,
            (await webhooks.AddAsync(shop.Url("/other"), "payment.canceled")).Endpoint.Id
        );
        async Task GoOffAsync(Guid endpoint, string type)
        {
            (
                await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, true))
            ).Granted();
            await webhooks.HappenAsync(type);
            await webhooks.DeliverAsync();
            Assert.False((await webhooks.EndpointAsync(endpoint)).Enabled);
        }

        for (var n = 0; n < 30; n++)
            await GoOffAsync(flapping, "payment.approved");
        Assert.Single(await webhooks.ToldAsync());
        Assert.Single(await webhooks.LettersAsync());
        await GoOffAsync(other, "payment.canceled");
        Assert.Equal(2, (await webhooks.LettersAsync()).Count);

        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(12).AddTicks(-1)); // one moment before midnight in Seoul
        await GoOffAsync(flapping, "payment.approved");
        Assert.Equal(2, (await webhooks.LettersAsync()).Count);
        webhooks.Clock.SetUtcNow(AWebhooks.Noon.AddHours(12));
        await GoOffAsync(flapping, "payment.approved");
        Assert.Equal((3, 3), ((await webhooks.ToldAsync()).Count, (await webhooks.LettersAsync()).Count));
    }

    [Fact]
    public async Task Who_switches_an_endpoint_off_by_hand_is_told_nothing()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.HireAsync("owner@shop.example", StaffRole.Owner);
        var endpoint = (await webhooks.AddAsync("http://127.0.0.1:9/hook")).Endpoint.Id;
        (
            await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint, null, null, false))
        ).Granted();
        Assert.Empty(await webhooks.ToldAsync());
        Assert.Empty(await webhooks.LettersAsync());
    }

    [Fact]
    public void The_jitter_is_at_most_a_tenth_spreads_and_is_the_same_after_a_restart()
    {
        for (var failures = 1; failures <= 7; failures++)
        {
            var step = TimeSpan.FromMinutes(WebhookRules.RetryMinutes[failures - 1]);
            var delays = Enumerable
                .Range(0, 500)
                .Select(_ => Guid.NewGuid())
                .Select(id => (Id: id, Delay: WebhookRules.DelayAfter(failures, id, failures, null)!.Value))
                .ToList();
            Assert.All(delays, d => Assert.InRange(d.Delay, step, step * 1.1));
            Assert.All(delays, d => Assert.Equal(d.Delay, WebhookRules.DelayAfter(failures, d.Id, failures, null)));
            Assert.True(delays.Max(d => d.Delay) - delays.Min(d => d.Delay) > step * 0.09);
        }

        Assert.Null(WebhookRules.DelayAfter(8, Guid.NewGuid(), 8, null));
    }

    [Theory]
    [InlineData(429, "120", 120)] // longer than the step of 1 minute
    [InlineData(503, "120", 120)]
    [InlineData(503, "86400", 240)] // no further than the next step, 4 minutes
    [InlineData(429, "Sun, 22 Nov 2026 03:03:00 GMT", 180)]
    public async Task A_receiver_that_asks_for_time_gets_it_up_to_the_next_step(
        int status,
        string retryAfter,
        int seconds
    )
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) =>
        {
            http.Response.Headers.RetryAfter = retryAfter;
            return AReceiver.Status(http, status);
        };
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        Assert.Equal(AWebhooks.Noon.AddSeconds(seconds), await webhooks.NextAsync());
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(500, "3600")]
    public async Task A_shorter_wish_or_one_with_another_status_changes_nothing(int status, string retryAfter)
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) =>
        {
            http.Response.Headers.RetryAfter = retryAfter;
            return AReceiver.Status(http, status);
        };
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        Assert.InRange(
            (await webhooks.NextAsync())!.Value,
            AWebhooks.Noon.AddSeconds(60),
            AWebhooks.Noon.AddSeconds(66)
        );
    }

    [Fact]
    public async Task A_receiver_that_was_down_for_an_hour_gets_everything_in_the_end()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var secret = (await webhooks.AddAsync(shop.Url())).Secret;
        await shop.DownAsync();
        for (var minute = 0; minute < 60; minute += 5)
        {
            await webhooks.HappenAsync(data: $$"""{"minute":{{minute}}}""");
            await webhooks.DeliverAsync();
            webhooks.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(shop.Arrivals);
        await shop.UpAsync();
        shop.Answer = (http, got) =>
            AReceiver.Status(
                http,
                ShopVerifier.IsGenuine(secret, got.Headers, got.Body, webhooks.Clock.GetUtcNow()) ? 200 : 400
            );
        while (await webhooks.DeliverNextAsync()) { }

        var deliveries = await webhooks.DeliveriesAsync();
        Assert.All(deliveries, d => Assert.Equal("delivered", d.State));
        Assert.Equal(12, deliveries.Count);
        Assert.Equal(deliveries.Select(d => d.MessageId).Order(), shop.Arrivals.Select(a => a.Id).Order());
        Assert.All(
            deliveries.SelectMany(d => d.Attempts.SkipLast(1)),
            a => Assert.Equal((null, "connection"), (a.Status, a.Error))
        );
    }

    [Fact]
    public async Task Receivers_that_hang_delay_nobody_else()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, got) => got.Path == "/good" ? AReceiver.Status(http, 204) : shop.HangAsync();
        await using var webhooks = await AWebhooks.OpenAsync(clock: new MovableClock(AWebhooks.Noon));
        var bad = new List<FranchiseId>();
        for (var other = 0; other < 20; other++)
        {
            bad.Add(new(Guid.NewGuid()));
            (
                await webhooks.AskAsync(w => w.AddEndpointAsync(bad[^1], true, shop.Url($"/hang/{other}"), [], null))
            ).Granted();
            await webhooks.TellAsync(webhooks.Event() with { Franchise = bad[^1] });
        }

        await webhooks.AddAsync(shop.Url("/good"));
        await webhooks.HappenAsync();
        var first = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/good");
        for (var other = 0; other < 20; other++)
            await shop.ArrivedAsync($"/hang/{other}");

        // All twenty are still on their way; the next event of the good one goes out all the same, in a round of its
        // own.
        await webhooks.HappenAsync();
        var second = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/good", 2);
        foreach (var other in bad)
            Assert.All(
                (await webhooks.AskAsync(w => w.DeliveriesAsync(other, true, null, null, 10))).Rows,
                d => Assert.Empty(d.Attempts)
            );
        Assert.False(first.IsCompleted);
        shop.Release();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Who_has_not_answered_within_ten_seconds_has_failed()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (_, _) => shop.HangAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();

        var round = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/hook");
        webhooks.Clock.Advance(TimeSpan.FromSeconds(10));
        await round;

        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal(
            (null, "timeout", 10_000),
            (delivery.Attempts[0].Status, delivery.Attempts[0].Error, delivery.Attempts[0].Milliseconds)
        );
        Assert.InRange(delivery.NextAttemptAt!.Value, AWebhooks.Noon.AddSeconds(60), AWebhooks.Noon.AddSeconds(66));
    }

    [Fact]
    public async Task An_endpoint_gets_its_events_one_at_a_time_and_in_order()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        for (var n = 0; n < 30; n++)
            await webhooks.HappenAsync(data: $$"""{"n":{{n}}}""");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(webhooks.DeliverAsync)));

        Assert.Equal(
            Enumerable.Range(0, 30).Select(n => $$$"""{"n":{{{n}}}}}"""),
            shop.Arrivals.Select(a => a.Text[a.Text.IndexOf("{\"n\"", StringComparison.Ordinal)..])
        );
        Assert.Equal(1, shop.MostAtOnce);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_switched_off_at_once_and_what_waited_comes_when_it_is_back()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 410);
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint;
        await webhooks.HappenAsync();
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        Assert.Single(shop.Arrivals);
        Assert.Equal(
            (false, "gone"),
            (
                (await webhooks.EndpointAsync(endpoint.Id)).Enabled,
                (await webhooks.EndpointAsync(endpoint.Id)).DisabledBecause
            )
        );
        Assert.Equal(
            (NoticeEvent.ShopWebhookOff, "gone"),
            Assert.Single(await webhooks.ToldAsync()) is var told ? (told.Event, told.Detail) : default
        );
        Assert.Equal(["pending", "failed"], (await webhooks.DeliveriesAsync()).Select(d => d.State));
        Assert.Null(await webhooks.NextAsync());
        await webhooks.HappenAsync();
        Assert.Equal(2, (await webhooks.DeliveriesAsync()).Count);

        shop.Answer = (http, _) => AReceiver.Status(http, 200);
        (
            await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint.Id, null, null, true))
        ).Granted();
        await webhooks.DeliverAsync();
        Assert.Equal(["delivered", "failed"], (await webhooks.DeliveriesAsync()).Select(d => d.State));
        Assert.Null((await webhooks.EndpointAsync(endpoint.Id)).DisabledBecause);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) =>
        {
            http.Response.Headers.Location = shop.Url("/trap");
            return AReceiver.Status(http, 301);
        };
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        Assert.Equal("/hook", Assert.Single(shop.Arrivals).Path);
        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal(
            ("pending", 301, "redirect"),
            (delivery.State, delivery.Attempts[0].Status, delivery.Attempts[0].Error)
        );
    }

    [Fact]
    public async Task An_answer_of_any_length_is_kept_up_to_two_kilobytes()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, _) => AReceiver.Status(http, 200, "<script>\0" + new string('가', 100_000));
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal("delivered", delivery.State);
        Assert.Equal("<script>\uFFFD" + new string('가', (2_048 - 9) / 3), delivery.Attempts[0].ResponseBody);
    }

    [Fact]
    public async Task A_delivery_is_sent_again_on_request_with_the_same_id_and_bytes()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var endpoint = (await webhooks.AddAsync(shop.Url())).Endpoint;
        await webhooks.HappenAsync(data: Korean);
        await webhooks.DeliverAsync();
        var delivery = Assert.Single(await webhooks.DeliveriesAsync());

        webhooks.Clock.Advance(TimeSpan.FromDays(30));
        var again = (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, true, delivery.Id))).Granted();
        Assert.Equal("pending", again.State);
        await webhooks.DeliverAsync();

        Assert.Equal(2, shop.Arrivals.Count);
        Assert.Equal(shop.Arrivals[0].Body, shop.Arrivals[1].Body);
        Assert.Equal(shop.Arrivals[0].Id, shop.Arrivals[1].Id);
        Assert.Equal(30 * 24 * 3_600, shop.Arrivals[1].Timestamp - shop.Arrivals[0].Timestamp);
        Assert.Equal(["delivered"], (await webhooks.DeliveriesAsync()).Select(d => d.State));

        Assert.Equal(
            "payment.webhook.delivery_not_found",
            (await webhooks.AskAsync(w => w.RedeliverAsync(new(Guid.NewGuid()), true, delivery.Id))).Refused().Code
        );
        (
            await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint.Id, null, null, false))
        ).Granted();
        Assert.Equal(
            "payment.webhook.endpoint_disabled",
            (await webhooks.AskAsync(w => w.RedeliverAsync(webhooks.Shop, true, delivery.Id))).Refused().Code
        );
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign_and_a_day_later_only_the_new_one()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var old = await webhooks.AddAsync(shop.Url());
        var fresh = (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, old.Endpoint.Id))).Granted();
        Assert.NotEqual(old.Secret, fresh.Secret);
        Assert.Equal([AWebhooks.Noon.AddHours(24)], fresh.Endpoint.OldSecretsEndAt);

        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        webhooks.Clock.Advance(TimeSpan.FromHours(24));
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        var (during, after) = (shop.Arrivals[0], shop.Arrivals[1]);
        Assert.Equal(2, during.Headers["webhook-signature"].Split(' ').Length);
        Assert.True(ShopVerifier.IsGenuine(old.Secret, during.Headers, during.Body, AWebhooks.Noon));
        Assert.True(ShopVerifier.IsGenuine(fresh.Secret, during.Headers, during.Body, AWebhooks.Noon));
        Assert.Single(after.Headers["webhook-signature"].Split(' '));
        Assert.False(ShopVerifier.IsGenuine(old.Secret, after.Headers, after.Body, webhooks.Clock.GetUtcNow()));
        Assert.True(ShopVerifier.IsGenuine(fresh.Secret, after.Headers, after.Body, webhooks.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_secret_that_is_rotated_while_a_delivery_is_on_its_way_or_waits_for_its_turn_breaks_no_signature()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var old = await webhooks.AddAsync(shop.Url());
        shop.Answer = (_, _) => shop.HangAsync();
        await webhooks.HappenAsync();
        await webhooks.HappenAsync();
        var round = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/hook");
        var fresh = (await webhooks.AskAsync(w => w.RotateSecretAsync(webhooks.Shop, true, old.Endpoint.Id)))
            .Granted()
            .Secret;
        shop.Answer = (http, _) => AReceiver.Status(http, 204);
        shop.Release();
        await round;

        var (under, after) = (shop.Arrivals[0], shop.Arrivals[1]);
        Assert.True(ShopVerifier.IsGenuine(old.Secret, under.Headers, under.Body, AWebhooks.Noon));
        Assert.Single(under.Headers["webhook-signature"].Split(' '));
        foreach (var secret in new[] { old.Secret, fresh })
            Assert.True(ShopVerifier.IsGenuine(secret, after.Headers, after.Body, AWebhooks.Noon));
        Assert.All(await webhooks.DeliveriesAsync(), d => Assert.Equal("delivered", d.State));
    }

    [Fact]
    public async Task An_event_told_twice_is_one_delivery_per_endpoint_that_wants_it()
    {
        await using var webhooks = await AWebhooks.OpenAsync();
        var all = (await webhooks.AddAsync("http://127.0.0.1:9/all")).Endpoint;
        var approved = (await webhooks.AddAsync("http://127.0.0.1:9/approved", "payment.approved")).Endpoint;
        await webhooks.AddAsync("http://127.0.0.1:9/settled", "settlement.paid", "settlement.failed");

        var news = webhooks.Event();
        await webhooks.TellAsync(news);
        await webhooks.AddAsync("http://127.0.0.1:9/late");
        await webhooks.TellAsync(news);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => webhooks.TellAsync(news)));

        var deliveries = await webhooks.DeliveriesAsync();
        Assert.Equal([.. new[] { approved.Id, all.Id }.Order()], deliveries.Select(d => d.Endpoint).Order());
        Assert.Single(deliveries.Select(d => d.MessageId).Distinct());
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Task.Run(() =>
                webhooks.Store.Tamper(
                    "INSERT INTO payment_webhook_delivery (Id, Message, Endpoint, Franchise, Url, State, "
                        + "Attempts, Failures, CreatedAt) SELECT 'x', Message, Endpoint, Franchise, Url, "
                        + "State, 0, 0, 0 FROM payment_webhook_delivery"
                )
            )
        );
    }

    [Fact]
    public async Task Settlement_is_told_through_the_same_door()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url(), "settlement.paid");
        await webhooks.TellAsync(
            new WebhookNews("settlement.paid", webhooks.Shop, "batch-1", true, """{"id":"batch-1"}""", AWebhooks.Noon)
        );
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();

        Assert.StartsWith(
            """{"type":"settlement.paid",""",
            Assert.Single(shop.Arrivals).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_published_in_a_write_reaches_the_shop_by_itself_and_stopping_sees_through_what_is_on_its_way()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (http, got) => got.Path == "/slow" ? shop.HangAsync() : AReceiver.Status(http, 204);
        await using var webhooks = await AWebhooks.OpenAsync(clock: new MovableClock(AWebhooks.Noon));
        await webhooks.AddAsync(shop.Url("/hook"));
        await webhooks.AddAsync(shop.Url("/slow"));
        var jobs = await webhooks.RunJobsAsync();

        var news = webhooks.Event("payment.canceled", Korean);
        (
            await webhooks.Store.Journal.WriteAsync<Done>(write =>
            {
                write.Publish(news);
                return default(Done);
            })
        ).Granted();
        await shop.ArrivedAsync("/hook");
        await shop.ArrivedAsync("/slow");

        var stopping = jobs.DisposeAsync().AsTask();
        Assert.False(stopping.IsCompleted);
        shop.Release();
        await stopping;
        Assert.Equal(["delivered", "delivered"], (await webhooks.DeliveriesAsync()).Select(d => d.State));
        Assert.Contains(Korean, shop.Arrivals[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_instances_are_many_each_attempt_is_taken_by_its_number_and_sent_once()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (_, _) => shop.HangAsync();
        await using var webhooks = await AWebhooks.OpenAsync(instances: new ManyInstances());
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync();

        // One stands still with its attempt on the way; the other finds it taken, and makes the next one when its time
        // is up.
        var (first, second) = (webhooks.NewPost(), webhooks.NewPost());
        var standing = first.DeliverDueAsync();
        await shop.ArrivedAsync("/hook");
        Assert.Equal(0, await second.DeliverDueAsync());
        Assert.Equal("no-outcome", Assert.Single(Assert.Single(await webhooks.DeliveriesAsync()).Attempts).Error);
        shop.Answer = (http, _) => AReceiver.Status(http, 204);
        (
            await webhooks.Store.Journal.WriteAsync<MyPay.Domain.Kernel.Done>(write =>
            {
                write.Db.Set<WebhookDeliveryRow>().Single().NextAttemptAt = write.Now;
                return default(MyPay.Domain.Kernel.Done);
            })
        ).Granted();
        Assert.Equal(1, await second.DeliverDueAsync());
        shop.Release();
        await standing;

        Assert.Equal(2, shop.Arrivals.Count);
        Assert.Equal(shop.Arrivals[0].Id, shop.Arrivals[1].Id);
        var delivery = Assert.Single(await webhooks.DeliveriesAsync());
        Assert.Equal(("delivered", 2), (delivery.State, delivery.Attempts.Count));
        Assert.Equal(0, await first.DeliverDueAsync());
    }

    [Fact]
    public async Task Two_instances_that_find_the_same_deliveries_send_each_once()
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync(instances: new ManyInstances());
        await webhooks.AddAsync(shop.Url());
        for (var i = 0; i < 20; i++)
            await webhooks.HappenAsync();
        var (first, second) = (webhooks.NewPost(), webhooks.NewPost());

        while ((await webhooks.DeliveriesAsync()).Any(d => d.State != "delivered"))
            await Task.WhenAll(first.DeliverDueAsync(), second.DeliverDueAsync());

        Assert.Equal(20, shop.Arrivals.Count);
        Assert.Equal(20, shop.Arrivals.Select(a => a.Id).Distinct().Count());
        Assert.All(await webhooks.DeliveriesAsync(), d => Assert.Single(d.Attempts));
    }

    [Fact]
    public async Task Killed_between_the_answer_and_the_commit_the_attempt_is_repeated_with_the_same_id()
    {
        await using var shop = await AReceiver.StartAsync();
        shop.Answer = (_, _) => shop.HangAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        await webhooks.AddAsync(shop.Url());
        await webhooks.HappenAsync(data: Korean);

        var dying = webhooks.DeliverAsync();
        await shop.ArrivedAsync("/hook");
        webhooks.Crash();
        shop.Release();
        Assert.Equal(0, await dying);
        Assert.Empty(Assert.Single(await webhooks.DeliveriesAsync()).Attempts);

        webhooks.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, await webhooks.DeliverAsync());
        Assert.Equal(2, shop.Arrivals.Count);
        Assert.Equal(
            (shop.Arrivals[0].Id, shop.Arrivals[0].Text, shop.Arrivals[0].Timestamp + 3),
            (shop.Arrivals[1].Id, shop.Arrivals[1].Text, shop.Arrivals[1].Timestamp)
        );
        Assert.Single(Assert.Single(await webhooks.DeliveriesAsync()).Attempts);
    }
}
