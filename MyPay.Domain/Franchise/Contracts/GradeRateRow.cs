using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>A grade's list rate from a date on. Written once.</summary>
internal sealed class GradeRateRow
{
    public int Id { get; init; }

    public required FeeGrade Grade { get; init; }

    public required int RateBasisPoints { get; init; }

    public required DateOnly From { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public required string Maker { get; init; }

    public required string Checker { get; init; }
}

internal sealed class GradeRateTable : IEntityTypeConfiguration<GradeRateRow>
{
    public void Configure(EntityTypeBuilder<GradeRateRow> rate)
    {
        rate.ToTable(
            "franchise_grade_rate",
            table =>
                table.HasCheckConstraint(
                    "franchise_grade_rate_points",
                    $"\"RateBasisPoints\" BETWEEN 0 AND {ContractRow.HighestRate}"
                )
        );
        rate.Property(r => r.Grade).HasConversion<string>().HasMaxLength(16);
        rate.Property(r => r.Maker).HasMaxLength(254);
        rate.Property(r => r.Checker).HasMaxLength(254);
        rate.HasIndex(r => new { r.Grade, r.From });
    }
}
