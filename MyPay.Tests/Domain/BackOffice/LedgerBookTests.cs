using MyPay.Domain.BackOffice;
using MyPay.Domain.BackOffice.Books;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>A long book is as quick as a short one: every list is answered from an index, by number.</summary>
[Trait("Lane", "Fast")]
public sealed class LedgerBookTests
{
    [Fact]
    public async Task No_list_of_the_ledger_reads_a_whole_table()
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        var member = new MemberId(Guid.NewGuid());
        for (var n = 0; n < 3; n++)
            await store.FundAsync(member, 1_000);
        var asked = new AskedQueries();
        await using var db = asked.Over(store);
        var book = new LedgerBook(db);

        var account = (await book.AccountAsync(LedgerAccount.Wallet(member).Code, default))!;
        Assert.Equal(3, (await book.EntriesAsync(account, null, 50, default)).Count);
        await book.EntriesAsync(account, 2, 50, default);
        await book.AccountsAsync(AccountKind.Wallet, 1, 50, default);
        await book.SlipsAsync(null, null, 50, default);
        var last = (await book.SlipsAsync("test:", null, 2, default))[^1];
        Assert.Single(await book.SlipsAsync("test:", last, 50, default));
        await book.SlipsAsync(null, last, 50, default);
        Assert.NotNull(await book.SlipAsync(2, default));

        Assert.True(asked.Plans.Count >= 8);
        Assert.DoesNotContain(
            asked.Plans.SelectMany(plan => plan.Steps),
            step =>
                step.StartsWith("SCAN", StringComparison.Ordinal)
                || step.Contains("TEMP B-TREE", StringComparison.Ordinal)
        );
    }
}
