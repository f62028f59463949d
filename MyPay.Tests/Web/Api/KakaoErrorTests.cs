using System.Text;
using System.Text.RegularExpressions;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using MyPay.Tests.House;
using MyPay.Web.Api.Kakao;
using MyPay.Web.Api.V1;
using MyPay.Web.Portals.Admin.Audit;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>The dialect's errors: each number provoked, in the dialect's shape.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class KakaoErrorTests(AnApi api)
{
    [Fact]
    public async Task Keys()
    {
        var none = await api.SendAsync(HttpMethod.Post, "/online/v1/payment/ready", api.ReadyBody());
        Assert.Equal((401, -400), (none.Status, none.ErrorCode));
        string[] wrong =
        [
            "SECRET_KEY wrong",
            "SECRET_KEY",
            "SECRET_KEY ",
            $"Bearer {api.LiveKey}",
            $"KakaoAK {api.LiveKey}",
            $"SECRET_KEY {api.LiveKey}x",
            $"SECRET_KEY {new string('k', 5_000)}",
        ];
        foreach (var auth in wrong)
        {
            var answer = await api.SendAsync(HttpMethod.Post, "/online/v1/payment/ready", api.ReadyBody(), auth);
            Assert.True((401, -401L) == (answer.Status, answer.ErrorCode), auth);
            Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        }

        Assert.Equal(
            -401,
            (
                await api.SendAsync(HttpMethod.Post, $"/online/v1/payment/ready?api_key={api.LiveKey}", api.ReadyBody())
            ).ErrorCode
        );
        Assert.Equal(
            -401,
            (
                await api.SendAsync(
                    HttpMethod.Post,
                    $"/online/v1/payment/ready?k={api.LiveKey}",
                    api.ReadyBody(),
                    $"SECRET_KEY {api.LiveKey}"
                )
            ).ErrorCode
        );
        Assert.Equal(
            200,
            (
                await api.SendAsync(
                    HttpMethod.Post,
                    "/online/v1/payment/ready",
                    api.ReadyBody(cid: api.Shop.TestCid),
                    $"DEV_SECRET_KEY {api.TestKey}"
                )
            ).Status
        );
    }

    [Fact]
    public async Task Cids_of_the_other_mode_or_of_others()
    {
        var other = await api.ShopAsync();
        Assert.Equal(
            -731,
            (
                await api.KakaoAsync("ready", api.ReadyBody(cid: api.Shop.Cid), auth: $"SECRET_KEY {api.TestKey}")
            ).ErrorCode
        );
        foreach (var cid in new[] { api.Shop.TestCid, other.Cid, "NOSUCHCID1", "x" })
        {
            foreach (
                var call in new[]
                {
                    "ready",
                    "approve",
                    "order",
                    "cancel",
                    "subscription",
                    "manage/subscription/inactive",
                    "manage/subscription/status",
                }
            )
            {
                var body = api.ReadyBody(cid: cid);
                (body["tid"], body["sid"], body["pg_token"], body["cancel_amount"], body["cancel_tax_free_amount"]) = (
                    "T0",
                    "S0",
                    "x",
                    1,
                    0
                );
                var answer = await api.KakaoAsync(call, body);
                Assert.True((400, -731L) == (answer.Status, answer.ErrorCode), $"{call} {cid}: {answer.Raw}");
            }
        }
    }

    [Fact]
    public async Task Another_franchises_payment_is_no_payment()
    {
        var tid = (await api.PaidAsync()).Text("tid");
        var other = await api.ShopAsync();
        var key = await api.KeyAsync(other.Id, live: true);
        Assert.Equal(
            -721,
            (await api.KakaoAsync("order", new { cid = other.Cid, tid }, auth: $"SECRET_KEY {key}")).ErrorCode
        );
        Assert.Equal(
            -721,
            (
                await api.KakaoAsync(
                    "cancel",
                    new
                    {
                        cid = other.Cid,
                        tid,
                        cancel_amount = 1,
                        cancel_tax_free_amount = 0,
                    },
                    auth: $"SECRET_KEY {key}"
                )
            ).ErrorCode
        );
        Assert.Equal(-721, (await api.KakaoAsync("order", new { cid = api.Shop.RecurringCid, tid })).ErrorCode);
    }

    [Theory]
    [InlineData("total_amount", 0, -722)]
    [InlineData("total_amount", -1, -722)]
    [InlineData("total_amount", "abc", -400)]
    [InlineData("total_amount", "12.5", -400)]
    [InlineData("total_amount", "99.99999999999999999999999999999999999", -400)]
    [InlineData("total_amount", "100.00000000000000000000000000000000001", -400)]
    [InlineData("total_amount", "1e4", -400)]
    [InlineData("tax_free_amount", "0.99999999999999999999999999999999999", -400)]
    [InlineData("vat_amount", "0.00000000000000000000000000000000001", -400)]
    [InlineData("quantity", "1.99999999999999999999999999999999999", -400)]
    [InlineData("total_amount", "9223372036854775808", -400)]
    [InlineData("total_amount", null, -400)]
    [InlineData("total_amount", 1_000_000_000_000, -797)]
    [InlineData("tax_free_amount", 10_001, -722)]
    [InlineData("quantity", 0, -400)]
    [InlineData("item_name", "", -400)]
    [InlineData("item_name", "커\0피", -400)]
    [InlineData("partner_order_id", null, -400)]
    [InlineData("payment_method_type", "BITCOIN", -705)]
    [InlineData("approval_url", "https://evil.example/ok", -799)]
    [InlineData("approval_url", "https://shop.example.evil/ok", -799)]
    [InlineData("approval_url", "javascript:alert(1)", -799)]
    [InlineData("approval_url", "shop.example/ok", -400)]
    [InlineData("approval_url", "https:/shop.example/ok", -400)]
    [InlineData("approval_url", "https://shop example/ok", -400)]
    [InlineData("cancel_url", "//shop.example/x", -799)]
    [InlineData("fail_url", "https://", -400)]
    public async Task Ready_refuses(string field, object? value, long code)
    {
        var body = api.ReadyBody();
        body[field] = value;
        var answer = await api.KakaoAsync("ready", body);
        Assert.True((400, code) == (answer.Status, answer.ErrorCode), answer.Raw);
        KakaoCallTests.AssertTexts(answer.Json, "error_message");
    }

    [Theory]
    [InlineData("partner_order_id", "other", -706)]
    [InlineData("partner_user_id", "other", -707)]
    [InlineData("pg_token", "0000", -708)]
    [InlineData("total_amount", 9_999, -725)]
    [InlineData("tid", "T0000000000000000000", -721)]
    public async Task Approve_refuses_what_differs_from_ready(string field, object value, long code)
    {
        var body = await api.AuthorizedAsync();
        body[field] = value;
        Assert.Equal(
            (400, code),
            await api.KakaoAsync("approve", body) is var answer ? (answer.Status, answer.ErrorCode) : default
        );
    }

    [Fact]
    public async Task Approve_before_the_PIN()
    {
        var tid = (await api.KakaoAsync("ready", api.ReadyBody())).Text("tid");
        Assert.Equal(
            -701,
            (
                await api.KakaoAsync(
                    "approve",
                    new
                    {
                        cid = api.Shop.Cid,
                        tid,
                        partner_order_id = "order-1",
                        partner_user_id = "user-1",
                        pg_token = "x",
                    }
                )
            ).ErrorCode
        );
    }

    [Theory]
    [InlineData("""{"total_amount":99.99999999999999999999999999999999999}""")]
    [InlineData("""{"total_amount":1E4}""")]
    [InlineData("""{"total_amount":1e-35}""")]
    public async Task A_number_that_is_not_written_as_a_whole_one_is_refused(string written)
    {
        var body = System
            .Text.Json.JsonSerializer.Serialize(api.ReadyBody())
            .Replace("\"total_amount\":10000", written[1..^1], StringComparison.Ordinal);
        Assert.Contains(written[1..^1], body, StringComparison.Ordinal);
        Assert.Equal(-400, (await api.KakaoAsync("ready", body)).ErrorCode);

        var tid = (await api.PaidAsync()).Text("tid");
        var cancel =
            $$"""{"cid":"{{api.Shop.Cid}}","tid":"{{tid}}","cancel_tax_free_amount":0,"cancel_amount":0.99999999999999999999999999999999999}""";
        Assert.Equal(-400, (await api.KakaoAsync("cancel", cancel)).ErrorCode);
        Assert.Equal(
            10_000,
            (await api.KakaoAsync("order", new { cid = api.Shop.Cid, tid }))
                .Json.GetProperty("cancel_available_amount")
                .GetProperty("total")
                .GetInt64()
        );
    }

    [Fact]
    public async Task An_address_that_is_none_is_told_apart_from_one_that_is_not_registered()
    {
        var body = api.ReadyBody();
        body["approval_url"] = "shop.example/ok";
        var answer = await api.KakaoAsync("ready", body);
        Assert.Equal(
            (
                -400L,
                "approval_url 값이 주소가 아니에요. https://로 시작하는 전체 주소를 빈칸과 특수 문자 없이 보내 주세요. 돈은 움직이지 않았어요."
            ),
            (answer.ErrorCode, answer.Text("error_message"))
        );
    }

    [Fact]
    public void Why_a_charge_failed_is_told_to_the_shop_and_says_whether_money_moved()
    {
        foreach (var code in KakaoErrors.ResultCodes.Keys)
        {
            var (ko, en) = (
                KakaoErrors.WordsOf(new(RefusalKind.Conflict, code), "ko"),
                KakaoErrors.WordsOf(new(RefusalKind.Conflict, code), "en")
            );
            Assert.True(ko is not null && en is not null, code);
            if (code.StartsWith("idempotency.", StringComparison.Ordinal))
                continue;
            Assert.Matches("돈은 움직이지 않았어요|결제는 되지 않았어요", ko);
            Assert.Matches("No money has moved|The payment was not made", en);
            Assert.DoesNotMatch("보내지 않았|송금|내 지갑", ko);
        }
    }

    [Theory]
    [InlineData("approve", "ApproveAsync", "money.top_up.unknown", -780, "BANK_FIRM_UNKNOWN")]
    [InlineData("approve", "ApproveAsync", "ledger.insufficient", -780, "INSUFFICIENT_BALANCE")]
    [InlineData("approve", "ApproveAsync", "banking.call.not_sent", -780, "BANK_NOT_REACHED")]
    [InlineData("approve", "ApproveAsync", "banking.never.heard_of", -780, "BANKING_NEVER_HEARD_OF")]
    [InlineData("approve", "ApproveAsync", "payment.approve.expired", -723, null)]
    [InlineData("approve", "ApproveAsync", "payment.approve.in_progress", -785, null)]
    [InlineData("approve", "ApproveAsync", "payment.approve.wrong_state", -783, null)]
    [InlineData("cancel", "CancelAsync", "ledger.insufficient", -781, "INSUFFICIENT_BALANCE")]
    [InlineData("cancel", "CancelAsync", "payment.cancel.available_mismatch", -722, null)]
    [InlineData("subscription", "ChargeSidAsync", "money.limit.per_day", -782, "LIMIT_EXCEEDED")]
    [InlineData("ready", "ReadyAsync", "payment.ready.franchise_not_active", -730, null)]
    public async Task A_refusal_has_its_number(string call, string method, string refusal, long code, string? result)
    {
        api.Script.Refuse(method, new(RefusalKind.Conflict, refusal, 1_000L, 1_000L, "x"));
        var body = api.ReadyBody();
        (body["tid"], body["sid"], body["pg_token"], body["cancel_amount"], body["cancel_tax_free_amount"]) = (
            "T0",
            "S0",
            "x",
            1,
            0
        );
        var answer = await api.KakaoAsync(call, body);

        Assert.Equal((400, code), (answer.Status, answer.ErrorCode));
        if (result is null)
        {
            Assert.False(answer.Json.TryGetProperty("extras", out _));
            return;
        }

        Assert.Equal(result, answer.Json.GetProperty("extras").GetProperty("method_result_code").GetString());
        KakaoCallTests.AssertTexts(answer.Json.GetProperty("extras"), "method_result_message");
    }

    [Fact]
    public async Task A_busy_store_is_503()
    {
        api.Script.Refuse(nameof(IPayments.ReadyAsync), new(RefusalKind.Unavailable, "storage.busy"));
        Assert.Equal(
            (503, -503),
            await api.KakaoAsync("ready", api.ReadyBody()) is var answer ? (answer.Status, answer.ErrorCode) : default
        );
    }

    [Fact]
    public async Task New_payments_that_are_switched_off_are_503_and_say_that_nothing_moved()
    {
        var other = await api.ShopAsync();
        var key = await api.KeyAsync(other.Id, live: true);
        await api.Product.TurnOffAsync(PaymentSwitch.Of(other.Id));

        var ready = await api.KakaoAsync("ready", api.ReadyBody(cid: other.Cid), auth: $"SECRET_KEY {key}");
        Assert.Equal(
            (503, -503L, "1"),
            (ready.Status, ready.ErrorCode, ready.Headers.GetValueOrDefault("Retry-After"))
        );
        Assert.Equal(
            "PAYMENTS_STOPPED",
            ready.Json.GetProperty("extras").GetProperty("method_result_code").GetString()
        );
        Assert.Contains(
            "돈은 움직이지 않았어요",
            ready.Json.GetProperty("extras").GetProperty("method_result_message").GetString(),
            StringComparison.Ordinal
        );

        var order = await api.V1Async(
            HttpMethod.Post,
            "orders",
            new
            {
                amount = 1_000,
                orderId = "o",
                itemName = "x",
            },
            Once.NewKey(),
            $"Bearer {key}"
        );
        Assert.Equal(
            (503, "payments-stopped", "payment.stopped.franchise"),
            (order.Status, order.Code, order.Text("reason"))
        );
        Assert.Contains("돈은 움직이지 않았어요", order.Text("detail"), StringComparison.Ordinal);

        await api.Product.TurnOnAsync(PaymentSwitch.Of(other.Id));
        Assert.Equal(
            200,
            (await api.KakaoAsync("ready", api.ReadyBody(cid: other.Cid), auth: $"SECRET_KEY {key}")).Status
        );
    }

    [Fact]
    public async Task A_top_up_whose_bank_is_switched_off_fails_the_approve_with_the_reason()
    {
        var approve = await api.AuthorizedAsync(1_900_000);
        await api.Product.TurnOffAsync(BankSwitch.Of(BankService.Charge, "004"));
        var answer = await api.KakaoAsync("approve", approve);
        await api.Product.TurnOnAsync(BankSwitch.Of(BankService.Charge, "004"));

        Assert.Equal(
            (400, -780L, "BANK_STOPPED"),
            (
                answer.Status,
                answer.ErrorCode,
                answer.Json.GetProperty("extras").GetProperty("method_result_code").GetString()
            )
        );
        Assert.Contains(
            "돈은 움직이지 않았어요",
            answer.Json.GetProperty("extras").GetProperty("method_result_message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{\"cid\":", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("cid=1&tid=2", 400)]
    [InlineData("{\"cid\":\"\\ud800\"}", 400)]
    public async Task Broken_bodies(string body, int status)
    {
        var answer = await api.KakaoAsync("ready", body);
        Assert.Equal((status, -400), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Bodies_too_deep_too_large_or_in_another_charset()
    {
        var deep = await api.KakaoAsync(
            "ready",
            "{\"custom_json\":" + new string('[', 100) + new string(']', 100) + "}"
        );
        Assert.Equal((400, -400), (deep.Status, deep.ErrorCode));
        var large = await api.KakaoAsync("ready", "{\"item_name\":\"" + new string('a', 70_000) + "\"}");
        Assert.Equal((413, -400), (large.Status, large.ErrorCode));
        var form = await api.SendAsync(
            HttpMethod.Post,
            "/online/v1/payment/ready",
            "cid=TC0ONETIME",
            $"SECRET_KEY {api.LiveKey}",
            contentType: "application/x-www-form-urlencoded"
        );
        Assert.Equal((400, -400), (form.Status, form.ErrorCode));
        byte[] korean = [.. "{\"item_name\":\""u8, 0xC4, 0xBF, 0xC7, 0xC7, .. "\"}"u8];
        Assert.Equal(
            (400, -400),
            await api.KakaoAsync("ready", korean) is var charset ? (charset.Status, charset.ErrorCode) : default
        );
    }

    [Fact]
    public async Task Wrong_addresses_answer_in_the_dialects_shape()
    {
        Assert.Equal(
            (404, -404),
            await api.KakaoAsync("nothing", "{}") is var none ? (none.Status, none.ErrorCode) : default
        );
        var get = await api.SendAsync(HttpMethod.Get, "/online/v1/payment/ready");
        Assert.Equal(
            (405, -404, "POST"),
            (get.Status, get.ErrorCode, get.Headers.GetValueOrDefault("Allow") ?? "POST")
        );
    }

    [Fact]
    public async Task Messages_speak_the_callers_language()
    {
        async Task<string> SayAsync(string? language) =>
            (
                await api.SendAsync(
                    HttpMethod.Post,
                    "/online/v1/payment/order",
                    new { cid = api.Shop.Cid, tid = "T0" },
                    $"SECRET_KEY {api.LiveKey}",
                    language: language
                )
            ).Text("error_message")!;
        Assert.Matches("[가-힣]", await SayAsync(null));
        Assert.Matches("[가-힣]", await SayAsync("fr"));
        Assert.DoesNotMatch("[가-힣]", await SayAsync("en-GB,en;q=0.9,ko;q=0.5"));
    }

    [Fact]
    public void Every_refusal_of_payment_has_its_place_in_the_tables()
    {
        var codes = Sources
            .Under("MyPay.Domain/Payment")
            .SelectMany(file => Code().Matches(file.Text))
            .Select(match => match.Groups[1].Value)
            .Except(AuditWords.Acts)
            .ToList();
        Assert.Empty(codes.Where(code => Dialect().IsMatch(code)).Except(KakaoErrors.Refusals.Keys));
        Assert.Empty(codes.Where(code => V1().IsMatch(code)).Except(V1Errors.Refusals));
        Assert.All(KakaoErrors.Refusals.Values, code => Assert.Contains(KakaoErrors.All, error => error.Code == code));
    }

    [GeneratedRegex("\"(payment\\.[a-z]+\\.[a-z_]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"^payment\.(ready|approve|sid)\.|^payment\.cancel\.(?!over_role_limit)")]
    private static partial Regex Dialect();

    [GeneratedRegex(@"^payment\.(ready|cancel|code|store|webhook)\.")]
    private static partial Regex V1();
}
