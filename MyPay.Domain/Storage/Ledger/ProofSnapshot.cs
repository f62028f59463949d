using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Storage.Ledger;

/// <summary>
/// The whole store as it was at one instant, for reading only: a connection of its own with one read transaction, so that proofs may run
/// while money moves and all of them see the same books.
/// </summary>
public sealed class ProofSnapshot : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    internal ProofSnapshot(DbConnection connection, DbTransaction transaction, MyPayDb db)
    {
        (this.connection, this.transaction, Db) = (connection, transaction, db);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }

    /// <summary>Takes one of a store, which may be in use.</summary>
    public static Task<ProofSnapshot> OpenAsync(StorageOptions store, CancellationToken ct) => Sqlite.SqliteSnapshot.OpenAsync(store.SqliteFile, ct);

    /// <summary>The tables through EF, untracked. Stream with <c>AsAsyncEnumerable</c>.</summary>
    public MyPayDb Db { get; }

    /// <summary>Streams the rows of a query. Values come as the database keeps them, damaged ones too.</summary>
    public async IAsyncEnumerable<ProofRow> RowsAsync(
        string sql, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Proofs ask in constant text; nothing of a user's comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var row = new ProofRow(reader);
        while (await reader.ReadAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>One number; null when there is none.</summary>
    public async Task<long?> NumberAsync(string sql, CancellationToken ct = default)
    {
        await foreach (var row in RowsAsync(sql, ct)) return row.Number(0);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>The row a proof stands on. The same object for every row: take what you need before the next.</summary>
public sealed class ProofRow
{
    private readonly DbDataReader reader;

    internal ProofRow(DbDataReader reader) => this.reader = reader;

    /// <summary>A whole number; null when there is none or it is something else.</summary>
    public long? Number(int column) => reader.IsDBNull(column) || reader.GetFieldType(column) != typeof(long) ? null : reader.GetInt64(column);

    /// <summary>A text; null when there is none.</summary>
    public string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Bytes; empty when there are none or it is something else.</summary>
    public byte[] Bytes(int column) => reader.IsDBNull(column) || reader.GetFieldType(column) != typeof(byte[]) ? [] : (byte[])reader.GetValue(column);
}
