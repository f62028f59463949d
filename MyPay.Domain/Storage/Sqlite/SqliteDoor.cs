using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>The only connection that writes money, and what is prepared on it. Owned by one thread.</summary>
internal sealed class SqliteDoor : IDisposable
{
    // 4,096 pages of log between checkpoints (default 1,000): a page that many transfers touch is copied to the file once, not once a batch.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4096;" + SqlitePragmas.Text;

    private readonly SqliteConnection connection;
    private readonly SqliteStatement mark, keep, undo;

    /// <summary>Opens the door on a migrated store. Throws when the file's promises do not read back.</summary>
    public SqliteDoor(string file)
    {
        connection = Open(file);
        SqliteDurability.Require(connection);
        DbOptions = new DbContextOptionsBuilder<SqliteMyPayDb>().UseApplicationServiceProvider(SqliteDesign.Identity).UseSqlite(connection).Options;
        mark = new(connection, "SAVEPOINT command");
        keep = new(connection, "RELEASE command");
        undo = new(connection, "ROLLBACK TO command");
        Ledger = new SqliteLedger(connection);
        Outbox = new SqliteOutbox(connection);
    }

    public SqliteLedger Ledger { get; }

    public SqliteOutbox Outbox { get; }

    public DbContextOptions<SqliteMyPayDb> DbOptions { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle!) == 0;

    /// <summary>A connection as the door's own: same log, same fsync.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        return connection;
    }

    public SqliteTransaction BeginTransaction() => connection.BeginTransaction();

    /// <summary>Marks where a command begins to write rows.</summary>
    public void Mark() => mark.Run();

    /// <summary>Keeps what was written since <see cref="Mark"/>.</summary>
    public void Keep() => keep.Run();

    /// <summary>Takes back what was written since <see cref="Mark"/>.</summary>
    public void Undo()
    {
        undo.Run();
        keep.Run();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { mark, keep, undo }) statement.Dispose();
        Ledger.Dispose();
        Outbox.Dispose();
        connection.Dispose();
    }
}
