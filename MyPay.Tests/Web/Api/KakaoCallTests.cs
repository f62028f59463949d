using System.Globalization;
using System.Text.Json;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>Every call of the dialect, field by field, over real HTTP and the real modules.</summary>
[Collection(ApiCollection.Name)]
public sealed class KakaoCallTests(AnApi api)
{
    private static readonly string[] AmountFields = ["total", "tax_free", "vat", "point", "discount", "green_deposit"];

    [Fact]
    public async Task The_CID_is_looked_up_once_a_call()
    {
        var sid = (await api.PaidAsync(1_000, api.Shop.RecurringCid)).Text("sid");
        var (approve, recurring) = (
            await api.AuthorizedAsync(),
            new
            {
                cid = api.Shop.RecurringCid,
                sid,
                partner_order_id = "o",
                partner_user_id = "user-1",
                quantity = 1,
                total_amount = 10,
                tax_free_amount = 0,
            }
        );
        var cancel = new
        {
            cid = api.Shop.Cid,
            tid = approve["tid"],
            cancel_amount = 10,
            cancel_tax_free_amount = 0,
        };
        foreach (
            var (call, body) in new (string, object)[]
            {
                ("ready", api.ReadyBody()),
                ("approve", approve),
                ("order", cancel),
                ("cancel", cancel),
                ("subscription", recurring),
                ("manage/subscription/status", recurring),
            }
        )
        {
            var before = api.Script.Calls.GetValueOrDefault("FindByCidAsync");
            var answer = await api.KakaoAsync(call, body);
            Assert.True(answer.Status == 200, answer.Raw);
            Assert.Equal((call, 1), (call, api.Script.Calls["FindByCidAsync"] - before));
        }
    }

    [Fact]
    public async Task Ready_answers_with_absolute_addresses_of_the_callers_own_host()
    {
        var ready = await api.KakaoAsync("ready", api.ReadyBody());

        Assert.Equal(200, ready.Status);
        AssertTexts(
            ready.Json,
            "tid",
            "next_redirect_app_url",
            "next_redirect_mobile_url",
            "next_redirect_pc_url",
            "android_app_scheme",
            "ios_app_scheme",
            "created_at"
        );
        Assert.Matches("^T[A-Z0-9]{19}$", ready.Text("tid"));
        Assert.Equal($"{api.Address}/pay/{ready.Text("tid")}", ready.Text("next_redirect_pc_url"));
        AssertKoreanTime(ready.Text("created_at"));
        AssertNoNulls(ready.Json);
    }

    [Fact]
    public async Task Approve_answers_every_field_and_no_status()
    {
        var body = await api.AuthorizedAsync(12_000);
        body["payload"] = "memo";
        body["total_amount"] = "12000";
        var paid = await api.KakaoAsync("approve", body);

        Assert.Equal(200, paid.Status);
        AssertTexts(
            paid.Json,
            "aid",
            "tid",
            "cid",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "item_name",
            "created_at",
            "approved_at",
            "payload"
        );
        Assert.Equal("MONEY", paid.Text("payment_method_type"));
        Assert.Equal(2, paid.Number("quantity"));
        AssertAmount(paid.Json, "amount", 12_000, 1_091);
        Assert.False(paid.Json.TryGetProperty("status", out _));
        Assert.False(paid.Json.TryGetProperty("sid", out _));
        AssertKoreanTime(paid.Text("approved_at"));
        AssertNoNulls(paid.Json);

        var again = await api.KakaoAsync("approve", body);
        Assert.Equal((400, -702), (again.Status, again.ErrorCode));
    }

    [Fact]
    public async Task Order_tells_the_truth_at_every_step()
    {
        var tid = (await api.KakaoAsync("ready", api.ReadyBody())).Text("tid")!;
        var ready = await api.KakaoAsync("order", new { cid = api.Shop.Cid, tid });
        Assert.Equal("READY", ready.Text("status"));
        AssertAmount(ready.Json, "amount", 10_000, 909);
        AssertAmount(ready.Json, "canceled_amount", 0, 0);
        AssertTexts(
            ready.Json,
            "tid",
            "cid",
            "status",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "item_name",
            "created_at"
        );
        Assert.Equal(0, ready.Json.GetProperty("payment_action_details").GetArrayLength());
        AssertNoNulls(ready.Json);

        var authorized = await api.AuthorizedAsync();
        Assert.Equal(
            "AUTH_PASSWORD",
            (await api.KakaoAsync("order", new { cid = api.Shop.Cid, tid = authorized["tid"] })).Text("status")
        );

        var paid = await api.KakaoAsync("approve", authorized);
        var order = await api.KakaoAsync("order", new { cid = api.Shop.Cid, tid = paid.Text("tid") });
        Assert.Equal("SUCCESS_PAYMENT", order.Text("status"));
        AssertKoreanTime(order.Text("approved_at"));
        var action = order.Json.GetProperty("payment_action_details")[0];
        AssertTexts(action, "aid", "approved_at", "payment_action_type", "payload");
        Assert.All(
            new[] { "amount", "point_amount", "discount_amount", "green_deposit" },
            name => Assert.Equal(JsonValueKind.Number, action.GetProperty(name).ValueKind)
        );
        Assert.Equal(
            (paid.Text("aid"), "PAYMENT", 10_000L),
            (
                action.GetProperty("aid").GetString(),
                action.GetProperty("payment_action_type").GetString(),
                action.GetProperty("amount").GetInt64()
            )
        );
    }

    [Fact]
    public async Task Cancel_in_part_then_the_rest()
    {
        var tid = (await api.PaidAsync()).Text("tid");
        var part = await api.KakaoAsync(
            "cancel",
            new
            {
                cid = api.Shop.Cid,
                tid,
                cancel_amount = "3000",
                cancel_tax_free_amount = 0,
                cancel_available_amount = 10_000,
                payload = "한 잔",
            }
        );

        Assert.Equal(200, part.Status);
        AssertTexts(
            part.Json,
            "aid",
            "tid",
            "cid",
            "status",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "item_name",
            "created_at",
            "approved_at",
            "canceled_at",
            "payload"
        );
        Assert.Equal("PART_CANCEL_PAYMENT", part.Text("status"));
        AssertAmount(part.Json, "amount", 10_000, 909);
        AssertAmount(part.Json, "approved_cancel_amount", 3_000, 273);
        AssertAmount(part.Json, "canceled_amount", 3_000, 273);
        AssertAmount(part.Json, "cancel_available_amount", 7_000, 636);
        AssertNoNulls(part.Json);

        Assert.Equal(
            -710,
            (
                await api.KakaoAsync(
                    "cancel",
                    new
                    {
                        cid = api.Shop.Cid,
                        tid,
                        cancel_amount = 7_001,
                        cancel_tax_free_amount = 0,
                    }
                )
            ).ErrorCode
        );
        Assert.Equal(
            -711,
            (
                await api.KakaoAsync(
                    "cancel",
                    new
                    {
                        cid = api.Shop.Cid,
                        tid,
                        cancel_amount = 10_001,
                        cancel_tax_free_amount = 0,
                    }
                )
            ).ErrorCode
        );
        var rest = await api.KakaoAsync(
            "cancel",
            new
            {
                cid = api.Shop.Cid,
                tid,
                cancel_amount = 7_000,
                cancel_tax_free_amount = 0,
            }
        );
        Assert.Equal("CANCEL_PAYMENT", rest.Text("status"));
        Assert.Equal(
            -784,
            (
                await api.KakaoAsync(
                    "cancel",
                    new
                    {
                        cid = api.Shop.Cid,
                        tid,
                        cancel_amount = 1,
                        cancel_tax_free_amount = 0,
                    }
                )
            ).ErrorCode
        );
    }

    [Fact]
    public async Task A_recurring_key_is_issued_charged_asked_and_ended()
    {
        var cid = api.Shop.RecurringCid;
        var sid = (await api.PaidAsync(cid: cid)).Text("sid")!;
        Assert.Matches("^S[A-Z0-9]{19}$", sid);

        object Charge(string user) =>
            new
            {
                cid,
                sid,
                partner_order_id = "order-2",
                partner_user_id = user,
                quantity = "1",
                total_amount = "5000",
                tax_free_amount = "0",
            };
        var charged = await api.KakaoAsync("subscription", Charge("user-1"));
        Assert.True(charged.Status == 200, charged.Raw);
        AssertTexts(
            charged.Json,
            "aid",
            "tid",
            "cid",
            "sid",
            "partner_order_id",
            "partner_user_id",
            "payment_method_type",
            "item_name",
            "created_at",
            "approved_at"
        );
        AssertAmount(charged.Json, "amount", 5_000, 455);
        Assert.Equal(-753, (await api.KakaoAsync("subscription", Charge("user-2"))).ErrorCode);

        var status = await api.KakaoAsync("manage/subscription/status", new { cid, sid });
        Assert.Equal(
            (true, "ACTIVE", "MONEY"),
            (
                status.Json.GetProperty("available").GetBoolean(),
                status.Text("status"),
                status.Text("payment_method_type")
            )
        );
        AssertTexts(status.Json, "cid", "sid", "item_name", "created_at", "last_approved_at");

        var ended = await api.KakaoAsync("manage/subscription/inactive", new { cid, sid });
        Assert.Equal("INACTIVE", ended.Text("status"));
        AssertTexts(ended.Json, "cid", "sid", "created_at", "last_approved_at", "inactivated_at");
        Assert.Equal(-751, (await api.KakaoAsync("subscription", Charge("user-1"))).ErrorCode);
        Assert.Equal(
            -750,
            (await api.KakaoAsync("manage/subscription/status", new { cid, sid = "S0000000000000000000" })).ErrorCode
        );
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    [InlineData("text/json")]
    [InlineData(null)]
    public async Task Any_json_content_type_is_read(string? contentType)
    {
        var answer = await api.SendAsync(
            HttpMethod.Post,
            "/online/v1/payment/ready?x=1",
            api.ReadyBody(),
            $"SECRET_KEY {api.LiveKey}",
            contentType: contentType
        );
        Assert.True(answer.Status == 200, answer.Raw);
    }

    [Fact]
    public async Task Input_is_taken_as_merchants_send_it()
    {
        var body = api.ReadyBody();
        (body["total_amount"], body["quantity"], body["tax_free_amount"], body["partner_user_id"]) = (
            "2200",
            "1",
            " 0 ",
            77
        );
        (body["vat_amount"], body["unheard_of"], body["available_cards"], body["custom_json"]) = (
            null,
            new { deep = 1 },
            new[] { "KB" },
            new { return_custom_url = "app://x" }
        );
        var ready = await api.KakaoAsync("ready", body, auth: $"secret_key {api.LiveKey}");
        Assert.True(ready.Status == 200, ready.Raw);

        var order = await api.KakaoAsync("order", new { cid = api.Shop.Cid, tid = ready.Text("tid") });
        AssertAmount(order.Json, "amount", 2_200, 200);
        Assert.Equal("77", order.Text("partner_user_id"));
    }

    [Fact]
    public async Task Any_host_is_served()
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/online/v1/payment/ready");
        request.Headers.Host = "open-api.kakaopay.com";
        request.Headers.TryAddWithoutValidation("Authorization", $"SECRET_KEY {api.LiveKey}");
        request.Content = new StringContent(JsonSerializer.Serialize(api.ReadyBody()));
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await http.SendAsync(request);
        Assert.Contains(
            "http://open-api.kakaopay.com/pay/T",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    internal static void AssertTexts(JsonElement json, params string[] names) =>
        Assert.All(
            names,
            name =>
            {
                Assert.True(json.TryGetProperty(name, out var value), $"{name} is missing");
                Assert.Equal(JsonValueKind.String, value.ValueKind);
            }
        );

    private static void AssertAmount(JsonElement json, string name, long total, long vat)
    {
        var amount = json.GetProperty(name);
        Assert.Equal(AmountFields.Order(), amount.EnumerateObject().Select(member => member.Name).Order());
        Assert.All(amount.EnumerateObject(), member => Assert.True(member.Value.TryGetInt64(out _)));
        Assert.Equal((total, vat), (amount.GetProperty("total").GetInt64(), amount.GetProperty("vat").GetInt64()));
    }

    private static void AssertKoreanTime(string? text) =>
        Assert.True(
            text is not null
                && DateTime.TryParseExact(
                    text,
                    "yyyy-MM-dd'T'HH:mm:ss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var time
                )
                && time.Date == new DateTime(2026, 11, 23),
            text
        );

    private static void AssertNoNulls(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
            foreach (var member in json.EnumerateObject())
                AssertNoNulls(member.Value);
        else if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray())
                AssertNoNulls(item);
        else
            Assert.NotEqual(JsonValueKind.Null, json.ValueKind);
    }
}
