using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Directory;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Domain.Membership.Pin;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>A store made before opens and means the same.</summary>
[Trait("Lane", "Fast")]
public sealed class EarlierStoreTests
{
    [Fact]
    public async Task Fees_windows_and_pins_of_the_first_migration_mean_what_they_meant()
    {
        var folder = Directory.CreateTempSubdirectory("mypay-earlier-");
        await using (
            var db = new SqliteMyPayDb(
                SqliteStore.Options($"Data Source={Path.Combine(folder.FullName, "mypay.db")};Pooling=False")
            )
        )
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial");
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO banking_fee ("Bank", "Kind", "Won", "From") VALUES (NULL, 'Withdraw', 50, '2026-01-01');
                INSERT INTO banking_window ("Bank", "From", "To") VALUES ('088', '23:50:00', '00:10:00');
                INSERT INTO membership_pin ("Member", "Salt", "Hash", "Iterations", "Tries", "SetAt") VALUES ('00000000000070008000000000000001', x'00', x'00', 1, 5, 0), ('00000000000070008000000000000002', x'00', x'00', 1, 4, 0);
                """
            );
            await migrator.MigrateAsync();

            Assert.Equal(Won.Of(50), BankFees.On(db, "004", BankCallKind.Withdraw, new(2026, 11, 23)));
            Assert.Equal(new WindowRule(new(23, 50), new(0, 10)), (await db.Set<BankWindowRow>().SingleAsync()).Rule);
            Assert.Equal(
                [true, false],
                (await db.Set<PinRow>().OrderBy(p => p.Member).ToListAsync()).Select(p => p.IsLocked(5))
            );
            var changed = await Assert.ThrowsAsync<SqliteException>(() =>
                db.Database.ExecuteSqlRawAsync("UPDATE banking_fee SET \"Won\" = 1")
            );
            Assert.Contains("append-only", changed.Message, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }
}
