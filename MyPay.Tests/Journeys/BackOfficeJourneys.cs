using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Franchise;
using MyPay.Domain.Storage.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The back office at work, in a real browser.</summary>
[Collection(nameof(Journey))]
public sealed class BackOfficeJourneys(ABrowser browser) : IAsyncLifetime
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
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(3);
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_rule_is_tried_switched_on_and_its_case_released_and_every_payment_is_found_from_the_dashboard()
    {
        var coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
        var member = await product.MemberWithAsync(50_000);
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        var paid = (await product.AskAsync((IInStore s) => s.PayByCodeAsync(new(coffee, true, code.Code, 4_500, "order-1", "라테", null, Once.NewKey())))).Granted();
        await using var admin = await AtDeskAsync("admin@mypay.test");

        await Assertions.Expect(admin.Test("sum").First).ToContainTextAsync("4,500원");
        await admin.Test("sum").First.ClickAsync();
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(1);
        await Assertions.Expect(admin.Test("row")).ToContainTextAsync("모닝커피");
        await admin.GoAsync($"/admin/payments/{paid.Tid}");
        await Assertions.Expect(admin.Test("step")).ToContainTextAsync("4,500원");
        var csv = await (await admin.Page.APIRequest.GetAsync("/admin/payments.csv")).TextAsync();
        Assert.Contains(paid.Tid, csv, StringComparison.Ordinal);

        await admin.GoAsync("/admin/fraud?view=rules");
        await Assertions.Expect(admin.Test("choose-LargeToNew")).ToBeEnabledAsync();
        await admin.Test("choose-LargeToNew").ClickAsync();
        await admin.FillAsync("limit", "10,000");
        await admin.Test("simulate").ClickAsync();
        await Assertions.Expect(admin.Test("simulation")).ToBeVisibleAsync();
        await admin.Test("mode-Hold").DispatchEventAsync("click");
        await admin.FillAsync("memo", "도용 신고 증가");
        await admin.SubmitAsync();
        await admin.SeesResultAsync("저장");

        var friend = await product.MemberAsync("이받음");
        Assert.Equal("money.outgoing.held", (await product.Remittances(r => r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(20_000), null, false, Once.NewKey())))).Refused().Code);
        await admin.GoAsync("/admin/fraud");
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(1);
        await admin.Test("release").DispatchEventAsync("click");
        await admin.FillAsync("memo", "본인 확인");
        await admin.Test("decide").ClickAsync();
        await admin.SeesResultAsync("풀어");
        (await product.Remittances(r => r.SendToMemberAsync(new(member.Id, friend.Id, Won.Of(20_000), null, false, Once.NewKey())))).Granted();
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
