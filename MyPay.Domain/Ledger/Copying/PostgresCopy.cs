using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>Whole copies of a PostgreSQL store that may be in use, as a SQLite file.</summary>
internal static class PostgresCopy
{
    /// <summary>
    /// Copies one snapshot of the database into a new SQLite file, and the cookie keys beside it; compares the two row
    /// by row before it returns.
    /// </summary>
    /// <param name="store">The store as this instance knows it: its <c>data.key</c> opens the cookie keys.</param>
    /// <param name="keysFolder">Where key files go.</param>
    public static Task TakeAsync(
        string connectionString,
        string file,
        StorageOptions store,
        string keysFolder,
        CancellationToken ct
    ) =>
        PostgresOpening.InWordsAsync(
            connectionString,
            async () =>
            {
                await using var db = new PostgresMyPayDb(
                    PostgresServer.Options(PostgresServer.Alone(connectionString, "backup").ToString())
                );
                await RequireSameSchemaAsync(db, ct);
                var keys = await KeyCheck.OpenAsync(db, store, ct);
                if (!await KeyCheck.IsKnownAsync(db, ct))
                    throw new InvalidOperationException(
                        "The database does not know its key yet. Start MyPay on it once."
                    );

                await using (var from = await PostgresSide.ReadAsync(connectionString, ct))
                {
                    await SqliteCopy.MigrateAsync(file, ct);
                    var whole = await from.DigestAsync(ct);
                    var to = await SqliteSide.FillAsync(file, ct);
                    await using (to)
                    {
                        await StoreCopy.RunAsync(from, to, whole, StoreCopy.Portion, _ => { }, ct);
                        if ((await to.DigestAsync(ct)).DifferencesFrom(whole) is { Count: > 0 } differences)
                            throw new InvalidOperationException(
                                $"The copy is not what the database holds: {string.Join(", ", differences)}."
                            );
                        await to.FinishAsync(ct);
                    }
                }

                // After the rows: a key is made before anything is signed with it, and never goes.
                await ProtectionKeyFiles.ToFilesAsync(db, keys, keysFolder, ct);
                return true;
            }
        );

    private static async Task RequireSameSchemaAsync(PostgresMyPayDb db, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (StoreHistory.Newer(applied, known).Count > 0 || known.Except(applied, StringComparer.Ordinal).Any())
            throw new InvalidOperationException(
                "The database has another schema than this MyPay (or none): use the MyPay that runs on it, or "
                    + "start this one on it first."
            );
    }
}
