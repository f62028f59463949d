using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

public sealed class AdjustmentTests : IAsyncLifetime
{
    private AProduct product = null!;
    private Actor maker = null!,
        checker = null!;
    private LedgerAccount wallet;
    private MemberId member;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
        member = (await product.MemberWithAsync(20_000)).Id;
        wallet = LedgerAccount.Wallet(member);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_goodwill_is_shown_first_then_made_once_by_two_people_as_a_slip_of_its_own()
    {
        var goodwill = Of((LedgerAccount.WriteOff.Code, -3_000), (wallet.Code, 3_000));
        var preview = (await PreviewAsync(goodwill)).Granted();
        Assert.Equal(
            [(-3_000L, 0L, -3_000L), (3_000L, 20_000L, 23_000L)],
            preview.Lines.Select(l => (l.Signed, l.Before, l.After))
        );
        var asked = await AskedAsync(goodwill.Ask("배송 지연 보상"));
        Assert.Equal(20_000, await product.BalanceAsync(member));
        Assert.Equal(
            "backoffice.approval.already_asked",
            (await AskAsync(goodwill.Ask("두 번 눌렀어요"))).Refused().Code
        );

        (await ApproveAsync(asked)).Granted();

        Assert.Equal(23_000, await product.BalanceAsync(member));
        var slip = (
            await BookAsync(async b =>
                await b.SlipAsync((await b.SlipsAsync($"backoffice:{asked.Id:N}", null, 10)).Single().Seq)
            )
        )!;
        Assert.Equal(
            ("adjustment", asked.Id, null, true),
            (slip.Slip.Kind, slip.Approval!.Value, slip.Memo, slip.SealHolds)
        );
        Assert.Equal(
            "ledger.adjusted",
            (await product.AskAsync((MyPayDb db) => db.Set<AuditEntry>().OrderBy(e => e.Seq).LastAsync())).Action
        );
        var line = (await product.AskAsync((IMovements m) => m.ListAsync(member, new(), null, 1))).Rows.Single();
        Assert.Equal((3_000L, MovementKind.Other), (line.Signed, line.Kind));
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData("in-transit-out")]
    [InlineData("rounding")]
    [InlineData("no-such-account")]
    public async Task Accounts_that_belong_to_other_work_are_refused(string code)
    {
        await product.AskAsync(
            (Journal j) =>
                j.WriteAsync(write =>
                    write.Post(
                        Slip.Of("test", "test:1")
                            .Debit(LedgerAccount.Capital, Won.Of(10))
                            .Credit(LedgerAccount.InTransitOut, Won.Of(5))
                            .Credit(new("rounding", AccountKind.Rounding), Won.Of(5))
                    )
                )
        );
        var adjustment = Of((code, -5), (wallet.Code, 5));
        var expected =
            code == "no-such-account"
                ? "backoffice.adjustment.account_unknown"
                : "backoffice.adjustment.account_forbidden";

        Assert.Equal(expected, (await PreviewAsync(adjustment)).Refused().Code);
        Assert.Equal(expected, (await AskAsync(adjustment.Ask("그냥"))).Refused().Code);
        Assert.Equal(20_000, await product.BalanceAsync(member));
    }

    [Fact]
    public async Task What_does_not_balance_or_would_overdraw_a_member_is_refused_with_the_numbers()
    {
        var unbalanced = (
            await PreviewAsync(Of((LedgerAccount.WriteOff.Code, -3_000), (wallet.Code, 2_000)))
        ).Refused();
        Assert.Equal(
            ("backoffice.adjustment.not_balanced", 3_000L, 2_000L),
            (unbalanced.Code, unbalanced.Args[0], unbalanced.Args[1])
        );
        var overdraw = (
            await PreviewAsync(Of((wallet.Code, -25_000), (LedgerAccount.WriteOff.Code, 25_000)))
        ).Refused();
        Assert.Equal(("ledger.insufficient", 5_000L), (overdraw.Code, overdraw.Args[0]));
        Assert.Equal("backoffice.adjustment.lines_invalid", (await PreviewAsync(Of((wallet.Code, 1)))).Refused().Code);
        Assert.Equal(
            "backoffice.adjustment.lines_invalid",
            (await PreviewAsync(Of((wallet.Code, long.MaxValue), ("capital", long.MinValue)))).Refused().Code
        );
        Assert.Equal(
            "backoffice.adjustment.lines_invalid",
            (await AskAsync(new(Adjustment.Kind, "adjustment:1", "not json", "?"))).Refused().Code
        );
    }

    [Fact]
    public async Task Money_spent_while_the_request_waits_is_not_taken_twice()
    {
        var asked = await AskedAsync(
            Of((wallet.Code, -20_000), (LedgerAccount.WriteOff.Code, 20_000)).Ask("잘못 준 돈")
        );
        (
            await product.AskAsync(
                (Journal j) =>
                    j.WriteAsync(write =>
                        write.Post(
                            Slip.Of("test", "test:1")
                                .Debit(wallet, Won.Of(15_000))
                                .Credit(LedgerAccount.Capital, Won.Of(15_000))
                        )
                    )
            )
        ).Granted();

        Assert.Equal("ledger.insufficient", (await ApproveAsync(asked)).Refused().Code);
        Assert.Equal(5_000, await product.BalanceAsync(member));
        Assert.Equal(ApprovalState.Waiting, (await product.Approvals(a => a.FindAsync(asked.Id)))!.State);
    }

    [Fact]
    public async Task A_slip_is_taken_back_once_and_a_reversal_never()
    {
        var charge = (await BookAsync(b => b.SlipsAsync("money:", null, 10))).Single();
        var preview = (await PreviewAsync(new Reversal(charge.Seq))).Granted();
        Assert.Equal((20_000L, charge.Seq), (preview.Total, preview.Reverses));
        (
            await ApproveAsync(await AskedAsync(new Reversal(charge.Seq).Ask("은행이 실제로는 보내지 않았어요")))
        ).Granted();

        Assert.Equal(0, await product.BalanceAsync(member));
        var first = (await BookAsync(b => b.SlipAsync(charge.Seq)))!;
        var back = (await BookAsync(b => b.SlipAsync(first.ReversedBy!.Value)))!;
        Assert.Equal((charge.Seq, "reversal"), (back.Reverses!.Value, back.Slip.Kind));
        Assert.Equal(
            "backoffice.reversal.already_reversed",
            (await PreviewAsync(new Reversal(charge.Seq))).Refused().Code
        );
        Assert.Equal(
            "backoffice.reversal.is_reversal",
            (await PreviewAsync(new Reversal(back.Slip.Seq))).Refused().Code
        );
        Assert.Equal("backoffice.reversal.slip_unknown", (await PreviewAsync(new Reversal(9_999))).Refused().Code);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Two_approvals_of_one_reversal_and_a_second_request_for_it_at_once_make_one_slip()
    {
        var charge = (await BookAsync(b => b.SlipsAsync("money:", null, 10))).Single();
        var asked = await AskedAsync(new Reversal(charge.Seq).Ask("잘못 적었어요"));
        var other = await product.ApproverAsync(2);

        await Task.WhenAll(
            ApproveAsync(asked),
            product.Approvals(a => a.DecideAsync(asked.Id, true, null, other)),
            AskAsync(new Reversal(charge.Seq).Ask("저도요"))
        );

        Assert.Single(await BookAsync(b => b.SlipsAsync("backoffice:", null, 10)));
        Assert.Equal(0, await product.BalanceAsync(member));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_book_balances_and_is_read_page_by_page()
    {
        var trial = await BookAsync(b => b.TrialAsync());
        Assert.Equal(trial.Sum(l => l.Debit), trial.Sum(l => l.Credit));
        Assert.Equal(20_000, trial.Single(l => l.Kind == AccountKind.Wallet).Credit);
        var account = (await BookAsync(b => b.AccountAsync(wallet.Code)))!;
        var entry = Assert.Single(await BookAsync(b => b.EntriesAsync(account, null, 10)));
        Assert.Equal((1L, 20_000L, 20_000L, "charge"), (entry.N, entry.Amount, entry.Balance, entry.Kind));
        Assert.Empty(await BookAsync(b => b.EntriesAsync(account, 1, 10)));
        Assert.Equal(account, Assert.Single(await BookAsync(b => b.AccountsAsync(AccountKind.Wallet, null, 10))));
        Assert.Empty(await BookAsync(b => b.AccountsAsync(AccountKind.Wallet, account.Id, 10)));

        var all = await BookAsync(b => b.SlipsAsync(null, null, 100));
        Assert.Equal(
            all.Skip(2).Take(2).Select(s => s.Seq),
            (await BookAsync(b => b.SlipsAsync(null, all[1], 2))).Select(s => s.Seq)
        );
        var fees = all.Where(s => s.Source.StartsWith("banking:0", StringComparison.Ordinal))
            .OrderByDescending(s => s.Source, StringComparer.Ordinal)
            .ToList();
        var first = await BookAsync(b => b.SlipsAsync("banking:0", null, 1));
        Assert.Equal(fees, [.. first, .. await BookAsync(b => b.SlipsAsync("banking:0", first[0], 50))]);
        Assert.All(
            await Task.WhenAll(all.Select(s => BookAsync(b => b.SlipAsync(s.Seq)))),
            s => Assert.True(s!.SealHolds && s.Lines.Sum(l => l.Amount) == 0)
        );
    }

    private static Adjustment Of(params (string Account, long Signed)[] lines) =>
        new(Guid.NewGuid(), [.. lines.Select(l => new AdjustmentLine(l.Account, l.Signed))]);

    private Task<T> BookAsync<T>(Func<ILedgerBook, Task<T>> question) => product.AskAsync(question);

    private Task<Result<SlipPreview>> PreviewAsync(Adjustment adjustment) =>
        product.AskAsync((IAdjustments a) => a.PreviewAsync(adjustment));

    private Task<Result<SlipPreview>> PreviewAsync(Reversal reversal) =>
        product.AskAsync((IAdjustments a) => a.PreviewAsync(reversal));

    private Task<Result<ApprovalView>> AskAsync(ApprovalAsk ask) => product.Approvals(a => a.AskAsync(ask, maker));

    private async Task<ApprovalView> AskedAsync(ApprovalAsk ask) => (await AskAsync(ask)).Granted();

    private Task<Result<ApprovalView>> ApproveAsync(ApprovalView asked) =>
        product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker));
}
