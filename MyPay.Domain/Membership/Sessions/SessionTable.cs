using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Sessions;

/// <summary>A session's row; kept after its end.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    public required string SignInId { get; init; }

    public required string Device { get; init; }

    /// <summary>The <see cref="DeviceRow"/>; null for a browser without a number.</summary>
    public Guid? KnownDevice { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the person last proved themselves again; null: only by signing in.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    public DateTimeOffset LastProof => ProvedAt ?? OpenedAt;
}

/// <summary>A browser that a person has signed in with (아는 기기). Gone once the person turns it out.</summary>
internal sealed class DeviceRow
{
    public required Guid Id { get; init; }

    public required string SignInId { get; init; }

    /// <summary>Blind index of the browser's number.</summary>
    public required string Token { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public static string IndexOf(DataKeys keys, string token) => keys.Index($"device:{token}");
}

internal sealed class DeviceTable : IEntityTypeConfiguration<DeviceRow>
{
    public void Configure(EntityTypeBuilder<DeviceRow> device)
    {
        device.ToTable("membership_device");
        device.HasKey(d => d.Id);
        device.Property(d => d.Token).HasMaxLength(64);
        device.HasIndex(d => new { d.SignInId, d.Token }).IsUnique();
    }
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
