using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Tests.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>Events over HTTP: every one is there, an endpoint is sent what it missed, a sample can be tried.</summary>
[Collection(ApiCollection.Name)]
public sealed class EventsApiTests(AnApi api)
{
    private static readonly HttpMethod Get = HttpMethod.Get,
        Post = HttpMethod.Post,
        Patch = HttpMethod.Patch;

    [Fact]
    public async Task What_happened_while_nobody_listened_is_listed_and_sent_by_one_call()
    {
        var (shop, auth, test) = await ShopAsync();
        await using var receiver = await AReceiver.StartAsync();
        var tid = await PayAsync(shop, auth);
        var listed = await EventAsync(auth, tid);
        Assert.Equal(
            ("payment.approved", "live", "unsent", false, 0),
            (
                listed.GetProperty("type").GetString(),
                listed.GetProperty("mode").GetString(),
                listed.GetProperty("state").GetString(),
                listed.GetProperty("test").GetBoolean(),
                listed.GetProperty("deliveries").GetArrayLength()
            )
        );
        Assert.EndsWith("+09:00", listed.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        var id = listed.GetProperty("id").GetString();
        Assert.Equal(listed.GetRawText(), (await api.V1Async(Get, $"events/{id}", auth: auth)).Raw);

        var at =
            $"webhook-endpoints/{(await api.V1Async(Post, "webhook-endpoints", new { url = receiver.Url() }, auth: auth)).Text("id")}";
        var since = new { since = "2026-11-01T00:00:00+09:00" };
        await api.V1Async(Patch, at, new { enabled = false }, auth: auth);
        Assert.Equal(
            (409, "webhook-endpoint-disabled"),
            await api.V1Async(Post, $"{at}/resend", since, auth: auth) is var off ? (off.Status, off.Code) : default
        );
        await api.V1Async(Patch, at, new { enabled = true }, auth: auth);

        var key = Guid.NewGuid().ToString("N");
        var sent = await api.V1Async(Post, $"{at}/resend", since, key, auth);
        Assert.Equal((202, 1L), (sent.Status, sent.Number("deliveries")));
        var again = await api.V1Async(Post, $"{at}/resend", since, key, auth);
        Assert.Equal((sent.Raw, "true"), (again.Raw, again.Headers["Idempotency-Replayed"]));
        await receiver.ArrivedAsync("/hook");
        Assert.Equal(id, receiver.Arrivals.Single().Id);
        await Eventually.TrueAsync(
            async () => (await api.V1Async(Get, $"events/{id}", auth: auth)).Text("state") == "delivered",
            "the event is delivered"
        );
        Assert.Equal(0, (await api.V1Async(Post, $"{at}/resend", since, auth: auth)).Number("deliveries"));

        // One of them by its id, also when it was delivered.
        Assert.Equal(
            1,
            (await api.V1Async(Post, $"{at}/resend", new { eventId = id }, auth: auth)).Number("deliveries")
        );
        await receiver.ArrivedAsync("/hook", 2);

        // The other mode and another shop see nothing of it.
        foreach (var other in new[] { test, $"Bearer {api.LiveKey}" })
        {
            Assert.DoesNotContain(
                id!,
                (await api.V1Async(Get, "events?limit=100", auth: other)).Raw,
                StringComparison.Ordinal
            );
            Assert.Equal(404, (await api.V1Async(Get, $"events/{id}", auth: other)).Status);
            Assert.Equal(404, (await api.V1Async(Post, $"{at}/resend", since, auth: other)).Status);
            Assert.Equal(
                404,
                (await api.V1Async(Post, $"{at}/test", new { type = "payment.approved" }, auth: other)).Status
            );
        }
    }

    [Fact]
    public async Task A_sample_is_answered_with_its_delivery()
    {
        await using var receiver = await AReceiver.StartAsync();
        var (_, auth, _) = await ShopAsync();
        var at =
            $"webhook-endpoints/{(await api.V1Async(Post, "webhook-endpoints", new { url = receiver.Url() }, auth: auth)).Text("id")}";
        var key = Guid.NewGuid().ToString("N");
        var sent = await api.V1Async(Post, $"{at}/test", new { type = "payment.canceled" }, key, auth);
        Assert.Equal((200, "delivered", "payment.canceled"), (sent.Status, sent.Text("state"), sent.Text("type")));
        Assert.True(sent.Json.GetProperty("test").GetBoolean());
        Assert.Equal(204, sent.Json.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        Assert.Equal(sent.Text("body"), receiver.Arrivals.Single().Text);
        Assert.Equal(
            sent.Raw,
            (await api.V1Async(Post, $"{at}/test", new { type = "payment.canceled" }, key, auth)).Raw
        );
        Assert.Single(receiver.Arrivals);

        receiver.Answer = (http, _) => AReceiver.Status(http, 410, "gone");
        var failed = await api.V1Async(Post, $"{at}/test", new { type = "settlement.paid" }, auth: auth);
        Assert.Equal(
            (200, "failed", "gone"),
            (
                failed.Status,
                failed.Text("state"),
                failed.Json.GetProperty("attempts")[0].GetProperty("responseBody").GetString()
            )
        );
        Assert.True((await api.V1Async(Get, at, auth: auth)).Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(0, (await api.V1Async(Get, "events", auth: auth)).Json.GetProperty("data").GetArrayLength());
        Assert.Equal(200, (await api.V1Async(Get, $"events/{sent.Text("messageId")}", auth: auth)).Status);
    }

    [Theory]
    [InlineData("resend", """{}""", 400, "field-missing")]
    [InlineData("resend", """{"since":"yesterday"}""", 400, "field-type")]
    [InlineData("resend", """{"since":"2026-11-23T12:00:00"}""", 400, "field-type")]
    [InlineData("resend", """{"since":"0001-01-01T00:00:00+09:00"}""", 400, "field-type")]
    [InlineData("resend", """{"since":"0001-01-01"}""", 400, "field-type")]
    [InlineData("resend", """{"since":1764000000}""", 400, "field-type")]
    [InlineData("resend", """{"since":null}""", 400, "field-type")]
    [InlineData("resend", """{"since":"2026-11-23T12:00:00Z","eventId":"msg_1"}""", 422, "field-invalid")]
    [InlineData("resend", """{"eventId":"msg_1"}""", 404, "not-found")]
    [InlineData("resend", """{"sinse":"2026-11-23"}""", 400, "unknown-field")]
    [InlineData("resend", """{"since":"9999-12-31T23:59:59.9999999Z"}""", 404, "not-found")]
    [InlineData("resend", """{"since":"2026-11-23"}""", 404, "not-found")]
    [InlineData("test", """{}""", 400, "field-missing")]
    [InlineData("test", """{"type":"payment.exploded"}""", 422, "field-invalid")]
    [InlineData("test", """{"type":["payment.approved"]}""", 400, "field-type")]
    [InlineData("test", """{"type":"payment.approved"}""", 404, "not-found")]
    public async Task What_is_wrong_is_said(string act, string body, int status, string code)
    {
        var answer = await api.V1Async(Post, $"webhook-endpoints/{Guid.NewGuid():N}/{act}", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("type=payment.exploded", "invalid-parameter")]
    [InlineData("from=2026-02-30", "invalid-date")]
    [InlineData("from=2026-11-30&to=2026-11-01", "invalid-range")]
    [InlineData("state=failed", "unknown-parameter")]
    [InlineData("cursor=abc", "invalid-cursor")]
    [InlineData("limit=101", "invalid-limit")]
    public async Task A_filter_that_is_none_is_refused(string query, string code)
    {
        var answer = await api.V1Async(Get, $"events?{query}");
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("from=0001-01-01")]
    [InlineData("to=9999-12-31")]
    [InlineData("from=9999-12-31&to=9999-12-31")]
    public async Task The_ends_of_the_calendar_are_days_like_others(string query) =>
        Assert.Equal(200, (await api.V1Async(Get, $"events?{query}")).Status);

    private async Task<(FranchiseView Shop, string Live, string Test)> ShopAsync()
    {
        var shop = await api.ShopAsync();
        return (
            shop,
            $"Bearer {await api.KeyAsync(shop.Id, live: true)}",
            $"Bearer {await api.KeyAsync(shop.Id, live: false)}"
        );
    }

    private async Task<string> PayAsync(FranchiseView shop, string auth) =>
        (await api.PaidAsync(cid: shop.Cid, auth: auth.Replace("Bearer", "SECRET_KEY", StringComparison.Ordinal))).Text(
            "tid"
        )!;

    private async Task<JsonElement> EventAsync(string auth, string tid)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(
            async () =>
            {
                var rows = (await api.V1Async(Get, "events?type=payment.approved", auth: auth))
                    .Json.GetProperty("data")
                    .EnumerateArray();
                found = rows.FirstOrDefault(row => row.GetProperty("data").GetProperty("tid").GetString() == tid);
                return found.ValueKind == JsonValueKind.Object;
            },
            "the event is listed"
        );
        return found;
    }
}
