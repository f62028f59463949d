using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement.Reconciliation;

/// <summary>The bank collects its fees from our account by itself, in lines that name no call.</summary>
public sealed class BankFeeTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private AProduct product = null!;
    private long accrued;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        await product.MemberWithAsync(50_000);
        accrued = await BalanceAsync(LedgerAccount.BankFeePayable);
        Assert.True(accrued > 1);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task What_had_accrued_is_cleared_by_itself_once_and_both_sides_agree()
    {
        await CollectAsync(accrued);
        product.Clock.Advance(TimeSpan.FromDays(1));

        var day = await RunAsync();
        Assert.True(day.IsClear);
        Assert.Equal(0, day.Difference);
        Assert.Equal(0, await BalanceAsync(LedgerAccount.BankFeePayable));
        var again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync()));
        Assert.All(
            again,
            run => Assert.Equal((day.Matched, day.LedgerOut, true), (run.Matched, run.LedgerOut, run.IsClear))
        );
        product.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await RunAsync(Day.AddDays(1))).IsClear); // the slip's own day is not disturbed by it
        Assert.Equal((await RunAsync(Day.AddDays(1))).LedgerBalance, (await RunAsync()).BankBalance);
        Assert.Single(
            await product.AskAsync(
                (MyPayDb db) =>
                    db.Set<AuditEntry>().Where(e => e.Action == "settlement.bank_fee.collected").ToListAsync()
            )
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task In_two_lines_each_clears_its_part_and_what_goes_beyond_is_a_case_for_two()
    {
        await CollectAsync(accrued - 1);
        await CollectAsync(10);
        product.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, (await RunAsync()).Exceptions);
        var found = Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new())));
        Assert.Equal((ReconKind.Amount, -9L), (found.Kind, found.Difference));
        Assert.Equal(0, await BalanceAsync(LedgerAccount.BankFeePayable));
        await RunAsync();
        Assert.Equal(found, Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new()))));

        var (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
        var asked = (
            await product.Approvals(a => a.AskAsync(ReconWriteOff.Ask(found.Id, "은행이 더 가져감"), maker))
        ).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();
        Assert.True((await RunAsync()).IsClear);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Fees_that_accrued_only_later_do_not_cover_a_line_of_before()
    {
        await CollectAsync(accrued + 5);
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.MemberWithAsync(50_000, "이튿날");
        Assert.True(await BalanceAsync(LedgerAccount.BankFeePayable) > accrued + 5);

        await RunAsync();

        Assert.Equal(-5, Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new()))).Difference);
        Assert.True((await RunAsync(Day.AddDays(1))).Exceptions == 0);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_line_the_bank_takes_back_and_one_that_is_no_fee_are_cases()
    {
        await CollectAsync(accrued);
        await MoveAsync(-3, "알 수 없는 출금");
        product.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        var other = Assert.Single(await product.AskAsync((IReconciliation r) => r.CasesAsync(new())));
        Assert.Equal((ReconKind.MissingHere, -3L), (other.Kind, other.Difference));

        product.EditBank("DELETE FROM journal WHERE contract_print_content = '펌뱅킹수수료'");
        await RunAsync();
        var gone = Assert.Single(
            await product.AskAsync((IReconciliation r) => r.CasesAsync(new())),
            c => c.Id != other.Id
        );
        Assert.Equal((ReconKind.MissingThere, accrued), (gone.Kind, gone.Difference));
        await product.VerifyAsync();
    }

    private Task CollectAsync(long won) => MoveAsync(-won, "펌뱅킹수수료");

    private async Task MoveAsync(long signed, string print)
    {
        using var answer = await product.Bank.PostAsJsonAsync(
            "/sim/contracts/10020030040/movements",
            new { amount = signed, printContent = print }
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task<ReconDay> RunAsync(DateOnly? date = null) =>
        (await product.AskAsync((IReconciliation r) => r.RunAsync("main", date ?? Day))).Granted();

    private Task<long> BalanceAsync(LedgerAccount account) =>
        product.AskAsync(
            (MyPayDb db) =>
                db.Set<AccountRow>().Where(a => a.Code == account.Code).Select(a => a.Balance).SingleOrDefaultAsync()
        );
}
