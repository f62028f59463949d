using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// The end of a hash chain, sealed under <c>data.key</c> in the commit that moved it: a row cut off is missed, and a
/// history that was rewritten with its chain recomputed comes to another end. One row a chain.
/// </summary>
internal sealed class SealedEndRow
{
    public required string Chain { get; init; }

    public long Seq { get; set; }

    public required byte[] Mac { get; set; }
}

/// <summary>Chains whose ends are sealed.</summary>
public static class SealedEnds
{
    /// <summary>The slips.</summary>
    public const string Slips = "slips";

    /// <summary>The audit log.</summary>
    public const string Audit = "audit";

    /// <summary>Whether a chain's end has been sealed.</summary>
    public static Task<bool> HasAsync(MyPayDb db, string chain, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<SealedEndRow>().AnyAsync(end => end.Chain == chain, ct);
    }

    /// <summary>
    /// Whether a chain ends where it was sealed, asked of one instant: others may write meanwhile. True when it never
    /// was sealed.
    /// </summary>
    /// <param name="db">The store.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="chain">Which chain.</param>
    /// <param name="seqs">The numbers of its rows, last first.</param>
    /// <param name="seals">Their seals, last first.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<bool> HoldsAsync(
        MyPayDb db,
        DataKeys keys,
        string chain,
        IQueryable<long> seqs,
        IQueryable<byte[]> seals,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keys);
        var found = await db.Set<SealedEndRow>()
            .Where(end => end.Chain == chain)
            .Select(end => new
            {
                end.Seq,
                end.Mac,
                LastSeq = seqs.FirstOrDefault(),
                LastSeal = seals.FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        return found is null
            || (
                found.LastSeq == found.Seq
                && keys.SealOf(chain, found.Seq, found.LastSeal ?? []).AsSpan().SequenceEqual(found.Mac)
            );
    }

    /// <summary>Where a store of an earlier release stands becomes a sealed end, once.</summary>
    public static async Task BeginAsync(
        MyPayDb db,
        DataKeys keys,
        string chain,
        long seq,
        byte[] end,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keys);
        db.Add(
            new SealedEndRow
            {
                Chain = chain,
                Seq = seq,
                Mac = keys.SealOf(chain, seq, end),
            }
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Seals where a chain ends now, in a transaction beside the door; not saved yet.</summary>
    public static async Task MoveAsync(MyPayDb db, DataKeys keys, string chain, long seq, byte[] end)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keys);
        var row = await db.Set<SealedEndRow>().SingleOrDefaultAsync(known => known.Chain == chain);
        if (row is null)
            db.Add(
                row = new SealedEndRow
                {
                    Chain = chain,
                    Seq = seq,
                    Mac = [],
                }
            );
        (row.Seq, row.Mac) = (seq, keys.SealOf(chain, seq, end));
    }

    /// <summary>Where a chain ended when it was sealed last; null when it never was, or without the key.</summary>
    public static async Task<SealedEnd?> FindAsync(ProofSnapshot snapshot, string chain, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return
            snapshot.Keys is { } keys
            && await snapshot.Db.Set<SealedEndRow>().SingleOrDefaultAsync(known => known.Chain == chain, ct) is { } row
            ? new SealedEnd(row.Seq, end => keys.SealOf(chain, row.Seq, end).AsSpan().SequenceEqual(row.Mac))
            : null;
    }

    /// <summary>
    /// Compares the end of a chain with what was sealed, and names what does not hold by table and row. Without the key
    /// it says that nothing was compared.
    /// </summary>
    /// <param name="snapshot">What is looked at.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="chain">Which chain.</param>
    /// <param name="table">Its table.</param>
    /// <param name="seq">Its last row.</param>
    /// <param name="end">That row's seal.</param>
    /// <param name="ct">Ends the check.</param>
    public static async Task<ProofCheck> CheckAsync(
        ProofSnapshot snapshot,
        string name,
        string chain,
        string table,
        long seq,
        byte[] end,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Keys is not { } keys)
            return new(name, true, 0, 0, [new("not checked: keys/data.key is not beside this store")]);
        var tally = new ProofTally(name);
        tally.Look(table, $"{seq}");
        var row = await snapshot.Db.Set<SealedEndRow>().SingleOrDefaultAsync(known => known.Chain == chain, ct);
        if (row is null)
        {
            if (seq > 0)
                tally.Find(
                    new(
                        "its end is not sealed under data.key: the seal was taken away, or MyPay was never started here"
                    )
                );
        }
        else if (row.Seq > seq)
        {
            tally.At(table, $"{seq + 1}");
            tally.Find(new($"cut off: the end sealed under data.key is {row.Seq}", null, null, $"{row.Seq}", $"{seq}"));
        }
        else if (row.Seq < seq)
        {
            tally.At(table, $"{row.Seq + 1}");
            tally.Find(new($"added past the end sealed under data.key", null, null, $"{row.Seq}", $"{seq}"));
        }
        else if (!keys.SealOf(chain, seq, end).AsSpan().SequenceEqual(row.Mac))
            tally.Find(
                new(
                    "not the end that was sealed under data.key: it, or what comes before it, has been rewritten and the "
                        + "chain recomputed; the anchors say since when"
                )
            );
        return tally.Done();
    }
}

/// <summary>A sealed end.</summary>
/// <param name="Seq">The number of the chain's last row when it was sealed.</param>
/// <param name="IsSealOf">Whether that row's seal was this.</param>
public sealed record SealedEnd(long Seq, Func<byte[], bool> IsSealOf);

internal sealed class SealedEndTable : IEntityTypeConfiguration<SealedEndRow>
{
    public void Configure(EntityTypeBuilder<SealedEndRow> end)
    {
        end.ToTable("ledger_seal");
        end.HasKey(e => e.Chain);
        end.Property(e => e.Chain).HasMaxLength(80);
        end.Property(e => e.Mac).HasMaxLength(32);
    }
}
