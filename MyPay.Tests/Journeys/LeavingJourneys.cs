using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A café closes its doors: its owner asks, two people agree, the money is settled, and a late refund is dealt with.
/// </summary>
public sealed class LeavingJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(
            demo: true,
            at: new DateTimeOffset(2026, 11, 23, 20, 0, 0, SeoulTime.Offset)
        );
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task The_owner_asks_two_agree_and_it_closes_by_itself_once_it_is_paid()
    {
        var coffee = product.Host.DemoShop!.Shop;
        var member = await product.MemberWithAsync(20_000);
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        var sold = (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(coffee.Id, true, code.Code, 4_500, "order-1", "라테", null, Once.NewKey()))
            )
        ).Granted();
        await using var owner = await AtDeskAsync("owner@mypay.test", "**/merchant", 390);
        await using var admin = await AtDeskAsync("admin@mypay.test", "**/admin");
        await using var approver = await AtDeskAsync("approver@mypay.test", "**/admin");

        await owner.GoAsync("/merchant/settings?tab=leave");
        await owner.FillAsync("memo", "가게를 정리해요");
        await owner.ShotAsync("leave-owner");
        await owner.Test("submit").ClickAsync();
        await owner.SeesResultAsync("해지를 신청했어요");
        await owner.ShotAsync("leave-owner-asked");

        await admin.GoAsync("/admin/franchises?view=leaving");
        await admin.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(admin.Test("closing-asked")).ToContainTextAsync("가게를 정리해요");
        await Assertions.Expect(admin.Test("submit")).ToBeEnabledAsync();
        await admin.Test("close").DispatchEventAsync("click");
        await admin.FillAsync("memo", "점주 요청, 서류 확인");
        await admin.ShotAsync("leave-admin-asks");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("다른 사람이 승인하면");

        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("API 키");
        await approver.ShotAsync("leave-approver");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");
        await Assertions.Expect(owner.Test("left")).ToContainTextAsync("정산하고 있어요"); // by itself
        await Assertions.Expect(admin.Test("leaving")).ToContainTextAsync("다음 마감을 기다려요");
        await admin.Test("leave-act").ClickAsync();
        await Assertions.Expect(admin.Test("leaving")).ToContainTextAsync("admin@mypay.test");
        await admin.ShotAsync("leave-admin-case");
        await owner.GoAsync("/merchant/pos");
        await Assertions.Expect(owner.Page.Locator("main")).ToContainTextAsync("결제를 받을 수 없어요");
        await owner.ShotAsync("leave-pos");
        await using (var james = await browser.PersonAsync(address))
        {
            await james.SignInAsync("james@mypay.test");
            await james.GoAsync(
                $"/q/{(await product.AskAsync((IFranchises f) => f.StoresAsync(coffee.Id)))[0].QrCode}"
            );
            await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("지금 결제를 받지 않아요");
            await james.ShotAsync("leave-scan");
        }

        foreach (var person in new[] { admin, approver })
            // an open page would go to the sign-in of its own at any moment of the night
            await person.Page.GotoAsync("about:blank");
        await NightAsync();
        await SignInAsync(admin, "admin@mypay.test", "**/admin"); // the back office's sessions do not last the night
        await SignInAsync(approver, "approver@mypay.test", "**/admin");
        await admin.GoAsync($"/admin/franchises?view=all&id={coffee.Id}");
        await Assertions.Expect(admin.Test("leaving").GetByTestId("row")).ToHaveCountAsync(1);
        await admin.Test("leaving").GetByTestId("row").Locator("a").First.ClickAsync();
        await admin.IsAtAsync("**/admin/settlements/S*");
        await approver.GoAsync(new Uri(admin.Page.Url).AbsolutePath);
        await Assertions.Expect(approver.Test("submit")).ToBeEnabledAsync();
        await approver.SubmitAsync();
        await Assertions.Expect(approver.Page.Locator("main")).ToContainTextAsync("지급 완료");
        await admin.GoAsync($"/admin/franchises?view=all&id={coffee.Id}");
        await Assertions.Expect(admin.Test("leaving")).ToContainTextAsync("모두 정산됨");
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("정산 끝, 해지 완료");
        await owner.GoAsync("/merchant");
        await Assertions.Expect(owner.Test("left")).ToContainTextAsync("해지된 가맹점이에요");
        await owner.ShotAsync("leave-home");
        await owner.GoAsync("/merchant/settlements");
        await owner.Test("row").First.Locator("a").First.ClickAsync();
        await owner.IsAtAsync("**/merchant/settlements/S*");
        await Assertions.Expect(owner.Test("net")).ToHaveTextAsync("4,470원"); // still readable

        // A customer comes back with a receipt.
        await admin.GoAsync($"/admin/payments/{sold.Tid}");
        await admin.FillAsync("amount", "4500");
        await admin.FillAsync("memo", "음료가 잘못 나갔어요");
        await admin.ShotAsync("leave-refund");
        await admin.Test("submit").ClickAsync();
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("승인을 기다려요");
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        foreach (var person in new[] { admin, approver })
            // an open page would go to the sign-in of its own at any moment of the night
            await person.Page.GotoAsync("about:blank");
        await NightAsync();
        await SignInAsync(admin, "admin@mypay.test", "**/admin"); // a day later nobody is signed in any more
        await SignInAsync(approver, "approver@mypay.test", "**/admin");

        await admin.GoAsync("/admin/franchises?view=leaving");
        await admin.Test("row").First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(admin.Test("leaving")).ToContainTextAsync("4,470원");
        await Assertions.Expect(admin.Test("leave-act")).ToBeEnabledAsync();
        await admin.Test("writeoff").DispatchEventAsync("click");
        await admin.FillAsync("memo", "폐업, 연락 안 됨");
        await admin.ShotAsync("leave-debt");
        await admin.Test("leave-act").ClickAsync();
        await admin.SeesResultAsync("다른 사람이 승인하면");
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await approver.ShotAsync("leave-debt-approver");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");
        await Assertions.Expect(admin.Test("leaving")).ToContainTextAsync("모두 정산됨");
        await product.VerifyAsync();
    }

    /// <summary>The day ends and is closed; it is one in the morning.</summary>
    private async Task NightAsync()
    {
        var today = SeoulTime.DateOf(product.Clock.GetUtcNow());
        product.Clock.Advance(SeoulTime.StartOf(today.AddDays(1)).AddHours(1) - product.Clock.GetUtcNow());
        (await product.AskAsync((ISettlements s) => s.CloseAsync(today, Actor.System))).Granted();
    }

    private async Task<APerson> AtDeskAsync(string email, string home, int width = 1280)
    {
        var person = await browser.PersonAsync(address, width, 900);
        await SignInAsync(person, email, home);
        return person;
    }

    private static async Task SignInAsync(APerson person, string email, string home)
    {
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync(home);
    }
}
