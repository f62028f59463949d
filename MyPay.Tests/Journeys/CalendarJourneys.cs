using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Calendar;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Jobs, policies and the calendar, as the back office uses them.</summary>
public sealed class CalendarJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        await product.OperatorAsync();
        await product.StaffAsync("auditor@mypay.test", SignInRoles.Auditor);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task An_operator_runs_a_job_now_and_an_auditor_sees_how_it_ended_but_cannot()
    {
        await using var auditor = await AtDeskAsync("auditor@mypay.test");
        await using var person = await AtDeskAsync("operator1@mypay.test");
        await auditor.GoAsync("/admin/jobs?job=ledger.proof");
        await Assertions.Expect(auditor.Page.Locator("[data-testid=job][data-id='ledger.proof']")).ToBeVisibleAsync();
        await Assertions.Expect(auditor.Test("run")).ToHaveCountAsync(0);

        await person.GoAsync("/admin/jobs?job=ledger.proof");
        var run = person.Page.Locator("[data-testid=job][data-id='ledger.proof'] [data-testid=run]");
        await Assertions.Expect(run).ToBeEnabledAsync();
        await run.ClickAsync();
        await person.Test("submit").ClickAsync();
        await Assertions.Expect(person.Test("row").First).ToContainTextAsync("모두 맞아요"); // by itself
        await Assertions.Expect(auditor.Test("row").First).ToContainTextAsync("operator1@mypay.test");
    }

    [Fact]
    public async Task An_operator_adds_a_temporary_holiday_and_takes_it_back()
    {
        await using var person = await AtDeskAsync("operator1@mypay.test");
        await person.GoAsync("/admin/calendar?month=2026-12&day=2026-12-24");
        await person.FillAsync("name-ko", "임시공휴일");
        await person.FillAsync("name-en", "Temporary holiday");
        await person.FillAsync("memo", "오늘 국무회의에서 정했어요");
        await person.Test("submit").ClickAsync();
        await person.SeesResultAsync("공휴일, 임시공휴일");
        Assert.Equal(
            new DateOnly(2026, 12, 28),
            await product.AskAsync((IBusinessCalendar c) => c.AddBusinessDaysAsync(new(2026, 12, 23), 1))
        );
        await person.Test("withdraw").ClickAsync();
        await person.SeesResultAsync("영업일");
        await Assertions.Expect(person.Test("row")).ToHaveCountAsync(2);

        await using var auditor = await AtDeskAsync("auditor@mypay.test");
        await auditor.GoAsync("/admin/calendar?month=2026-12&day=2026-12-24");
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(2);
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_operator_asks_for_another_limit_and_too_much_is_refused_in_words()
    {
        await using var person = await AtDeskAsync("operator1@mypay.test");
        await person.GoAsync("/admin/policies?policy=transfer.max");
        await Assertions
            .Expect(person.Page.Locator("[data-id='transfer.max'] [data-testid=value]"))
            .ToHaveTextAsync("2,000,000원");
        await person.FillAsync("amount", "1");
        await person.FillAsync("memo", "한도를 낮춰요");
        await person.Test("submit").ClickAsync();
        await Assertions
            .Expect(person.Test("error").First)
            .ToHaveAttributeAsync("data-code", "backoffice.policy.out_of_range");
        await person.FillAsync("amount", "1000000");
        await person.Test("submit").ClickAsync();
        await person.SeesResultAsync("승인을 요청했어요");
        Assert.Single(await product.Approvals(a => a.ListAsync(waitingOnly: true, 10, PolicyChange.Kind)));
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
