using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.BackOffice.Announcements;

internal sealed class AnnouncementRow
{
    public Guid Id { get; init; }

    public AnnouncementKind Kind { get; set; }

    public AnnouncementAudience Audience { get; set; }

    public string TitleKo { get; set; } = "";

    public string TitleEn { get; set; } = "";

    public string TextKo { get; set; } = "";

    public string TextEn { get; set; } = "";

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? To { get; set; }

    public DateOnly? EffectiveOn { get; set; }

    public AnnouncementState State { get; set; }

    public string By { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string? WithdrawnBecause { get; set; }

    public AnnouncementText Text => new(Kind, Audience, TitleKo, TitleEn, TextKo, TextEn, From, To, EffectiveOn);

    public void Write(AnnouncementText text) =>
        (Kind, Audience, TitleKo, TitleEn, TextKo, TextEn, From, To, EffectiveOn) = (
            text.Kind,
            text.Audience,
            text.TitleKo,
            text.TitleEn,
            text.TextKo,
            text.TextEn,
            text.From,
            text.To,
            text.EffectiveOn
        );

    public void Step(AnnouncementState state, string by, DateTimeOffset at) => (State, By, At) = (state, by, at);

    /// <summary>As the audit log keeps it.</summary>
    public object Noted() =>
        new
        {
            state = $"{State}",
            kind = $"{Kind}",
            audience = $"{Audience}",
            title = TitleKo,
            from = From,
            to = To,
            effectiveOn = EffectiveOn,
        };

    public Announcement View() => new(Id, Text, State, By, At, WithdrawnBecause);
}

/// <summary>A person has put an announcement away.</summary>
internal sealed class DismissalRow
{
    public Guid Announcement { get; init; }

    public required string SignInId { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class AnnouncementTable : IEntityTypeConfiguration<AnnouncementRow>
{
    public void Configure(EntityTypeBuilder<AnnouncementRow> row)
    {
        row.ToTable("backoffice_announcement");
        row.HasKey(a => a.Id);
        row.Property(a => a.Kind).HasConversion<string>().HasMaxLength(16);
        row.Property(a => a.Audience).HasConversion<string>().HasMaxLength(16);
        row.Property(a => a.State).HasConversion<string>().HasMaxLength(16);
        row.Property(a => a.TitleKo).HasMaxLength(AnnouncementRules.LongestTitle);
        row.Property(a => a.TitleEn).HasMaxLength(AnnouncementRules.LongestTitle);
        row.Property(a => a.TextKo).HasMaxLength(AnnouncementRules.LongestText);
        row.Property(a => a.TextEn).HasMaxLength(AnnouncementRules.LongestText);
        row.Ignore(a => a.Text);
        row.HasIndex(a => new { a.State, a.From });
        row.HasIndex(a => a.At);
    }
}

internal sealed class DismissalTable : IEntityTypeConfiguration<DismissalRow>
{
    public void Configure(EntityTypeBuilder<DismissalRow> row)
    {
        row.ToTable("backoffice_announcement_dismissal");
        row.HasKey(d => new { d.SignInId, d.Announcement });
        row.Property(d => d.SignInId).HasMaxLength(40);
    }
}
