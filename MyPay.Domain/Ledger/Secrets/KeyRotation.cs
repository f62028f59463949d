using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;
using Npgsql;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>What a rotation did.</summary>
/// <param name="From">How many keys there had been.</param>
/// <param name="To">How many there are now.</param>
/// <param name="Rows">Rows that were written anew, all tables together.</param>
public sealed record RotatedKeys(int From, int To, long Rows);

/// <summary>
/// Takes a new master key into use (<c>keys rotate</c>). First the key file holds it behind the others; then one
/// transaction writes everything anew that was made with the keys. A store knows how far its keys go, so whoever is
/// killed in between leaves a store that opens as before, and the next run takes the same new key.
/// </summary>
public static class KeyRotation
{
    /// <summary>The ledger's own tables.</summary>
    public static IReadOnlyList<KeyedTable> Tables =>
        [
            KeyedTable.Of<SealedEndRow>().EndSeal(nameof(SealedEndRow.Mac)),
            KeyedTable
                .Of<ProtectionKeyRow>()
                .Sealed(nameof(ProtectionKeyRow.Sealed), row => ProtectionKeys.Place(row.Name)),
        ];

    /// <summary>
    /// Writes a store's keys and a new one behind them into another file, readable by its owner only: what a command
    /// is to print before <see cref="RunAsync"/>.
    /// </summary>
    public static void WriteNext(StorageOptions store, string file) => KeyRing.Read(store).WithNext().WriteTo(file);

    /// <summary>
    /// Rotates the keys of a store that nobody else has open. Throws, in words, when there is no new key to take or
    /// something cannot be read; then the store is as it was.
    /// </summary>
    /// <param name="store">The store, at this build's schema.</param>
    /// <param name="tables">Every table of every module that is made with the keys.</param>
    /// <param name="note">Notes in the same commit that it was done.</param>
    /// <param name="step">Told after each step, on the disk or in the transaction.</param>
    /// <param name="ct">Ends it; nothing is changed then.</param>
    public static Task<RotatedKeys> RunAsync(
        StorageOptions store,
        IReadOnlyList<KeyedTable> tables,
        Func<MyPayDb, DataKeys, RotatedKeys, Task> note,
        Action<string> step,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(step);
        return store.PostgreSql is { } server
            ? PostgresOpening.InWordsAsync(server, () => OnServerAsync(store, server, tables, note, step, ct))
            : OnFileAsync(store, tables, note, step, ct);
    }

    private static async Task<RotatedKeys> OnFileAsync(
        StorageOptions store,
        IReadOnlyList<KeyedTable> tables,
        Func<MyPayDb, DataKeys, RotatedKeys, Task> note,
        Action<string> step,
        CancellationToken ct
    )
    {
        await using var from = Context(store);
        await using var to = Context(store);
        // What was made with the earlier keys does not stay in pages that are free again.
        await to.Database.OpenConnectionAsync(ct);
        await to.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", ct);
        return await RotateAsync(store, from, to, tables, note, step, ct);
    }

    private static async Task<RotatedKeys> OnServerAsync(
        StorageOptions store,
        string server,
        IReadOnlyList<KeyedTable> tables,
        Func<MyPayDb, DataKeys, RotatedKeys, Task> note,
        Action<string> step,
        CancellationToken ct
    )
    {
        await using var alone = new NpgsqlConnection(PostgresServer.Alone(server, "keys").ToString());
        await alone.OpenAsync(ct);
        PostgresServer.Require(alone);
        if (!await PostgresOpening.IsAloneAsync(alone, ct))
            throw new InvalidOperationException(
                "Another MyPay is at work on the PostgreSQL database. Stop all of them and try again; nothing was changed."
            );
        await using var from = new PostgresMyPayDb(
            PostgresServer.Options(PostgresServer.Alone(server, "keys from").ToString())
        );
        await using var to = new PostgresMyPayDb(
            PostgresServer.Options(PostgresServer.Alone(server, "keys to").ToString())
        );
        return await RotateAsync(store, from, to, tables, note, step, ct);
    }

    private static async Task<RotatedKeys> RotateAsync(
        StorageOptions store,
        MyPayDb from,
        MyPayDb to,
        IReadOnlyList<KeyedTable> tables,
        Func<MyPayDb, DataKeys, RotatedKeys, Task> note,
        Action<string> step,
        CancellationToken ct
    )
    {
        from.Database.SetCommandTimeout(0);
        var before = await KeyCheck.OpenAsync(from, store, ct);
        if (!await KeyCheck.IsKnownAsync(from, ct))
            throw new InvalidOperationException("The store does not know its key yet. Start MyPay on it once.");
        var after = NextKeys(store, before);
        step("key file");

        await using var turn = await to.Database.BeginTransactionAsync(ct);
        var rows = 0L;
        foreach (var table in tables)
            rows += await table.RekeyAsync(from, to, before, after, step, ct);
        var rotated = new RotatedKeys(before.Generation, after.Generation, rows);
        await KeyCheck.ReplaceAsync(to, after, ct);
        await note(to, after, rotated);
        await to.SaveChangesAsync(ct);
        step("noted");
        await turn.CommitAsync(ct);
        step("committed");
        return rotated;
    }

    /// <summary>The keys with at least one more than the store knows; makes it when the key is in a file.</summary>
    private static DataKeys NextKeys(StorageOptions store, DataKeys before)
    {
        var ring = KeyRing.Read(store);
        if (ring.Keys().Generation > before.Generation)
            return ring.Keys();
        if (store.KeyFile is not { } file)
            throw new InvalidOperationException(
                "MyPay:Secrets:KeyCommand prints no key that the store does not have yet. Run keys next --out FILE, put "
                    + "what FILE holds where the command reads it, and run keys rotate again; nothing was changed."
            );
        var next = ring.WithNext();
        next.WriteTo(file);
        return next.Keys();
    }

    private static SqliteMyPayDb Context(StorageOptions store) =>
        new(
            new DbContextOptionsBuilder<SqliteMyPayDb>(
                SqliteStore.Options($"Data Source={store.SqliteFile};Pooling=False")
            )
                .AddInterceptors(new SqlitePragmas())
                .Options
        );
}
