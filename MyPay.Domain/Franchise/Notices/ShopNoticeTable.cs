using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise.Notices;

/// <summary>
/// Something the people of a franchise were told. Kept as facts, not as words: it is read in the language of the
/// moment.
/// </summary>
internal sealed class ShopNoticeRow
{
    public required Guid Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required NoticeEvent Event { get; init; }

    public required string Source { get; init; }

    public Won? Amount { get; init; }

    public string? Name { get; init; }

    public string? Detail { get; init; }

    public DateTimeOffset At { get; init; }

    public static ShopNoticeRow Of(FranchiseId franchise, Notice notice, DateTimeOffset now) =>
        new()
        {
            Id = NewId.At(now),
            Franchise = franchise,
            Event = notice.Event,
            Source = notice.Source,
            Amount = notice.Amount,
            Name = notice.Name,
            Detail = notice.Detail,
            At = now,
        };

    /// <param name="seenAt">When its reader last looked, UTC.</param>
    public NoticeView ToView(DateTimeOffset seenAt) =>
        new(Id, Event, Notice.KindOf(Event), Source, Amount, Name, Detail, At, At <= seenAt);
}

internal sealed class ShopNoticeTable : IEntityTypeConfiguration<ShopNoticeRow>
{
    public void Configure(EntityTypeBuilder<ShopNoticeRow> notice)
    {
        notice.ToTable("franchise_notice");
        notice.HasKey(n => n.Id);
        notice.Property(n => n.Event).HasConversion<string>().HasMaxLength(24);
        notice.Property(n => n.Source).HasMaxLength(120);
        notice
            .HasIndex(n => new
            {
                n.Franchise,
                n.Event,
                n.Source,
            })
            .IsUnique(); // told once, the database says so too
        notice.HasIndex(n => new { n.Franchise, n.At });
    }
}
