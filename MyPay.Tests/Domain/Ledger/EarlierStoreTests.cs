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
