using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>A bill is split, and the asker sees the answers come in.</summary>
public sealed class RequestJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task James_splits_a_bill_Jiwoo_pays_from_the_notice_and_another_declines_with_a_word()
    {
        var other = await product.MemberAsync("오민수");
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/requests");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("아직 요청이 없어요");
        await james.ShotAsync("requests-empty");
        await james.GoAsync("/wallet/requests/new");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await Assertions.Expect(james.Page.GetByRole(AriaRole.Button, new() { Name = "지우 빼기" })).ToBeVisibleAsync();
        await james.FillAsync("receiver", other.Email);
        await Assertions.Expect(james.Page.GetByRole(AriaRole.Button, new() { Name = "오** 빼기" })).ToBeVisibleAsync();
        await james.ShotAsync("requests-people");
        await james.SubmitAsync();
        await james.FillAsync("amount", "20,000");
        await james.FillAsync("memo", "어제 저녁");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("6,668원");
        await james.ShotAsync("requests-amount");
        await james.SubmitAsync();
        await james.SeesResultAsync("13,332원");
        await james.GoAsync("/wallet/requests");
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("2명 중 0명");

        await using var jiwoo = await browser.PersonAsync(address);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        await Assertions.Expect(jiwoo.Page.Locator("main")).ToContainTextAsync("James 님이 요청했어요");
        await jiwoo.ShotAsync("requests-home");
        await Assertions.Expect(jiwoo.Page.Locator("[data-action=pay]")).ToBeVisibleAsync();
        await jiwoo.GoAsync("/wallet/notifications?kind=request");
        await jiwoo.Test("row").First.GetByRole(AriaRole.Link).ClickAsync(); // paid from the notice
        await jiwoo.IsAtAsync("**/pay");
        await Assertions.Expect(jiwoo.Test("submit")).ToBeEnabledAsync();
        await jiwoo.ShotAsync("requests-pay");
        await jiwoo.SubmitAsync();
        await jiwoo.EnterPinAsync();
        await jiwoo.SeesResultAsync("6,666원");

        await Assertions.Expect(james.Test("row")).ToContainTextAsync("2명 중 1명");
        await using var minsu = await browser.PersonAsync(address);
        await minsu.SignInAsync(other.Email);
        await minsu.GoAsync("/wallet/requests");
        await Assertions.Expect(minsu.Page.Locator("[data-action=decline]")).ToBeEnabledAsync();
        await minsu.Page.Locator("[data-action=decline]").ClickAsync();
        await minsu.FillAsync("memo", "나는 안 갔어");
        await minsu.Page.Locator("[data-action=decline-now]").ClickAsync();
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("나는 안 갔어");
        await james.ShotAsync("requests-progress");
        Assert.Equal(
            41_666,
            await product.BalanceAsync(
                (
                    await product.AskAsync(
                        (MyPay.Domain.Membership.IMembers m) => m.FindReceiversAsync(other.Id, "james@mypay.test")
                    )
                )[0].Id
            )
        );
        await product.VerifyAsync();
    }
}
