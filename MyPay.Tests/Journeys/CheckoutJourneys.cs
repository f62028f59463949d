using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using MyPay.Web.Identity;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A shop asks, a member pays: the shop over HTTP, the member in a real browser, the shop's own pages on a server of
/// their own.
/// </summary>
public sealed class CheckoutJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private AMerchantSite shop = null!;
    private FranchiseView franchise = null!;
    private HttpClient http = null!;
    private string key = "";
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        shop = await AMerchantSite.StartAsync();
        var owner = await product.AskAsync((ISignIns s) => s.FindIdAsync("owner@mypay.test"));
        var staff = await product.AskAsync((IFranchises f) => f.FindStaffAsync(owner!));
        (await product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(staff!.Franchise, shop.Address))).Granted();
        franchise = (await product.AskAsync((IFranchises f) => f.FindAsync(staff!.Franchise)))!;
        key = (
            await product.AskAsync(
                (IApiKeys k) => k.IssueAsync(franchise.Id, "journey", live: true, ApiScopes.All, Actor.System)
            )
        )
            .Granted()
            .RawKey;
        http = new() { BaseAddress = new(address) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task A_shop_asks_James_pays_and_the_shop_approves()
    {
        var (tid, url) = await ReadyAsync(4_500);
        await using var james = await browser.PersonAsync(address);
        await james.GoAsync(url + "?utm_source=shop");
        await SignInHereAsync(james);
        await james.IsAtAsync("**/pay/" + tid);
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("잔액 35,000원에서 결제");
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("4,500원 결제하기");

        await james.EnterPinAsync("111222");
        await james.SeesErrorAsync("4번");
        await james.EnterPinAsync();
        await james.IsAtAsync("**/approved?order=1&pg_token=*");
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(james.Page.Url).Query)["pg_token"]!;
        Assert.Equal(35_000, await BalanceOfJamesAsync()); // nothing has moved before approve

        var approved = await ApproveAsync(tid, token);
        Assert.Equal(4_500, approved.GetProperty("amount").GetProperty("total").GetInt64());
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("30,500원");
        await james.GoAsync("/pay/" + tid);
        await james.SeesResultAsync("이미 결제");
        var slip = await product.AskAsync((IPayments p) => p.FindAsync(franchise.Id, tid));
        Assert.Equal((PaymentState.Paid, 4_500L, 409L), (slip!.State, slip.Amount.Total, slip.Amount.Vat));

        await james.GoAsync("/receipt/" + slip.ReceiptCode);
        await Assertions.Expect(james.Test("receipt")).ToContainTextAsync(slip.ApprovalNumber!);
        await Assertions.Expect(james.Page.Locator("main")).Not.ToContainTextAsync("James");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Quitting_leads_back_to_the_shop()
    {
        var (tid, url) = await ReadyAsync(4_500);
        await using var james = await browser.PersonAsync(address, 1280, 900);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync(url);
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        await james.Page.GetByRole(AriaRole.Button, new() { Name = "결제 취소" }).ClickAsync();
        await james.IsAtAsync("**/cancelled");
        Assert.Equal(
            PaymentState.Quit,
            (await product.AskAsync((IPayments p) => p.FindAsync(franchise.Id, tid)))!.State
        );

        await james.GoAsync(url);
        await james.SeesErrorAsync("취소된 결제");
    }

    [Fact]
    public async Task A_short_balance_is_said_and_topped_up_at_approve()
    {
        var (tid, url) = await ReadyAsync(47_000);
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync(url);
        await Assertions
            .Expect(james.Page.Locator("main"))
            .ToContainTextAsync("부족한 12,000원은 KB국민은행 78901에서 충전해요");
        await james.EnterPinAsync();
        await james.IsAtAsync("**/approved?order=1&pg_token=*");
        await ApproveAsync(tid, System.Web.HttpUtility.ParseQueryString(new Uri(james.Page.Url).Query)["pg_token"]!);

        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("0원");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task What_cannot_be_paid_says_why()
    {
        var (tid, url) = await ReadyAsync(4_500);
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        product.Clock.Advance(TimeSpan.FromMinutes(16));
        await james.GoAsync(url);
        await james.SeesErrorAsync("결제 시간이 지났어요");
        await james.Page.GetByRole(AriaRole.Link, new() { Name = "가맹점으로 돌아가기" }).ClickAsync();
        await james.IsAtAsync("**/failed");
        Assert.Equal(
            PaymentState.Expired,
            (await product.AskAsync((IPayments p) => p.FindAsync(franchise.Id, tid)))!.State
        );

        Assert.Equal(404, (await james.Page.GotoAsync("/pay/T0000000000000000000"))!.Status);
        await james.SeesErrorAsync("찾는 결제가 없어요");
        Assert.Equal(404, (await james.Page.GotoAsync("/q/NOTOURS"))!.Status);
        await james.SeesErrorAsync("QR");
        Assert.Equal(404, (await james.Page.GotoAsync("/receipt/ABCDEFGHJKMNPQRS"))!.Status);
        await james.SeesErrorAsync("영수증");
    }

    [Fact]
    public async Task James_shows_his_code_and_the_page_tells_what_was_paid()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/code");
        await Assertions
            .Expect(james.Test("code"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{4} \d{4} \d{4}$"));
        var code = await james.Test("code").TextContentAsync();
        using var paid = await CallAsync(
            "/v1/code-payments",
            new
            {
                code,
                amount = 4_500,
                orderId = "till-1",
                itemName = "아메리카노",
            },
            "Bearer"
        );
        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync());

        await james.SeesResultAsync("모닝커피");
        await james.SeesResultAsync("4,500원");
        await james.Page.GetByRole(AriaRole.Link, new() { Name = "영수증 보기" }).ClickAsync();
        await Assertions.Expect(james.Test("receipt")).ToContainTextAsync("승인번호");
        Assert.Equal(30_500, await BalanceOfJamesAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task James_scans_the_stores_QR_and_an_orders_QR()
    {
        var store = (await product.AskAsync((IFranchises f) => f.StoresAsync(franchise.Id)))[0];
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/q/" + store.QrCode);
        await james.FillAsync("amount", "5,000");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("5,000원");
        Assert.Equal(30_000, await BalanceOfJamesAsync());

        var order = (
            await product.AskAsync(
                (IInStore s) =>
                    s.CreateOrderAsync(new(franchise.Id, true, 3_000, "order-9", "라떼", null, Once.NewKey()))
            )
        ).Granted();
        await james.GoAsync("/q/" + order.QrCode);
        await Assertions.Expect(james.Test("amount")).ToHaveTextAsync("3,000원");
        await james.EnterPinAsync();
        await james.SeesResultAsync("3,000원");
        await james.GoAsync("/q/" + order.QrCode);
        await james.SeesResultAsync("이미 결제한 주문");
        Assert.Equal(27_000, await BalanceOfJamesAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_KakaoPay_client_goes_from_ready_to_the_last_cancel_and_charges_again_by_SID()
    {
        using var client = new AKakaoClient(address, key);
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        JsonObject Ready(string cid, int total) =>
            new()
            {
                ["cid"] = cid,
                ["partner_order_id"] = "o-1",
                ["partner_user_id"] = "u-1",
                ["item_name"] = "초코파이",
                ["quantity"] = "1",
                ["total_amount"] = total.ToString(CultureInfo.InvariantCulture),
                ["tax_free_amount"] = 0,
                ["approval_url"] = shop.Address + "/approved",
                ["cancel_url"] = shop.Address + "/cancelled",
                ["fail_url"] = shop.Address + "/failed",
                ["not_in_the_documentation"] = "x",
            };
        async Task<JsonObject> PaidAsync(string cid, int total)
        {
            var ready = await client.ReadyAsync(Ready(cid, total));
            var tid = ready["tid"]!.GetValue<string>();
            JsonObject approve = new()
            {
                ["cid"] = cid,
                ["tid"] = tid,
                ["partner_order_id"] = "o-1",
                ["partner_user_id"] = "u-1",
                ["pg_token"] = "none",
            };
            Assert.Equal(-701, await client.ErrorAsync("approve", approve));
            Assert.Equal("READY", (await client.OrderAsync(cid, tid))["status"]!.GetValue<string>());
            await james.GoAsync(ready["next_redirect_mobile_url"]!.GetValue<string>());
            await james.EnterPinAsync();
            await james.IsAtAsync("**/approved?pg_token=*");
            Assert.Equal("AUTH_PASSWORD", (await client.OrderAsync(cid, tid))["status"]!.GetValue<string>());
            Assert.Equal(-708, await client.ErrorAsync("approve", approve));
            approve["pg_token"] = System.Web.HttpUtility.ParseQueryString(new Uri(james.Page.Url).Query)["pg_token"];
            var paid = await client.ApproveAsync(approve);
            Assert.Equal(-702, await client.ErrorAsync("approve", approve));
            return paid;
        }

        var tid = (await PaidAsync(franchise.Cid, 9_000))["tid"]!.GetValue<string>();
        var part = await client.CancelAsync(franchise.Cid, tid, 2_000);
        Assert.Equal(
            ("PART_CANCEL_PAYMENT", 7_000),
            (part["status"]!.GetValue<string>(), part["cancel_available_amount"]!["total"]!.GetValue<int>())
        );
        Assert.Equal(
            -710,
            await client.ErrorAsync(
                "cancel",
                new()
                {
                    ["cid"] = franchise.Cid,
                    ["tid"] = tid,
                    ["cancel_amount"] = 7_001,
                    ["cancel_tax_free_amount"] = 0,
                }
            )
        );
        Assert.Equal(
            "CANCEL_PAYMENT",
            (await client.CancelAsync(franchise.Cid, tid, 7_000))["status"]!.GetValue<string>()
        );
        var order = await client.OrderAsync(franchise.Cid, tid);
        Assert.Equal(
            ("CANCEL_PAYMENT", 9_000),
            (order["status"]!.GetValue<string>(), order["canceled_amount"]!["total"]!.GetValue<int>())
        );
        Assert.Equal(
            ["PAYMENT", "CANCEL", "CANCEL"],
            order["payment_action_details"]!.AsArray().Select(a => a!["payment_action_type"]!.GetValue<string>())
        );
        Assert.Equal(35_000, await BalanceOfJamesAsync());

        var sid = (await PaidAsync(franchise.RecurringCid, 3_000))["sid"]!.GetValue<string>();
        JsonObject again = new()
        {
            ["cid"] = franchise.RecurringCid,
            ["sid"] = sid,
            ["partner_order_id"] = "o-2",
            ["partner_user_id"] = "u-1",
            ["quantity"] = 1,
            ["total_amount"] = 3_000,
            ["tax_free_amount"] = 0,
        };
        Assert.NotEqual(tid, (await client.SubscriptionAsync(again))["tid"]!.GetValue<string>());
        again["partner_user_id"] = "u-2";
        Assert.Equal(-753, await client.ErrorAsync("subscription", again));
        again["partner_user_id"] = "u-1";
        Assert.True((await client.SidStatusAsync(franchise.RecurringCid, sid))["available"]!.GetValue<bool>());
        Assert.Equal(
            "INACTIVE",
            (await client.SidInactiveAsync(franchise.RecurringCid, sid))["status"]!.GetValue<string>()
        );
        Assert.Equal(-751, await client.ErrorAsync("subscription", again));
        Assert.Equal(
            -799,
            await client.ErrorAsync(
                "ready",
                new(
                    Ready(franchise.Cid, 1_000)
                        .Select(f =>
                            f.Key == "fail_url"
                                ? new("fail_url", "javascript:alert(1)")
                                : new KeyValuePair<string, JsonNode?>(f.Key, f.Value?.DeepClone())
                        )
                )
            )
        );
        Assert.Equal(29_000, await BalanceOfJamesAsync());
        await product.VerifyAsync();
    }

    private static async Task SignInHereAsync(APerson person)
    {
        await person.IsAtAsync("**/login?returnUrl=*");
        await person.FillAsync("email", "james@mypay.test");
        await person.FillAsync("password", "MyPay!2026");
        await person.SubmitAsync();
    }

    private async Task<long> BalanceOfJamesAsync()
    {
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync("james@mypay.test"));
        return await product.BalanceAsync((await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!.Id);
    }

    private async Task<(string Tid, string Url)> ReadyAsync(long amount)
    {
        using var answer = await CallAsync(
            "/online/v1/payment/ready",
            new
            {
                cid = franchise.Cid,
                partner_order_id = "order-1",
                partner_user_id = "user-1",
                item_name = "아메리카노",
                quantity = 1,
                total_amount = amount,
                tax_free_amount = 0,
                approval_url = shop.Address + "/approved?order=1",
                cancel_url = shop.Address + "/cancelled",
                fail_url = shop.Address + "/failed",
            }
        );
        var ready = await BodyAsync(answer);
        return (ready.GetProperty("tid").GetString()!, ready.GetProperty("next_redirect_mobile_url").GetString()!);
    }

    private async Task<JsonElement> ApproveAsync(string tid, string token)
    {
        using var answer = await CallAsync(
            "/online/v1/payment/approve",
            new
            {
                cid = franchise.Cid,
                tid,
                partner_order_id = "order-1",
                partner_user_id = "user-1",
                pg_token = token,
            }
        );
        return await BodyAsync(answer);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> CallAsync(string path, object body, string scheme = "SECRET_KEY")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, key);
        request.Headers.Add("Idempotency-Key", Once.NewKey());
        return await http.SendAsync(request);
    }
}
