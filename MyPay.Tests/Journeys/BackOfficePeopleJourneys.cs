using Microsoft.Playwright;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The back office at work, in a real browser.</summary>
public sealed class BackOfficePeopleJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task An_operator_finds_a_member_looks_behind_the_mask_and_freezes_them_while_their_wallet_is_open()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await using var admin = await AtDeskAsync("admin@mypay.test");

        await admin.GoAsync("/admin/members");
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Page.Locator("main")).Not.ToContainTextAsync("james@mypay.test");
        await admin.GoAsync("/admin/members?q=james%40mypay.test");
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(1);
        await admin.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await admin.IsAtAsync("**/admin/members/*");
        await admin.SeesBalanceAsync("35,000원");
        await admin.FillAsync("reveal-reason", "고객센터 문의");
        await admin.Test("reveal").ClickAsync();
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("james@mypay.test");

        await admin.Test("freeze-all").DispatchEventAsync("click");
        await admin.FillAsync("memo", "도난 신고");
        await admin.SubmitAsync();
        await Assertions.Expect(admin.Test("freeze")).ToContainTextAsync("도난 신고");
        await james.IsAtAsync("**/login*"); // the open page ends by itself
    }

    [Fact]
    public async Task An_auditor_reads_everything_and_finds_nothing_to_press()
    {
        var james = (await product.AskAsync((IMemberDesk d) => d.SearchAsync("James", false, 0, 1))).Rows[0];
        await using var auditor = await AtDeskAsync("auditor@mypay.test");

        await auditor.GoAsync($"/admin/members/{james.Id}");
        await auditor.SeesBalanceAsync("35,000원");
        await Assertions.Expect(auditor.Test("reveal")).ToHaveCountAsync(0);
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
        await auditor.GoAsync("/admin/fraud?view=rules");
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(4);
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_large_transfer_from_a_new_phone_waits_for_an_analyst_and_then_goes_out_once()
    {
        await using var phone = await browser.PersonAsync(address);
        await using var laptop = await browser.PersonAsync(address, 1280, 900);
        await laptop.SignInAsync("james@mypay.test");
        product.Clock.Advance(TimeSpan.FromDays(2));
        await using var admin = await AtDeskAsync("admin@mypay.test");

        await admin.GoAsync("/admin/fraud?view=rules");
        await admin.Test("choose-NewDevice").ClickAsync();
        await admin.FillAsync("limit", "30,000");
        await admin.Test("simulate").ClickAsync();
        await Assertions.Expect(admin.Test("simulation")).ToBeVisibleAsync();
        await admin.Test("mode-Hold").DispatchEventAsync("click");
        await admin.FillAsync("memo", "새 기기 사기 신고가 늘어요");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("규칙을 저장했어요");
        await admin.ShotAsync("fraud-new-device");

        await phone.SignInAsync("james@mypay.test");
        await SendAsync(phone, "30000");
        await phone.EnterPinAsync();
        await phone.SeesErrorAsync("확인");
        await phone.ShotAsync("fraud-held");

        await admin.GoAsync("/admin/fraud");
        await Assertions.Expect(admin.Test("row")).ToContainTextAsync("새 기기에서 큰 금액");
        await Assertions.Expect(admin.Test("decide")).ToBeEnabledAsync();
        await admin.Test("release").DispatchEventAsync("click");
        await admin.FillAsync("memo", "본인과 통화했어요");
        await admin.ShotAsync("fraud-case");
        await admin.Test("decide").ClickAsync();
        await admin.SeesResultAsync("풀어 줬어요");

        await phone.GoAsync("/wallet/send");
        await SendAsync(phone, "30000");
        await phone.EnterPinAsync();
        await phone.SeesResultAsync("30,000원");
        var james = (await product.AskAsync((IMemberDesk d) => d.SearchAsync("James", false, 0, 1))).Rows[0];
        Assert.Equal(5_000, await product.BalanceAsync(james.Id));

        // His own laptop is no news, the phone was.
        await laptop.SignInAsync("james@mypay.test");
        await laptop.GoAsync("/wallet/notifications");
        await Assertions.Expect(laptop.Test("row").Filter(new() { HasText = "로그인" })).ToHaveCountAsync(1);
        await laptop.GoAsync("/wallet/settings/devices");
        await Assertions.Expect(laptop.Test("row").Filter(new() { HasText = "지금 쓰는 기기" })).ToHaveCountAsync(1);
        await Assertions.Expect(laptop.Test("row").Nth(1)).ToBeVisibleAsync(); // the phone; and his own visit before, while that one lasts
        await laptop.ShotAsync("devices");
        await product.VerifyAsync();

        static async Task SendAsync(APerson person, string won)
        {
            await person.GoAsync("/wallet/send");
            await person.FillAsync("receiver", "jiwoo@mypay.test");
            await person.SubmitAsync();
            await person.FillAsync("amount", won);
            await person.SubmitAsync();
            await person.SubmitAsync();
        }
    }

    private async Task<APerson> AtDeskAsync(string email)
    {
        var person = await browser.PersonAsync(address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**/admin");
        return person;
    }
}
