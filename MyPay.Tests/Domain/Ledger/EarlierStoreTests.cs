using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Sqlite;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>A store made before opens as it is, or is refused in words and left as it was.</summary>
[Trait("Lane", "Fast")]
public sealed class EarlierStoreTests : IDisposable
{
    private const string First = "20261124175140_Initial";
    private const string BeforeLast = "20261130094744_TextsAndBanks";
    private const string Last = "20261130132643_TillAsksAbove";

    private readonly string folder = Directory.CreateTempSubdirectory("mypay-earlier-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_store_that_had_every_step_before_they_were_made_one_opens()
    {
        await using var db = await MadeAsync(First, BeforeLast, Last);

        await StoreHistory.MigrateAsync(db, CancellationToken.None);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal([First, BeforeLast, Last], (await db.Database.GetAppliedMigrationsAsync()).Take(3));
    }

    [Fact]
    public async Task A_store_that_had_not_every_step_is_refused_and_left_as_it_was()
    {
        await using var db = await MadeAsync(First, BeforeLast);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StoreHistory.MigrateAsync(db, CancellationToken.None)
        );

        Assert.Contains(BeforeLast, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal([First, BeforeLast], await db.Database.GetAppliedMigrationsAsync());
    }

    [Theory]
    [InlineData(new[] { First, BeforeLast, Last }, false, new string[0])]
    [InlineData(new[] { First, BeforeLast }, true, new string[0])]
    [InlineData(new string[0], false, new string[0])]
    [InlineData(new[] { Last, "20991231000000_Later" }, false, new[] { "20991231000000_Later" })]
    public void A_history_is_too_old_or_newer(string[] applied, bool isTooOld, string[] newer)
    {
        Assert.Equal(isTooOld, StoreHistory.IsTooOld(applied, SqliteCopy.KnownMigrations()));
        Assert.Equal(newer, StoreHistory.Newer(applied, SqliteCopy.KnownMigrations()));
    }

    [Fact]
    public async Task Whoever_had_linked_an_account_in_their_name_has_proved_it_since_and_nobody_else()
    {
        var file = Path.Combine(folder, "names.db");
        await using var db = new SqliteMyPayDb(SqliteStore.Options($"Data Source={file};Pooling=False"));
        var all = db.Database.GetMigrations().ToList();
        await db.Database.MigrateAsync(
            all[all.FindIndex(m => m.EndsWith("_NamesAreProved", StringComparison.Ordinal)) - 1]
        );
        await AddAsync(
            db,
            "membership_member",
            ("Id", "one"),
            ("Name", "김 지우"),
            ("Phone", "1"),
            ("SignInId", "1"),
            ("Email", "1")
        );
        await AddAsync(
            db,
            "membership_member",
            ("Id", "two"),
            ("Name", "박서준"),
            ("Phone", "2"),
            ("SignInId", "2"),
            ("Email", "2")
        );
        await AddAsync(
            db,
            "membership_member",
            ("Id", "three"),
            ("Name", "이말로"),
            ("Phone", "3"),
            ("SignInId", "3"),
            ("Email", "3")
        );
        await AddAsync(
            db,
            "membership_linked_account",
            ("Id", "a"),
            ("Member", "one"),
            ("Holder", "김지우"),
            ("VerifiedAt", "20"),
            ("NumberIndex", "a"),
            ("UnlinkedAt", "25")
        );
        await AddAsync(
            db,
            "membership_linked_account",
            ("Id", "b"),
            ("Member", "one"),
            ("Holder", "김지우"),
            ("VerifiedAt", "30"),
            ("NumberIndex", "b")
        );
        await AddAsync(
            db,
            "membership_linked_account",
            ("Id", "c"),
            ("Member", "two"),
            ("Holder", "김지우"),
            ("VerifiedAt", "10"),
            ("NumberIndex", "c")
        );

        await StoreHistory.MigrateAsync(db, CancellationToken.None);

        Assert.Equal(
            ["one:20", "three:-", "two:-"],
            await db
                .Database.SqlQueryRaw<string>(
                    """SELECT "Id" || ':' || coalesce("NameProvedAt", '-') AS "Value" FROM membership_member ORDER BY "Id" """
                )
                .ToListAsync()
        );
    }

    // A row of before: what is not said is empty.
    private static async Task AddAsync(SqliteMyPayDb db, string table, params (string Column, string Value)[] said)
    {
        var needed = await db
            .Database.SqlQuery<string>(
                $"""SELECT name AS "Value" FROM pragma_table_info({table}) WHERE "notnull" = 1 AND dflt_value IS NULL"""
            )
            .ToListAsync();
        var row = needed
            .Except(said.Select(s => s.Column))
            .Select(column => (Column: column, Value: "0"))
            .Concat(said)
            .ToList();
        var columns = string.Join(", ", row.Select(r => $"\"{r.Column}\""));
        var values = string.Join(", ", row.Select(r => $"'{r.Value}'"));
        var insert = $"INSERT INTO {table} ({columns}) VALUES ({values})";
        await db.Database.ExecuteSqlRawAsync(insert);
    }

    // This build's first tables, with another history.
    private async Task<SqliteMyPayDb> MadeAsync(params string[] applied)
    {
        var file = Path.Combine(folder, "mypay.db");
        var db = new SqliteMyPayDb(SqliteStore.Options($"Data Source={file};Pooling=False"));
        await db.Database.MigrateAsync(db.Database.GetMigrations().First());
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory";""");
        foreach (var id in applied)
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({id}, '10.0.15')"""
            );
        return db;
    }
}
