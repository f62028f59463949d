using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Calls;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>The desk for calls of which nobody knows the outcome.</summary>
public sealed class BankDeskTests : IAsyncLifetime
{
    private AProduct product = null!;
    private Actor maker = null!,
        checker = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_charge_decided_as_done_credits_the_member_once_with_its_fee()
    {
        var (member, call) = await ChargeCaseAsync();
        await DecideAsync(call, succeeded: true);

        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        var story = (await LogAsync(l => l.FindAsync(call)))!;
        Assert.Equal(
            (BankCallState.Succeeded, 50L, "은행 담당자와 통화했어요"),
            (story.Call.State, story.Call.Fee.Amount, story.Evidence)
        );
        Assert.Equal((12, BankCallStep.Decided), (story.Events.Count, story.Events[^1].Step)); // the answer, ten inquiries, the decision
        Assert.Equal("banking.call.already_settled", (await AskAsync(call, true)).Refused().Code);
        Assert.Equal(
            "banking.call.already_settled",
            (await LogAsync(l => l.InquireNowAsync(call, maker))).Refused().Code
        );
        Assert.Contains("banking.call.decided", await NotedAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_withdrawal_decided_as_not_done_brings_the_money_back_and_a_late_answer_moves_nothing_but_is_told()
    {
        var (member, call) = await WithdrawalCaseAsync();
        Assert.Equal(0, await product.BalanceAsync(member.Id));
        await DecideAsync(call, succeeded: false);
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));

        await product.AskAsync(
            async (CallOutcomes outcomes) =>
            {
                await outcomes.BookAsync(
                    call,
                    new(WireVerdict.Succeeded, "A0000", "000", "late"),
                    5,
                    BankCallStep.Inquired
                );
                return true;
            }
        );

        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        Assert.Equal(BankCallState.Failed, (await LogAsync(l => l.FindAsync(call)))!.Call.State);
        Assert.Contains("banking.call.contradicted", await NotedAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_bank_answers_while_the_decision_waits_and_the_decision_comes_too_late()
    {
        var (member, call) = await ChargeCaseAsync();
        var asked = (await AskAsync(call, false)).Granted();
        await product.ClearFaultsAsync();

        Assert.Equal(BankCallState.Succeeded, (await LogAsync(l => l.InquireNowAsync(call, maker))).Granted().State);
        Assert.Equal(
            "banking.call.already_settled",
            (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Refused().Code
        );
        Assert.Equal(ApprovalState.Waiting, (await product.Approvals(a => a.FindAsync(asked.Id)))!.State);
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_decision_and_the_banks_answer_at_once_book_it_once()
    {
        var (member, call) = await ChargeCaseAsync();
        var asked = (await AskAsync(call, true)).Granted();
        await product.ClearFaultsAsync();

        await Task.WhenAll(
            product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker)),
            LogAsync(l => l.InquireNowAsync(call, maker)),
            product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker)),
            LogAsync(l => l.InquireNowAsync(call, maker))
        );

        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Nobody_decides_what_the_bank_is_still_asked_about_and_asking_by_hand_uses_up_no_inquiry()
    {
        var (_, call) = await UnknownChargeAsync();
        Assert.Equal("banking.call.no_case", (await AskAsync(call, true)).Refused().Code);
        var before = (await LogAsync(l => l.FindAsync(call)))!.Call;

        Assert.Equal(BankCallState.Unknown, (await LogAsync(l => l.InquireNowAsync(call, maker))).Granted().State);

        var after = (await LogAsync(l => l.FindAsync(call)))!;
        Assert.Equal((before.Inquiries, before.NextInquiryAt), (after.Call.Inquiries, after.Call.NextInquiryAt));
        Assert.Equal(BankCallStep.InquiredByHand, after.Events[^1].Step);
        Assert.Equal("banking.call.not_found", (await AskAsync(new(Guid.NewGuid()), true)).Refused().Code);
    }

    [Fact]
    public async Task The_log_is_read_by_state_bank_service_day_and_words_page_by_page()
    {
        await product.MemberWithAsync(20_000);
        await product.MemberWithAsync(30_000);
        Task<BankCallPage> List(BankCallFilter filter, string? cursor = null, int limit = 100) =>
            LogAsync(l => l.ListAsync(filter, cursor, limit));
        var all = (await List(new())).Calls;
        Assert.Equal(6, all.Count); // for each: holder, won, charge

        var paged = new List<BankCallEntry>();
        string? cursor = null;
        do
        {
            var at = cursor;
            var page = await List(new(), at, 2);
            paged.AddRange(page.Calls);
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(all.Select(c => c.Id), paged.Select(c => c.Id));
        var charge = Assert.Single((await List(new(Text: "20,000"))).Calls);
        Assert.Equal(charge, Assert.Single((await List(new(Text: charge.BankTranId))).Calls));
        Assert.Equal(charge, Assert.Single((await List(new(Text: $"{charge.Id}"))).Calls));
        Assert.Equal(
            2,
            (await List(new(Purpose: "money.charge", States: [BankCallState.Succeeded], Bank: "004"))).Calls.Count
        );
        Assert.Empty((await List(new(Bank: "088"))).Calls);
        Assert.Empty((await List(new(From: new(2026, 11, 24)))).Calls);
        Assert.Equal(6, (await List(new(From: new(2026, 11, 23), To: new(2026, 11, 23)))).Calls.Count);
        var sums = await LogAsync(l => l.SumsAsync());
        Assert.Equal(
            (0, 0, 6, 6, 0, 200L),
            (sums.Unknown, sums.Cases, sums.Today, sums.Succeeded, sums.Failed, sums.Fees)
        );
    }

    private Task<T> LogAsync<T>(Func<IBankLog, Task<T>> question) => product.AskAsync(question);

    private Task<Result<ApprovalView>> AskAsync(BankCallId call, bool succeeded) =>
        product.Approvals(a =>
            a.AskAsync(new BankCallDecision(call, succeeded).Ask("은행 담당자와 통화했어요"), maker)
        );

    private async Task DecideAsync(BankCallId call, bool succeeded)
    {
        var asked = (await AskAsync(call, succeeded)).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
    }

    private async Task<(MemberView Member, BankCallId Call)> UnknownChargeAsync()
    {
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "truncate");
        await product.FaultAsync(new { path = "transfer/result" }, "error-before");
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        return (member, await OpenAsync());
    }

    private async Task<(MemberView Member, BankCallId Call)> ChargeCaseAsync()
    {
        var (member, call) = await UnknownChargeAsync();
        await ExhaustAsync();
        return (member, call);
    }

    private async Task<(MemberView Member, BankCallId Call)> WithdrawalCaseAsync()
    {
        var member = await product.MemberWithAsync(20_000);
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0];
        await product.FaultAsync(new { path = "deposit", count = 1 }, "error-before");
        await product.FaultAsync(new { path = "transfer/result" }, "error-before");
        (
            await product.Wallets(w => w.WithdrawAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        await ExhaustAsync();
        return (member, await OpenAsync());
    }

    private async Task ExhaustAsync()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            await product.InquireAfterAsync(TimeSpan.FromMinutes(11));
    }

    private async Task<BankCallId> OpenAsync() =>
        (await LogAsync(l => l.ListAsync(new(States: [BankCallState.Unknown, BankCallState.OperatorCase]), null, 10)))
            .Calls.Single()
            .Id;

    private Task<List<string>> NotedAsync() =>
        product.AskAsync((MyPayDb db) => db.Set<AuditEntry>().Select(e => e.Action).ToListAsync());
}
