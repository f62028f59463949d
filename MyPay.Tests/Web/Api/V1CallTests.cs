using System.Text.Json;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>The calls of <c>/v1</c> over real HTTP and the real modules.</summary>
[Collection(ApiCollection.Name)]
public sealed class V1CallTests(AnApi api)
{
    private static readonly HttpMethod Get = HttpMethod.Get;
    private static readonly HttpMethod Post = HttpMethod.Post;
    private static readonly HttpMethod Patch = HttpMethod.Patch;
    private static readonly HttpMethod Delete = HttpMethod.Delete;

    [Fact]
    public async Task Who_the_key_is()
    {
        var live = await api.V1Async(Get, "me");
        Assert.Equal(
            (200, api.Shop.Id.ToString(), "live", api.Shop.Cid),
            (live.Status, live.Text("franchiseId"), live.Text("mode"), live.Text("cid"))
        );
        Assert.Equal(5, live.Json.GetProperty("scopes").GetArrayLength());
        Assert.Equal(
            ("test", api.Shop.TestCid),
            await api.V1Async(Get, "me", auth: $"Bearer {api.TestKey}") is var test
                ? (test.Text("mode"), test.Text("cid"))
                : default
        );
    }

    [Fact]
    public async Task A_recurring_key_with_its_caps_and_the_codes_of_a_stop()
    {
        var sid = (await api.PaidAsync(9_900, api.Shop.RecurringCid)).Text("sid")!;
        var found = await api.V1Async(Get, $"recurring/{sid}");
        Assert.Equal(
            (200, sid, "Active", "live", "user-1", 50_000L, 50_000L, 9_900L, 40_100L),
            (
                found.Status,
                found.Text("sid"),
                found.Text("status"),
                found.Text("mode"),
                found.Text("partnerUserId"),
                found.Number("capOnce"),
                found.Number("capMonth"),
                found.Number("takenThisMonth"),
                found.Number("leftThisMonth")
            )
        );
        Assert.True(found.Json.GetProperty("mayDrawBank").GetBoolean());
        Assert.Equal((-797, -752), (await ChargeAsync(sid, 50_001), await ChargeAsync(sid, 40_101)));

        (await api.Product.AskAsync((IRecurringConsents c) => c.PauseAsync(api.Member.Id, sid))).Granted();
        Assert.Equal(-751, await ChargeAsync(sid, 1_000));
        Assert.Equal("Paused", (await api.V1Async(Get, $"recurring/{sid}")).Text("status"));
        Assert.Contains(sid, await SidsAsync("status=Paused,Stopped&partnerUserId=user-1&limit=100"));
        Assert.DoesNotContain(sid, await SidsAsync("status=Active&limit=100"));
        (await api.Product.AskAsync((IRecurringConsents c) => c.StopAsync(api.Member.Id, sid))).Granted();
        Assert.Equal(-751, await ChargeAsync(sid, 1_000));
        var stopped = await api.V1Async(Get, $"recurring/{sid}");
        Assert.Equal("Stopped", stopped.Text("status"));
        Assert.Matches(@"^2026-11-23T.*\+09:00$", stopped.Text("inactivatedAt"));

        Assert.Equal(404, (await api.V1Async(Get, $"recurring/{sid}", auth: $"Bearer {api.TestKey}")).Status);
        Assert.Equal("invalid-status", (await api.V1Async(Get, "recurring?status=Gone")).Code);
    }

    private async Task<long> ChargeAsync(string sid, int won) =>
        (
            await api.KakaoAsync(
                "subscription",
                new System.Text.Json.Nodes.JsonObject
                {
                    ["cid"] = api.Shop.RecurringCid,
                    ["sid"] = sid,
                    ["partner_order_id"] = "order-2",
                    ["partner_user_id"] = "user-1",
                    ["quantity"] = 1,
                    ["total_amount"] = won,
                    ["tax_free_amount"] = 0,
                }
            )
        ).ErrorCode;

    private async Task<List<string?>> SidsAsync(string query) =>
        [
            .. (await api.V1Async(Get, $"recurring?{query}"))
                .Json.GetProperty("data")
                .EnumerateArray()
                .Select(key => key.GetProperty("sid").GetString()),
        ];

    [Fact]
    public async Task A_payment_by_tid_and_by_own_order_number()
    {
        var tid = (await api.PaidAsync(11_000)).Text("tid");
        var found = await api.V1Async(Get, $"payments/{tid}");

        Assert.Equal(
            (200, tid, "Paid", 11_000L, "KRW", 1_000L),
            (
                found.Status,
                found.Text("tid"),
                found.Text("status"),
                found.Number("amount"),
                found.Text("currency"),
                found.Number("vatAmount")
            )
        );
        Assert.Matches(@"^2026-11-23T12:\d\d:\d\d(\.\d+)?\+09:00$", found.Text("approvedAt"));
        Assert.StartsWith($"{api.Address}/receipt/", found.Text("receiptUrl"), StringComparison.Ordinal);

        var mine = await api.V1Async(Get, "payments?partnerOrderId=order-1&limit=100");
        Assert.Contains(
            mine.Json.GetProperty("data").EnumerateArray(),
            payment => payment.GetProperty("tid").GetString() == tid
        );
        Assert.Equal(
            0,
            (await api.V1Async(Get, "payments?partnerOrderId=nobodys")).Json.GetProperty("data").GetArrayLength()
        );
    }

    [Fact]
    public async Task Pages_lose_and_repeat_nothing_while_payments_arrive()
    {
        for (var i = 0; i < 5; i++)
            await api.KakaoAsync("ready", Named($"paging-{i}"));
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await api.V1Async(
                Get,
                "payments?limit=2&from=2026-11-23&to=2026-11-23" + (cursor is null ? "" : $"&cursor={cursor}")
            );
            Assert.True(page.Status == 200, page.Raw);
            seen.AddRange(
                page.Json.GetProperty("data")
                    .EnumerateArray()
                    .Select(payment => payment.GetProperty("partnerOrderId").GetString()!)
            );
            await api.KakaoAsync("ready", Named("late"));
            cursor = page.Text("nextCursor");
        } while (cursor is not null);

        Assert.Equal(
            ["paging-4", "paging-3", "paging-2", "paging-1", "paging-0"],
            seen.Where(order => order.StartsWith("paging", StringComparison.Ordinal))
        );

        Dictionary<string, object?> Named(string order)
        {
            var body = api.ReadyBody();
            body["partner_order_id"] = order;
            return body;
        }
    }

    [Fact]
    public async Task The_list_knows_statuses()
    {
        var tid = (await api.PaidAsync()).Text("tid");
        Assert.Equal(
            200,
            (await api.V1Async(Post, $"payments/{tid}/cancel", new { amount = 10_000, reason = "all" }, Once())).Status
        );
        var cancelled = await api.V1Async(Get, "payments?status=Cancelled,PartlyCancelled&limit=100");
        Assert.Contains(
            cancelled.Json.GetProperty("data").EnumerateArray(),
            payment => payment.GetProperty("tid").GetString() == tid
        );
        Assert.All(
            cancelled.Json.GetProperty("data").EnumerateArray(),
            payment => Assert.Contains("Cancelled", payment.GetProperty("status").GetString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Cancels()
    {
        var tid = (await api.PaidAsync()).Text("tid");
        var before = await api.Product.BalanceAsync(api.Member.Id);
        var part = await api.V1Async(Post, $"payments/{tid}/cancel", new { amount = 3_000, reason = "한 잔" }, Once());

        Assert.True(part.Status == 200, part.Raw);
        Assert.Equal(
            ("PartlyCancelled", 3_000L, 3_000L, 7_000L),
            (part.Text("status"), part.Number("amount"), part.Number("canceledAmount"), part.Number("cancelableAmount"))
        );
        Assert.Equal(before + 3_000, await api.Product.BalanceAsync(api.Member.Id));

        var over = await api.V1Async(Post, $"payments/{tid}/cancel", new { amount = 7_001, reason = "x" }, Once());
        Assert.Equal((422, "refund-exceeds", "payment.cancel.exceeds"), (over.Status, over.Code, over.Text("reason")));
        Assert.Contains("7,000", over.Text("detail"), StringComparison.Ordinal);

        var ready = (await api.KakaoAsync("ready", api.ReadyBody())).Text("tid");
        Assert.Equal(
            (409, "refund-not-possible"),
            await api.V1Async(Post, $"payments/{ready}/cancel", new { amount = 1, reason = "x" }, Once()) is var early
                ? (early.Status, early.Code)
                : default
        );
    }

    [Fact]
    public async Task A_part_of_a_payment_with_a_tax_free_amount_needs_to_be_told_apart()
    {
        var body = api.ReadyBody();
        body["tax_free_amount"] = 4_000;
        var ready = await api.KakaoAsync("ready", body);
        var tid = ready.Text("tid")!;
        var back = (await api.Product.AskAsync((IPayments p) => p.AuthorizeAsync(tid, api.Member.Id))).Granted();
        await api.KakaoAsync(
            "approve",
            new
            {
                cid = api.Shop.Cid,
                tid,
                partner_order_id = "order-1",
                partner_user_id = "user-1",
                pg_token = AShop.TokenIn(back),
            }
        );

        Assert.Equal(
            "tax-free-amount-missing",
            (await api.V1Async(Post, $"payments/{tid}/cancel", new { amount = 5_000, reason = "x" }, Once())).Code
        );
        Assert.Equal(
            200,
            (
                await api.V1Async(
                    Post,
                    $"payments/{tid}/cancel",
                    new
                    {
                        amount = 5_000,
                        taxFreeAmount = 2_000,
                        reason = "x",
                    },
                    Once()
                )
            ).Status
        );
    }

    [Fact]
    public async Task Paying_by_code_at_the_counter()
    {
        var code = (await api.Product.AskAsync((IInStore s) => s.IssueCodeAsync(api.Member.Id))).Code;
        var body = new
        {
            code,
            amount = 4_500,
            orderId = "pos-1",
            itemName = "라떼",
        };
        var key = Once();
        var paid = await api.V1Async(Post, "code-payments", body, key);

        Assert.True(paid.Status == 200, paid.Raw);
        Assert.Equal(("Paid", "code", 4_500L), (paid.Text("status"), paid.Text("channel"), paid.Number("amount")));
        var again = await api.V1Async(Post, "code-payments", body, key);
        Assert.Equal((paid.Raw, "true"), (again.Raw, again.Headers["Idempotency-Replayed"]));
        Assert.Equal(
            (422, "pay-code-used"),
            await api.V1Async(Post, "code-payments", body, Once()) is var used ? (used.Status, used.Code) : default
        );
        Assert.Equal(
            (422, "pay-code-invalid"),
            await api.V1Async(Post, "code-payments", body with { code = "123456789012" }, Once()) is var none
                ? (none.Status, none.Code)
                : default
        );
    }

    [Fact]
    public async Task A_short_balance_at_the_counter()
    {
        var poor = await api.Product.MemberAsync("이빈손");
        var code = (await api.Product.AskAsync((IInStore s) => s.IssueCodeAsync(poor.Id))).Code;
        var answer = await api.V1Async(
            Post,
            "code-payments",
            new
            {
                code,
                amount = 4_500,
                orderId = "pos-2",
                itemName = "라떼",
            },
            Once()
        );
        Assert.Equal((422, "insufficient-balance"), (answer.Status, answer.Code));
        Assert.Contains("4,500", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_to_be_paid_by_qr()
    {
        var made = await api.V1Async(
            Post,
            "orders",
            new
            {
                amount = 4_500,
                orderId = "qr-1",
                itemName = "라떼",
            },
            Once()
        );
        Assert.True(made.Status == 201, made.Raw);
        Assert.StartsWith($"{api.Address}/q/", made.Text("qrUrl"), StringComparison.Ordinal);
        Assert.EndsWith("+09:00", made.Text("expiresAt"), StringComparison.Ordinal);

        var code = made.Text("qrUrl")!.Split("/q/")[1];
        (await api.Product.AskAsync((IInStore s) => s.PayScannedAsync(api.Member.Id, code, null, Once()))).Granted();
        var order = await api.V1Async(Get, $"orders/{made.Text("id")}");
        Assert.Equal(("Paid", 4_500L), (order.Text("status"), order.Number("amount")));
        Assert.Matches("^T", order.Text("tid"));
        Assert.Equal(404, (await api.V1Async(Get, "orders/nothing")).Status);
    }

    [Fact]
    public async Task A_store_must_be_ones_own()
    {
        var answer = await api.V1Async(
            Post,
            "orders",
            new
            {
                amount = 1,
                orderId = "x",
                itemName = "x",
                storeId = Guid.NewGuid(),
            },
            Once()
        );
        Assert.Equal((422, "field-invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Webhook_endpoints_come_change_and_go()
    {
        var made = await api.V1Async(
            Post,
            "webhook-endpoints",
            new
            {
                url = "http://127.0.0.1:9/hook",
                types = new[] { "payment.approved" },
                description = "주문",
            }
        );
        Assert.True(made.Status == 201, made.Raw);
        Assert.StartsWith("whsec_", made.Text("secret"), StringComparison.Ordinal);
        var at = $"webhook-endpoints/{made.Text("id")}";

        Assert.False((await api.V1Async(Get, at)).Json.TryGetProperty("secret", out _));
        var off = await api.V1Async(Patch, at, new { enabled = false });
        Assert.True(off.Status == 200 && !off.Json.GetProperty("enabled").GetBoolean(), off.Raw);
        Assert.NotEqual(made.Text("secret"), (await api.V1Async(Post, $"{at}/rotate-secret")).Text("secret"));
        Assert.Contains(made.Text("id")!, (await api.V1Async(Get, "webhook-endpoints")).Raw, StringComparison.Ordinal);
        Assert.Equal(
            "field-invalid",
            (await api.V1Async(Patch, at, new { types = new[] { "payment.exploded" } })).Code
        );
        Assert.Equal(204, (await api.V1Async(Delete, at)).Status);
        Assert.Equal(404, (await api.V1Async(Delete, at)).Status);
        Assert.Equal(404, (await api.V1Async(Get, "webhook-endpoints/not-an-id")).Status);
    }

    [Fact]
    public async Task An_endpoint_is_changed_in_all_that_was_set_and_a_strange_field_is_told_which_there_are()
    {
        var made = await api.V1Async(
            Post,
            "webhook-endpoints",
            new
            {
                url = "http://127.0.0.1:9/a",
                types = new[] { "payment.approved" },
                description = "주문",
            }
        );
        var at = $"webhook-endpoints/{made.Text("id")}";
        var changed = await api.V1Async(
            Patch,
            at,
            new
            {
                url = "http://127.0.0.1:9/b",
                types = new[] { "settlement.paid" },
                description = "정산",
                enabled = false,
            }
        );
        Assert.Equal(
            (200, "http://127.0.0.1:9/b", "정산", "settlement.paid", false),
            (
                changed.Status,
                changed.Text("url"),
                changed.Text("description"),
                changed.Json.GetProperty("types")[0].GetString(),
                changed.Json.GetProperty("enabled").GetBoolean()
            )
        );
        Assert.Null((await api.V1Async(Patch, at, new { description = "" })).Text("description"));

        var secret = await api.V1Async(Patch, at, new { secret = "whsec_mine" });
        Assert.Equal(
            (400, "unknown-field", "secret 항목은 없어요. 쓸 수 있는 항목: url, types, description, enabled"),
            (secret.Status, secret.Code, secret.Text("detail"))
        );
        Assert.Equal(
            "enabeld 항목은 없어요. enabled 항목을 뜻했나요?",
            (await api.V1Async(Patch, at, new { enabeld = true })).Text("detail")
        );
        await api.V1Async(Delete, at);
    }

    [Fact]
    public async Task A_rotation_asked_again_answers_the_same_secret_and_a_sixth_is_told_when()
    {
        var at =
            $"webhook-endpoints/{(await api.V1Async(Post, "webhook-endpoints", new { url = "http://127.0.0.1:9/r" })).Text("id")}";
        var key = Once();
        var first = await api.V1Async(Post, $"{at}/rotate-secret", key: key);
        Assert.Equal(1, first.Json.GetProperty("oldSecretsEndAt").GetArrayLength());
        for (var n = 2; n <= 5; n++)
            Assert.Equal(200, (await api.V1Async(Post, $"{at}/rotate-secret", key: Once())).Status);

        var again = await api.V1Async(Post, $"{at}/rotate-secret", key: key);
        Assert.Equal((first.Raw, "true"), (again.Raw, again.Headers["Idempotency-Replayed"]));
        var sixth = await api.SendAsync(
            Post,
            $"/v1/{at}/rotate-secret",
            auth: $"Bearer {api.LiveKey}",
            key: Once(),
            language: "en"
        );
        Assert.Equal((409, "webhook-secrets-too-many"), (sixth.Status, sixth.Code));
        Assert.StartsWith(
            "Up to 5 old secrets sign along. You can rotate again from 24 Nov",
            sixth.Text("detail"),
            StringComparison.Ordinal
        );
        Assert.InRange(
            int.Parse(sixth.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture),
            85_000,
            86_400
        );
        await api.V1Async(Delete, at);
    }

    [Theory]
    [InlineData("ftp://shop.example/x", "webhook-url-forbidden")]
    [InlineData("nonsense", "webhook-url-invalid")]
    public async Task Webhook_addresses_that_are_none(string url, string code)
    {
        var answer = await api.V1Async(Post, "webhook-endpoints", new { url });
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Deliveries_are_listed_and_sent_again()
    {
        var other = await api.ShopAsync();
        var auth = $"Bearer {await api.KeyAsync(other.Id, live: true)}";
        await api.V1Async(Post, "webhook-endpoints", new { url = "http://127.0.0.1:9/hook" }, auth: auth);
        await api.PaidAsync(cid: other.Cid, auth: auth.Replace("Bearer", "SECRET_KEY", StringComparison.Ordinal));

        AnApi.Answer page = null!;
        for (var i = 0; i < 600; i++)
        {
            page = await api.V1Async(Get, "webhook-deliveries?limit=10", auth: auth);
            if (page.Json.GetProperty("data").GetArrayLength() > 0)
                break;
            await Task.Delay(100);
        }

        var delivery = page.Json.GetProperty("data")[0];
        Assert.Equal("payment.approved", delivery.GetProperty("type").GetString());
        var id = delivery.GetProperty("id").GetString();
        Assert.Equal(200, (await api.V1Async(Get, $"webhook-deliveries/{id}", auth: auth)).Status);
        Assert.Equal(202, (await api.V1Async(Post, $"webhook-deliveries/{id}/redeliver", auth: auth)).Status);
        Assert.Equal(404, (await api.V1Async(Get, $"webhook-deliveries/{id}")).Status);
        Assert.Equal(404, (await api.V1Async(Post, $"webhook-deliveries/{id}/redeliver")).Status);
    }

    private static string Once() => Guid.NewGuid().ToString("N");
}
