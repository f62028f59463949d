using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.InStore;

/// <summary>
/// A member's one-time code. The digits are kept as a blind index only: the file does not let anybody pay.
/// </summary>
internal sealed class OneTimeCode
{
    public required string Index { get; init; }

    public MemberId Member { get; init; }

    public required string MaskedMember { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>A newer one took its place.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>A payment is topping up for it.</summary>
    public Guid? Claim { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>The payment it was used for.</summary>
    public string? Tid { get; set; }

    /// <summary>In its minutes, and no newer one took its place; whether it was used says <see cref="Tid"/>.</summary>
    public bool IsFresh(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public bool IsClaimedByAnother(Guid claim, DateTimeOffset now) =>
        Claim is { } holder && holder != claim && now < ClaimedUntil;
}

internal sealed class OneTimeCodeTable : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.ToTable("payment_code");
        code.HasKey(c => c.Index);
        code.Property(c => c.Index).HasMaxLength(64);
        code.HasIndex(c => new { c.Member, c.EndedAt });
        code.HasIndex(c => c.Tid).IsUnique();
        code.HasIndex(c => c.ExpiresAt);
    }
}
