using System.Net;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>A day's sales on their way to the shop's account, in a real browser.</summary>
public sealed class SettlementJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task A_day_is_closed_approved_by_another_paid_and_explained_to_its_shop()
    {
        var coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
        var member = await product.MemberWithAsync(20_000);
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        var sold = (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(coffee, true, code.Code, 4_500, "order-1", "라테", null, Once.NewKey()))
            )
        ).Granted();
        product.Clock.Advance(TimeSpan.FromHours(13.5)); // half past one at night: nothing has closed the day yet
        await using var admin = await AtDeskAsync("admin@mypay.test", "**/admin");
        await using var approver = await AtDeskAsync("approver@mypay.test", "**/admin");

        await admin.GoAsync("/admin/settlements");
        await Assertions.Expect(admin.Test("preview")).ToBeEnabledAsync();
        await admin.Test("preview").ClickAsync();
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("미리보기: 1개");
        await admin.Test("submit").ClickAsync();
        await Assertions.Expect(admin.Test("result")).ToContainTextAsync("마감했어요");
        await admin.ShotAsync("settlement-console");

        await approver.GoAsync("/admin/settlements?state=draft");
        await approver.Test("row").First.Locator("a").First.ClickAsync();
        await approver.IsAtAsync("**/admin/settlements/S*");
        await approver.ShotAsync("settlement-draft");
        await Assertions.Expect(approver.Test("submit")).ToBeEnabledAsync();
        product.Clock.Advance(TimeSpan.FromMinutes(11)); // signed in, but not just now
        await approver.Test("submit").ClickAsync();
        await Assertions.Expect(approver.Test("step-up")).ToBeVisibleAsync();
        await approver.ShotAsync("settlement-step-up");
        await approver.FillAsync("password", "MyPay!2026");
        await approver.Test("submit").ClickAsync();
        await Assertions.Expect(approver.Page.Locator("main")).ToContainTextAsync("지급 완료"); // by itself, without reloading
        await approver.ShotAsync("settlement-paid");

        await using var owner = await AtDeskAsync("owner@mypay.test", "**/merchant");
        await owner.GoAsync("/merchant/settlements");
        await owner.ShotAsync("settlement-shop");
        await owner.Test("row").First.Locator("a").First.ClickAsync();
        await owner.IsAtAsync("**/merchant/settlements/S*");
        await Assertions.Expect(owner.Test("net")).ToHaveTextAsync("4,470원"); // 27 won fee, 3 won VAT
        await owner.ShotAsync("settlement-statement");
        var statement = new Uri(owner.Page.Url).AbsolutePath;
        var csv = await owner.Page.APIRequest.GetAsync($"{statement}/statement.csv");
        Assert.Contains(sold.Tid, await csv.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(
            "PK"u8.ToArray(),
            (await (await owner.Page.APIRequest.GetAsync($"{statement}/statement.xlsx")).BodyAsync())[..2]
        );
        Assert.Equal(
            200,
            (
                await admin.Page.APIRequest.GetAsync(
                    $"{statement.Replace("/merchant/", "/admin/", StringComparison.Ordinal)}/statement.xlsx"
                )
            ).Status
        );
        await using (var cashier = await AtDeskAsync("cashier@mypay.test", "**/merchant"))
            Assert.Equal(
                (int)HttpStatusCode.Forbidden,
                (await cashier.Page.APIRequest.GetAsync($"{statement}/statement.csv")).Status
            );

        await owner.Test("row").First.Locator("a").ClickAsync();
        await owner.IsAtAsync($"**/merchant/payments/{sold.Tid}");

        Assert.Single(await product.JournalAsync(), m => m is { Number: "100200300400", Amount: 4_470 });
        await product.VerifyAsync();
    }

    private async Task<APerson> AtDeskAsync(string email, string home)
    {
        var person = await browser.PersonAsync(address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync(home);
        return person;
    }
}
