using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Money in an envelope, and the people one sends to.</summary>
public sealed class ContactJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task An_envelope_reaches_its_receiver_and_the_people_of_before_stand_first()
    {
        var other = await product.MemberAsync("오민수");
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", other.Email);
        await james.SubmitAsync();
        await james.FillAsync("amount", "10,000");
        await james.FillAsync("memo", "합격 축하해!");
        await Assertions.Expect(james.Page.Locator("[data-envelope=congratulations]").First).ToBeAttachedAsync();
        await james.Page.GetByText("축하", new() { Exact = true }).ClickAsync();
        await james.ShotAsync("send-envelopes");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("envelope")).ToContainTextAsync("축하해요");
        await james.ShotAsync("send-confirm");
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("오민수");

        await using var minsu = await browser.PersonAsync(address);
        await minsu.SignInAsync(other.Email);
        await Assertions.Expect(minsu.Test("envelope")).ToContainTextAsync("축하해요");
        await minsu.ShotAsync("envelope-waiting");
        await minsu.Page.Locator("[data-action=accept]").ClickAsync();
        await minsu.SeesBalanceAsync("10,000원");
        await Assertions.Expect(minsu.Test("row").Locator("[data-envelope=congratulations]")).ToBeVisibleAsync();
        await minsu.GoAsync("/wallet/notifications");
        await Assertions.Expect(minsu.Test("row").First).ToContainTextAsync("축하 봉투");
        await minsu.ShotAsync("envelope-notices");
        await minsu.GoAsync("/wallet/history/1");
        await Assertions.Expect(minsu.Test("envelope")).ToContainTextAsync("축하해요");
        await minsu.ShotAsync("envelope-receipt");

        // An account, sent to once, is one press the next time.
        await james.GoAsync("/wallet/send?to=account");
        await james.FillAsync("bank", "신한");
        await james.FillAsync("account", "110-222-333444");
        await james.SubmitAsync();
        await james.FillAsync("amount", "5,000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("보냈어요");
        await james.GoAsync("/wallet/send");
        await Assertions.Expect(james.Test("contact").First).ToContainTextAsync("신한은행 33444");
        await james.Page.Locator(".star").First.ClickAsync();
        await Assertions.Expect(james.Page.Locator(".choices-title").First).ToHaveTextAsync("즐겨찾기");
        await james.Page.Locator("[data-action=more]").First.ClickAsync();
        await james.FillAsync("nickname", "월세");
        await james.ShotAsync("send-contact-edit");
        await james.Page.Locator("[data-action=rename]").ClickAsync();
        await Assertions.Expect(james.Test("contact").First).ToContainTextAsync("월세");
        await james.ShotAsync("send-contacts");
        await james.Page.GetByText("월세", new() { Exact = true }).ClickAsync();
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("amount")).ToBeVisibleAsync();
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("110222333444");
        await product.VerifyAsync();
    }
}
