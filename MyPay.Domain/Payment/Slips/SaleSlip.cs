using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Slips;

/// <summary>
/// A slip (전표) as the franchise is settled by it: number 0 is the payment, 1, 2 … its cancels. Never edited. Test
/// payments have theirs too, without a slip in the ledger.
/// </summary>
internal sealed class SaleSlip
{
    public required string Tid { get; init; }

    public int N { get; init; }

    public required string Aid { get; init; }

    public FranchiseId Franchise { get; init; }

    public bool Live { get; init; }

    public long Total { get; init; }

    public long TaxFree { get; init; }

    public long Vat { get; init; }

    public long GreenDeposit { get; init; }

    /// <summary>Fee taken, or given back by a cancel.</summary>
    public long Fee { get; init; }

    /// <summary>VAT on it.</summary>
    public long FeeVat { get; init; }

    public int RateBasisPoints { get; init; }

    /// <summary>KST business date.</summary>
    public DateOnly SoldOn { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Reason { get; init; }

    public string? Payload { get; init; }

    /// <summary>The ledger's slip; null for a test payment.</summary>
    public long? LedgerSlip { get; init; }

    public AmountSplit Amount => new(Total, TaxFree, Vat, GreenDeposit);

    public PaymentAction ToAction() => new(Aid, N == 0 ? "PAYMENT" : "CANCEL", At, Total, Payload, Reason);
}

internal sealed class SaleSlipTable : IEntityTypeConfiguration<SaleSlip>
{
    public void Configure(EntityTypeBuilder<SaleSlip> slip)
    {
        slip.ToTable(
            "payment_slip",
            table =>
                table.HasCheckConstraint("ck_payment_slip_amount", "\"Total\" > 0 AND \"Fee\" >= 0 AND \"FeeVat\" >= 0")
        );
        slip.HasKey(s => new { s.Tid, s.N });
        slip.Property(s => s.Tid).HasMaxLength(20);
        slip.Property(s => s.Aid).HasMaxLength(20);
        slip.Ignore(s => s.Amount);
        slip.HasIndex(s => s.Aid).IsUnique();
        slip.HasIndex(s => s.LedgerSlip).IsUnique();
        slip.HasIndex(s => s.SoldOn);
        // Settlement reads a franchise's day in the order of the ledger.
        slip.HasIndex(s => new
        {
            s.Franchise,
            s.SoldOn,
            s.LedgerSlip,
        });
    }
}
