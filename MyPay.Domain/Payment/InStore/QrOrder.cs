using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.InStore;

/// <summary>A dynamic order: an amount behind a QR, for whoever scans it first.</summary>
internal sealed class QrOrder
{
    public required string Id { get; init; }

    public required string QrCode { get; init; }

    public FranchiseId Franchise { get; init; }

    public bool Live { get; init; }

    public StoreId? Store { get; init; }

    public required string StoreName { get; init; }

    public required string TradeName { get; init; }

    public long Amount { get; init; }

    public required string PartnerOrderId { get; init; }

    public required string ItemName
    {
        get;
        init => field = TypedText.Line(value);
    }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The payment, once paid.</summary>
    public string? Tid { get; set; }

    public PaymentState StateAt(DateTimeOffset now, PaymentState? paid) =>
        Tid is not null ? (paid == PaymentState.Cancelled ? PaymentState.Cancelled : PaymentState.Paid)
        : now < ExpiresAt ? PaymentState.Ready
        : PaymentState.Expired;
}

internal sealed class QrOrderTable : IEntityTypeConfiguration<QrOrder>
{
    public void Configure(EntityTypeBuilder<QrOrder> order)
    {
        order.ToTable("payment_order", table => table.HasCheckConstraint("ck_payment_order_amount", "\"Amount\" > 0"));
        order.HasKey(o => o.Id);
        order.Property(o => o.Id).HasMaxLength(20);
        order.Property(o => o.QrCode).HasMaxLength(16);
        order.HasIndex(o => o.QrCode).IsUnique();
        order.HasIndex(o => o.Tid).IsUnique();
    }
}
