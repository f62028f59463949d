using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Calendar.Edits;

/// <summary>An operator's word about a day. Written once; of one date the newest version counts.</summary>
internal sealed class CalendarEditRow
{
    /// <summary>1, 2, 3 … over all dates.</summary>
    public int Version { get; init; }

    public DateOnly Date { get; init; }

    /// <summary>Null: what was said before is taken back.</summary>
    public string? NameKo { get; init; }

    public string? NameEn { get; init; }

    public bool IsPublicHoliday { get; init; }

    public bool BanksClosed { get; init; }

    public string? Reason { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTimeOffset At { get; init; }

    public DayEdit Edit => new(NameKo, NameEn, IsPublicHoliday, BanksClosed, Reason);
}

internal sealed class CalendarEditTable : IEntityTypeConfiguration<CalendarEditRow>
{
    public void Configure(EntityTypeBuilder<CalendarEditRow> edit)
    {
        edit.ToTable("calendar_edit");
        edit.HasKey(e => e.Version);
        edit.Property(e => e.Version).ValueGeneratedNever();
        edit.HasIndex(e => e.Date);
        edit.Ignore(e => e.Edit);
    }
}
