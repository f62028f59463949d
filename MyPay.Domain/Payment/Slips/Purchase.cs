using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Slips;

/// <summary>A payment: one row from ready to the last cancel.</summary>
internal sealed class Purchase
{
    public required string Tid { get; init; }

    public FranchiseId Franchise { get; init; }

    public required string Cid { get; init; }

    /// <summary>False: the whole flow, but no money moves.</summary>
    public bool Live { get; init; }

    /// <summary>Approve gives a SID.</summary>
    public bool Recurring { get; init; }

    /// <summary>See <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    public StoreId? Store { get; init; }

    /// <summary>As the franchise sent it.</summary>
    public required string PartnerOrderId
    {
        get;
        init
        {
            field = value;
            PartnerOrderKey = TypedText.Key(value) is { } key && key != value ? key : null;
        }
    }

    /// <summary>
    /// What every spelling of the order number has in common; null where it is written so already, as nearly all are.
    /// </summary>
    public string? PartnerOrderKey { get; private init; }

    public required string PartnerUserId { get; init; }

    public required string ItemName
    {
        get;
        init => field = TypedText.Line(value);
    }

    public string? ItemCode { get; init; }

    public int Quantity { get; init; }

    public long Total { get; init; }

    public long TaxFree { get; init; }

    public long Vat { get; init; }

    public long GreenDeposit { get; init; }

    public string ApprovalUrl { get; init; } = "";

    public string CancelUrl { get; init; } = "";

    public string FailUrl { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public required string TradeName { get; set; }

    public required string BusinessNumber { get; set; }

    public PaymentState State { get; set; }

    /// <summary>The member it is bound to: who opened it.</summary>
    public MemberId? Payer { get; set; }

    public string? MaskedPayer { get; set; }

    /// <summary>SHA-256 of the pg_token; the token itself is kept nowhere.</summary>
    public byte[]? TokenHash { get; set; }

    public string? TokenNonce { get; set; }

    /// <summary>
    /// An approve is topping up right now. It holds until <see cref="ClaimedUntil"/>, so that a crash does not block
    /// for ever.
    /// </summary>
    public Guid? Claim { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    public string? Aid { get; set; }

    public string? Sid { get; set; }

    /// <summary>Of a payment that recurs: most of one charge that its payer agreed to, won.</summary>
    public long? AgreedOnce { get; private set; }

    /// <summary>Most of a month, won.</summary>
    public long? AgreedMonth { get; private set; }

    /// <summary>The payer's bank account is not to be drawn on.</summary>
    public bool? AgreedBalanceOnly { get; private set; }

    /// <summary>What the payer agreed to: how much may be taken from then on; null where nothing recurs.</summary>
    public ConsentTerms? Agreed
    {
        get =>
            AgreedOnce is { } once && AgreedMonth is { } month ? new(once, month, AgreedBalanceOnly is not true) : null;
        set => (AgreedOnce, AgreedMonth, AgreedBalanceOnly) = (value?.Once, value?.Month, !value?.MayDraw);
    }

    /// <summary>What its key was charged before, won; known while it is being charged, and not kept.</summary>
    public long? ChargedBefore { get; init; }

    /// <summary>A charge so much above the one before is told apart in its notice: a fifth.</summary>
    public bool IsRise => ChargedBefore is { } before && Total * 5 >= before * 6;

    public string? Payload { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public string? ApprovalNumber { get; set; }

    public string? ReceiptCode { get; set; }

    /// <summary>The contract's rate on the day it was approved.</summary>
    public int RateBasisPoints { get; set; }

    public long Fee { get; set; }

    public long FeeVat { get; set; }

    public int Cancels { get; set; }

    public long CancelledTotal { get; set; }

    public long CancelledTaxFree { get; set; }

    public long CancelledVat { get; set; }

    public long CancelledDeposit { get; set; }

    public long FeeBack { get; set; }

    public long FeeVatBack { get; set; }

    public DateTimeOffset? CanceledAt { get; set; }

    public string? FailureCode { get; set; }

    public string Source => $"payment:{Tid}";

    public AmountSplit Amount => new(Total, TaxFree, Vat, GreenDeposit);

    public AmountSplit Cancelled => new(CancelledTotal, CancelledTaxFree, CancelledVat, CancelledDeposit);

    public AmountSplit Available => AvailableAfter(Cancelled);

    public bool IsPaid => State is PaymentState.Paid or PaymentState.PartlyCancelled or PaymentState.Cancelled;

    /// <summary>Still on its way to approve.</summary>
    public bool IsPending => State is PaymentState.Ready or PaymentState.Opened or PaymentState.Authorized;

    public bool IsClaimed(DateTimeOffset now) => Claim is not null && now < ClaimedUntil;

    /// <summary>
    /// The state as it is, whether or not the sweep has come by: nothing is pending after its time, but an approve that
    /// is under way.
    /// </summary>
    public PaymentState StateAt(DateTimeOffset now) =>
        IsPending && now >= ExpiresAt && !IsClaimed(now) ? PaymentState.Expired : State;

    /// <summary>The state of a payment of which so many won are cancelled.</summary>
    public PaymentState StateAfter(long cancelled) =>
        cancelled == 0 ? PaymentState.Paid
        : cancelled == Total ? PaymentState.Cancelled
        : PaymentState.PartlyCancelled;

    public void EndClaim() => (Claim, ClaimedUntil) = (null, null);

    public PaymentView ToView(IReadOnlyList<SaleSlip> slips, DateTimeOffset now) =>
        new(
            Tid,
            Aid,
            Cid,
            Sid,
            Live,
            StateAt(now),
            Channel,
            PartnerOrderId,
            PartnerUserId,
            ItemName,
            ItemCode,
            Quantity,
            Amount,
            Cancelled,
            Available,
            Fee,
            FeeVat,
            RateBasisPoints,
            ApprovalNumber,
            ReceiptCode,
            CreatedAt,
            ApprovedAt,
            CanceledAt,
            Store,
            MaskedPayer,
            Actions(slips),
            Payload,
            FailureCode
        );

    /// <summary>
    /// As its <paramref name="n"/>th cancel left it, or its approval (0): what a key answered first it answers again,
    /// whatever was cancelled since.
    /// </summary>
    public PaymentView ToViewAfter(int n, IReadOnlyList<SaleSlip> slips)
    {
        List<SaleSlip> then = [.. slips.Where(s => s.N <= n)];
        var cancels = then.FindAll(s => s.N > 0);
        var cancelled = new AmountSplit(
            cancels.Sum(s => s.Total),
            cancels.Sum(s => s.TaxFree),
            cancels.Sum(s => s.Vat),
            cancels.Sum(s => s.GreenDeposit)
        );
        return ToView(then, ApprovedAt!.Value) with
        {
            State = IsPaid ? StateAfter(cancelled.Total) : State,
            Cancelled = cancelled,
            Available = AvailableAfter(cancelled),
            CanceledAt = cancels.Find(s => s.N == n)?.At,
        };
    }

    private AmountSplit AvailableAfter(AmountSplit cancelled) =>
        IsPaid
            ? new(
                Total - cancelled.Total,
                TaxFree - cancelled.TaxFree,
                Vat - cancelled.Vat,
                GreenDeposit - cancelled.GreenDeposit
            )
            : new(0, 0, 0, 0);

    public IReadOnlyList<PaymentAction> Actions(IReadOnlyList<SaleSlip> slips) =>
        State == PaymentState.SidIssued
            ? [new(Aid!, "ISSUED_SID", ApprovedAt!.Value, 0, Payload, null)]
            : [.. slips.OrderBy(s => s.N).Select(s => s.ToAction())];
}

/// <summary>Where a payment was made.</summary>
internal static class Channels
{
    public const string Online = "online";
    public const string Code = "code";
    public const string Qr = "qr";
    public const string Recurring = "recurring";
}

internal sealed class PurchaseTable : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> purchase)
    {
        purchase.ToTable(
            "payment_purchase",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_payment_purchase_amount",
                    "\"Total\" >= 0 AND \"TaxFree\" >= 0 AND \"Vat\" >= 0 AND \"TaxFree\" + \"Vat\" <= \"Total\""
                );
                table.HasCheckConstraint(
                    "ck_payment_purchase_cancelled",
                    "\"CancelledTotal\" >= 0 AND \"CancelledTotal\" <= \"Total\" AND \"CancelledTaxFree\" <= "
                        + "\"TaxFree\" AND \"CancelledVat\" <= \"Vat\""
                );
            }
        );
        purchase.HasKey(p => p.Tid);
        purchase.Property(p => p.Tid).HasMaxLength(20);
        purchase.Property(p => p.Cid).HasMaxLength(10);
        purchase.Property(p => p.Channel).HasMaxLength(12);
        purchase.Property(p => p.State).HasConversion<string>().HasMaxLength(16);
        purchase.Property(p => p.Aid).HasMaxLength(20);
        purchase.Property(p => p.Sid).HasMaxLength(20);
        purchase.Property(p => p.ApprovalNumber).HasMaxLength(8);
        purchase.Property(p => p.ReceiptCode).HasMaxLength(16);
        purchase.Property(p => p.FailureCode).HasMaxLength(80);
        purchase.Ignore(p => p.Source);
        purchase.Ignore(p => p.Amount);
        purchase.Ignore(p => p.Cancelled);
        purchase.Ignore(p => p.Available);
        purchase.Ignore(p => p.IsPaid);
        purchase.Ignore(p => p.IsPending);
        purchase.Ignore(p => p.Agreed);
        purchase.Ignore(p => p.ChargedBefore);
        purchase.Ignore(p => p.IsRise);
        purchase.HasIndex(p => new
        {
            p.Franchise,
            p.CreatedAt,
            p.Tid,
        });
        purchase.HasIndex(p => new { p.Franchise, p.PartnerOrderId });
        purchase.HasIndex(p => new { p.Franchise, p.PartnerOrderKey }).HasFilter("\"PartnerOrderKey\" IS NOT NULL");
        purchase.HasIndex(p => new { p.CreatedAt, p.Tid });
        // The sweep looks only at what is pending: the index holds no more than that.
        purchase.HasIndex(p => p.ExpiresAt).HasFilter("\"State\" IN ('Ready', 'Opened', 'Authorized')");
        // What a recurring key was charged.
        purchase.HasIndex(p => new { p.Sid, p.ApprovedAt }).HasFilter("\"Sid\" IS NOT NULL");
        purchase.HasIndex(p => p.ReceiptCode).IsUnique();
        purchase.HasIndex(p => p.Aid).IsUnique();
    }
}
