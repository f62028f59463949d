using System.Text.Json.Nodes;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>A café comes to MyPay: from the application to its first payment.</summary>
public sealed class OnboardingJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_cafe_applies_is_approved_makes_a_test_key_and_sees_its_first_payment_appear()
    {
        await using var owner = await browser.PersonAsync(address);
        await owner.GoAsync("/merchant/apply");
        await owner.FillAsync("business-number", "220-81-62518");
        await owner.SubmitAsync();
        await Assertions.Expect(owner.Test("error").First).ToBeVisibleAsync(); // no such check digit, and names are missing
        await owner.FillAsync("business-number", "220-81-62517");
        await owner.FillAsync("name", "달빛커피");
        await owner.FillAsync("representative", "문달빛");
        await owner.Test("category").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await owner.FillAsync("sales", "100,000,000");
        await owner.FillAsync("phone", "02-123-4567");
        await owner.SubmitAsync();

        await owner.Test("bank").FillAsync("신한은행");
        await owner.Page.GetByText("신한은행", new() { Exact = true }).First.ClickAsync();
        await owner.FillAsync("account", "110-222-333444");
        await owner.FillAsync("holder", "문달빛");
        await owner.SubmitAsync();
        await owner.FillAsync("email", "moon@cafe.test");
        await owner.FillAsync("password", "espresso-tonic-7");
        await owner.FillAsync("name", "문달빛");
        await owner.SubmitAsync();
        await Assertions.Expect(owner.Test("code")).ToBeEnabledAsync();
        var won = (await product.JournalAsync()).Last(m => m is { Number: "110222333444", Amount: 1 });
        await owner.FillAsync("code", won.PrintContent[^4..]);
        await owner.SubmitAsync();
        await Assertions.Expect(owner.Test("result")).ToContainTextAsync("심사 중");

        await using var admin = await AtDeskAsync("admin@mypay.test", "MyPay!2026", "**/admin");
        await admin.GoAsync("/admin/franchises");
        await admin.Test("row").First.Locator("a, button").First.ClickAsync();
        await Assertions.Expect(admin.Test("submit")).ToHaveCountAsync(1);
        await admin.Test("submit").ClickAsync();
        await Assertions.Expect(admin.Test("result")).ToBeVisibleAsync();

        await using var desk = await AtDeskAsync("moon@cafe.test", "espresso-tonic-7", "**/merchant");
        await desk.GoAsync("/merchant/developers");
        await Assertions.Expect(desk.Test("key-add")).ToBeEnabledAsync();
        await desk.Test("key-add").ClickAsync();
        await desk.FillAsync("name", "주문 서버");
        await desk.SubmitAsync();
        var key = await desk.Test("secret").TextContentAsync();

        await using var site = await AMerchantSite.StartAsync();
        var staff = await product.AskAsync((MyPay.Domain.Membership.ISignIns s) => s.FindIdAsync("moon@cafe.test"));
        var shop = (await product.AskAsync((IFranchises f) => f.FindStaffAsync(staff!)))!.Franchise;
        (await product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(shop, site.Address))).Granted();
        await desk.GoAsync("/merchant/payments");
        await Assertions.Expect(desk.Page.Locator(".empty").First).ToBeVisibleAsync();
        using var client = new AKakaoClient(address, key!);
        var cid = (await product.AskAsync((IFranchises f) => f.FindAsync(shop)))!.TestCid;
        var ready = await client.ReadyAsync(
            new()
            {
                ["cid"] = cid,
                ["partner_order_id"] = "first",
                ["partner_user_id"] = "guest",
                ["item_name"] = "달빛라테",
                ["quantity"] = 1,
                ["total_amount"] = 5_500,
                ["tax_free_amount"] = 0,
                ["approval_url"] = site.Address + "/approved",
                ["cancel_url"] = site.Address + "/cancelled",
                ["fail_url"] = site.Address + "/failed",
            }
        );
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync(ready["next_redirect_mobile_url"]!.GetValue<string>());
        await james.EnterPinAsync();
        await james.IsAtAsync("**/approved?pg_token=*");
        await client.ApproveAsync(
            new()
            {
                ["cid"] = cid,
                ["tid"] = ready["tid"]!.GetValue<string>(),
                ["partner_order_id"] = "first",
                ["partner_user_id"] = "guest",
                ["pg_token"] = System.Web.HttpUtility.ParseQueryString(new Uri(james.Page.Url).Query)["pg_token"],
            }
        );

        await Assertions.Expect(desk.Test("row").First).ToContainTextAsync("5,500원"); // without reloading
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("35,000원"); // a test key moves no money
        await product.VerifyAsync();
    }

    private async Task<APerson> AtDeskAsync(string email, string password, string home)
    {
        var person = await browser.PersonAsync(address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync(password);
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync(home);
        return person;
    }
}
