using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Copying;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using Npgsql;

namespace MyPay.Domain.Ledger;

/// <summary>What stands in a database into which a store is to be copied.</summary>
public enum ArrivalGround
{
    /// <summary>Nothing at all.</summary>
    Empty,

    /// <summary>This very store, as far as its promotion came before it was broken off.</summary>
    SamePromotionBegun,

    /// <summary>An earlier state of this store, whose promotion was broken off: the store has gone on since.</summary>
    EarlierPromotionBegun,

    /// <summary>This very store, promoted and proven.</summary>
    SamePromotionFinished,

    /// <summary>A restore that was broken off, whatever it brought.</summary>
    RestoreBegun,

    /// <summary>Anything else.</summary>
    Occupied,
}

/// <summary>
/// A SQLite store arrives in a PostgreSQL database: promoted, or restored from a backup. A mark stands in the database
/// from before the first row until all is there, compared and proven; no MyPay opens the database meanwhile, and
/// whoever is killed leaves a copy that is taken up where it stopped. What stood there before is kept aside until then.
/// Whatever the server refuses is an <see cref="InvalidOperationException"/> in words.
/// </summary>
public sealed class StoreArrival : IAsyncDisposable
{
    private readonly StorageOptions source;
    private readonly string connectionString;
    private readonly NpgsqlConnection alone;
    private readonly DataKeys keys;
    private readonly TimeProvider clock;
    private readonly int portion;

    private StoreArrival(
        StorageOptions source,
        string connectionString,
        NpgsqlConnection alone,
        DataKeys keys,
        TimeProvider clock,
        int portion
    ) =>
        (this.source, this.connectionString, this.alone, this.clock, this.portion, this.keys) = (
            source,
            connectionString,
            alone,
            clock,
            portion,
            keys
        );

    /// <summary>How many rows are usually copied together.</summary>
    public static int UsualPortion => StoreCopy.Portion;

    /// <summary>
    /// Reaches the database and keeps every MyPay from opening it until disposed; null when one is at work on it now.
    /// </summary>
    /// <param name="source">A SQLite store that nobody writes, at this build's schema, with its key.</param>
    /// <param name="portion">Rows that are copied together; fewer make more places to go on from.</param>
    public static Task<StoreArrival?> BeginAsync(
        StorageOptions source,
        string connectionString,
        TimeProvider clock,
        int portion,
        CancellationToken ct
    ) =>
        PostgresOpening.InWordsAsync(
            connectionString,
            async () =>
            {
                var connection = new NpgsqlConnection(PostgresServer.Alone(connectionString, "arrival").ToString());
                try
                {
                    await connection.OpenAsync(ct);
                    PostgresServer.Require(connection);
                    if (await PostgresOpening.IsAloneAsync(connection, ct))
                        return new StoreArrival(
                            source,
                            connectionString,
                            connection,
                            await KeysOfAsync(source, ct),
                            clock,
                            portion
                        );
                    await connection.DisposeAsync();
                    return null;
                }
                catch
                {
                    await connection.DisposeAsync();
                    throw;
                }
            }
        );

    /// <summary>
    /// Throws, in words, when a store's last migration or its key is missing: then a start of MyPay on it comes first.
    /// </summary>
    public static async Task RequireReadyAsync(StorageOptions source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        DataKeys.RequireBeside(source);
        await using var snapshot = await Slips.ProofSnapshot.OpenAsync(source, ct);
        if ((await snapshot.Db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault() is { } pending)
            throw new InvalidOperationException(
                $"The store in {source.Directory} was last opened by an older MyPay ({pending} is still to "
                    + "come). Start this one on it once, stop it, and try again."
            );
        _ = await KeyCheck.OpenAsync(snapshot.Db, source, ct);
    }

    /// <summary>Throws, in words, when a copy into a PostgreSQL store was broken off.</summary>
    public static async Task RequireFinishedAsync(StorageOptions store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.PostgreSql is not { } server)
            return;
        await PostgresOpening.InWordsAsync(
            server,
            async () =>
            {
                await ArrivalMark.RequireFinishedAsync(server, ct);
                return true;
            }
        );
    }

    /// <summary>All that the source holds.</summary>
    public async Task<StoreDigest> DigestAsync(CancellationToken ct)
    {
        await using var side = await SqliteSide.ReadAsync(source.SqliteFile, ct);
        return await side.DigestAsync(ct);
    }

    /// <summary>What stands in the database, seen from this store.</summary>
    /// <param name="digest">What this store holds; null when that is not known yet: then what began as another state of
    /// it counts as this one.</param>
    public async Task<ArrivalGround> LookAsync(StoreDigest? digest, CancellationToken ct)
    {
        if (await ArrivalMark.ReadAsync(alone, ct) is not { } mark)
            return await OwnTables.IsEmptyAsync(alone, ct) ? ArrivalGround.Empty : ArrivalGround.Occupied;
        if (mark is { What: ArrivalMark.Restored, FinishedAt: null })
            return ArrivalGround.RestoreBegun;
        if (mark.What != ArrivalMark.Promoted || mark.Store != keys.Check)
            return ArrivalGround.Occupied;
        var isSame = digest is null || mark.Digest == digest.Sha256;
        return (mark.FinishedAt, isSame) switch
        {
            (null, true) => ArrivalGround.SamePromotionBegun,
            (null, false) => ArrivalGround.EarlierPromotionBegun,
            (_, true) => ArrivalGround.SamePromotionFinished,
            _ => ArrivalGround.Occupied,
        };
    }

    /// <summary>
    /// Sets the mark, and copies what is not there yet. A promotion that began with these very rows goes on; anything
    /// else unfinished is dropped; a whole store is moved aside.
    /// </summary>
    /// <param name="isRestore">A backup is restored; otherwise a store is promoted.</param>
    /// <param name="digest">What the source holds.</param>
    /// <param name="progress">Told after each portion.</param>
    public Task CopyAsync(bool isRestore, StoreDigest digest, Action<CopyProgress> progress, CancellationToken ct) =>
        PostgresOpening.InWordsAsync(
            connectionString,
            async () =>
            {
                ArgumentNullException.ThrowIfNull(digest);
                var ground = await LookAsync(digest, ct);
                if (isRestore || ground != ArrivalGround.SamePromotionBegun)
                    await MarkAsync(
                        new(
                            isRestore ? ArrivalMark.Restored : ArrivalMark.Promoted,
                            keys.Check,
                            digest.Sha256,
                            clock.GetUtcNow(),
                            null
                        ),
                        ground,
                        ct
                    );

                await using var db = new PostgresMyPayDb(
                    PostgresServer.Options(PostgresServer.Alone(connectionString, "arrival").ToString())
                );
                db.Database.SetCommandTimeout(0);
                await StoreHistory.MigrateAsync(db, ct);
                await using (var from = await SqliteSide.ReadAsync(source.SqliteFile, ct))
                await using (var to = await PostgresSide.FillAsync(connectionString, ct))
                    await StoreCopy.RunAsync(from, to, digest, portion, progress, ct);
                await ProtectionKeyFiles.ToRowsAsync(
                    Path.GetDirectoryName(DataKeys.FileIn(source.Directory))!,
                    db,
                    keys,
                    ct
                );
                return true;
            }
        );

    /// <summary>
    /// The tables of the database that do not hold what the source holds; if there are any, the next try begins anew.
    /// </summary>
    public Task<IReadOnlyList<string>> CompareAsync(StoreDigest digest, CancellationToken ct) =>
        PostgresOpening.InWordsAsync(
            connectionString,
            async () =>
            {
                ArgumentNullException.ThrowIfNull(digest);
                await using var side = await PostgresSide.ReadAsync(connectionString, ct);
                var differences = (await side.DigestAsync(ct)).DifferencesFrom(digest);
                if (differences.Count > 0)
                    await SpoilAsync(ct);
                return differences;
            }
        );

    /// <summary>This copy is worth nothing: the next try begins anew.</summary>
    public async Task SpoilAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"UPDATE {ArrivalMark.Table} SET digest = ''", alone);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>All is there and proven: from here on MyPay opens the database. What stood there before goes.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await using var turn = await alone.BeginTransactionAsync(ct);
        await using var finish = new NpgsqlCommand($"UPDATE {ArrivalMark.Table} SET finished_at = $1", alone, turn)
        {
            Parameters = { new() { Value = clock.GetUtcNow().ToUnixTimeMilliseconds() } },
        };
        await finish.ExecuteNonQueryAsync(ct);
        await using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {OwnTables.Before} CASCADE", alone, turn)
        {
            CommandTimeout = 0,
        };
        await drop.ExecuteNonQueryAsync(ct);
        await turn.CommitAsync(ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => alone.DisposeAsync();

    private async Task MarkAsync(ArrivalMark mark, ArrivalGround ground, CancellationToken ct)
    {
        await using var turn = await alone.BeginTransactionAsync(ct);

        // What a broken copy left is worth nothing; what stood before it is aside already.
        if (
            ground is ArrivalGround.Occupied or ArrivalGround.SamePromotionFinished
            && await ArrivalMark.ReadAsync(alone, ct) is not { FinishedAt: null }
        )
            await OwnTables.MoveAsideAsync(alone, ct);
        else if (ground != ArrivalGround.Empty)
            await OwnTables.DropAsync(alone, ct);
        await mark.WriteAsync(alone, ct);
        await turn.CommitAsync(ct);
    }

    private static async Task<DataKeys> KeysOfAsync(StorageOptions source, CancellationToken ct)
    {
        await using var snapshot = await ProofSnapshot.OpenAsync(source, ct);
        return await KeyCheck.OpenAsync(snapshot.Db, source, ct);
    }
}
