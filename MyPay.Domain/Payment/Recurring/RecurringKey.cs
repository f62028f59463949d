using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>A recurring key (SID): one member's consent that one franchise may charge them again.</summary>
internal sealed class RecurringKey
{
    /// <summary>
    /// No franchise can name this user: requests without one are refused. Keys made for load tests take any.
    /// </summary>
    public const string AnyUser = "";

    public required string Sid { get; init; }

    public FranchiseId Franchise { get; init; }

    public required string Cid { get; init; }

    public required string PartnerUserId { get; init; }

    public MemberId Member { get; init; }

    public required string MaskedMember { get; init; }

    public required string ItemName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastApprovedAt { get; set; }

    public DateTimeOffset? InactivatedAt { get; set; }

    public bool IsFor(string partnerUserId) =>
        PartnerUserId is AnyUser || TypedText.IsSame(PartnerUserId, partnerUserId);

    public SidView ToView() => new(Cid, Sid, InactivatedAt is null, CreatedAt, LastApprovedAt, InactivatedAt, ItemName);
}

internal sealed class RecurringKeyTable : IEntityTypeConfiguration<RecurringKey>
{
    public void Configure(EntityTypeBuilder<RecurringKey> key)
    {
        key.ToTable("payment_recurring_key");
        key.HasKey(k => k.Sid);
        key.Property(k => k.Sid).HasMaxLength(20);
        key.Property(k => k.Cid).HasMaxLength(10);
        key.HasIndex(k => new { k.Member, k.InactivatedAt });
        key.HasIndex(k => new { k.Franchise, k.InactivatedAt });
    }
}
