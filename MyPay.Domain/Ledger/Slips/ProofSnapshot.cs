using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// The whole store as it was at one instant, for reading only: a connection of its own with one read transaction, so
/// that proofs may run while money moves and all of them see the same books.
/// </summary>
public sealed class ProofSnapshot : IAsyncDisposable
{
    private readonly Reading main;
    private readonly Func<CancellationToken, Task<Reading>>? another;
    private readonly Stack<Reading> free = new();
    private readonly List<Reading> others = [];

    /// <param name="main">The connection that took the snapshot.</param>
    /// <param name="db">The tables through EF, on that connection.</param>
    /// <param name="another">Opens another connection on the same snapshot; null where one connection reads many
    /// queries at once.</param>
    internal ProofSnapshot(Reading main, MyPayDb db, Func<CancellationToken, Task<Reading>>? another = null)
    {
        (this.main, this.another, Db) = (main, another, db);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }

    /// <summary>Takes one of a store, which may be in use.</summary>
    public static async Task<ProofSnapshot> OpenAsync(StorageOptions store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);
        var snapshot = store.PostgreSql is { } server
            ? await PostgreSql.PostgresSnapshot.OpenAsync(server, ct)
            : await Sqlite.SqliteSnapshot.OpenAsync(store.SqliteFile, ct);
        try
        {
            snapshot.Directory = store.Directory;
            // Another store's key compares all the same: then nothing is what it sealed.
            if (DataKeys.OpenExisting(store) is { } keys)
                snapshot.Keys = await KeyCheck.AsKnownAsync(snapshot.Db, keys, ct) ?? keys;
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    /// <summary>The store's data directory; its keys and anchors lie in it.</summary>
    public string Directory { get; private set; } = "";

    /// <summary>The keys beside the store; null when they are not there.</summary>
    internal DataKeys? Keys { get; private set; }

    /// <summary>
    /// The tables through EF, untracked; one query at a time. What must be streamed while something else is asked is a
    /// query for <see cref="RowsAsync"/>.
    /// </summary>
    public MyPayDb Db { get; }

    /// <summary>
    /// Streams the rows of a query; others may be asked meanwhile. Values come as the database keeps them, damaged ones
    /// too.
    /// </summary>
    public async IAsyncEnumerable<ProofRow> RowsAsync(
        string sql,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var reading = await TakeAsync(ct);
        try
        {
            await using var command = reading.Connection.CreateCommand();
            command.Transaction = reading.Transaction;
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
        finally
        {
            if (another is not null)
                free.Push(reading);
        }
    }

    /// <summary>
    /// What is booked under these sources, line by line, by its source. Many at once: two questions.
    /// </summary>
    public async Task<Dictionary<string, BookedSlip>> SlipsAsync(
        IReadOnlyCollection<string> sources,
        CancellationToken ct
    )
    {
        var slips = await Db.Set<SlipRow>()
            .Where(slip => sources.Contains(slip.Source))
            .Select(slip => new
            {
                slip.Seq,
                slip.Source,
                slip.Kind,
                slip.Lines,
            })
            .ToListAsync(ct);
        var read = slips.ConvertAll(slip => SlipLines.TryRead(slip.Lines, out var lines) ? lines : []);
        var ids = read.SelectMany(lines => lines).Select(line => line.Account).Distinct().ToList();
        var accounts = await Db.Set<AccountRow>()
            .Where(account => ids.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => new LedgerAccount(account.Code, account.Kind), ct);
        var booked = new Dictionary<string, BookedSlip>(StringComparer.Ordinal);
        foreach (var (slip, lines) in slips.Zip(read))
            booked[slip.Source] = new(
                slip.Seq,
                slip.Kind,
                lines.ConvertAll(line => (accounts.GetValueOrDefault(line.Account), line.Signed))
            );
        return booked;
    }

    /// <summary>One number; null when there is none.</summary>
    public async Task<long?> NumberAsync(string sql, CancellationToken ct = default)
    {
        await foreach (var row in RowsAsync(sql, ct))
            return row.Number(0);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        foreach (var reading in others.Prepend(main))
        {
            await reading.Transaction.DisposeAsync();
            await reading.Connection.DisposeAsync();
        }
    }

    private async ValueTask<Reading> TakeAsync(CancellationToken ct)
    {
        if (another is null)
            return main;
        if (free.TryPop(out var idle))
            return idle;
        var fresh = await another(ct);
        others.Add(fresh);
        return fresh;
    }

    /// <summary>A connection in the snapshot's transaction.</summary>
    internal sealed record Reading(DbConnection Connection, DbTransaction Transaction);
}

/// <summary>The row a proof stands on. The same object for every row: take what you need before the next.</summary>
public sealed class ProofRow
{
    private readonly DbDataReader reader;

    internal ProofRow(DbDataReader reader) => this.reader = reader;

    /// <summary>A whole number, or a truth as 1 and 0; null when there is none or it is something else.</summary>
    public long? Number(int column) =>
        reader.GetValue(column) switch
        {
            long number => number,
            int number => number,
            bool truth => truth ? 1 : 0,
            decimal number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue =>
                (long)number, // PostgreSQL's sums
            _ => null,
        };

    /// <summary>A text; null when there is none.</summary>
    public string? Text(int column) =>
        reader.IsDBNull(column)
            ? null
            : reader.GetValue(column) switch
            {
                Guid id => id.ToString("D").ToUpperInvariant(), // as SQLite keeps it
                string text => text,
                // a text that has rotted into bytes is found by no question for it: it equals no text
                byte[] bytes => $"x'{Convert.ToHexString(bytes)}'",
                _ => reader.GetString(column),
            };

    /// <summary>Bytes; empty when there are none or it is something else.</summary>
    public byte[] Bytes(int column) => reader.GetValue(column) as byte[] ?? [];
}
