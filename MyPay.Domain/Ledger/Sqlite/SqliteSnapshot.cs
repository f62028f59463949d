using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>Opens a read-only snapshot of a SQLite store, beside a running app or without one.</summary>
internal static class SqliteSnapshot
{
    public static async Task<ProofSnapshot> OpenAsync(string file, CancellationToken ct)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(ct);

            // Sorting millions of rows goes to temporary files, not to memory.
            await using var command = connection.CreateCommand();
            command.CommandText =
                "PRAGMA query_only=ON; PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA "
                + "temp_store=FILE; PRAGMA cache_size=-32768;";
            await command.ExecuteNonQueryAsync(ct);

            var transaction = connection.BeginTransaction(deferred: true);

            // A deferred transaction begins with its first read: without one, the clock reading and the books would be
            // of different instants.
            command.Transaction = transaction;
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(ct);

            var db = new SqliteMyPayDb(SqliteStore.Options(connection));
            await db.Database.UseTransactionAsync(transaction, ct);
            return new ProofSnapshot(new(connection, transaction), db);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
