using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Which MyPay made a store's tables, by the migrations written in it. Before the first release they were made one: it
/// bears the id of the last that it replaced, so that a store that had them all is as it should be.
/// </summary>
internal static class StoreHistory
{
    /// <summary>
    /// Brings a store to this build's tables. Throws, in words, when it was last opened by a MyPay whose steps this
    /// build does not have any more; then nothing was changed.
    /// </summary>
    public static async Task MigrateAsync(DbContext db, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (IsTooOld(applied, known))
            throw new InvalidOperationException(
                $"It was last opened by a MyPay before its first release ({applied[^1]}), and this one does not know the "
                    + $"steps from there. Open it once with one that has {known[0]}, then with this one. Nothing was "
                    + "changed."
            );
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Whether tables were made that lead to this build's only by steps that it does not have.</summary>
    public static bool IsTooOld(IReadOnlyList<string> applied, IReadOnlyList<string> known) =>
        applied.Count > 0 && !applied.Contains(known[0]);

    /// <summary>What a newer MyPay did to a store.</summary>
    public static IReadOnlyList<string> Newer(IReadOnlyList<string> applied, IReadOnlyList<string> known) =>
        [.. applied.Where(id => string.CompareOrdinal(id, known[0]) > 0).Except(known, StringComparer.Ordinal)];
}
