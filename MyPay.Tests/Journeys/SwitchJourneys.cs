using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Switches, fees and announcements: what the back office does, and what members and franchises see of it.
/// </summary>
public sealed class SwitchJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task A_bank_switched_off_is_seen_on_the_charge_page_at_once_and_works_again_once_it_is_on()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge");
        // two numbers are no amount, and not ten thousand times a hundred thousand
        await james.FillAsync("amount", "10000 10000");
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("10000 10000");
        await Assertions.Expect(james.Page.Locator(".won-input .problem")).ToContainTextAsync("숫자로");
        await james.FillAsync("amount", "1만");
        await james.Page.Locator("[data-add='10000']").ClickAsync();
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("20,000");
        await james.FillAsync("amount", "10000");
        await Assertions.Expect(james.Test("submit")).ToBeEnabledAsync();

        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync("/admin/calendar?tab=banks");
        await admin.ShotAsync("banks-desk");
        await admin.Page.Locator("[data-testid=switch-link][data-id='bank:004:charge']").ClickAsync();
        await admin.FillAsync("memo", "KB 장애 신고 접수");
        await admin.FillAsync("until", "2026-11-23T15:30");
        await admin.ShotAsync("switch-panel");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("껐어요");
        await Assertions.Expect(admin.Test("off")).ToContainTextAsync("KB 장애 신고 접수");

        await Assertions.Expect(james.Test("submit")).ToBeDisabledAsync(); // without reloading
        await Assertions.Expect(james.Page.Locator("body")).ToContainTextAsync("잠시 멈췄어요 · 15:30쯤 다시 열려요");
        await james.ShotAsync("charge-stopped");
        await james.GoAsync("/wallet/accounts");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("15:30쯤");
        await admin.GoAsync("/admin");
        await Assertions.Expect(admin.Test("off-strip")).ToContainTextAsync("admin@mypay.test");
        await admin.ShotAsync("home-off-strip");

        await using var auditor = await AtDeskAsync("auditor@mypay.test", 390);
        await auditor.GoAsync("/admin/calendar?tab=banks&switch=bank:004:charge");
        await Assertions.Expect(auditor.Test("switch")).ToContainTextAsync("KB 장애 신고 접수");
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
        await auditor.ShotAsync("banks-auditor-phone");
        await auditor.GoAsync("/admin/calendar?tab=banks&bank=004");
        await Assertions.Expect(auditor.Test("window")).ToHaveCountAsync(1);
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);

        await james.GoAsync("/wallet/charge");
        await Assertions.Expect(james.Test("submit")).ToBeDisabledAsync();
        await admin.Test("off").GetByRole(AriaRole.Link).ClickAsync();
        await admin.FillAsync("memo", "KB 정상 확인");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("다시 켰어요");
        await Assertions.Expect(james.Test("submit")).ToBeEnabledAsync();
        await james.FillAsync("amount", "10000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("충전했어요");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_gets_a_window_that_crosses_midnight_and_loses_it_again()
    {
        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync("/admin/bank-calls");
        await admin.Page.Locator("a[href='/admin/calendar?tab=banks']").First.ClickAsync();
        await admin.Page.Locator("[data-testid=row][data-id='092'] a").First.ClickAsync();
        await Assertions.Expect(admin.Test("bank")).ToContainTextAsync("토스뱅크");
        await admin.Test("repeat").SelectOptionAsync("monthly");
        await admin.Test("weekday").SelectOptionAsync("Sunday");
        await admin.FillAsync("begins", "23:00");
        await admin.FillAsync("ends", "01:00");
        await admin.FillAsync("memo", "은행 통보");
        await admin.ShotAsync("bank-panel");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("매월 둘째 일요일 23:00–01:00 (다음 날)");
        var window = Assert.Single(
            (await product.AskAsync((IBankDirectory d) => d.ListAsync())).Single(one => one.Bank.Code == "092").Windows
        );
        Assert.Equal(new WindowRule(new(23, 0), new(1, 0), DayOfWeek.Sunday, 2), window.Rule);

        await admin.Test("window").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(admin.Test("begins")).ToHaveValueAsync("23:00");
        await admin.FillAsync("memo", "은행이 취소");
        await admin.Test("withdraw").ClickAsync();
        await admin.SeesResultAsync("없앴어요");
        await Assertions.Expect(admin.Test("window")).ToHaveCountAsync(0);

        // A bank that was not there: asked for by one, approved by another, and in everybody's list.
        await admin.GoAsync("/admin/calendar?tab=banks");
        await admin.Test("add-bank").ClickAsync();
        await admin.FillAsync("code", "０64");
        await admin.FillAsync("name-ko", "산림조합");
        await admin.FillAsync("name-en", "Forest co-op");
        await admin.Test("link").CheckAsync();
        await admin.FillAsync("why", "새 계약");
        await admin.ShotAsync("bank-new");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("승인을 요청했어요");
        var asked = Assert.Single(await product.Approvals(a => a.ListAsync(waitingOnly: true, 10)));
        (
            await product.Approvals(async a => await a.DecideAsync(asked.Id, true, null, await product.ApproverAsync()))
        ).Granted();
        await admin.Page.Locator("[data-testid=row][data-id='064'] a").First.ClickAsync();
        await admin.Test("terms").ClickAsync();
        await Assertions.Expect(admin.Test("name-ko")).ToHaveValueAsync("산림조합");
        await admin.ShotAsync("bank-terms");
    }

    [Fact]
    public async Task New_payments_of_a_franchise_are_stopped_and_the_till_and_the_customer_see_it()
    {
        var shop = (await product.AskAsync((IFranchiseOnboarding o) => o.SearchAsync("모닝커피", 1)))[0];
        var qr = (await product.AskAsync((IFranchises f) => f.StoresAsync(shop.Id)))[0].QrCode;
        await using var cashier = await browser.PersonAsync(address, 1280, 900);
        await cashier.GoAsync("/login");
        await cashier.Test("email").FillAsync("cashier@mypay.test");
        await cashier.Test("password").FillAsync("MyPay!2026");
        await cashier.Test("submit").ClickAsync();
        await cashier.IsAtAsync("**/merchant");
        await cashier.GoAsync("/merchant/pos");
        await Assertions.Expect(cashier.Test("submit")).ToBeEnabledAsync();

        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync($"/admin/franchises?view=all&id={shop.Id}");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "새 결제 스위치" }).ClickAsync();
        await admin.FillAsync("memo", "이상 거래 조사");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("껐어요");

        await Assertions.Expect(cashier.Test("stopped")).ToContainTextAsync("새 결제를 잠시 멈췄어요"); // without reloading
        await cashier.ShotAsync("pos-stopped");
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync($"/q/{qr}");
        await Assertions.Expect(james.Page.Locator("body")).ToContainTextAsync("새 결제를 잠시 멈췄어요");
        await james.ShotAsync("scan-stopped");

        await product.TurnOnAsync(PaymentSwitch.Of(shop.Id));
        await Assertions.Expect(cashier.Test("stopped")).ToHaveCountAsync(0);
        await Assertions.Expect(james.Test("amount")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_announcement_reaches_an_open_wallet_is_put_away_and_stays_in_the_list()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await Assertions.Expect(james.Test("bell")).ToBeVisibleAsync();
        await Assertions.Expect(james.Test("announcement")).ToHaveCountAsync(0);

        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync("/admin/notices");
        await Assertions.Expect(admin.Page.Locator(".empty")).ToBeVisibleAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "새 공지 쓰기" }).ClickAsync();
        await admin.Test("kind").SelectOptionAsync("Terms");
        await admin.FillAsync("effective", "2026-11-25");
        await admin.FillAsync("title-ko", "전자금융거래 약관이 바뀌어요");
        await admin.FillAsync("title-en", "The terms change");
        await admin.FillAsync("text-ko", "제5조가 바뀌어요.\n<b>굵게</b> 보이지 않아요.");
        await admin.FillAsync("text-en", "Article 5 changes.");
        await Assertions.Expect(admin.Test("preview").First).ToContainTextAsync("<b>굵게</b>");
        await admin.ShotAsync("notice-editor");
        await admin.Test("publish").ClickAsync();
        await Assertions
            .Expect(admin.Test("error").First)
            .ToHaveAttributeAsync("data-code", "backoffice.announcement.terms_too_late");
        await admin.FillAsync("effective", "2026-12-10");
        await admin.Test("publish").ClickAsync();
        await admin.SeesResultAsync("게시했어요");
        await admin.ShotAsync("notice-published");

        await Assertions.Expect(james.Test("announcement")).ToContainTextAsync("전자금융거래 약관이 바뀌어요"); // by itself
        await james.ShotAsync("wallet-announcement");
        await james.Test("dismiss").ClickAsync();
        await Assertions.Expect(james.Test("announcement")).ToHaveCountAsync(0);
        await james.GoAsync("/wallet");
        await Assertions.Expect(james.Test("bell")).ToBeVisibleAsync();
        await Assertions.Expect(james.Test("announcement")).ToHaveCountAsync(0);
        await james.GoAsync("/wallet/all");
        await james.Page.GetByRole(AriaRole.Link, new() { Name = "공지" }).ClickAsync();
        await james.IsAtAsync("**/notices");
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("전자금융거래 약관이 바뀌어요");

        await using var visitor = await browser.PersonAsync(address);
        var id = (await product.AskAsync((IAnnouncements a) => a.AllAsync(1)))[0].Id;
        await visitor.GoAsync($"/notices/{id:N}");
        await Assertions.Expect(visitor.Test("row")).ToContainTextAsync("<b>굵게</b> 보이지 않아요."); // words, never markup
        await visitor.ShotAsync("notices-public");
        await using var owner = await browser.PersonAsync(address, 1280, 900);
        await owner.GoAsync("/login");
        await owner.Test("email").FillAsync("owner@mypay.test");
        await owner.Test("password").FillAsync("MyPay!2026");
        await owner.Test("submit").ClickAsync();
        await owner.IsAtAsync("**/merchant");
        await Assertions.Expect(owner.Test("announcement")).ToContainTextAsync("약관"); // put away by James, for James alone
        await owner.ShotAsync("merchant-announcement");

        await admin.FillAsync("memo", "시행 연기");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("내렸어요");
        await Assertions.Expect(owner.Test("announcement")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Test("row")).ToHaveCountAsync(0);

        await using var auditor = await AtDeskAsync("auditor@mypay.test");
        await auditor.GoAsync($"/admin/notices?id={id:N}");
        await Assertions.Expect(auditor.Page.Locator("main")).ToContainTextAsync("시행 연기");
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_switch_writes_the_draft_of_its_announcement()
    {
        await product.TurnOffAsync(
            BankSwitch.Of(BankService.Charge, "004"),
            new DateTimeOffset(2026, 11, 23, 15, 30, 0, TimeSpan.FromHours(9))
        );
        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync("/admin/notices?draft=bank:004:charge");
        await Assertions.Expect(admin.Test("title-ko")).ToHaveValueAsync("KB국민은행 · 충전 잠시 중단 안내");
        await Assertions.Expect(admin.Test("title-en")).ToHaveValueAsync("KB Kookmin · charging: stopped for a while");
        await Assertions.Expect(admin.Test("kind")).ToHaveValueAsync(nameof(AnnouncementKind.Maintenance));
        await Assertions.Expect(admin.Test("to")).ToHaveValueAsync("2026-11-23T15:30");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("초안을 저장했어요");
        await admin.Test("publish").ClickAsync();
        await admin.SeesResultAsync("게시했어요");
        Assert.True(
            (await product.AskAsync((IAnnouncements a) => a.ForAsync(AnnouncementReader.Member, 1)))[0]
                .Holds(product.Clock.GetUtcNow())
        );
    }

    [Fact]
    public async Task A_fee_is_changed_by_two_people_and_the_next_call_books_it()
    {
        await using var admin = await AtDeskAsync("admin@mypay.test");
        await admin.GoAsync("/admin/policies?tab=fees");
        await admin.ShotAsync("fees");
        await admin.Page.Locator("[data-testid=row][data-id=Withdraw] a").First.ClickAsync();
        await admin.FillAsync("amount", "20000");
        await admin.FillAsync("date", "2026-11-23");
        await admin.FillAsync("memo", "KB와 새로 계약");
        await admin.Test("submit").ClickAsync();
        await Assertions
            .Expect(admin.Test("error").First)
            .ToHaveAttributeAsync("data-code", "backoffice.fee.out_of_range");
        await admin.FillAsync("amount", "65");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("승인을 요청했어요");
        await admin.ShotAsync("fee-open");

        await using var approver = await AtDeskAsync("approver@mypay.test");
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("65원");
        await approver.ShotAsync("fee-approval");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");
        await Assertions
            .Expect(admin.Page.Locator("[data-testid=row][data-id=Withdraw] [data-testid=value]"))
            .ToHaveTextAsync("65원"); // by itself

        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/charge");
        await james.FillAsync("amount", "10000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("충전했어요");
        Assert.Equal(
            65,
            (await product.AskAsync((IBankLog log) => log.ListAsync(new(Purpose: "money.charge"), null, 1)))
                .Calls[0]
                .Fee
                .Amount
        );
        await product.VerifyAsync();

        await using var auditor = await AtDeskAsync("auditor@mypay.test", 390);
        await auditor.GoAsync("/admin/policies?tab=fees&fee=grade:Micro");
        await Assertions
            .Expect(auditor.Page.Locator("[data-testid=row][data-id='grade:Micro'] [data-testid=value]"))
            .ToHaveTextAsync("0.60%");
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
        await auditor.ShotAsync("fees-auditor-phone");
    }

    private async Task<APerson> AtDeskAsync(string email, int width = 1280)
    {
        var person = await browser.PersonAsync(address, width, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**/admin");
        return person;
    }
}
