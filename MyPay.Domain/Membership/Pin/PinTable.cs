using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership.Pin;

/// <summary>A member's payment PIN, hashed.</summary>
internal sealed class PinRow
{
    public required MemberId Member { get; init; }

    public required byte[] Salt { get; set; }

    public required byte[] Hash { get; set; }

    public required int Iterations { get; set; }

    /// <summary>Tries since the last right one, the one under way included.</summary>
    public int Tries { get; set; }

    public DateTimeOffset SetAt { get; set; }

    /// <summary>When its last try was spent. A lock stays when the policy allows more later.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    public bool IsLocked(int mostTries) => LockedAt is not null || Tries >= mostTries;

    public void Forget() => (Tries, LockedAt) = (0, null);
}

/// <summary>A wrong PIN, kept for those who look out for guessers.</summary>
internal sealed class PinMissRow
{
    public required Guid Id { get; init; }

    public required MemberId Member { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class PinMissTable : IEntityTypeConfiguration<PinMissRow>
{
    public void Configure(EntityTypeBuilder<PinMissRow> miss)
    {
        miss.ToTable("membership_pin_miss");
        miss.HasKey(m => m.Id);
        miss.HasIndex(m => new { m.Member, m.At });
        miss.HasIndex(m => m.At);
    }
}

internal sealed class PinTable : IEntityTypeConfiguration<PinRow>
{
    public void Configure(EntityTypeBuilder<PinRow> pin)
    {
        pin.ToTable(
            "membership_pin",
            table => table.HasCheckConstraint("membership_pin_tries", $"\"Tries\" BETWEEN 0 AND {PinRules.MostTries}")
        );
        pin.HasKey(p => p.Member);
        pin.Property(p => p.Salt).HasMaxLength(PinHash.SaltSize);
        pin.Property(p => p.Hash).HasMaxLength(PinHash.Size);
    }
}
