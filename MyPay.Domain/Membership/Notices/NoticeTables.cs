using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership.Notices;

/// <summary>
/// Something a member was told. Kept as facts, not as words: it is read in the language of the moment.
/// </summary>
internal sealed class NoticeRow
{
    public Guid Id { get; init; }

    public MemberId Member { get; init; }

    public NoticeEvent Event { get; init; }

    public NoticeKind Kind { get; init; }

    public required string Source { get; init; }

    public Won? Amount { get; init; }

    public string? Name { get; init; }

    public string? Detail { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; set; }

    public NoticeView ToView() => new(Id, Event, Kind, Source, Amount, Name, Detail, At, ReadAt is not null);
}

/// <summary>A kind that a member does not wish to hear of.</summary>
internal sealed class SilencedKindRow
{
    public MemberId Member { get; init; }

    public NoticeKind Kind { get; init; }
}

internal sealed class NoticeTable : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> notice)
    {
        notice.ToTable("membership_notice");
        notice.HasKey(n => n.Id);
        notice.Property(n => n.Event).HasConversion<string>().HasMaxLength(24);
        notice.Property(n => n.Kind).HasConversion<string>().HasMaxLength(12);
        notice.Property(n => n.Source).HasMaxLength(120);
        notice
            .HasIndex(n => new
            {
                n.Member,
                n.Event,
                n.Source,
            })
            .IsUnique(); // told once, the database says so too
        notice.HasIndex(n => new { n.Member, n.At });
        notice.HasIndex(n => n.Member).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_membership_notice_unread");
    }
}

internal sealed class SilencedKindTable : IEntityTypeConfiguration<SilencedKindRow>
{
    public void Configure(EntityTypeBuilder<SilencedKindRow> silenced)
    {
        silenced.ToTable("membership_silenced_kind");
        silenced.HasKey(s => new { s.Member, s.Kind });
        silenced.Property(s => s.Kind).HasConversion<string>().HasMaxLength(12);
    }
}
