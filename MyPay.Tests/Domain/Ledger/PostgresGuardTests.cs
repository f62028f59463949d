using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Tests.Given;
using Npgsql;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>
/// Even code that forgets the rules cannot break them on PostgreSQL either, and a guard that somebody took away is
/// missed.
/// </summary>
public sealed class PostgresGuardTests
{
    private const string ASlip =
        "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, lines, hash) VALUES ";
    private const string Zeros = "decode(repeat('00', 32), 'hex')";

    [Theory]
    [InlineData("UPDATE ledger_slip SET memo = 'other'", "append-only")]
    [InlineData("DELETE FROM ledger_slip", "append-only")]
    [InlineData("TRUNCATE ledger_slip", "append-only")]
    [InlineData("UPDATE ledger_entry SET amount = amount + 1", "append-only")]
    [InlineData("DELETE FROM ledger_entry WHERE n = 1", "append-only")]
    [InlineData("TRUNCATE ledger_entry, ledger_account", "append-only")]
    [InlineData("UPDATE journal_once SET answer = '{}'", "never change")]
    [InlineData("DELETE FROM journal_once", "never expire")]
    [InlineData("TRUNCATE audit_entry", "audit_entry is append-only")]
    [InlineData("UPDATE ledger_account SET balance = -1 WHERE kind = 2", "never_negative")]
    [InlineData("INSERT INTO ledger_entry VALUES (1, 99, 1, 0, 0, 0, NULL)", "ledger_entry_amount")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[[1,5],[2,-4]]', " + Zeros + ")", "must balance")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[]', " + Zeros + ")", "must balance")]
    [InlineData(
        ASlip
            + "(9, 'x', 'new', '2026-11-22', 0, '[[1,5],[2,-5]]', "
            + Zeros
            + "), (10, 'x', 'newer', '2026-11-22', 0, '[[1,5],[2,-6]]', "
            + Zeros
            + ")",
        "must balance"
    )]
    [InlineData(
        ASlip + "(9, 'x', 'new', '2026-11-22', 0, 'no json', " + Zeros + ")",
        "invalid input syntax for type json"
    )]
    [InlineData(ASlip + "(9, 'x', 'send:1', '2026-11-22', 0, '[[1,5],[2,-5]]', " + Zeros + ")", "ledger_slip_source")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[[1,5],[2,-5]]', '\\x00')", "ledger_slip_hash")]
    public async Task The_database_refuses(string sql, string why)
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await store.FundAsync(Transfers.Member(0), 1_000);
        (await store.Journal.TransferAsync("send:1", 0, 1, 10, new("send", "k", "b"))).Granted();
        Assert.Contains(
            why,
            Assert.Throws<PostgresException>(() => store.Tamper(sql)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("DROP TRIGGER ledger_slip_no_update ON ledger_slip")]
    [InlineData("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_delete")]
    [InlineData("ALTER TABLE audit_entry DISABLE TRIGGER ALL")]
    [InlineData("DROP TRIGGER ledger_slip_balanced ON ledger_slip")]
    [InlineData(
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
    )]
    [InlineData(
        "CREATE OR REPLACE FUNCTION journal_expect(changed bigint, expected bigint) RETURNS void LANGUAGE "
            + "plpgsql AS $$ BEGIN END $$"
    )]
    [InlineData("ALTER TABLE ledger_account DROP CONSTRAINT never_negative")]
    [InlineData(
        "ALTER TABLE ledger_account DROP CONSTRAINT never_negative; ALTER TABLE ledger_account ADD CONSTRAINT "
            + "never_negative CHECK (true)"
    )]
    [InlineData("DROP INDEX ledger_slip_source")]
    [InlineData("DROP INDEX ledger_slip_source; CREATE INDEX ledger_slip_source ON ledger_slip (source)")]
    public async Task A_guard_that_is_gone_or_another_is_missed(string sql)
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        Assert.True((await store.ProveAsync()).Ok);
        store.Tamper(sql);
        var report = await store.ProveAsync();
        Assert.False(
            Assert.Single(report.Checks, check => check.Name == "durability and guards").Ok,
            ProofText.ToText(report)
        );
    }

    [Fact]
    public async Task Migrations_make_what_the_model_says_with_all_its_guards()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.EmptyAsync();
        try
        {
            await using var db = new PostgresMyPayDb(PostgresServer.Options(database));
            await db.Database.MigrateAsync();
            Assert.False(
                db.Database.HasPendingModelChanges(),
                "The model has changed since the last migration for PostgreSQL: build/migrate Name."
            );
            await using var guarded = new NpgsqlConnection(database);
            await guarded.OpenAsync();
            foreach (var guard in PostgresGuard.Tables.SelectMany(PostgresGuard.Of))
            {
                await using var command = new NpgsqlCommand(
                    "SELECT count(*) FROM pg_trigger WHERE tgname = $1",
                    guarded
                )
                {
                    Parameters = { new() { Value = guard.Name } },
                };
                Assert.True((long)(await command.ExecuteScalarAsync())! == 1, $"{guard.Name} is in no migration.");
            }
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    [Fact]
    public void Both_databases_have_migrations_of_the_same_model()
    {
        using var sqlite = new SqliteMyPayDb(SqliteStore.Options("Data Source=:memory:"));
        Assert.False(
            sqlite.Database.HasPendingModelChanges(),
            "The model has changed since the last migration for SQLite: build/migrate Name."
        );
    }

    [Theory]
    [InlineData("SET synchronous_commit = off", "synchronous_commit=off")]
    [InlineData("SET synchronous_commit = local", "synchronous_commit=local")]
    public async Task A_server_that_could_lose_a_confirmed_payment_is_not_trusted(string setting, string named)
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await using var connection = new NpgsqlConnection(store.Options.PostgreSql);
        await connection.OpenAsync();
        PostgresServer.Require(connection);
        await using var command = new NpgsqlCommand(setting, connection);
        await command.ExecuteNonQueryAsync();
        Assert.Contains(
            named,
            Assert.Throws<InvalidOperationException>(() => PostgresServer.Require(connection)).Message,
            StringComparison.Ordinal
        );
    }
}
