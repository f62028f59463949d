using Microsoft.Data.Sqlite;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// What a confirmed payment rests on: write-ahead log, an fsync in every commit. Asked of the file, never assumed.
/// </summary>
internal static class SqliteDurability
{
    /// <summary>Throws when the connection does not read back what MyPay promises its members.</summary>
    public static void Require(SqliteConnection connection)
    {
        RequirePragma(connection, "journal_mode", "wal");
        RequirePragma(connection, "synchronous", "2");
    }

    private static void RequirePragma(SqliteConnection connection, string name, string wanted)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        var read = command.ExecuteScalar()?.ToString();
        if (read != wanted)
            throw new InvalidOperationException(
                $"SQLite answers {name}={read}, MyPay needs {wanted}: a confirmed payment could be lost. Not starting."
            );
    }
}
