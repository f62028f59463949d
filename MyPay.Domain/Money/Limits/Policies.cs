using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Money.Limits;

/// <summary>
/// A limit that holds from a date on. Without a row the default of <see cref="Policies"/> holds.
/// Rows are never edited: a change is a new row.
/// </summary>
internal sealed class PolicyRow
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public long Value { get; init; }

    public DateOnly From { get; init; }

    public DateTimeOffset MadeAt { get; init; }
}

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> policy)
    {
        policy.ToTable("money_policy");
        policy.Property(p => p.Name).HasMaxLength(40);
        policy.HasIndex(p => new { p.Name, p.From });
    }
}

/// <summary>The limits of a business date, won.</summary>
internal sealed record Policies(long CapVerified, long CapUnverified, long PerTransfer, long PerDay, long PerMonth)
{
    /// <summary>MyPay's defaults (product.md, rules of money 3; the cap is the prepaid cap of the e-finance decree).</summary>
    public static readonly Policies Default = new(CapVerified: 2_000_000, CapUnverified: 500_000, PerTransfer: 2_000_000, PerDay: 10_000_000, PerMonth: 50_000_000);

    public static Policies At(MyPayDb db, DateOnly date)
    {
        var rows = db.Set<PolicyRow>().AsNoTracking().Where(p => p.From <= date).OrderBy(p => p.From).ThenBy(p => p.Id).ToList();
        var latest = rows.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        long Value(string name, long otherwise) => latest.GetValueOrDefault(name, otherwise);
        return new(
            Value("cap.verified", Default.CapVerified), Value("cap.unverified", Default.CapUnverified),
            Value("transfer.max", Default.PerTransfer), Value("day.max", Default.PerDay), Value("month.max", Default.PerMonth));
    }

    public long Cap(bool verified) => verified ? CapVerified : CapUnverified;
}
