using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>Bad inputs at <c>/v1</c>: a clear error for each, and who may do what.</summary>
[Collection(ApiCollection.Name)]
public sealed class V1StrictTests(AnApi api)
{
    private const string Good = """{"amount":1000,"orderId":"o-1","itemName":"라떼"}""";

    [Theory]
    [InlineData("""{"amount":0,"orderId":"o","itemName":"x"}""", 422, "amount-out-of-range", "amount")]
    [InlineData("""{"amount":-1,"orderId":"o","itemName":"x"}""", 422, "amount-out-of-range", "amount")]
    [InlineData("""{"amount":1000.5,"orderId":"o","itemName":"x"}""", 400, "amount-not-integer", "amount")]
    [InlineData("""{"amount":1000.0,"orderId":"o","itemName":"x"}""", 400, "amount-not-integer", "amount")]
    [InlineData("""{"amount":"1000","orderId":"o","itemName":"x"}""", 400, "amount-not-integer", "amount")]
    [InlineData("""{"amount":1e3,"orderId":"o","itemName":"x"}""", 400, "amount-not-integer", "amount")]
    [InlineData("""{"amount":null,"orderId":"o","itemName":"x"}""", 400, "amount-not-integer", "amount")]
    [InlineData(
        """{"amount":9223372036854775808,"orderId":"o","itemName":"x"}""",
        400,
        "amount-out-of-range",
        "amount"
    )]
    [InlineData("""{"amount":1000000000001,"orderId":"o","itemName":"x"}""", 400, "amount-out-of-range", "amount")]
    [InlineData("""{"orderId":"o","itemName":"x"}""", 400, "field-missing", "amount")]
    [InlineData(
        """{"amount":1,"orderId":"o","itemName":"x","currency":"USD"}""",
        422,
        "currency-unsupported",
        "currency"
    )]
    [InlineData("""{"amount":1,"orderId":7,"itemName":"x"}""", 400, "field-type", "orderId")]
    [InlineData("""{"amount":1,"orderId":"","itemName":"x"}""", 400, "field-missing", "orderId")]
    [InlineData("""{"amount":1,"orderId":"o","itemName":"x\u202Egpj"}""", 422, "text-invalid", "itemName")]
    [InlineData("""{"amount":1,"orderId":"o","itemName":"x\u0000"}""", 422, "text-invalid", "itemName")]
    [InlineData("""{"amount":1,"orderId":"o","itemName":"x","storeId":"nr 1"}""", 400, "field-type", "storeId")]
    [InlineData("""{"amount":1,"amount":2,"orderId":"o","itemName":"x"}""", 400, "duplicate-member", "amount")]
    [InlineData("""{"amout":1,"amount":1,"orderId":"o","itemName":"x"}""", 400, "unknown-field", "amout")]
    public async Task A_wrong_field_is_named(string body, int status, string code, string field)
    {
        var answer = await OrderAsync(body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(field, answer.Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(status, answer.Number("status"));
        KakaoCallTests.AssertTexts(answer.Json, "type", "title", "detail", "instance", "traceId");
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_once_and_a_slip_of_the_pen_is_understood()
    {
        var answer = await OrderAsync("""{"amout":1,"orderId":7,"itemName":"x"}""");
        Assert.Equal(
            ["amout", "amount", "orderId"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString())
        );
        Assert.Contains("amount", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Contains(
            new string('a', 90),
            (await OrderAsync($$"""{"amount":1,"orderId":"{{new string('a', 101)}}","itemName":"x"}""")).Raw,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("가")]
    public async Task Both_doors_count_as_a_person_does_and_say_the_count(string letter)
    {
        string Letters(int count) => string.Concat(Enumerable.Repeat(letter, count));
        Assert.Equal(
            201,
            (
                await OrderAsync(
                    JsonSerializer.Serialize(
                        new
                        {
                            amount = 1_000,
                            orderId = "o-1",
                            itemName = Letters(100),
                        }
                    )
                )
            ).Status
        );
        Assert.Equal(
            201,
            (
                await OrderAsync(
                    JsonSerializer.Serialize(
                        new
                        {
                            amount = 1_000,
                            orderId = "o-1",
                            itemName = Letters(100).Normalize(System.Text.NormalizationForm.FormD),
                        }
                    )
                )
            ).Status
        );
        var long1 = await OrderAsync(
            JsonSerializer.Serialize(
                new
                {
                    amount = 1_000,
                    orderId = "o-1",
                    itemName = Letters(101),
                }
            )
        );
        Assert.Equal((422, "field-too-long"), (long1.Status, long1.Code));
        Assert.Contains("101", long1.Text("detail"), StringComparison.Ordinal);

        var body = api.ReadyBody();
        body["item_name"] = Letters(100);
        Assert.Equal(200, (await api.KakaoAsync("ready", body)).Status);
        body["item_name"] = Letters(101);
        var long2 = await api.KakaoAsync("ready", body);
        Assert.Equal((400, -400L), (long2.Status, long2.ErrorCode));
        Assert.Contains("101", long2.Text("error_message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4321/ok?a=1")]
    [InlineData("http://127.0.0.1:5173/")]
    [InlineData("https://localhost/ok")]
    public async Task A_machine_of_ones_own_is_a_registered_return_address(string address)
    {
        var body = api.ReadyBody(cid: api.Shop.TestCid);
        (body["approval_url"], body["cancel_url"], body["fail_url"]) = (address, address, address);
        Assert.Equal(200, (await api.KakaoAsync("ready", body, auth: $"DEV_SECRET_KEY {api.TestKey}")).Status);
        body["cid"] = api.Shop.Cid;
        Assert.Equal(200, (await api.KakaoAsync("ready", body)).Status); // Development
        foreach (
            var foreign in new[]
            {
                "http://localhost.evil.test/",
                "http://127.0.0.2:4321/",
                "http://localhost@evil.test/",
                "http://2130706433/",
                "http://[::1]:4321/",
            }
        )
        {
            body["approval_url"] = foreign;
            Assert.Equal(400, (await api.KakaoAsync("ready", body)).Status);
        }
    }

    [Theory]
    [InlineData("{\n  \"amount\": 1,\n  oops }", 3, 3)]
    [InlineData("", 1, 1)]
    [InlineData("{\"amount\":1", 1, 12)]
    public async Task Broken_JSON_is_placed(string body, int line, int position)
    {
        var answer = await OrderAsync(body);
        Assert.Equal((400, "malformed-json"), (answer.Status, answer.Code));
        Assert.Contains($"{line}번째 줄 {position}번째", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{} {}")]
    [InlineData("{\"amount\":1,}")]
    [InlineData("{/* hi */}")]
    [InlineData("{\"itemName\":\"\\ud800\"}")]
    public async Task What_is_no_object_of_JSON(string body) =>
        Assert.Equal(
            (400, "malformed-json"),
            await OrderAsync(body) is var answer ? (answer.Status, answer.Code) : default
        );

    [Fact]
    public async Task Too_large_too_deep_or_no_JSON()
    {
        Assert.Equal(
            (413, "body-too-large"),
            await OrderAsync(new string(' ', 5_000_000)) is var large ? (large.Status, large.Code) : default
        );
        var deep = await OrderAsync("{\"a\":" + new string('[', 100) + new string(']', 100) + "}");
        Assert.Equal((400, "body-too-large"), (deep.Status, deep.Code));
        foreach (
            var type in new[]
            {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=euc-kr",
                null,
            }
        )
            Assert.Equal(
                (415, "unsupported-media-type"),
                await OrderAsync(Good, contentType: type) is var text ? (text.Status, text.Code) : default
            );
    }

    [Fact]
    public async Task Keys()
    {
        string?[] wrong = [null, "Bearer wrong", "Bearer", $"SECRET_KEY {api.LiveKey}", $"Basic {api.LiveKey}"];
        var answers = new List<string>();
        foreach (var auth in wrong)
        {
            var answer = await api.SendAsync(HttpMethod.Get, "/v1/me", auth: auth);
            Assert.Equal((401, "invalid-api-key"), (answer.Status, answer.Code));
            answers.Add(answer.Text("detail")!);
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(
            401,
            (await api.SendAsync(HttpMethod.Get, $"/v1/me?key={api.LiveKey}", auth: $"Bearer {api.LiveKey}")).Status
        );
    }

    [Fact]
    public async Task Modes_never_meet()
    {
        var live = (await api.PaidAsync()).Text("tid");
        var test = (await api.PaidAsync(cid: api.Shop.TestCid, auth: $"SECRET_KEY {api.TestKey}")).Text("tid");
        Assert.Equal(
            (401, "key-mode-mismatch"),
            await api.V1Async(HttpMethod.Get, $"payments/{live}", auth: $"Bearer {api.TestKey}") is var a
                ? (a.Status, a.Code)
                : default
        );
        Assert.Equal(
            (401, "key-mode-mismatch"),
            await api.V1Async(HttpMethod.Post, $"payments/{test}/cancel", new { amount = 1, reason = "x" }, Once())
                is var b
                ? (b.Status, b.Code)
                : default
        );
        Assert.DoesNotContain(
            live!,
            (await api.V1Async(HttpMethod.Get, "payments?limit=100", auth: $"Bearer {api.TestKey}")).Raw,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("GET", "/v1/payments", "payments:read")]
    [InlineData("GET", "/v1/orders/x", "payments:read")]
    [InlineData("POST", "/v1/orders", "payments:write")]
    [InlineData("POST", "/v1/code-payments", "payments:write")]
    [InlineData("POST", "/v1/payments/T1/cancel", "refunds:write")]
    [InlineData("GET", "/v1/webhook-endpoints", "webhooks:write")]
    [InlineData("GET", "/v1/webhook-deliveries", "webhooks:write")]
    [InlineData("GET", "/v1/events", "webhooks:write")]
    [InlineData("POST", "/v1/webhook-endpoints/x/resend", "webhooks:write")]
    [InlineData("POST", "/v1/webhook-endpoints/x/test", "webhooks:write")]
    [InlineData("POST", "/online/v1/payment/ready", "payments:write")]
    [InlineData("POST", "/online/v1/payment/cancel", "refunds:write")]
    public async Task A_key_without_the_scope(string method, string path, string scope)
    {
        var key = await api.KeyAsync(api.Shop.Id, live: true, [.. ApiScopes.All.Where(other => other != scope)]);
        var isDialect = path.StartsWith("/online", StringComparison.Ordinal);
        var answer = await api.SendAsync(
            new(method),
            path,
            method == "POST" ? "{}" : null,
            (isDialect ? "SECRET_KEY " : "Bearer ") + key,
            Once()
        );
        Assert.Equal(403, answer.Status);
        if (isDialect)
            Assert.Equal(-403, answer.ErrorCode);
        else
            Assert.Equal("insufficient-scope", answer.Code);
    }

    [Fact]
    public async Task Anothers_object_reads_like_a_missing_one()
    {
        var tid = (await api.PaidAsync()).Text("tid");
        var order = await OrderAsync(Good);
        var other = $"Bearer {await api.KeyAsync((await api.ShopAsync()).Id, live: true)}";
        foreach (
            var (mine, missing) in new[]
            {
                ($"payments/{tid}", "payments/T0000000000000000000"),
                ($"orders/{order.Text("id")}", "orders/O000"),
            }
        )
        {
            var (theirs, none) = (
                await api.V1Async(HttpMethod.Get, mine, auth: other),
                await api.V1Async(HttpMethod.Get, missing, auth: other)
            );
            Assert.Equal((404, "not-found", none.Text("detail")), (theirs.Status, theirs.Code, theirs.Text("detail")));
        }

        Assert.Equal(
            (404, "not-found"),
            await api.V1Async(
                HttpMethod.Post,
                $"payments/{tid}/cancel",
                new { amount = 1, reason = "x" },
                Once(),
                other
            )
                is var cancel
                ? (cancel.Status, cancel.Code)
                : default
        );
    }

    [Theory]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=1000", "invalid-limit")]
    [InlineData("limit=ten", "invalid-limit")]
    [InlineData("limit=-1", "invalid-limit")]
    [InlineData("cursor=abc", "invalid-cursor")]
    [InlineData("cursor=%00%ff", "invalid-cursor")]
    [InlineData("from=2026-11-24&to=2026-11-23", "invalid-range")]
    [InlineData("from=2025-01-01&to=2026-11-23", "invalid-range")]
    [InlineData("from=23.11.2026", "invalid-date")]
    [InlineData("from=2026-02-30", "invalid-date")]
    [InlineData("status=Exploded", "invalid-status")]
    [InlineData("stauts=Paid", "unknown-parameter")]
    [InlineData("limit=1&limit=2", "invalid-parameter")]
    public async Task Wrong_queries(string query, string code) =>
        Assert.Equal(
            (400, code),
            await api.V1Async(HttpMethod.Get, $"payments?{query}") is var answer
                ? (answer.Status, answer.Code)
                : default
        );

    [Fact]
    public async Task A_cursor_belongs_to_its_list()
    {
        for (var i = 0; i < 3; i++)
            await api.KakaoAsync("ready", api.ReadyBody());
        var cursor = (await api.V1Async(HttpMethod.Get, "payments?limit=1")).Text("nextCursor");
        Assert.Equal(200, (await api.V1Async(HttpMethod.Get, $"payments?limit=2&cursor={cursor}")).Status);
        Assert.Equal(
            "invalid-cursor",
            (await api.V1Async(HttpMethod.Get, $"payments?limit=1&status=Paid&cursor={cursor}")).Code
        );
        Assert.Equal(
            "invalid-cursor",
            (await api.V1Async(HttpMethod.Get, $"payments?cursor={cursor}", auth: $"Bearer {api.TestKey}")).Code
        );
        Assert.Equal("invalid-cursor", (await api.V1Async(HttpMethod.Get, $"payments?cursor={cursor![..^2]}AA")).Code);
    }

    [Fact]
    public async Task Wrong_addresses_and_methods()
    {
        var none = await api.V1Async(HttpMethod.Get, "nothing");
        Assert.Equal((404, "not-found", "application/problem+json"), (none.Status, none.Code, none.MediaType));
        var method = await api.V1Async(HttpMethod.Put, "me");
        Assert.Equal((405, "method-not-allowed"), (method.Status, method.Code));
        Assert.Contains("GET", method.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_speak_the_callers_language()
    {
        async Task<string> SayAsync(string? language) =>
            (
                await api.SendAsync(
                    HttpMethod.Get,
                    "/v1/payments?limit=0",
                    auth: $"Bearer {api.LiveKey}",
                    language: language
                )
            ).Text("detail")!;
        Assert.Matches("[가-힣]", await SayAsync(null));
        Assert.Matches("[가-힣]", await SayAsync("en;q=0.4, ko"));
        Assert.Equal("limit is 1–100.", await SayAsync("en"));
    }

    [Theory]
    [InlineData("money.top_up.unknown", RefusalKind.Conflict, 409, "bank-result-unknown")]
    [InlineData("money.limit.per_day", RefusalKind.Conflict, 422, "limit-exceeded")]
    [InlineData("banking.account.short", RefusalKind.Conflict, 422, "bank-refused")]
    [InlineData("payment.stopped.all", RefusalKind.Unavailable, 503, "payments-stopped")]
    [InlineData("banking.bank.maintenance", RefusalKind.Unavailable, 503, "bank-unavailable")]
    [InlineData("banking.stopped.charge", RefusalKind.Unavailable, 503, "bank-unavailable")]
    [InlineData("storage.full", RefusalKind.Unavailable, 503, "unavailable")]
    [InlineData("payment.code.expired", RefusalKind.Conflict, 410, "pay-code-expired")]
    [InlineData("never.heard.of_it", RefusalKind.Conflict, 409, "never-heard-of-it")]
    public async Task Refusals_of_the_use_cases(string refusal, RefusalKind kind, int status, string code)
    {
        api.Script.Refuse(nameof(IInStore.PayByCodeAsync), new(kind, refusal, 1_000L, 2_000L));
        var answer = await api.V1Async(
            HttpMethod.Post,
            "code-payments",
            new
            {
                code = "1",
                amount = 1,
                orderId = "o",
                itemName = "x",
            },
            Once()
        );
        Assert.Equal((status, code, refusal), (answer.Status, answer.Code, answer.Text("reason")));
        Assert.NotEmpty(answer.Text("detail")!);
    }

    private Task<AnApi.Answer> OrderAsync(string body, string? contentType = "application/json") =>
        api.SendAsync(HttpMethod.Post, "/v1/orders", body, $"Bearer {api.LiveKey}", Once(), contentType);

    private static string Once() => Guid.NewGuid().ToString("N");
}
