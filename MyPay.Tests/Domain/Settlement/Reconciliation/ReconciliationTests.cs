using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Settlement.Reconciliation;

/// <summary>
/// Our books, our call log and the bank's statement, over the real wire; the bank's own books are corrected behind our
/// back.
/// </summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_day_on_which_all_agree_is_clear_and_looking_again_changes_nothing()
    {
        await product.MemberWithAsync(50_000);
        product.Clock.Advance(TimeSpan.FromDays(1));
        var day = await RunAsync();
        Assert.True(day.IsClear);
        Assert.Equal((2, 1, 0L), (day.Matched, day.Expected, day.Difference)); // the 1-won check and the charge; the opening capital
        Assert.Equal(day.LedgerBalance, day.BankBalance);
        var (lines, events) = (Count("banking_statement_line"), Count("settlement_recon_event"));

        var again = await RunAsync();
        Assert.Equal(day with { StatementAt = again.StatementAt, CheckedAt = again.CheckedAt }, again);
        Assert.Equal((lines, events), (Count("banking_statement_line"), Count("settlement_recon_event")));
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData(
        "UPDATE journal SET amount = amount - 7 WHERE amount = 50000",
        "UPDATE journal SET amount = 50000 WHERE amount = 49993",
        ReconKind.Amount,
        -7
    )]
    [InlineData(
        "UPDATE journal SET contract = '99' WHERE amount = 50000",
        "UPDATE journal SET contract = '10020030040' WHERE contract = '99'",
        ReconKind.MissingThere,
        -50_000
    )]
    [InlineData(
        Again
            + "contract_print_content, balance, contract_balance + 50000, day, time, at FROM journal WHERE "
            + "amount = 50000",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        ReconKind.Duplicate,
        50_000
    )]
    [InlineData(
        Again + "'누군가', balance, contract_balance + 50000, day, time, at FROM journal WHERE amount = 50000",
        "DELETE FROM journal WHERE contract_print_content = '누군가'",
        ReconKind.MissingHere,
        50_000
    )]
    [InlineData(
        "UPDATE journal SET day = '20261124' WHERE amount = 50000",
        "UPDATE journal SET day = '20261123' WHERE amount = 50000",
        ReconKind.Date,
        0
    )]
    public async Task What_the_bank_lists_otherwise_is_a_case_which_closes_itself_once_it_agrees(
        string wrong,
        string right,
        ReconKind kind,
        long difference
    )
    {
        await product.MemberWithAsync(50_000);
        product.EditBank(wrong);
        product.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(Day.AddDays(1));
        var day = await RunAsync();
        Assert.Equal(1, day.Exceptions);
        var found = Assert.Single(await CasesAsync());
        Assert.Equal((kind, difference), (found.Kind, found.Difference));
        await RunAsync();
        Assert.Equal(found, Assert.Single(await CasesAsync())); // once, however often one looks

        product.EditBank(right);
        await RunAsync(Day.AddDays(1));
        Assert.True((await RunAsync()).IsClear);
        Assert.Empty(await CasesAsync());
        var history = (await product.AskAsync((IReconciliation r) => r.FindAsync(found.Id)))!;
        Assert.Equal(ReconClosing.Healed, history.Case.Closing);
        Assert.Equal([ReconAct.Opened, ReconAct.Healed], history.History.Select(e => e.Act));
    }

    [Fact]
    public async Task What_the_bank_took_back_behind_our_back_is_missing_here()
    {
        var member = await product.MemberWithAsync(10_000);
        await product.FaultAsync(new { path = "/withdraw/", count = 1 }, "late-failure");
        await ChargeAsync(member.Id);
        product.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        var found = Assert.Single(await CasesAsync());
        Assert.Equal((ReconKind.MissingHere, -10_000L), (found.Kind, found.Difference));
    }

    [Fact]
    public async Task A_wrong_answer_is_found_and_a_right_one_heals_it()
    {
        await product.MemberWithAsync(10_000);
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.FaultAsync(new { path = "transaction_list", count = 1 }, "wrong-amount");
        Assert.Equal(2, (await RunAsync()).Exceptions);
        Assert.All(await CasesAsync(), c => Assert.Equal(ReconKind.Amount, c.Kind));
        Assert.True((await RunAsync()).IsClear);
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task A_statement_of_many_pages_that_breaks_off_judges_nothing_and_is_whole_the_next_time()
    {
        await product.MemberWithAsync(10_000);
        product.EditBank(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70) "
                + Again
                + "'줄 ' || i, balance, contract_balance + i, day, time, at FROM journal, n WHERE amount = 10000"
        );
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.FaultAsync(new { path = "transaction_list", count = 1 }, "slow"); // the first page, late
        await product.FaultAsync(new { path = "transaction_list", count = 2 }, "truncate"); // the second, and the try after it
        var broken = await product.AskAsync((IReconciliation r) => r.RunAsync("main", Day));
        Assert.Equal("banking.statement.no_answer", broken.Refused().Code);
        Assert.Empty(await product.AskAsync((IReconciliation r) => r.DaysAsync(Day, Day)));

        var fetches = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => product.AskAsync((IBankStatements s) => s.FetchAsync("main", Day)))
        );
        Assert.All(
            fetches,
            fetch => Assert.Equal((3, 72, 0), (fetch.Granted().Pages, fetch.Granted().Lines, fetch.Granted().Gone))
        );
        Assert.Equal(72, Count("banking_statement_line"));
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => product.AskAsync((IReconciliation r) => r.RunAsync("main", Day)))
        );
        Assert.All(runs, run => Assert.Equal(70, run.Granted().Exceptions));
        Assert.Equal(70, (await CasesAsync()).Count);
    }

    [Fact]
    public async Task What_nobody_knows_yet_waits_and_is_no_case()
    {
        var member = await product.MemberWithAsync(10_000);
        await product.FaultAsync(new { path = "/withdraw/", count = 1 }, "error-after");
        await ChargeAsync(member.Id, isUnknown: true);
        product.Clock.Advance(TimeSpan.FromDays(1));
        var day = await RunAsync();
        Assert.Equal((1, 0), (day.Waiting, day.Exceptions));
        Assert.Equal(10_000, day.Difference); // the bank has it, our books not yet

        // Learnt a day later: the money agrees, the dates do not, and that takes only a word.
        await product.AskAsync((IFirmBank b) => b.InquireDueAsync());
        await RunAsync();
        var found = Assert.Single(await CasesAsync());
        Assert.Equal((ReconKind.Date, 0L), (found.Kind, found.Difference));
        var me = await product.OperatorAsync();
        Assert.Equal(
            "settlement.recon.note_missing",
            (await product.AskAsync((IReconciliation r) => r.ExplainAsync(found.Id, " ", me))).Refused().Code
        );
        (await product.AskAsync((IReconciliation r) => r.AssignAsync(found.Id, me, me))).Granted();
        (
            await product.AskAsync((IReconciliation r) => r.ExplainAsync(found.Id, "결과를 다음 날 알았음", me))
        ).Granted();
        Assert.Equal(
            "settlement.recon.case_closed",
            (await product.AskAsync((IReconciliation r) => r.NoteAsync(found.Id, "더", me))).Refused().Code
        );
        Assert.True((await RunAsync()).IsClear); // and stays explained
    }

    [Fact]
    public async Task The_night_runs_what_was_slept_through_and_heals_what_is_open()
    {
        await product.MemberWithAsync(50_000);
        product.EditBank("UPDATE journal SET contract = '99' WHERE amount = 50000");
        product.Clock.Advance(TimeSpan.FromDays(1));
        await product.AskAsync((IReconciliation r) => r.RunDueAsync());
        Assert.Single(await CasesAsync());
        product.Clock.Advance(TimeSpan.FromDays(3));
        product.EditBank("UPDATE journal SET contract = '10020030040' WHERE contract = '99'");
        Assert.Equal(4, await product.AskAsync((IReconciliation r) => r.RunDueAsync()));
        Assert.Empty(await CasesAsync());
        Assert.Equal(4, (await product.AskAsync((IReconciliation r) => r.DaysAsync(Day, Day.AddDays(9)))).Count);
    }

    [Fact]
    public async Task A_write_off_takes_two_and_is_a_slip_that_makes_the_books_agree_with_the_bank()
    {
        await product.MemberWithAsync(50_000);
        product.EditBank("UPDATE journal SET amount = amount - 7 WHERE amount = 50000");
        product.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        var found = Assert.Single(await CasesAsync());
        var (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
        Assert.Equal(
            "settlement.recon.money_differs",
            (await product.AskAsync((IReconciliation r) => r.ExplainAsync(found.Id, "몰라요", maker))).Refused().Code
        );
        var asked = (
            await product.Approvals(a => a.AskAsync(ReconWriteOff.Ask(found.Id, "은행 정정 통보"), maker))
        ).Granted();
        Assert.False((await RunAsync()).IsClear);
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();

        var closed = (await product.AskAsync((IReconciliation r) => r.FindAsync(found.Id)))!.Case;
        Assert.Equal(ReconClosing.WrittenOff, closed.Closing);
        Assert.NotNull(closed.Slip);
        var day = await RunAsync();
        Assert.True(day.IsClear);
        Assert.Equal(0, day.Difference);
        product.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await RunAsync(Day.AddDays(1))).IsClear); // the slip's own day is not disturbed by it
        Assert.Equal(
            "settlement.recon.case_closed",
            (await product.Approvals(a => a.AskAsync(ReconWriteOff.Ask(found.Id, "또"), maker))).Refused().Code
        );
        await product.VerifyAsync();

        // The bank corrects itself after all: what was written off is wrong now, and shows.
        product.EditBank("UPDATE journal SET amount = amount + 7 WHERE amount = 49993");
        Assert.Equal(1, (await RunAsync()).Exceptions);
        var back = Assert.Single(await CasesAsync());
        Assert.Equal((found.Id, 7L), (back.Id, back.Difference));
    }

    private const string Again =
        "INSERT INTO journal (bank_tran_id, kind, bank, number, contract, amount, print_content, "
        + "contract_print_content, balance, contract_balance, day, time, at) "
        + "SELECT bank_tran_id, kind, bank, number, contract, amount, print_content, ";

    private async Task<ReconDay> RunAsync(DateOnly? date = null) =>
        (await product.AskAsync((IReconciliation r) => r.RunAsync("main", date ?? Day))).Granted();

    private Task<IReadOnlyList<ReconCase>> CasesAsync() => product.AskAsync((IReconciliation r) => r.CasesAsync(new()));

    private async Task ChargeAsync(MemberId member, bool isUnknown = false)
    {
        var account = (await product.AskAsync((MyPay.Domain.Membership.ILinkedAccounts a) => a.ListAsync(member)))[0];
        var charged = await product.Wallets(w => w.ChargeAsync(new(member, account.Id, Won.Of(10_000), Once.NewKey())));
        Assert.Equal(
            isUnknown,
            charged.TryGet(out var receipt, out _) && receipt.State == MyPay.Domain.Money.MoveState.Checking
        );
    }

    private long Count(string table) =>
        product.Store.NumberAsync($"SELECT count(*) FROM {table}").GetAwaiter().GetResult();
}
