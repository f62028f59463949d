using Microsoft.Playwright;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>A colleague joins the back office by two people and their letter, and is out the moment one shuts them out.</summary>
public sealed class StaffJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task Two_people_let_somebody_in_by_letter_and_one_shuts_them_out_of_their_open_page()
    {
        await using var admin = await AtDeskAsync("admin@mypay.test", 390);
        await admin.GoAsync("/admin/staff");
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(3);
        await admin.FillAsync("name", "이감사");
        await admin.FillAsync("email", "lee@office.example");
        await admin.Test("role").SelectOptionAsync("Auditor");
        await admin.FillAsync("memo", "새 감사 담당");
        await admin.Test("submit").ClickAsync();
        await admin.SeesResultAsync("추가를 요청했어요");
        await Assertions.Expect(admin.Test("row")).ToHaveCountAsync(3);

        await using var approver = await AtDeskAsync("approver@mypay.test");
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("lee@office.example");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");

        var letter = await product.LetterAsync(NoticeEvent.PasswordResetAsked, "lee@office.example");
        await using var lee = await browser.PersonAsync(address, 1280, 900);
        await lee.GoAsync(letter.Link());
        await lee.FillAsync("password", "Strong-2026!");
        await lee.SubmitAsync();
        await lee.SeesResultAsync("로그아웃했어요");
        await lee.SignInAsync("lee@office.example", "Strong-2026!", "/admin");
        await lee.GoAsync("/admin/staff");
        await Assertions.Expect(lee.Test("row")).ToHaveCountAsync(4);
        await Assertions.Expect(lee.Test("submit")).ToHaveCountAsync(0); // an auditor looks
        await lee.IsLiveAsync();
        await lee.ShotAsync("staff-auditor-desk");

        await admin.GoAsync("/admin/staff");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "이감사 막기" }).ClickAsync();
        await admin.ShotAsync("staff-phone");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "정말 막기" }).ClickAsync();
        await admin.SeesResultAsync("막았어요");
        await lee.IsAtAsync("**/login?returnUrl=*");
    }

    private async Task<APerson> AtDeskAsync(string email, int width = 1280)
    {
        var person = await browser.PersonAsync(address, width, 900);
        await person.SignInAsync(email, home: "/admin");
        return person;
    }
}
