using Microsoft.Playwright;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// The reconciliation desk: a difference is found, taken, written off by two, and the day is certified.
/// </summary>
public sealed class ReconciliationJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        await product.OperatorAsync();
        await product.ApproverAsync();
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_difference_is_found_taken_and_booked_by_two_and_the_day_is_certified()
    {
        await product.MemberWithAsync(50_000);
        product.EditBank("UPDATE journal SET amount = amount - 7 WHERE amount = 50000");
        product.Clock.Advance(TimeSpan.FromDays(1));
        await using var clerk = await AtDeskAsync("operator1@mypay.test");
        await clerk.GoAsync("/admin/reconciliation");
        await Assertions.Expect(clerk.Test("run")).ToBeEnabledAsync();
        await clerk.Test("run").ClickAsync();
        await clerk.SeesResultAsync("어긋남 1");
        await Assertions.Expect(clerk.Test("day")).ToHaveCountAsync(1);
        await clerk.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(clerk.Test("case")).ToContainTextAsync("금액 다름");
        await clerk.SubmitAsync();
        await Assertions.Expect(clerk.Test("row")).ToContainTextAsync("operator1@mypay.test");

        await clerk.Page.Locator("label:has([data-testid=writeoff])").ClickAsync();
        await clerk.FillAsync("memo", "은행 정정 통보");
        await clerk.Test("submit").ClickAsync();
        await clerk.SeesResultAsync("다른 사람이 승인하면");

        await using var approver = await AtDeskAsync("approver1@mypay.test", 390);
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("은행 정정 통보");
        await approver.SubmitAsync();
        await Assertions.Expect(clerk.Test("case")).ToContainTextAsync("장부에 반영"); // without reloading
        Assert.Empty(await product.AskAsync((IReconciliation r) => r.CasesAsync(new())));

        await clerk.GoAsync("/admin/certificates");
        await Assertions.Expect(clerk.Test("issue")).ToBeEnabledAsync();
        await clerk.Test("issue").ClickAsync();
        await clerk.SeesResultAsync("증명서가 있어요");
        await clerk.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(clerk.Test("ratio")).ToContainTextAsync("%");
        var file = await clerk.Page.RunAndWaitForDownloadAsync(() => clerk.Test("json").ClickAsync());
        Assert.Equal("mypay-certificate-2026-11-23.json", file.SuggestedFilename);
        await product.VerifyAsync();
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
