using System.Data.Common;
using System.Runtime.CompilerServices;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>One of the two stores of a copy.</summary>
internal abstract class StoreSide(DbConnection connection, DbTransaction? transaction) : IAsyncDisposable
{
    /// <summary>
    /// Rows in the order of their key, from the one after <paramref name="skip"/> on; plain values in the order of the
    /// table's columns.
    /// </summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(
        CopiedTable table,
        long skip,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var command = Command(
            $"SELECT {table.ColumnList} FROM \"{table.Name}\" ORDER BY {table.KeyList} LIMIT {long.MaxValue} "
                + $"OFFSET {skip}"
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var forms = table.Columns.Select(FormOf).ToArray();
        while (await reader.ReadAsync(ct))
        {
            var row = new object?[forms.Length];
            for (var at = 0; at < forms.Length; at++)
                row[at] = forms[at].Read(reader, at);
            yield return row;
        }
    }

    public async Task<long> CountAsync(CopiedTable table, CancellationToken ct)
    {
        await using var command = Command($"SELECT count(*) FROM \"{table.Name}\"");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>How many rows a table has, and the digest of them in the order of their key.</summary>
    public async Task<TableDigest> DigestAsync(CopiedTable table, CancellationToken ct)
    {
        using var digest = new RowDigest();
        await foreach (var row in RowsAsync(table, 0, ct))
            digest.Add(row);
        return new(table.Name, digest.Rows, digest.Done());
    }

    /// <summary>All tables.</summary>
    public async Task<StoreDigest> DigestAsync(CancellationToken ct)
    {
        var tables = new List<TableDigest>();
        foreach (var table in CopyPlan.Tables)
            tables.Add(await DigestAsync(table, ct));
        return new(tables);
    }

    /// <summary>Adds rows: all of them or none.</summary>
    public abstract Task WriteAsync(CopiedTable table, IReadOnlyList<object?[]> rows, CancellationToken ct);

    /// <summary>
    /// The last number that the database has given out for each table it numbers, also where that row is gone.
    /// </summary>
    public abstract Task<IReadOnlyDictionary<string, long>> LastNumbersAsync(CancellationToken ct);

    /// <summary>From here on the database gives out higher numbers than these.</summary>
    public abstract Task NumberAfterAsync(IReadOnlyDictionary<string, long> last, CancellationToken ct);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    protected abstract ColumnForm FormOf(CopiedColumn column);

    protected DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandTimeout) = (transaction, 0);
#pragma warning disable CA2100 // Names are the model's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
