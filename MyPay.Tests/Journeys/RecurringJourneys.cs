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
/// A member agrees to a recurring payment at the checkout, finds it in the wallet, caps, pauses and stops it; the shop's
/// program is refused by the codes of the dialect.
/// </summary>
public sealed class RecurringJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private AMerchantSite shop = null!;
    private FranchiseView franchise = null!;
    private AKakaoClient client = null!;
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
        var key = (
            await product.AskAsync(
                (IApiKeys k) => k.IssueAsync(franchise.Id, "journey", live: true, ApiScopes.All, Actor.System)
            )
        )
            .Granted()
            .RawKey;
        client = new(address, key);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await shop.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task James_agrees_caps_pauses_and_stops_and_each_holds_for_the_very_next_charge()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        var sid = await SubscribeAsync(
            james,
            async () =>
            {
                await Assertions
                    .Expect(james.Test("caps"))
                    .ToContainTextAsync("한 번에 50,000원 · 한 달에 50,000원까지");
                await james.ShotAsync("recurring-checkout");
                await james.Test("change-caps").ClickAsync();
                await james.FillAsync("cap-once", "8000");
                await james.SubmitAsync();
                await james.SeesErrorAsync("9,900원보다 적을 수 없어요");
                await james.ShotAsync("recurring-checkout-caps");
                await james.FillAsync("cap-once", "10000");
                await james.FillAsync("cap-month", "30000");
                await james.SubmitAsync();
                await Assertions
                    .Expect(james.Test("caps"))
                    .ToContainTextAsync("한 번에 10,000원 · 한 달에 30,000원까지");
            }
        );

        Assert.Equal(-797, await ChargeAsync(sid, 10_001));
        Assert.Null(await ChargeAsync(sid, 10_000));

        // Two taps from home: the shortcut, and the act.
        await james.GoAsync("/wallet");
        await james.Page.GetByRole(AriaRole.Link, new() { Name = "정기결제" }).ClickAsync();
        await james.IsAtAsync("**/wallet/recurring");
        var row = james.Page.Locator($"[data-testid=row][data-sid={sid}]");
        await Assertions.Expect(row).ToContainTextAsync("이번 달 19,900원 결제 · 10,100원 남음");
        await james.ShotAsync("recurring-list");
        await row.Locator("[data-action=pause]").ClickAsync();
        await james.SeesResultAsync("멈췄어요");
        Assert.Equal(-751, await ChargeAsync(sid, 1_000));
        await row.Locator("[data-action=resume]").ClickAsync();
        await james.SeesResultAsync("다시 결제할 수 있어요");
        Assert.Null(await ChargeAsync(sid, 1_000));

        // Less holds at once, more needs the PIN.
        await row.Locator("[data-action=cap]").ClickAsync();
        await james.IsAtAsync("**/wallet/recurring/" + sid);
        await james.FillAsync("cap-month", "21000");
        await james.ShotAsync("recurring-detail");
        await james.SubmitAsync();
        await james.SeesResultAsync("한 달에 21,000원");
        Assert.Equal(-752, await ChargeAsync(sid, 101));
        await james.Page.Locator("[data-action=again]").ClickAsync();
        await james.FillAsync("cap-month", "22000");
        await james.SubmitAsync();
        await james.EnterPinAsync("111222");
        await james.SeesErrorAsync("4번");
        Assert.Equal(-752, await ChargeAsync(sid, 101));
        await james.EnterPinAsync();
        await james.SeesResultAsync("한 달에 22,000원");
        Assert.Null(await ChargeAsync(sid, 101));

        // The notice of a refusal leads here.
        await james.GoAsync("/wallet/notifications");
        await james.ShotAsync("recurring-notices");
        await james
            .Page.GetByRole(AriaRole.Link)
            .Filter(new() { HasText = "한 번 한도보다 많은 10,001원" })
            .ClickAsync();
        await james.IsAtAsync("**/wallet/recurring/" + sid);
        await james.Page.Locator("[data-action=stop]").ClickAsync();
        await james.SeesResultAsync("해지했어요");
        Assert.Equal(-751, await ChargeAsync(sid, 1));
        Assert.Equal(
            "INACTIVE",
            (await client.SidStatusAsync(franchise.RecurringCid, sid))["status"]!.GetValue<string>()
        );
        await Assertions.Expect(james.Page.Locator("[data-action=stop]")).ToHaveCountAsync(0);

        // The shop sees it, and so does the back office.
        await using var owner = await browser.PersonAsync(address, width: 1280, height: 900);
        await owner.SignInAsync("owner@mypay.test", home: "/merchant");
        await owner.GoAsync("/merchant/recurring?state=stopped");
        await Assertions.Expect(owner.Test("row")).ToContainTextAsync("한 번에 10,000원 · 한 달에 22,000원까지");
        await owner.ShotAsync("recurring-merchant");
        await owner.GoAsync("/merchant/recurring?state=active");
        await Assertions.Expect(owner.Page.Locator("main")).ToContainTextAsync("정기결제 키가 없어요");
        await using var admin = await browser.PersonAsync(address, width: 1280, height: 900);
        await admin.SignInAsync("auditor@mypay.test", home: "/admin");
        var me = (await product.AskAsync((IPayments p) => p.ListAsync(franchise.Id, new(), null, 1))).Rows[0];
        Assert.Equal(sid, me.Sid);
        await admin.GoAsync($"/admin/members/{await IdOfJamesAsync()}");
        await Assertions.Expect(admin.Test("recurring")).ToContainTextAsync("해지");
        await admin.ShotAsync("recurring-admin");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task In_English_on_a_phone_a_stopped_consent_is_charged_no_more()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.Page.Context.AddCookiesAsync([
            new()
            {
                Name = ".AspNetCore.Culture",
                Value = Uri.EscapeDataString("c=en|uic=en"),
                Url = address,
            },
        ]);
        var sid = await SubscribeAsync(
            james,
            async () =>
            {
                await Assertions.Expect(james.Test("caps")).ToContainTextAsync("at once");
                await james.ShotAsync("recurring-checkout-en");
            }
        );
        Assert.Null(await ChargeAsync(sid, 12_000));

        await james.GoAsync("/wallet/recurring");
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("12,000");
        await james.ShotAsync("recurring-list-en");
        await james.Page.GetByRole(AriaRole.Button, new() { Name = "Stop for good" }).ClickAsync();
        await james.SeesResultAsync("Nothing is charged from now on");
        Assert.Equal(-751, await ChargeAsync(sid, 1));
        await james.GoAsync("/wallet/notifications");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("though you stopped it");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("charged more");
        await product.VerifyAsync();
    }

    private async Task<string> SubscribeAsync(APerson person, Func<Task> atCheckoutAsync)
    {
        var ready = await client.ReadyAsync(
            new()
            {
                ["cid"] = franchise.RecurringCid,
                ["partner_order_id"] = "o-1",
                ["partner_user_id"] = "u-1",
                ["item_name"] = "원두 정기배송",
                ["quantity"] = 1,
                ["total_amount"] = 9_900,
                ["tax_free_amount"] = 0,
                ["approval_url"] = shop.Address + "/approved",
                ["cancel_url"] = shop.Address + "/cancelled",
                ["fail_url"] = shop.Address + "/failed",
            }
        );
        await person.GoAsync(ready["next_redirect_mobile_url"]!.GetValue<string>());
        await Assertions.Expect(person.PinInput).ToBeEnabledAsync();
        await atCheckoutAsync();
        await person.EnterPinAsync();
        await person.IsAtAsync("**/approved?pg_token=*");
        var paid = await client.ApproveAsync(
            new()
            {
                ["cid"] = franchise.RecurringCid,
                ["tid"] = ready["tid"]!.GetValue<string>(),
                ["partner_order_id"] = "o-1",
                ["partner_user_id"] = "u-1",
                ["pg_token"] = System.Web.HttpUtility.ParseQueryString(new Uri(person.Page.Url).Query)["pg_token"],
            }
        );
        return paid["sid"]!.GetValue<string>();
    }

    /// <summary>The error's code; null when it was charged.</summary>
    private async Task<int?> ChargeAsync(string sid, int won)
    {
        JsonObject charge = new()
        {
            ["cid"] = franchise.RecurringCid,
            ["sid"] = sid,
            ["partner_order_id"] = "o-2",
            ["partner_user_id"] = "u-1",
            ["quantity"] = 1,
            ["total_amount"] = won,
            ["tax_free_amount"] = 0,
        };
        var before = (
            await product.AskAsync((IPayments p) => p.FindSidAsync(franchise.Id, franchise.RecurringCid, sid))
        )!;
        var code = await client.TryAsync("subscription", charge);
        var after = (
            await product.AskAsync((IPayments p) => p.FindSidAsync(franchise.Id, franchise.RecurringCid, sid))
        )!;
        Assert.Equal(before.TakenThisMonth + (code is null ? won : 0), after.TakenThisMonth);
        return code;
    }

    private async Task<MemberId> IdOfJamesAsync()
    {
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync("james@mypay.test"));
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!.Id;
    }
}
