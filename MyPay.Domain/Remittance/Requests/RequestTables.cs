using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Requests;

/// <summary>A wish for money; what each person was asked for is a row of its own.</summary>
internal sealed class RequestRow
{
    public Guid Id { get; init; }

    public MemberId Asker { get; init; }

    public required string AskerName { get; init; }

    public string? Word { get; init; }

    public DateOnly? DueOn { get; init; }

    public int People { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? RemindedAt { get; set; }

    public int Reminders { get; set; }
}

/// <summary>What one person was asked for.</summary>
internal sealed class RequestShareRow
{
    public Guid Request { get; init; }

    public MemberId Payer { get; init; }

    public required string PayerName { get; init; }

    public Won Amount { get; init; }

    public ShareState State { get; set; }

    /// <summary>The remittance that paid it.</summary>
    public Guid? Transfer { get; set; }

    /// <summary>
    /// How often paying has certainly failed: names the key of the next try, so that all windows try the same one.
    /// </summary>
    public int Failures { get; set; }

    /// <summary>The word with which it was declined.</summary>
    public string? Reply { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public void End(ShareState state, DateTimeOffset at) => (State, EndedAt) = (state, at);
}

internal sealed class RequestTable : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> request)
    {
        request.ToTable("remittance_request");
        request.HasKey(r => r.Id);
        request.Property(r => r.Word).HasMaxLength(RemittanceRules.LongestMemo);
        request.HasIndex(r => new { r.Asker, r.MadeAt });
    }
}

internal sealed class RequestShareTable : IEntityTypeConfiguration<RequestShareRow>
{
    public void Configure(EntityTypeBuilder<RequestShareRow> share)
    {
        share.ToTable(
            "remittance_request_share",
            table => table.HasCheckConstraint("ck_remittance_request_share_amount", "\"Amount\" > 0")
        );
        share.HasKey(s => new { s.Request, s.Payer });
        share.Property(s => s.State).HasConversion<string>().HasMaxLength(12);
        share.Property(s => s.Reply).HasMaxLength(RemittanceRules.LongestMemo);
        share.HasIndex(s => new { s.Payer, s.State });
        share.HasIndex(s => s.Transfer).IsUnique(); // a remittance pays one share
    }
}
