using System.Globalization;
using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Insiders;

/// <summary>
/// Somebody who owns the whole database makes it agree with itself: only what is sealed under a key beside it, or kept
/// elsewhere, still says otherwise.
/// </summary>
public abstract class SealedEndTests(Database on)
{
    private const string Slips = "slips sealed under data.key";
    private const string Audit = "audit log sealed under data.key";
    private const string NoGuards =
        "DROP TRIGGER ledger_slip_no_update; DROP TRIGGER ledger_slip_no_delete; "
        + "DROP TRIGGER ledger_entry_no_update; DROP TRIGGER ledger_entry_no_delete; "
        + "DROP TRIGGER journal_once_no_delete; ";

    [Fact]
    public async Task A_last_slip_that_was_cut_off_whole_is_missed()
    {
        await using var store = await ALedgerAsync();
        store.Tamper(
            NoGuards
                + "DELETE FROM ledger_entry WHERE slip = 7; DELETE FROM ledger_slip WHERE seq = 7; "
                + "DELETE FROM journal_once WHERE first_slip = 7; "
                + "UPDATE ledger_account SET balance = balance + 100, entries = entries - 1 "
                + $"WHERE code = '{LedgerAccount.Wallet(Transfers.Member(1)).Code}'; "
                + "UPDATE ledger_account SET balance = balance - 100, entries = entries - 1 "
                + $"WHERE code = '{LedgerAccount.Wallet(Transfers.Member(2)).Code}'"
        );
        var found = Only(await store.ProveAsync(), Slips);
        Assert.Equal(("ledger_slip", "7"), (found.Table, found.Row));
    }

    [Fact]
    public async Task A_history_rewritten_with_its_chain_recomputed_comes_to_another_end()
    {
        await using var store = await ALedgerAsync();
        await RewriteAsync(store);
        var found = Only(await store.ProveAsync(), Slips);
        Assert.Equal(("ledger_slip", "7"), (found.Table, found.Row));
    }

    /// <summary>Else the next write would seal what was rewritten, and <c>verify</c> hold it for true.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("UPDATE ledger_seal SET \"Seq\" = 6 WHERE \"Chain\" = 'slips'")]
    [InlineData("DELETE FROM audit_entry WHERE \"Seq\" = 2")]
    public async Task A_store_that_was_edited_while_stopped_is_not_started(string edit)
    {
        await using var store = await ALedgerAsync();
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                write.Note(Actor.System, "test.act", "thing:1");
                write.Note(Actor.System, "test.act", "thing:2");
                return default(Done);
            })
        ).Granted();
        await using var db = store.NewDb();
        await PlatformModule.RequireSealedEndsAsync(db, AStore.Key.Value);

        if (edit == "")
            await RewriteAsync(store);
        else
            store.Tamper("DROP TRIGGER audit_entry_no_delete; " + edit);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            PlatformModule.RequireSealedEndsAsync(db, AStore.Key.Value)
        );
        Assert.Contains("run verify", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_added_behind_the_door_is_named()
    {
        await using var store = await ALedgerAsync();
        await using (var db = store.NewDb())
        {
            var last = db.Set<SlipRow>().OrderBy(s => s.Seq).Last();
            var seal = SlipSeal.Of(
                last.Hash,
                8,
                "gift",
                "gift:1",
                last.BusinessDate,
                last.PostedAtMs,
                null,
                Encoding.UTF8.GetBytes("[]")
            );
            var blob = store.Options.PostgreSql is null
                ? $"X'{Convert.ToHexString(seal)}'"
                : $"'\\x{Convert.ToHexString(seal)}'";
            store.Tamper(
                "DROP TRIGGER ledger_slip_balanced"
                    + (on == Database.PostgreSql ? " ON ledger_slip; " : "; ")
                    + "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, memo, lines, hash) VALUES "
                    + $"(8, 'gift', 'gift:1', '{last.BusinessDate}', {last.PostedAtMs}, NULL, '[]', {blob})"
            );
        }

        var check = Assert.Single((await store.ProveAsync()).Checks, c => c.Name == Slips);
        Assert.Equal(("ledger_slip", "8"), (check.Findings[0].Table, check.Findings[0].Row));
    }

    [Theory]
    [InlineData("DELETE FROM ledger_seal")]
    [InlineData("UPDATE ledger_seal SET Seq = 6")]
    [InlineData("UPDATE ledger_seal SET Mac = (SELECT hash FROM ledger_slip WHERE seq = 7)")]
    public async Task A_seal_taken_away_or_made_without_the_key_is_no_seal(string edit)
    {
        await using var store = await ALedgerAsync();
        store.Tamper(edit);
        Only(await store.ProveAsync(), Slips);
    }

    [Fact]
    public async Task Without_the_key_verify_says_that_nothing_was_compared()
    {
        await using var store = await ALedgerAsync();
        Directory.Delete(Path.Combine(store.Options.Directory, "keys"), recursive: true);
        var report = await store.ProveAsync();
        Assert.Contains("not checked: keys/data.key", ProofText.ToText(report), StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(report.Checks, c => c.Name == Slips).Checked);
        Assert.False(Directory.Exists(Path.Combine(store.Options.Directory, "keys"))); // and makes none
    }

    [Fact]
    public async Task Another_key_knows_no_seal_of_this_one()
    {
        await using var store = await ALedgerAsync();
        await File.WriteAllBytesAsync(
            Path.Combine(store.Options.Directory, "keys", "data.key"),
            Enumerable.Repeat((byte)7, 32).ToArray()
        );
        Only(await store.ProveAsync(), Slips);
    }

    [Fact]
    public async Task A_last_audit_row_that_was_cut_off_is_missed_and_one_rewritten_comes_to_another_end()
    {
        await using var store = await AStore.OpenAsync(on: on);
        for (var i = 1; i <= 3; i++)
            (
                await store.Journal.WriteAsync<Done>(write =>
                {
                    write.Note(Actor.System, "test.act", $"thing:{i}");
                    write.Note(Actor.System, "test.act.again", $"thing:{i}");
                    return default(Done);
                })
            ).Granted();
        var proofs = MyPay.Domain.BackOffice.BackOfficeModule.Proofs().ToArray();
        var whole = await store.ProveAsync(proofs);
        Assert.True(whole.Ok, ProofText.ToText(whole));

        store.Tamper(
            "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete; "
                + "DELETE FROM audit_entry WHERE Seq = 6"
        );
        var cut = Assert.Single((await store.ProveAsync(proofs)).Checks, c => c.Name == Audit);
        Assert.Equal(("audit_entry", "6"), (cut.Findings[0].Table, cut.Findings[0].Row));
    }

    [Fact]
    public async Task A_store_of_an_earlier_release_is_sealed_where_it_stands_but_not_anew_once_it_has_anchors()
    {
        await using var store = await ALedgerAsync();
        store.Tamper("DELETE FROM ledger_seal"); // as one of a release that sealed no ends
        await using var db = store.NewDb();

        await PlatformModule.SealEndsAsync(db, AStore.Key.Value, store.Options);
        await PlatformModule.SealEndsAsync(db, AStore.Key.Value, store.Options);

        var report = await store.ProveAsync();
        Assert.True(report.Ok, ProofText.ToText(report));
        store.Tamper("DELETE FROM ledger_seal");
        await File.WriteAllTextAsync(AnchorFile.In(store.Options.Directory), "");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            PlatformModule.SealEndsAsync(db, AStore.Key.Value, store.Options)
        );
        Assert.Contains("ledger_seal", refused.Message, StringComparison.Ordinal);
        Only(await store.ProveAsync(), Slips);
    }

    /// <summary>Whatever a slip says from the fourth on, each of them sealed over the one before again.</summary>
    private static async Task RewriteAsync(AStore store)
    {
        var sql = new StringBuilder(NoGuards);
        await using var db = store.NewDb();
        var before = db.Set<SlipRow>().Single(s => s.Seq == 3).Hash;
        foreach (var slip in db.Set<SlipRow>().Where(s => s.Seq > 3).OrderBy(s => s.Seq).ToList())
        {
            var memo = slip.Seq == 4 ? "for something else" : slip.Memo;
            before = SlipSeal.Of(
                before,
                slip.Seq,
                slip.Kind,
                slip.Source,
                slip.BusinessDate,
                slip.PostedAtMs,
                memo,
                Encoding.UTF8.GetBytes(slip.Lines)
            );
            var blob = store.Options.PostgreSql is null
                ? $"X'{Convert.ToHexString(before)}'"
                : $"'\\x{Convert.ToHexString(before)}'";
            sql.Append(
                CultureInfo.InvariantCulture,
                $"UPDATE ledger_slip SET hash = {blob}, memo = {(memo is null ? "NULL" : $"'{memo}'")} WHERE seq = {slip.Seq}; "
            );
        }

        store.Tamper(sql.ToString());
    }

    /// <summary>This check is wrong, and of those that read rows no other.</summary>
    private static ProofFinding Only(ProofReport report, string check)
    {
        var wrong = report
            .Checks.Where(c => !c.Ok && !c.Name.EndsWith("and guards", StringComparison.Ordinal))
            .ToList();
        Assert.True(wrong.Count == 1, ProofText.ToText(report));
        Assert.Equal(check, wrong[0].Name);
        return wrong[0].Findings[0];
    }

    /// <summary>10,000 won to member 1, then six sends of 100 to member 2: slips 1 to 7.</summary>
    private async Task<AStore> ALedgerAsync()
    {
        var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(1), 10_000);
        for (var i = 0; i < 6; i++)
            (await store.Journal.TransferAsync($"send:{i}", 1, 2, 100, new Once("send", $"{i}", ""))).Granted();
        var report = await store.ProveAsync();
        Assert.True(report.Ok, ProofText.ToText(report));
        return store;
    }
}

public sealed class SqliteSealedEndTests() : SealedEndTests(Database.Sqlite);

public sealed class PostgresSealedEndTests() : SealedEndTests(Database.PostgreSql);
