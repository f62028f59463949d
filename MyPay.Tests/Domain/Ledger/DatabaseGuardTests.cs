using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>Even code that forgets the rules cannot break them: the database refuses by itself.</summary>
[Trait("Lane", "Fast")]
public sealed class DatabaseGuardTests
{
    private const string ASlip =
        "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, lines, hash) VALUES ";

    [Theory]
    [InlineData("UPDATE ledger_slip SET memo = 'other'", "append-only")]
    [InlineData("DELETE FROM ledger_slip", "append-only")]
    [InlineData("UPDATE ledger_entry SET amount = amount + 1", "append-only")]
    [InlineData("DELETE FROM ledger_entry WHERE n = 1", "append-only")]
    [InlineData("UPDATE journal_once SET answer = '{}'", "never change")]
    [InlineData("DELETE FROM journal_once", "never expire")]
    [InlineData("UPDATE ledger_account SET balance = -1 WHERE kind = 2", "never_negative")]
    [InlineData("INSERT INTO ledger_entry VALUES (1, 99, 1, 0, 0, 0, NULL)", "amount <> 0")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[[1,5],[2,-4]]', zeroblob(32))", "must balance")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[]', zeroblob(32))", "must balance")]
    [InlineData(ASlip + "(9, 'x', 'send:1', '2026-11-22', 0, '[[1,5],[2,-5]]', zeroblob(32))", "UNIQUE")]
    [InlineData(ASlip + "(9, 'x', 'new', '2026-11-22', 0, '[[1,5],[2,-5]]', zeroblob(31))", "length(hash)")]
    public async Task The_database_refuses(string sql, string why)
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        await store.FundAsync(Transfers.Member(0), 1_000);
        (await store.Journal.TransferAsync("send:1", 0, 1, 10, new("send", "k", "b"))).Granted();
        Assert.Contains(why, Assert.Throws<SqliteException>(() => store.Tamper(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_of_the_pool_keeps_its_promises_however_often_it_is_opened()
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        var options = new DbContextOptionsBuilder<SqliteMyPayDb>(SqliteStore.Options($"Data Source={store.File}"))
            .AddInterceptors(new SqlitePragmas())
            .Options;
        for (var time = 0; time < 3; time++)
        {
            await using var db = new SqliteMyPayDb(options);
            Assert.Equal(
                (2L, 2L, 1L, 10_000L),
                (
                    await ReadAsync("synchronous"),
                    await ReadAsync("temp_store"),
                    await ReadAsync("foreign_keys"),
                    await ReadAsync("busy_timeout")
                )
            );

            async Task<long> ReadAsync(string name)
            {
                await db.Database.OpenConnectionAsync();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {name}";
                var read = (long)(await command.ExecuteScalarAsync())!;
                await db.Database.CloseConnectionAsync();
                return read;
            }
        }

        SqliteConnection.ClearPool(new SqliteConnection($"Data Source={store.File}"));
    }

    [Fact]
    public async Task The_door_reads_its_promises_back()
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        using var connection = SqliteDoor.Open(store.File);
        SqliteDurability.Require(connection);
    }

    [Theory]
    [InlineData("PRAGMA synchronous=NORMAL", "synchronous=1")]
    [InlineData("PRAGMA synchronous=OFF", "synchronous=0")]
    [InlineData("PRAGMA journal_mode=DELETE", "journal_mode=delete")]
    public async Task A_store_that_could_lose_a_confirmed_payment_is_not_opened(string pragma, string named)
    {
        await using var store = await AStore.OpenAsync(on: Database.Sqlite);
        store.Close();
        using var connection = SqliteDoor.Open(store.File);
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
        Assert.Contains(
            named,
            Assert.Throws<InvalidOperationException>(() => SqliteDurability.Require(connection)).Message,
            StringComparison.Ordinal
        );
    }
}
