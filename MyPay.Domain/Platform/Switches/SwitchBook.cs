using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Platform.Switches;

/// <summary>
/// Runtime switches (스위치). What is off has a row; there is none for what is on. Named by the module that obeys them and
/// asked afresh at every beginning, so that a stop holds at once on every instance; what had begun before goes to its
/// end.
/// </summary>
public static class SwitchBook
{
    private static readonly CompiledQuery<Func<MyPayDb, string, string, IAsyncEnumerable<SwitchOff>>> OffOfTwo = new(
        () =>
            EF.CompileAsyncQuery(
                (MyPayDb db, string first, string second) =>
                    db.Set<SwitchOff>().AsNoTracking().Where(row => row.Name == first || row.Name == second)
            )
    );

    /// <summary>
    /// The first of these two that is off, in the order asked, on the way of every payment; null when both are on.
    /// </summary>
    public static async Task<SwitchOff?> FirstOffAsync(MyPayDb db, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(db);
        SwitchOff? off = null;
        await foreach (var row in OffOfTwo.On(db)(db, first, second))
            if (off is null || row.Name == first)
                off = row;
        return off;
    }

    /// <summary>Those of these that are off.</summary>
    public static async Task<IReadOnlyList<SwitchOff>> OffAsync(
        MyPayDb db,
        IReadOnlyList<string> names,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<SwitchOff>().AsNoTracking().Where(row => names.Contains(row.Name)).ToListAsync(ct);
    }
}

/// <summary>A switch that is off.</summary>
public sealed class SwitchOff
{
    /// <summary>See the module that obeys it: <c>bank:004:charge</c>, <c>payments:all</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Why, in the operator's words; for colleagues only.</summary>
    public required string Reason { get; set; }

    /// <summary>Who turned it off.</summary>
    public required string By { get; set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>
    /// When it is expected to be on again, UTC; said to those who wait. Nothing turns it on by itself.
    /// </summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The expected end while it is still to come.</summary>
    public DateTimeOffset? ExpectedAfter(DateTimeOffset now) => Until > now ? Until : null;
}

/// <summary>Topics of the live feed.</summary>
public static class SwitchTopics
{
    /// <summary>A switch was turned, or a bank's maintenance window changed.</summary>
    public const string Changed = "switches";
}

internal sealed class SwitchOffTable : IEntityTypeConfiguration<SwitchOff>
{
    public void Configure(EntityTypeBuilder<SwitchOff> off)
    {
        off.ToTable("switch_off");
        off.HasKey(row => row.Name);
        off.Property(row => row.Name).HasMaxLength(60);
    }
}
