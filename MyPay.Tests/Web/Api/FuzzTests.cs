using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MyPay.Domain.Money;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>
/// Nonsense at both doors: every answer is a proper one, and what is refused moves nothing. Its shape is what the
/// OpenAPI document says. A failure names its seed and call.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class FuzzTests(AnApi api)
{
    private static readonly string[] Fields =
    [
        "cid",
        "tid",
        "sid",
        "partner_order_id",
        "partner_user_id",
        "item_name",
        "quantity",
        "total_amount",
        "tax_free_amount",
        "vat_amount",
        "approval_url",
        "cancel_url",
        "fail_url",
        "pg_token",
        "cancel_amount",
        "cancel_tax_free_amount",
        "cancel_available_amount",
        "payload",
        "amount",
        "reason",
        "code",
        "orderId",
        "itemName",
        "storeId",
        "currency",
        "taxFreeAmount",
        "url",
        "types",
        "enabled",
        "",
    ];

    [Fact]
    public Task Nonsense_is_never_a_500_and_moves_no_money() => NonsenseAsync(2_000, Seeds.Of(20261124));

    [Fact]
    [Trait("Lane", "Long")]
    public Task Much_more_nonsense_is_never_a_500_and_moves_no_money() => NonsenseAsync(50_000, Seeds.New());

    private async Task NonsenseAsync(int calls, int seed)
    {
        var shop = await api.ShopAsync();
        var live = await api.KeyAsync(shop.Id, live: true);
        var paid = await api.PaidAsync(cid: shop.Cid, auth: $"SECRET_KEY {live}");
        var tid = paid.Text("tid")!;
        var before = await WorthAsync();
        var chance = new Random(seed);
        for (var n = 0; n < calls; n++)
        {
            var (method, path) = api.Shapes.Calls[chance.Next(api.Shapes.Calls.Count)];
            path = Regex.Replace(
                path,
                @"\{\w+\}",
                _ => Pick(chance, tid, Guid.NewGuid().ToString("N"), "..%2f..", "가", new string('9', 300))
            );
            if (method == "GET" && chance.Next(2) == 0)
                path +=
                    "?"
                    + Pick(
                        chance,
                        "limit=-1",
                        "limit=1e9",
                        "cursor=AAAA",
                        "from=2026-13-01",
                        "status=%F0%9F%92%A9",
                        "x=1",
                        "limit=1&limit=2",
                        "to=0001-01-01&from=9999-12-31"
                    );
            var body = method is "GET" or "DELETE" ? null : Body(chance, tid, shop.Cid);
            var auth = path.StartsWith("/v1", StringComparison.Ordinal) ? $"Bearer {live}" : $"SECRET_KEY {live}";
            if (chance.Next(20) == 0)
                auth = Pick(chance, "Bearer", "SECRET_KEY  ", "Basic AAAA", live, new string('k', 4_000));
            var key = Pick(
                chance,
                null,
                "k" + n.ToString(CultureInfo.InvariantCulture),
                "\"\"",
                "\"a",
                " ",
                new string('x', 301)
            );
            var type = Pick(
                chance,
                "application/json",
                "application/json",
                "application/json",
                "application/json; charset=utf-8",
                "text/plain",
                "application/x-www-form-urlencoded",
                null
            );

            var answer = await api.SendAsync(
                new HttpMethod(method),
                path,
                body,
                auth,
                key,
                type,
                Pick(chance, null, "en", "xx;q=2", "ko-KR,en;q=0.5")
            );

            var told =
                $"seed {seed}, call {n}: {method} {path} {(body is null ? "" : Encoding.UTF8.GetString(body))} "
                + $"→ {answer.Status} {answer.Raw}";
            Assert.True(answer.Status is >= 200 and < 500, told);
            if (answer.Status >= 400)
                Assert.True(
                    answer.Json.ValueKind == JsonValueKind.Object
                        && (
                            answer.Json.TryGetProperty("error_code", out _) || answer.Json.TryGetProperty("code", out _)
                        ),
                    told
                );
            if (answer.Status < 300 && path.EndsWith("cancel", StringComparison.Ordinal))
                before = await WorthAsync(); // a lucky one: it may move money, and said so
        }

        Assert.Equal(before, await WorthAsync());
        await api.Product.VerifyAsync();
    }

    private async Task<long> WorthAsync()
    {
        var wallet = await api.Product.Wallets(w => w.FindAsync(api.Member.Id));
        return wallet.Balance.Amount + wallet.Pending.Amount;
    }

    private static T Pick<T>(Random chance, params T[] of) => of[chance.Next(of.Length)];

    private static byte[] Body(Random chance, string tid, string cid)
    {
        switch (chance.Next(8))
        {
            case 0:
                var noise = new byte[chance.Next(200)];
                chance.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.UTF8.GetBytes(
                    Pick(
                        chance,
                        "",
                        "null",
                        "[]",
                        "\"\"",
                        "0",
                        "{",
                        "{\"a\":",
                        "{}{}",
                        "\uFEFF{}",
                        new string('[', 5_000),
                        string.Concat(Enumerable.Repeat("{\"a\":", 200)),
                        "{\"a\":\"" + new string('x', 70_000) + "\"}"
                    )
                );
            default:
                var members = Enumerable
                    .Range(0, chance.Next(12))
                    .Select(_ => $"{JsonSerializer.Serialize(Pick(chance, Fields))}:{Value(chance, tid, 0)}");
                return Encoding.UTF8.GetBytes(
                    "{"
                        + string.Join(
                            ",",
                            members.Prepend($"\"tid\":\"{tid}\"").Prepend($"\"cid\":\"{cid}\"").Skip(chance.Next(3))
                        )
                        + "}"
                );
        }
    }

    private static string Value(Random chance, string tid, int level) =>
        chance.Next(level > 3 ? 12 : 14) switch
        {
            0 => "null",
            1 => Pick(chance, "true", "false"),
            2 => Pick(
                chance,
                "0",
                "-1",
                "1",
                "-0",
                "1.5",
                "1e2",
                "1e400",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "99999999999999999999999999",
                "0.0000001"
            ),
            3 => Pick(chance, "\"0\"", "\"-1\"", "\" 5 \"", "\"1,000\"", "\"0x10\"", "\"NaN\"", "\"٣\""),
            4 => "\"\"",
            5 => JsonSerializer.Serialize(tid),
            6 => Pick(
                chance,
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\u202e\"",
                "\"=cmd|' /C calc'!A0\"",
                "\"'; DROP TABLE payment_slip; --\"",
                "\"💩\""
            ),
            7 => JsonSerializer.Serialize(new string('가', chance.Next(400))),
            8 => Pick(
                chance,
                "\"https://shop.example/ok\"",
                "\"javascript:alert(1)\"",
                "\"//evil\"",
                "\"http://127.0.0.1/\"",
                "\"https://shop.example@evil.example/\"",
                "\"https://[::1]/\""
            ),
            9 or 10 or 11 => Pick(chance, "\"x\"", "\"KRW\"", "\"MONEY\"", "\"CARD\"", "10000"),
            12 => "["
                + string.Join(",", Enumerable.Range(0, chance.Next(4)).Select(_ => Value(chance, tid, level + 1)))
                + "]",
            _ => "{"
                + string.Join(
                    ",",
                    Enumerable.Range(0, chance.Next(4)).Select(n => $"\"k{n}\":{Value(chance, tid, level + 1)}")
                )
                + "}",
        };
}
