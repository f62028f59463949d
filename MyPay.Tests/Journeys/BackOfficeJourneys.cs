using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The back office at work: operators ask, approvers decide, auditors read.</summary>
public sealed class BackOfficeJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(over: services => services.AddSingleton<IApprovedAction>(new OneWon()));
        await product.OperatorAsync();
        await product.ApproverAsync();
        await product.StaffAsync("auditor@mypay.test", MyPay.Domain.Membership.SignInRoles.Auditor);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_request_appears_by_itself_is_read_and_approved_and_an_auditor_only_reads()
    {
        await using var approver = await AtDeskAsync("approver1@mypay.test", 390);
        await using var auditor = await AtDeskAsync("auditor@mypay.test");
        await approver.GoAsync("/admin/approvals");
        await Assertions.Expect(approver.Test("row")).ToHaveCountAsync(0);
        await Assertions.Expect(approver.Page.Locator(".empty")).ToBeVisibleAsync();
        await auditor.GoAsync("/admin/approvals");
        await IsLiveAsync(approver);
        await IsLiveAsync(auditor);
        var asked = (
            await product.Approvals(async a => await a.AskAsync(OneWon.Ask(), await product.OperatorAsync()))
        ).Granted();

        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(1); // without reloading
        await auditor.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(auditor.Test("row")).ToContainTextAsync("월말 정리");
        await Assertions.Expect(auditor.Test("submit")).ToHaveCountAsync(0);

        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("operator1@mypay.test");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");
        await Assertions.Expect(auditor.Test("row")).ToContainTextAsync("approver1@mypay.test");
        Assert.Equal(ApprovalState.Approved, (await product.Approvals(a => a.FindAsync(asked.Id)))!.State);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task An_auditor_finds_an_act_verifies_the_chain_and_takes_the_log_home()
    {
        var asked = (
            await product.Approvals(async a =>
                await a.AskAsync(OneWon.Ask("test:1", "=1+1 정리"), await product.OperatorAsync())
            )
        ).Granted();
        (
            await product.Approvals(async a => await a.DecideAsync(asked.Id, true, null, await product.ApproverAsync()))
        ).Granted();
        await using var auditor = await AtDeskAsync("auditor@mypay.test");
        await auditor.GoAsync("/admin/audit?subject=test:1"); // the clockwork has notes of its own
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(2);
        await auditor.FillAsync("actor", "operator1");
        await auditor.Test("search").ClickAsync();
        await auditor.IsAtAsync("**/admin/audit?actor=operator1**");
        await Assertions.Expect(auditor.Test("row")).ToHaveCountAsync(1);
        await auditor.Test("verify").ClickAsync();
        await auditor.SeesResultAsync("봉인이 모두 맞아요");

        var csv = await auditor.Page.APIRequest.GetAsync("/admin/audit.csv?actor=operator1");
        var bytes = await csv.BodyAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = await csv.TextAsync();
        Assert.Contains("'=1+1 정리", text, StringComparison.Ordinal);
        Assert.DoesNotContain("approver1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_nobody_knows_about_is_decided_by_two_people_and_the_member_has_the_money()
    {
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "truncate");
        await product.FaultAsync(new { path = "transfer/result" }, "error-before");
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        await using var worker = await AtDeskAsync("operator1@mypay.test");
        await worker.GoAsync("/admin/bank-calls?view=case");
        await IsLiveAsync(worker);
        await Eventually.TrueAsync(
            async () =>
            {
                // at work in another tab: half an hour idle ends a desk
                await worker.Page.APIRequest.GetAsync("/admin");
                await product.InquireAfterAsync(TimeSpan.FromMinutes(11));
                return (await product.AskAsync((IBankLog l) => l.SumsAsync())).Cases == 1;
            },
            "an operator's case"
        );

        await worker.Test("row").GetByRole(AriaRole.Link).ClickAsync(); // it came without reloading
        await worker.Test("inquire").ClickAsync();
        await worker.SeesResultAsync("확실한 답을 주지 않았어요");
        await worker.Page.GetByText("돈이 움직였어요", new() { Exact = true }).ClickAsync();
        await worker.FillAsync("memo", "국민은행 담당자가 처리됐다고 확인");
        await worker.Test("submit").ClickAsync();
        await worker.SeesResultAsync("승인을 요청했어요");
        await using var approver = await AtDeskAsync("approver1@mypay.test", 390);
        await approver.GoAsync("/admin/approvals");
        await approver.Test("row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(approver.Test("row")).ToContainTextAsync("회원에게 20,000원을 넣어요");
        await approver.SubmitAsync();
        await approver.SeesResultAsync("승인했고 실행했어요");

        await Assertions.Expect(worker.Page.Locator(".desk-head")).ToContainTextAsync("성공");
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_correction_is_shown_asked_for_approved_and_found_in_the_ledger()
    {
        var member = await product.MemberWithAsync(20_000);
        await using var worker = await AtDeskAsync("operator1@mypay.test");
        await worker.GoAsync("/admin/adjustments");
        await worker.FillAsync("account-1", "write-off");
        await worker.FillAsync("amount-1", "3,000");
        await worker.FillAsync("account-2", $"wallet:{member.Id}");
        await worker.FillAsync("amount-2", "3000");
        await worker.Test("preview").ClickAsync();
        await Assertions.Expect(worker.Test("shown")).ToContainTextAsync("23,000원 대변");
        await worker.FillAsync("memo", "배송 지연 보상");
        await worker.Test("submit").ClickAsync();
        await worker.SeesResultAsync("승인을 요청했어요");
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        var asked = Assert.Single(await product.Approvals(a => a.ListAsync(waitingOnly: true, 10)));
        (
            await product.Approvals(async a => await a.DecideAsync(asked.Id, true, null, await product.ApproverAsync()))
        ).Granted();
        await Assertions.Expect(worker.Test("row")).ToContainTextAsync("승인함"); // without reloading

        await worker.GoAsync("/admin/ledger");
        var debits = await worker.Test("debits").TextContentAsync();
        await Assertions.Expect(worker.Test("credits")).ToHaveTextAsync(debits!);
        await worker.FillAsync("search", $"{member.Id}");
        await worker.Test("find").ClickAsync();
        await worker.IsAtAsync("**/admin/ledger/accounts/wallet**");
        await Assertions.Expect(worker.Test("row")).ToHaveCountAsync(2);
        await worker.Test("row").First.GetByRole(AriaRole.Link).ClickAsync();
        await worker.IsAtAsync("**/admin/ledger/slips/*");
        await Assertions.Expect(worker.Page.Locator(".desk-head")).ToContainTextAsync("봉인이 맞아요");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task An_auditors_hand_made_press_does_nothing_but_say_why()
    {
        var asked = (
            await product.Approvals(async a => await a.AskAsync(OneWon.Ask(), await product.OperatorAsync()))
        ).Granted();
        await using var approver = await AtDeskAsync("approver1@mypay.test");
        await approver.GoAsync($"/admin/approvals?id={asked.Id:N}");
        await Assertions.Expect(approver.Test("submit")).ToBeEnabledAsync();

        // The page still has its button; the person behind it is no approver any more.
        await product.AskAsync(
            (Journal j) =>
                j.WriteAsync<Done>(write =>
                {
                    var signIn = write.Db.Users.Single(person => person.Email == "approver1@mypay.test").Id;
                    write.Db.UserRoles.RemoveRange(write.Db.UserRoles.Where(role => role.UserId == signIn));
                    write.Db.UserRoles.Add(
                        new()
                        {
                            UserId = signIn,
                            RoleId = write
                                .Db.Roles.Single(role => role.Name == MyPay.Domain.Membership.SignInRoles.Auditor)
                                .Id,
                        }
                    );
                    return default(Done);
                })
        );
        await approver.Test("submit").ClickAsync();

        await Assertions
            .Expect(approver.Test("error").First)
            .ToHaveAttributeAsync("data-code", "backoffice.role.missing");
        Assert.Equal(ApprovalState.Waiting, (await product.Approvals(a => a.FindAsync(asked.Id)))!.State);
    }

    private static Task IsLiveAsync(APerson person) =>
        Assertions.Expect(person.Page.Locator(".desk-toggle:not([disabled])")).ToHaveCountAsync(1);

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
