using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger.Proofs;

public abstract class LedgerProofTests(Database on)
{
    [Fact]
    public async Task An_honest_ledger_holds_while_the_app_runs_and_after_it_has_closed()
    {
        await using var store = await ALedgerAsync(on);
        var open = await store.ProveAsync();
        store.Close();
        var closed = await store.ProveAsync();

        Assert.True(open.Ok, ProofText.ToText(open));
        Assert.True(closed.Ok, ProofText.ToText(closed));
        Assert.Equal((7L, 14L, 3L, 6L), (open.Slips, open.Entries, open.Accounts, open.OnceKeys));
        Assert.Equal(new ProofCoverage(10_000, 10_000, 10_000), open.Coverage);
        Assert.Equal(64, open.RootHash.Length);
        Assert.Equal(open.RootHash, closed.RootHash);
    }

    [Fact]
    public async Task Other_modules_checks_belong_to_the_report_even_when_they_throw()
    {
        await using var store = await ALedgerAsync(on);
        var report = await store.ProveAsync(new CountsRows(), new Throws());
        Assert.False(report.Ok);
        Assert.Contains(report.Checks, c => c is { Name: "slips, counted twice", Ok: true, Checked: 7 });
        Assert.Contains(report.Checks, c => c is { Name: nameof(Throws), Ok: false });
    }

    [Fact]
    public async Task The_proof_sees_one_instant_while_money_moves()
    {
        await using var store = await ALedgerAsync(on);
        using var enough = new CancellationTokenSource();
        var moving = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
                await Task.WhenAll(
                    Enumerable.Range(0, 20).Select(j => store.Journal.TransferAsync($"busy:{i}:{j}", 1, 2, 1))
                );
        });
        for (var i = 0; i < 10; i++)
        {
            var report = await store.ProveAsync();
            Assert.True(report.Ok, ProofText.ToText(report));
        }

        await enough.CancelAsync();
        await moving;
    }

    [Fact]
    public async Task Programs_read_the_report_as_JSON()
    {
        await using var store = await ALedgerAsync(on);
        using var json = JsonDocument.Parse(ProofText.ToJson(await store.ProveAsync()));
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(7, json.RootElement.GetProperty("slips").GetInt64());
        Assert.Equal(10_000, json.RootElement.GetProperty("coverage").GetProperty("basisPoints").GetInt64());
        Assert.Equal("trial balance", json.RootElement.GetProperty("checks")[0].GetProperty("name").GetString());
        Assert.StartsWith(
            "OK 7 slips",
            ProofText.ToText(await store.ProveAsync()).TrimEnd().Split('\n')[^1],
            StringComparison.Ordinal
        );
    }

    /// <summary>10,000 won from the bank to member 1, then six sends of 100 to member 2: slips 1 to 7.</summary>
    private protected static async Task<AStore> ALedgerAsync(Database on)
    {
        var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(1), 10_000);
        for (var i = 0; i < 6; i++)
            (await store.Journal.TransferAsync($"send:{i}", 1, 2, 100, new Once("send", $"{i}", ""))).Granted();
        return store;
    }

    private sealed class CountsRows : IProof
    {
        public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
        {
            var tally = new ProofTally("slips, counted twice");
            foreach (var row in snapshot.Db.Set<SlipRow>())
                tally.Look();
            tally.Same("slips", await snapshot.NumberAsync("SELECT count(*) FROM ledger_slip", ct), tally.Checked);
            return tally.Done();
        }
    }

    private sealed class Throws : IProof
    {
        public Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct) =>
            throw new InvalidOperationException("a bug in a proof");
    }
}

public sealed class SqliteLedgerProofTests() : LedgerProofTests(Database.Sqlite)
{
    private const string NoTriggers = """
        DROP TRIGGER ledger_slip_balanced; DROP TRIGGER ledger_slip_no_update; DROP TRIGGER ledger_slip_no_delete;
        DROP TRIGGER ledger_entry_no_update; DROP TRIGGER ledger_entry_no_delete;
        DROP TRIGGER journal_once_no_update; DROP TRIGGER journal_once_no_delete;
        """;

    private const string Sender = "wallet:00000001000000000000000000000000";
    private const string SenderId = "(SELECT id FROM ledger_account WHERE code = '" + Sender + "')";

    [Theory]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "slip lines = entries",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "entry numbers and running balances",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "stored balances",
        null,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "trial balance",
        null,
        null
    )]
    [InlineData(
        "UPDATE ledger_entry SET balance = balance + 1 WHERE slip = 4 AND account = " + SenderId,
        "entry numbers and running balances",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET label = 'another' WHERE slip = 4 AND account = " + SenderId,
        "slip lines = entries",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET posted_at = 0 WHERE slip = 4 AND account = " + SenderId,
        "slip lines = entries",
        4,
        Sender
    )]
    [InlineData(
        "DELETE FROM ledger_entry WHERE n = 2 AND account = " + SenderId,
        "entry numbers and running balances",
        null,
        Sender
    )]
    [InlineData(
        "INSERT INTO ledger_entry SELECT account, 99, slip, 5, balance + 5, posted_at, label FROM ledger_entry "
            + "WHERE slip = 7 AND account = "
            + SenderId,
        "slip lines = entries",
        7,
        Sender
    )]
    [InlineData(
        "INSERT INTO ledger_entry SELECT account, 99, 12, 5, balance + 5, posted_at, label FROM ledger_entry "
            + "WHERE slip = 7",
        "slip lines = entries",
        12,
        null
    )]
    [InlineData("INSERT INTO ledger_entry VALUES (77, 1, 7, 5, 5, 0, NULL)", "stored balances", 7, "#77")]
    [InlineData("UPDATE ledger_slip SET lines = replace(lines, '100', '101') WHERE seq = 3", "hash chain", 3, null)]
    [InlineData(
        "UPDATE ledger_slip SET lines = replace(lines, '-100', '-101') WHERE seq = 3",
        "slips balance",
        3,
        null
    )]
    [InlineData("UPDATE ledger_slip SET lines = 'not json' WHERE seq = 3", "slips balance", 3, null)]
    [InlineData("UPDATE ledger_slip SET lines = '[[1],{},7]' WHERE seq = 3", "slips balance", 3, null)]
    [InlineData("UPDATE ledger_slip SET memo = 'for you' WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("UPDATE ledger_slip SET memo = '' WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("UPDATE ledger_slip SET business_date = '2020-01-01' WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("UPDATE ledger_slip SET posted_at = posted_at + 1 WHERE seq = 3", "slip lines = entries", 3, Sender)]
    [InlineData("UPDATE ledger_slip SET hash = zeroblob(32) WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("DELETE FROM ledger_slip WHERE seq = 3", "hash chain", 4, null)]
    [InlineData("DELETE FROM ledger_slip WHERE seq = 3", "slip lines = entries", 3, null)]
    [InlineData("DELETE FROM ledger_slip WHERE seq = 7", "slip lines = entries", 7, null)]
    [InlineData("DELETE FROM ledger_slip WHERE seq = 7", "idempotency", 7, null)]
    [InlineData(
        "UPDATE ledger_slip SET seq = -seq WHERE seq IN (3, 4); UPDATE ledger_slip SET seq = 7 + seq WHERE seq < 0",
        "hash chain",
        3,
        null
    )]
    [InlineData(
        "UPDATE ledger_account SET balance = balance + 1 WHERE code = '" + Sender + "'",
        "stored balances",
        null,
        Sender
    )]
    [InlineData("UPDATE ledger_account SET entries = 1 WHERE code = '" + Sender + "'", "stored balances", null, Sender)]
    [InlineData(
        "UPDATE ledger_account SET balance = 'much' WHERE code = '" + Sender + "'",
        "stored balances",
        null,
        Sender
    )]
    [InlineData("DELETE FROM ledger_account WHERE code = '" + Sender + "'", "stored balances", 1, "#2")]
    [InlineData(
        "PRAGMA ignore_check_constraints=1; UPDATE ledger_account SET balance = -1 WHERE code = '" + Sender + "'",
        "never below zero",
        null,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET amount = amount - 20000 WHERE n = 1 AND account = " + SenderId,
        "never below zero",
        1,
        Sender
    )]
    [InlineData(
        "DROP INDEX ledger_slip_source; UPDATE ledger_slip SET source = 'send:1' WHERE seq = 4",
        "sources unique",
        4,
        null
    )]
    [InlineData("UPDATE journal_once SET answer = '{' WHERE first_slip = 5", "idempotency", 5, null)]
    [InlineData("UPDATE journal_once SET first_slip = 4 WHERE first_slip = 5", "idempotency", 4, null)]
    [InlineData("UPDATE ledger_account SET kind = 14 WHERE code = 'bank:kb'", "coverage", null, null)]
    [InlineData("SELECT 1", "journal mode and guards", null, null)]
    public async Task Tampering_is_found_and_named(string sql, string check, int? slip, string? account)
    {
        await using var store = await ALedgerAsync(Database.Sqlite);
        store.Tamper(NoTriggers + sql);

        var report = await store.ProveAsync();

        Assert.False(report.Ok);
        var found = Assert.Single(report.Checks, c => c.Name == check);
        Assert.False(found.Ok, ProofText.ToText(report));
        Assert.Contains(
            found.Findings,
            f => (slip is null || f.Slip == slip) && (account is null || f.Account == account)
        );
        Assert.StartsWith("FAILED", ProofText.ToText(report).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP TABLE ledger_entry")]
    [InlineData("DROP TABLE ledger_slip")]
    [InlineData("DROP TABLE ledger_account")]
    [InlineData("DROP TABLE journal_once")]
    [InlineData(
        "DROP TABLE ledger_entry; CREATE TABLE ledger_entry (account, n, slip, amount, balance, posted_at, "
            + "label); INSERT INTO ledger_entry VALUES (NULL, 'a', x'00', 1.5, 'b', NULL, 3)"
    )]
    [InlineData(
        "DROP TABLE ledger_slip; CREATE TABLE ledger_slip (seq, kind, source, business_date, posted_at, memo, "
            + "lines, hash); INSERT INTO ledger_slip VALUES (NULL, 1, x'ff', NULL, 'c', 2.5, NULL, 'd')"
    )]
    public async Task Damage_is_reported_not_thrown(string sql)
    {
        await using var store = await ALedgerAsync(Database.Sqlite);
        store.Tamper(sql);
        Assert.False((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_reported()
    {
        await using var store = await ALedgerAsync(Database.Sqlite);
        store.Close();
        await File.WriteAllTextAsync(store.File, new string('x', 10_000));
        var report = await store.ProveAsync();
        Assert.False(report.Ok);
        File.Delete(store.File);
        Assert.Contains("no store", ProofText.ToText(await store.ProveAsync()), StringComparison.Ordinal);
        Assert.False(File.Exists(store.File));
    }
}

public sealed class PostgresLedgerProofTests() : LedgerProofTests(Database.PostgreSql)
{
    private const string NoTriggers = """
        DROP TRIGGER ledger_slip_balanced ON ledger_slip; DROP TRIGGER ledger_slip_no_update ON ledger_slip; DROP TRIGGER ledger_slip_no_delete ON ledger_slip;
        DROP TRIGGER ledger_entry_no_update ON ledger_entry; DROP TRIGGER ledger_entry_no_delete ON ledger_entry;
        DROP TRIGGER journal_once_no_update ON journal_once; DROP TRIGGER journal_once_no_delete ON journal_once;
        """;

    private const string Sender = "wallet:00000001000000000000000000000000";
    private const string SenderId = "(SELECT id FROM ledger_account WHERE code = '" + Sender + "')";

    [Theory]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "slip lines = entries",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET amount = -99 WHERE slip = 4 AND account = " + SenderId,
        "trial balance",
        null,
        null
    )]
    [InlineData(
        "UPDATE ledger_entry SET balance = balance + 1 WHERE slip = 4 AND account = " + SenderId,
        "entry numbers and running balances",
        4,
        Sender
    )]
    [InlineData(
        "UPDATE ledger_entry SET label = 'another' WHERE slip = 4 AND account = " + SenderId,
        "slip lines = entries",
        4,
        Sender
    )]
    [InlineData(
        "DELETE FROM ledger_entry WHERE n = 2 AND account = " + SenderId,
        "entry numbers and running balances",
        null,
        Sender
    )]
    [InlineData("INSERT INTO ledger_entry VALUES (77, 1, 7, 5, 5, 0, NULL)", "stored balances", 7, "#77")]
    [InlineData("UPDATE ledger_slip SET lines = replace(lines, '100', '101') WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("UPDATE ledger_slip SET lines = 'not json' WHERE seq = 3", "slips balance", 3, null)]
    [InlineData("UPDATE ledger_slip SET memo = '' WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("UPDATE ledger_slip SET hash = decode(repeat('00', 32), 'hex') WHERE seq = 3", "hash chain", 3, null)]
    [InlineData("DELETE FROM ledger_slip WHERE seq = 7", "idempotency", 7, null)]
    [InlineData(
        "UPDATE ledger_account SET balance = balance + 1 WHERE code = '" + Sender + "'",
        "stored balances",
        null,
        Sender
    )]
    [InlineData("UPDATE ledger_account SET entries = 1 WHERE code = '" + Sender + "'", "stored balances", null, Sender)]
    [InlineData("DELETE FROM ledger_account WHERE code = '" + Sender + "'", "stored balances", 1, "#2")]
    [InlineData(
        "ALTER TABLE ledger_account DROP CONSTRAINT never_negative; UPDATE ledger_account SET balance = -1 "
            + "WHERE code = '"
            + Sender
            + "'",
        "never below zero",
        null,
        Sender
    )]
    [InlineData(
        "DROP INDEX ledger_slip_source; UPDATE ledger_slip SET source = 'send:1' WHERE seq = 4",
        "sources unique",
        4,
        null
    )]
    [InlineData("UPDATE journal_once SET answer = '{' WHERE first_slip = 5", "idempotency", 5, null)]
    [InlineData("UPDATE journal_once SET first_slip = 4 WHERE first_slip = 5", "idempotency", 4, null)]
    [InlineData("UPDATE ledger_account SET kind = 14 WHERE code = 'bank:kb'", "coverage", null, null)]
    [InlineData("SELECT 1", "durability and guards", null, null)]
    public async Task Tampering_is_found_and_named(string sql, string check, int? slip, string? account)
    {
        await using var store = await ALedgerAsync(Database.PostgreSql);
        store.Tamper(NoTriggers + sql);

        var report = await store.ProveAsync();

        Assert.False(report.Ok);
        var found = Assert.Single(report.Checks, c => c.Name == check);
        Assert.False(found.Ok, ProofText.ToText(report));
        Assert.Contains(
            found.Findings,
            f => (slip is null || f.Slip == slip) && (account is null || f.Account == account)
        );
    }

    [Theory]
    [InlineData("DROP TABLE ledger_entry")]
    [InlineData("DROP TABLE ledger_slip")]
    [InlineData("DROP TABLE ledger_account")]
    [InlineData("DROP TABLE journal_once")]
    public async Task Damage_is_reported_not_thrown(string sql)
    {
        await using var store = await ALedgerAsync(Database.PostgreSql);
        store.Tamper(sql);
        Assert.False((await store.ProveAsync()).Ok);
    }
}
