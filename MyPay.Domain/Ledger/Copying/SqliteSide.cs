using Microsoft.Data.Sqlite;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>A store in a SQLite file.</summary>
internal sealed class SqliteSide : StoreSide
{
    private readonly SqliteConnection connection;

    private SqliteSide(SqliteConnection connection, SqliteTransaction? transaction)
        : base(connection, transaction) => this.connection = connection;

    /// <summary>The store as it is at this instant, for reading.</summary>
    public static async Task<SqliteSide> ReadAsync(string file, CancellationToken ct)
    {
        var connection = await OpenAsync(
            file,
            SqliteOpenMode.ReadOnly,
            "PRAGMA query_only=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=FILE; PRAGMA cache_size=-32768;",
            ct
        );
        var side = new SqliteSide(connection, connection.BeginTransaction(deferred: true));
        // a deferred transaction begins with its first read
        await using var begin = side.Command("SELECT count(*) FROM sqlite_master");
        await begin.ExecuteScalarAsync(ct);
        return side;
    }

    /// <summary>
    /// A migrated, empty file to fill, which counts for nothing until it is whole: <see cref="FinishAsync"/>.
    /// </summary>
    public static async Task<SqliteSide> FillAsync(string file, CancellationToken ct) =>
        new(
            await OpenAsync(
                file,
                SqliteOpenMode.ReadWrite,
                "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
                ct
            ),
            null
        );

    /// <summary>Leaves the file in the mode in which MyPay opens it, and on the disk.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await using (var command = Command("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL;"))
            await command.ExecuteNonQueryAsync(ct);
        var file = connection.DataSource;
        await DisposeAsync();
        Disk.Flush(file);
    }

    public override async Task WriteAsync(CopiedTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        await using var turn = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
        await using var insert = (SqliteCommand)Command(
            $"INSERT INTO \"{table.Name}\" ({table.ColumnList}) VALUES "
                + $"({string.Join(", ", table.Columns.Select((_, at) => $"@p{at}"))})"
        );
        insert.Transaction = turn;
        var parameters = table
            .Columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{at}" }))
            .ToList();
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
                parameters[at].Value = FormOf(table.Columns[at]).Kept(row[at]);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await turn.CommitAsync(ct);
    }

    public override async Task<IReadOnlyDictionary<string, long>> LastNumbersAsync(CancellationToken ct)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = Command("SELECT name, seq FROM sqlite_sequence");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            last[reader.GetString(0)] = reader.GetInt64(1);
        return last;
    }

    // What was inserted has raised the table's number already; here it is raised for rows that are gone.
    public override async Task NumberAfterAsync(IReadOnlyDictionary<string, long> last, CancellationToken ct)
    {
        foreach (var (table, number) in last)
        {
            await using var command = (SqliteCommand)Command(
                """
                UPDATE sqlite_sequence SET seq = max(seq, @number) WHERE name = @table;
                INSERT INTO sqlite_sequence (name, seq) SELECT @table, @number WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = @table);
                """
            );
            command.Parameters.AddWithValue("@table", table);
            command.Parameters.AddWithValue("@number", number);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    protected override ColumnForm FormOf(CopiedColumn column) => column.Sqlite;

    private static async Task<SqliteConnection> OpenAsync(
        string file,
        SqliteOpenMode mode,
        string pragmas,
        CancellationToken ct
    )
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant text of this file.
            command.CommandText = pragmas;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
