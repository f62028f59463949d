using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Membership.Sessions;

/// <summary>A session's row; kept after its end.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    public required string SignInId { get; init; }

    public required string Device { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the person last proved themselves again; null: only by signing in.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    public DateTimeOffset LastProof => ProvedAt ?? OpenedAt;
}

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public const int LongestDevice = 80;

    public void Configure(EntityTypeBuilder<SessionRow> session)
    {
        session.ToTable("membership_session");
        session.HasKey(s => s.Id);
        session.Ignore(s => s.LastProof);
        session.Property(s => s.Device).HasMaxLength(LongestDevice);
        session.HasIndex(s => new { s.SignInId, s.EndedAt });
    }
}
