using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>Whole copies of a SQLite file that may be in use.</summary>
internal static class SqliteCopy
{
    /// <summary>
    /// Copies the pages of one instant: a single read transaction, so that the writer beside it is neither stopped nor
    /// half seen.
    /// </summary>
    public static void Take(string source, string target)
    {
        using (var from = Open(source, SqliteOpenMode.ReadOnly))
        using (var to = Open(target, SqliteOpenMode.ReadWriteCreate))
            from.BackupDatabase(to);
        Disk.Flush(target);
    }

    /// <summary>The last slip's seal and the applied migrations of a copy.</summary>
    public static (string RootHash, IReadOnlyList<string> Migrations) Describe(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite); // the last one to close such a connection leaves no log behind
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM ledger_slip ORDER BY seq DESC LIMIT 1";
        var root = command.ExecuteScalar() as byte[] ?? [];
        command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1";
        var migrations = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            migrations.Add(reader.GetString(0));
        return (Convert.ToHexStringLower(root), migrations);
    }

    public static IReadOnlyList<string> KnownMigrations()
    {
        using var db = Context("Data Source=:memory:");
        return db.Database.GetMigrations().ToList();
    }

    public static async Task MigrateAsync(string file, CancellationToken ct, Func<MyPayDb, Task>? then = null)
    {
        await using var db = Context($"Data Source={file};Pooling=False");
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await StoreHistory.MigrateAsync(db, ct);
        if (then is not null)
            await then(db);
    }

    private static SqliteMyPayDb Context(string connection) => new(SqliteStore.Options(connection));

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL;";
        command.ExecuteNonQuery();
        return connection;
    }
}
