using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Settlement.PayOut;

/// <summary>Where one transfer of a batch stands.</summary>
internal enum PayoutState
{
    Sent,
    Unknown,
    Paid,
    Failed,

    /// <summary>The bank had said yes and gave the money back later.</summary>
    Returned,
}

/// <summary>
/// One transfer of a batch's money; the first has number 1. After a certain failure, or when it has come back, there
/// may be a next one, never before.
/// </summary>
internal sealed class PayoutRow
{
    public long Batch { get; init; }

    public int N { get; init; }

    public long Amount { get; init; }

    public BankCallId Call { get; init; }

    public PayoutState State { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? FailureCode { get; set; }

    /// <summary>The slip that booked the money when it came back.</summary>
    public long? ReturnSlip { get; set; }
}

internal sealed class PayoutTable : IEntityTypeConfiguration<PayoutRow>
{
    public void Configure(EntityTypeBuilder<PayoutRow> payout)
    {
        payout.ToTable(
            "settlement_payout",
            table => table.HasCheckConstraint("ck_settlement_payout_amount", "\"Amount\" > 0")
        );
        payout.HasKey(p => new { p.Batch, p.N });
        payout.Property(p => p.State).HasConversion<string>().HasMaxLength(8);
        payout.HasIndex(p => p.Batch).IsUnique().HasFilter("\"State\" <> 'Failed' AND \"State\" <> 'Returned'"); // the database, too, refuses to pay twice
        payout.HasIndex(p => new { p.State, p.MadeAt });
        payout.HasIndex(p => p.Call).IsUnique();
    }
}
