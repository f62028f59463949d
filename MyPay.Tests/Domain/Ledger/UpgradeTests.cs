using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Ledger.Sqlite;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>Stores of earlier versions exist: they are opened, and what lay in them is still there.</summary>
[Trait("Lane", "Fast")]
public sealed class UpgradeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mypay-upgrade-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_store_of_the_first_version_keeps_its_transfers_and_gets_a_list_of_people()
    {
        await using var db = new SqliteMyPayDb(
            SqliteStore.Options($"Data Source={Path.Combine(folder, "mypay.db")};Pooling=False")
        );
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(db.Database.GetMigrations().First());
        var (me, one, two) = (new string('a', 32), new string('b', 32), new string('c', 32));
        await SendAsync(1, me, one, "이하나", 1_000);
        await SendAsync(2, me, one, "이하나", 3_000);
        await SendAsync(3, me, two, "박둘", 2_000);
        await SendAsync(4, me, null, "홍길동", 4_000);

        await migrator.MigrateAsync();

        Assert.Equal(
            ["이하나 3000", "박둘 2000"],
            await TextsAsync(
                "SELECT \"Name\" || ' ' || \"LastAt\" AS \"Value\" FROM remittance_contact ORDER BY \"LastAt\" DESC"
            )
        );
        Assert.Equal(["None"], await TextsAsync("SELECT DISTINCT \"Envelope\" AS \"Value\" FROM remittance_transfer"));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());

        Task SendAsync(int number, string sender, string? receiver, string name, long at) =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO remittance_transfer ("Id", "Sender", "Receiver", "SenderName", "ReceiverName", "Amount", "State", "TopUp", "SenderVerified", "Unknown", "SentAt")
                VALUES ({new Guid(
                    number,
                    0,
                    0,
                    new byte[8]
                )}, {sender}, {receiver}, '나', {name}, 1000, 'Done', 0, 1, 0, {at})
                """
            );

        Task<List<string>> TextsAsync(string sql) => db.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }
}
