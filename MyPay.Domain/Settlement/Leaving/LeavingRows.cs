using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Leaving;

/// <summary>A franchise that leaves, or has left.</summary>
internal sealed class LeavingRow
{
    public FranchiseId Franchise { get; init; }

    /// <summary>When it began, or was opened again.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Null while something is open.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public int Reopened { get; set; }

    public string? OwnerId { get; set; }

    public string? OwnerName { get; set; }

    public Actor? Owner => OwnerId is null ? null : new(OwnerId, OwnerName ?? "");
}

/// <summary>
/// What changed in a franchise's carry between two batches (미수금 정리): a debt that was collected or given up.
/// Append-only; batches and these rows together are the carry's history.
/// </summary>
internal sealed class DebtRow
{
    public long Id { get; init; }

    public FranchiseId Franchise { get; init; }

    /// <summary>The last sales date of the batch before it.</summary>
    public DateOnly AfterTo { get; init; }

    /// <summary>Won by which the carry rose.</summary>
    public long Amount { get; init; }

    public DebtEnd Kind { get; init; }

    /// <summary>The reconciliation case whose money it was.</summary>
    public string? Case { get; init; }

    /// <summary>Its slip in the ledger.</summary>
    public long Slip { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Maker { get; init; }

    public required string Checker { get; init; }

    public required string Reason { get; init; }
}

internal enum DebtEnd
{
    Collected,
    WrittenOff,
}

internal sealed class LeavingTable : IEntityTypeConfiguration<LeavingRow>
{
    public void Configure(EntityTypeBuilder<LeavingRow> leaving)
    {
        leaving.ToTable("settlement_leaving");
        leaving.HasKey(l => l.Franchise);
        leaving.Ignore(l => l.Owner);
        leaving.HasIndex(l => l.Since).HasFilter("\"SettledAt\" IS NULL");
    }
}

internal sealed class DebtTable : IEntityTypeConfiguration<DebtRow>
{
    public void Configure(EntityTypeBuilder<DebtRow> debt)
    {
        debt.ToTable(
            "settlement_debt",
            table => table.HasCheckConstraint("ck_settlement_debt_amount", "\"Amount\" > 0")
        );
        debt.Property(d => d.Id).ValueGeneratedNever();
        debt.Property(d => d.Kind).HasConversion<string>().HasMaxLength(12);
        debt.Property(d => d.Case).HasMaxLength(24);
        debt.HasIndex(d => new { d.Franchise, d.Id });
        debt.HasIndex(d => d.Slip).IsUnique();
    }
}
