using Microsoft.Data.Sqlite;
using MyPay.Domain.Ledger.Sqlite;
using Xunit;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>The door asks the file whether it can keep its promise, and stays shut when it cannot.</summary>
[Trait("Lane", "Fast")]
public sealed class NoLogNoDoorTests
{
    [Fact]
    public async Task On_a_disk_where_no_write_ahead_log_can_be_the_door_stays_shut()
    {
        await using var store = await AWatchedStore.MakeAsync(
            hasSharedMemory: false,
            before: options =>
            {
                using var connection = new SqliteConnection($"Data Source={options.SqliteFile};Pooling=False");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode=DELETE";
                command.ExecuteNonQuery();
            }
        );
        Assert.Contains(
            "journal_mode=delete",
            Assert.Throws<InvalidOperationException>(() => new SqliteDoor(store.Options.SqliteFile)).Message,
            StringComparison.Ordinal
        );
    }
}
