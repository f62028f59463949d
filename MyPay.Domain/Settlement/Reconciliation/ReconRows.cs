using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>How an account's date came out last.</summary>
internal sealed class ReconDayRow
{
    public required string Account { get; init; }

    public DateOnly Date { get; init; }

    public DateTimeOffset StatementAt { get; set; }

    public DateTimeOffset CheckedAt { get; set; }

    public int Matched { get; set; }

    public int Waiting { get; set; }

    public int Expected { get; set; }

    public long LedgerIn { get; set; }

    public long LedgerOut { get; set; }

    public long BankIn { get; set; }

    public long BankOut { get; set; }

    public long Fees { get; set; }

    public long LedgerBalance { get; set; }

    public long? BankBalance { get; set; }

    public ReconDay View(int open) =>
        new(
            Account,
            Date,
            StatementAt,
            CheckedAt,
            Matched,
            Waiting,
            open,
            Expected,
            LedgerIn,
            LedgerOut,
            BankIn,
            BankOut,
            Fees,
            LedgerBalance,
            BankBalance
        );
}

/// <summary>
/// Something that does not agree. One a movement and kind, for ever: what heals and comes back is the same case.
/// </summary>
internal sealed class ReconCaseRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public DateOnly Date { get; init; }

    /// <summary>The movement: <c>call:…</c>, <c>slip:…</c> or <c>line:…</c>.</summary>
    public required string Item { get; init; }

    public ReconKind Kind { get; init; }

    public string? BankTranId { get; init; }

    public long Difference { get; set; }

    /// <summary><see cref="ReconSides"/> as JSON.</summary>
    public required string Sides { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public string? OwnerId { get; set; }

    public string? OwnerName { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public ReconClosing? Closing { get; set; }

    /// <summary>The last write-off's slip.</summary>
    public long? Slip { get; set; }

    public int WriteOffs { get; set; }

    /// <summary>
    /// Won that write-offs have added to the ledger's bank account; less than zero when they took some away.
    /// </summary>
    public long WrittenOff { get; set; }

    public ReconSides ReadSides() => JsonSerializer.Deserialize<ReconSides>(Sides)!;

    public ReconCase View() =>
        new(
            Id,
            Account,
            Date,
            Kind,
            BankTranId,
            Difference,
            OpenedAt,
            OwnerId is null ? null : new Actor(OwnerId, OwnerName ?? ""),
            ClosedAt,
            Closing,
            Slip
        );

    /// <summary>Write-off slips of a case: this and a number.</summary>
    public static string SourceOf(string id) => $"settlement:recon:{id}:";
}

/// <summary>What happened to a case. Append-only.</summary>
internal sealed class ReconEventRow
{
    public long Id { get; init; }

    public required string Case { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public ReconAct Act { get; init; }

    public string? Text { get; init; }
}

internal sealed class ReconDayTable : IEntityTypeConfiguration<ReconDayRow>
{
    public void Configure(EntityTypeBuilder<ReconDayRow> day)
    {
        day.ToTable("settlement_recon_day");
        day.HasKey(d => new { d.Account, d.Date });
    }
}

internal sealed class ReconCaseTable : IEntityTypeConfiguration<ReconCaseRow>
{
    public void Configure(EntityTypeBuilder<ReconCaseRow> row)
    {
        row.ToTable("settlement_recon_case");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).HasMaxLength(24);
        row.Property(c => c.Kind).HasConversion<string>().HasMaxLength(16);
        row.Property(c => c.Closing).HasConversion<string>().HasMaxLength(16);
        row.HasIndex(c => new
            {
                c.Account,
                c.Item,
                c.Kind,
            })
            .IsUnique();
        row.HasIndex(c => new { c.Account, c.Date });
        row.HasIndex(c => c.ClosedAt);
    }
}

internal sealed class ReconEventTable : IEntityTypeConfiguration<ReconEventRow>
{
    public void Configure(EntityTypeBuilder<ReconEventRow> row)
    {
        row.ToTable("settlement_recon_event");
        row.Property(e => e.Act).HasConversion<string>().HasMaxLength(16);
        row.HasIndex(e => e.Case);
    }
}
