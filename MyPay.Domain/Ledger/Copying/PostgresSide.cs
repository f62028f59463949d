using System.Data;
using MyPay.Domain.Ledger.PostgreSql;
using Npgsql;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>A store in a PostgreSQL database.</summary>
internal sealed class PostgresSide : StoreSide
{
    // The columns that the database numbers itself.
    private const string Numbered = """
        SELECT table_name::text, column_name::text, pg_get_serial_sequence(quote_ident(table_name), column_name) FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_identity = 'YES'
        """;

    private readonly NpgsqlConnection connection;

    private PostgresSide(NpgsqlConnection connection, NpgsqlTransaction? transaction)
        : base(connection, transaction) => this.connection = connection;

    /// <summary>The store as it is at this instant, for reading, beside whoever writes.</summary>
    public static async Task<PostgresSide> ReadAsync(string connectionString, CancellationToken ct)
    {
        var connection = await OpenAsync(connectionString, ct);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var side = new PostgresSide(connection, transaction);
        await using var command = side.Command("SET TRANSACTION READ ONLY");
        await command.ExecuteNonQueryAsync(ct);
        return side;
    }

    /// <summary>A database to fill.</summary>
    public static async Task<PostgresSide> FillAsync(string connectionString, CancellationToken ct) =>
        new(await OpenAsync(connectionString, ct), null);

    public override async Task WriteAsync(CopiedTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({table.ColumnList}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        foreach (var row in rows)
        {
            await import.StartRowAsync(ct);
            for (var at = 0; at < row.Length; at++)
            {
                if (row[at] is null)
                    await import.WriteNullAsync(ct);
                else
                    await import.WriteAsync(FormOf(table.Columns[at]).Kept(row[at]), table.Columns[at].SentAs, ct);
            }
        }

        await import.CompleteAsync(ct);
    }

    public override async Task<IReadOnlyDictionary<string, long>> LastNumbersAsync(CancellationToken ct)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = Command(
            $"SELECT n.table_name, coalesce(pg_sequence_last_value(n.sequence::regclass), 0) FROM ({Numbered}) "
                + "AS n (table_name, column_name, sequence)"
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            last[reader.GetString(0)] = reader.GetInt64(1);
        return last;
    }

    public override async Task NumberAfterAsync(IReadOnlyDictionary<string, long> last, CancellationToken ct)
    {
        var numbered = new List<(string Table, string Column, string Sequence)>();
        await using (var command = Command(Numbered))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                numbered.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));

        foreach (var (table, column, sequence) in numbered)
        {
            await using var command = (NpgsqlCommand)Command(
                "SELECT setval($1::regclass, greatest(1, $2, highest), greatest($2, highest) > 0) FROM (SELECT "
                    + $"coalesce(max(\"{column}\"), 0)::bigint AS highest FROM \"{table}\") AS rows"
            );
            command.Parameters.Add(new() { Value = sequence });
            command.Parameters.Add(new() { Value = last.GetValueOrDefault(table) });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    protected override ColumnForm FormOf(CopiedColumn column) => column.Postgres;

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(PostgresServer.Alone(connectionString, "copy").ToString());
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
