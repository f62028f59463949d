using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Membership.SecondFactor;

/// <summary>A sign-in's authenticator.</summary>
internal sealed class SecondFactorRow
{
    public required string SignInId { get; init; }

    /// <summary>Encrypted base64 of the secret.</summary>
    public required string Secret { get; set; }

    /// <summary>Null until a code was confirmed: not asked for yet.</summary>
    public DateTimeOffset? OnSince { get; set; }

    /// <summary>The newest step a code was taken of.</summary>
    public long LastStep { get; set; }

    /// <summary>Wrong codes in a row. A counter of its own: the password's starts again with each right password, and whoever guesses codes knows that one.</summary>
    public int Misses { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public static string Place(string signInId) => $"membership_second_factor:{signInId}";
}

/// <summary>A recovery code. Eighty bits by chance: a fast hash is enough.</summary>
internal sealed class RecoveryCodeRow
{
    public required string SignInId { get; init; }

    public required string Hash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class SecondFactorTable : IEntityTypeConfiguration<SecondFactorRow>
{
    public void Configure(EntityTypeBuilder<SecondFactorRow> factor)
    {
        factor.ToTable("membership_second_factor");
        factor.HasKey(f => f.SignInId);
    }
}

internal sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> code)
    {
        code.ToTable("membership_recovery_code");
        code.HasKey(c => new { c.SignInId, c.Hash });
    }
}
