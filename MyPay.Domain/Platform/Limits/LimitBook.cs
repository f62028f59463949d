using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Platform.Limits;

/// <summary>
/// How often somebody may do a thing that a stranger would try at will. Counted in the store, for all instances.
/// </summary>
/// <param name="Name">Stored, at most 40 letters; never renamed.</param>
/// <param name="Most">The policy that says how many different things a window holds.</param>
/// <param name="Window">How far back it looks; null: since midnight in Seoul.</param>
public sealed record Limit(string Name, Policy Most, TimeSpan? Window = null);

/// <summary>One use of a limit.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Subject">Whose: a member, a phone number, an address. Kept as a blind index.</param>
/// <param name="Thing">What is done; the same thing again within the window is no second use.</param>
public sealed record LimitedUse(Limit Limit, string Subject, string Thing);

/// <summary>A limit that has nothing left.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Most">What it held.</param>
/// <param name="FreeAt">When the next use is possible, UTC.</param>
public sealed record SpentLimit(Limit Limit, long Most, DateTimeOffset FreeAt);

/// <summary>How a use stands before it is counted.</summary>
/// <param name="IsCounted">The same thing was counted within the window: it is no further use.</param>
/// <param name="Spent">Why it may not be; null: it may.</param>
public sealed record LimitStanding(bool IsCounted, SpentLimit? Spent);

/// <summary>Counts uses inside a write, so that two at once, on one instance or on two, are two.</summary>
public static class LimitBook
{
    // Long enough for every window; what is older counts for nobody.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);
    private const int ForgottenAtOnce = 10;

    /// <summary>
    /// Notes all of the uses, or none: then the first limit that is spent. Things are counted before they are tried.
    /// </summary>
    public static SpentLimit? Take(JournalWrite write, DataKeys keys, params IReadOnlyList<LimitedUse> uses)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(uses);
        var fresh = new List<LimitUseRow>();
        foreach (var use in uses)
        {
            var standing = Look(write.Db, keys, use, write.Now);
            if (standing.Spent is { } spent)
                return spent;
            if (!standing.IsCounted)
                fresh.Add(RowOf(keys, use, write.Now));
        }

        if (fresh.Count > 0)
            Forget(write);
        write.Db.AddRange(fresh);
        return null;
    }

    /// <summary>
    /// How it stands, without a turn at the door: whoever is held already waits for no write. What is tried is counted
    /// by <see cref="Take"/> all the same.
    /// </summary>
    public static LimitStanding Look(MyPayDb db, DataKeys keys, LimitedUse use, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(use);
        var (limit, row, today) = (use.Limit, RowOf(keys, use, now), SeoulTime.DateOf(now));
        // What lies a whole window back is over; what happened at midnight is of the new day.
        var after = limit.Window is { } window ? now - window : SeoulTime.StartOf(today).AddTicks(-1);
        var used = db.Set<LimitUseRow>()
            .AsNoTracking()
            .Where(u => u.Limit == row.Limit && u.Subject == row.Subject && u.At > after)
            .OrderBy(u => u.At)
            .Select(u => new { u.Thing, u.At })
            .ToList()
            .DistinctBy(u => u.Thing)
            .ToList();
        if (used.Exists(u => u.Thing == row.Thing))
            return new(true, null);
        var most = PolicyBook.ValueOn(db, limit.Most, today);
        if (used.Count < most)
            return new(false, null);
        var freeAt = limit.Window is { } rolling ? used[used.Count - (int)most].At + rolling : SeoulTime.EndOf(today);
        return new(false, new(limit, most, freeAt));
    }

    /// <summary>Takes one use back: what was tried was no misuse.</summary>
    public static void GiveBack(JournalWrite write, DataKeys keys, LimitedUse use)
    {
        ArgumentNullException.ThrowIfNull(write);
        var row = RowOf(keys, use, write.Now);
        write.Db.RemoveRange(
            write
                .Db.Set<LimitUseRow>()
                .Where(u => u.Limit == row.Limit && u.Subject == row.Subject && u.Thing == row.Thing)
        );
    }

    /// <summary>Forgets all that a subject used of a limit.</summary>
    public static void Clear(JournalWrite write, DataKeys keys, LimitedUse use)
    {
        ArgumentNullException.ThrowIfNull(write);
        var row = RowOf(keys, use, write.Now);
        write.Db.RemoveRange(write.Db.Set<LimitUseRow>().Where(u => u.Limit == row.Limit && u.Subject == row.Subject));
    }

    private static LimitUseRow RowOf(DataKeys keys, LimitedUse use, DateTimeOffset now) =>
        new()
        {
            Id = NewId.At(now),
            Limit = use.Limit.Name,
            Subject = keys.Index($"limit:{use.Limit.Name}:{use.Subject}"),
            Thing = keys.Index($"limit:{use.Limit.Name}:{use.Subject}:{use.Thing}"),
            At = now,
        };

    // Each use takes a few with it whose time is over: no night is needed for it.
    private static void Forget(JournalWrite write)
    {
        var before = write.Now - Kept;
        write.Db.RemoveRange(
            write.Db.Set<LimitUseRow>().Where(u => u.At < before).OrderBy(u => u.At).Take(ForgottenAtOnce)
        );
    }
}

/// <summary>A use that was made.</summary>
public sealed class LimitUseRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>See <see cref="Limits.Limit.Name"/>.</summary>
    public required string Limit { get; init; }

    /// <summary>Blind index of whose it was.</summary>
    public required string Subject { get; init; }

    /// <summary>Blind index of what was done.</summary>
    public required string Thing { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }
}

internal sealed class LimitUseTable : IEntityTypeConfiguration<LimitUseRow>
{
    public void Configure(EntityTypeBuilder<LimitUseRow> use)
    {
        use.ToTable("limit_use");
        use.HasKey(u => u.Id);
        use.Property(u => u.Limit).HasMaxLength(40);
        use.Property(u => u.Subject).HasMaxLength(64);
        use.Property(u => u.Thing).HasMaxLength(64);
        use.HasIndex(u => new
        {
            u.Limit,
            u.Subject,
            u.At,
        });
        use.HasIndex(u => u.At);
    }
}
