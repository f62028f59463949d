using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The seed's story: James's wife sends him money every month.</summary>
public sealed class AllowanceJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task Jiwoos_allowance_arrives_on_the_first_and_James_sets_up_one_of_his_own()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/allowances");
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("지우 님이 보내요");
        await Assertions.Expect(james.Test("next")).ToHaveTextAsync("2026. 12. 1. (화)");

        await james.GoAsync("/wallet/allowances/new");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "5,000");
        await Assertions.Expect(james.Test("day")).ToBeEnabledAsync();
        await james.Test("day").SelectOptionAsync("31");
        await james.Test("holidays").SelectOptionAsync("Previous");
        await james.FillAsync("memo", "꽃값");
        await james.ShotAsync("allowances-form");
        await james.SubmitAsync();
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("2027. 1. 29. (금)");
        await james.ShotAsync("allowances-confirm");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("정기 송금을 만들었어요");
        await james.GoAsync("/wallet/allowances");
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(2);
        await Assertions.Expect(james.Page.Locator("[data-action=skip]")).ToBeEnabledAsync();

        product.Clock.Advance(TimeSpan.FromDays(8)); // the first of December, noon
        await james.IsAtAsync("**/login?returnUrl=*"); // eight days are more than a sign-in lasts, on an open page too
        await james.SignInAsync("james@mypay.test");
        await james.SeesBalanceAsync("230,000원");
        await james.GoAsync("/wallet/allowances");
        await Assertions.Expect(james.Page.Locator("[data-run=sent]")).ToHaveCountAsync(2);
        await james.ShotAsync("allowances");
        await james.GoAsync("/wallet/notifications?kind=allowance");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("정기 송금");
        await james.ShotAsync("allowances-notices");

        await james.GoAsync("/wallet/allowances");
        await Assertions.Expect(james.Page.Locator("[data-action=skip]")).ToBeEnabledAsync();
        await james.Page.Locator("[data-action=skip]").ClickAsync();
        await james.Page.Locator("[data-action=sure]").ClickAsync();
        await Assertions.Expect(james.Page.Locator("[data-run=skipped]")).ToHaveCountAsync(1);
        await james.Page.Locator("[data-action=pause]").ClickAsync();
        await Assertions.Expect(james.Page.Locator("[data-action=resume]")).ToBeEnabledAsync();
        await product.VerifyAsync();
    }
}
