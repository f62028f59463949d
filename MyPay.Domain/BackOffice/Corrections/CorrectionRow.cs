using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.BackOffice.Corrections;

/// <summary>A correction that was made: which approval made which slip. Written once.</summary>
internal sealed class CorrectionRow
{
    public Guid Approval { get; init; }

    public long Slip { get; init; }

    /// <summary>The slip it takes back; at most one correction a slip.</summary>
    public long? Reverses { get; init; }
}

internal sealed class CorrectionTable : IEntityTypeConfiguration<CorrectionRow>
{
    public void Configure(EntityTypeBuilder<CorrectionRow> correction)
    {
        correction.ToTable("backoffice_correction");
        correction.HasKey(c => c.Approval);
        correction.HasIndex(c => c.Slip).IsUnique();
        correction.HasIndex(c => c.Reverses).IsUnique();
    }
}
