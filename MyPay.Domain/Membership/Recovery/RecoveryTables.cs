using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Recovery;

/// <summary>
/// A link for a new password was asked for. Kept for addresses nobody has too: they are counted, and take as long.
/// </summary>
internal sealed class PasswordResetRow
{
    public required Guid Id { get; init; }

    /// <summary>A blind index of the address asked for.</summary>
    public required string AddressIndex { get; init; }

    /// <summary>Null when nobody signs in with it, or no letter was sent.</summary>
    public string? SignInId { get; init; }

    public required string TokenHash { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A change of address.</summary>
internal sealed class EmailChangeRow
{
    public required Guid Id { get; init; }

    public required MemberId Member { get; init; }

    public required string SignInId { get; init; }

    public required string OldEmail { get; init; }

    public required string NewEmail { get; init; }

    public required string ConfirmHash { get; init; }

    public required string UndoHash { get; init; }

    /// <summary>The way back once more, for the second letter; encrypted.</summary>
    public required string SealedUndo { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Cancelled, replaced by another, or taken back: neither link works.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset UndoUntil => (ConfirmedAt ?? AskedAt) + IEmailChanges.UndoLife;

    public static string Place(Guid change) => $"membership_email_change:{change:N}";
}

internal sealed class PasswordResetTable : IEntityTypeConfiguration<PasswordResetRow>
{
    public void Configure(EntityTypeBuilder<PasswordResetRow> reset)
    {
        reset.ToTable("membership_password_reset");
        reset.HasKey(r => r.Id);
        reset.Property(r => r.AddressIndex).HasMaxLength(64);
        reset.Property(r => r.TokenHash).HasMaxLength(64);
        reset.HasIndex(r => r.TokenHash).IsUnique();
        reset.HasIndex(r => new { r.AddressIndex, r.AskedAt });
        reset.HasIndex(r => r.SignInId);
        reset.HasIndex(r => r.AskedAt);
    }
}

internal sealed class EmailChangeTable : IEntityTypeConfiguration<EmailChangeRow>
{
    public void Configure(EntityTypeBuilder<EmailChangeRow> change)
    {
        change.ToTable("membership_email_change");
        change.HasKey(c => c.Id);
        change.Property(c => c.OldEmail).HasMaxLength(SignUpRules.LongestEmail);
        change.Property(c => c.NewEmail).HasMaxLength(SignUpRules.LongestEmail);
        change.Property(c => c.ConfirmHash).HasMaxLength(64);
        change.Property(c => c.UndoHash).HasMaxLength(64);
        change.Ignore(c => c.UndoUntil);
        change.HasIndex(c => c.ConfirmHash).IsUnique();
        change.HasIndex(c => c.UndoHash).IsUnique();
        change.HasIndex(c => new { c.Member, c.AskedAt });
        change.HasIndex(c => c.OldEmail);
    }
}
