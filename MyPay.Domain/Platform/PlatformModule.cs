using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Anchors;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Browsers;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Platform.Limits;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Platform;

/// <summary>
/// Registers what every module leans on: policies by date, the history of jobs, reports of browsers. Audit and switches are written and
/// asked through the store itself.
/// </summary>
public static class PlatformModule
{
    /// <summary>Registers the platform; the store is registered before.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddScoped<JobHistory>();
        services.AddScoped<IPolicies, PoliciesOfToday>();
        services.AddSingleton<BrowserReports>();
        services.AddScoped<BrowserReportBook>();
        return services;
    }

    /// <summary>
    /// Throws when slips or audit log do not end where they were sealed: the next write would seal what somebody put
    /// there while MyPay was stopped.
    /// </summary>
    public static async Task RequireSealedEndsAsync(MyPayDb db, DataKeys keys, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var slips = db.Set<SlipRow>().OrderByDescending(s => s.Seq);
        await RequireAsync(SealedEnds.Slips, slips.Select(s => s.Seq), slips.Select(s => s.Hash));
        var entries = db.Set<AuditEntry>().OrderByDescending(e => e.Seq);
        await RequireAsync(SealedEnds.Audit, entries.Select(e => e.Seq), entries.Select(e => e.Hash));

        async Task RequireAsync(string chain, IQueryable<long> seqs, IQueryable<byte[]> seals)
        {
            if (!await SealedEnds.HoldsAsync(db, keys, chain, seqs, seals, ct))
                throw new InvalidOperationException(
                    $"The chain of the {chain} does not end where it was sealed under data.key (ledger_seal): somebody has "
                        + "edited the database. Keep a copy of it, run verify, which names what was edited, and restore "
                        + "a backup. MyPay changed nothing."
                );
        }
    }

    /// <summary>
    /// Seals the ends of a store that an earlier release made, once, where they stand. Throws when the store was sealed
    /// before and its seal is gone: what stands there now is not to be sealed anew.
    /// </summary>
    public static async Task SealEndsAsync(
        MyPayDb db,
        DataKeys keys,
        StorageOptions store,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(store);
        if (
            !await SealedEnds.HasAsync(db, SealedEnds.Slips, ct)
            && await db.Set<SlipRow>().AsNoTracking().OrderByDescending(s => s.Seq).FirstOrDefaultAsync(ct) is { } slip
        )
            await BeginAsync(SealedEnds.Slips, slip.Seq, slip.Hash);
        if (
            !await SealedEnds.HasAsync(db, SealedEnds.Audit, ct)
            && await db.Set<AuditEntry>().AsNoTracking().OrderByDescending(e => e.Seq).FirstOrDefaultAsync(ct)
                is { } entry
        )
            await BeginAsync(SealedEnds.Audit, entry.Seq, entry.Hash);

        Task BeginAsync(string chain, long seq, byte[] end) =>
            File.Exists(AnchorFile.In(store.Directory))
                ? throw new InvalidOperationException(
                    $"The seal of the {chain} is gone from the database (ledger_seal), and {AnchorFile.In(store.Directory)} "
                        + "says that it was there. Somebody has edited the database: run verify, and restore a backup. "
                        + "Nothing was changed."
                )
                : SealedEnds.BeginAsync(db, keys, chain, seq, end, ct);
    }

    /// <summary>Notes in the audit log, in the commit of a rotation, that the keys were rotated.</summary>
    public static async Task NoteRotationAsync(MyPayDb db, DataKeys keys, RotatedKeys rotated, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(rotated);
        var last = await db.Set<AuditEntry>().AsNoTracking().OrderByDescending(e => e.Seq).FirstOrDefaultAsync();
        var entry = AuditTrail.After(
            last,
            now,
            Actor.System,
            "storage.keys_rotated",
            "store:keys",
            before: new { Keys = rotated.From },
            after: new { Keys = rotated.To, rotated.Rows }
        );
        db.Add(entry);
        await SealedEnds.MoveAsync(db, keys, SealedEnds.Audit, entry.Seq, entry.Hash);
    }

    /// <summary>Platform's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [KeyedTable.Of<LimitUseRow>().Index(nameof(LimitUseRow.Subject)).Index(nameof(LimitUseRow.Thing))];
}
