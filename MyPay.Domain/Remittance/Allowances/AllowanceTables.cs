using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>An allowance: who, whom and how much. When is the schedule's part.</summary>
internal sealed class AllowanceRow : ScheduleRow
{
    public MemberId Sender { get; init; }

    public MemberId Receiver { get; init; }

    public required string SenderName { get; init; }

    public required string ReceiverName { get; init; }

    public Won Amount { get; init; }

    public string? Memo { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public string Source => $"allowance:{Id:N}";
}

/// <summary>A due date that came.</summary>
internal sealed class AllowanceRunRow
{
    public Guid Allowance { get; init; }

    public DateOnly Due { get; init; }

    public DateOnly RunOn { get; init; }

    public AllowanceRunState State { get; set; }

    /// <summary>How often it has certainly failed; names the key of the next try.</summary>
    public int Tries { get; set; }

    public DateTimeOffset? NextTryAt { get; set; }

    public string? FailureCode { get; set; }

    public Guid? Transfer { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public void End(AllowanceRunState state, DateTimeOffset at) => (State, NextTryAt, EndedAt) = (state, null, at);

    public AllowanceRun ToView() => new(Due, RunOn, State, Tries, NextTryAt, FailureCode, EndedAt);
}

internal sealed class AllowanceTable : IEntityTypeConfiguration<AllowanceRow>
{
    public void Configure(EntityTypeBuilder<AllowanceRow> allowance)
    {
        allowance.ToTable(
            "remittance_allowance",
            table => table.HasCheckConstraint("ck_remittance_allowance_amount", "\"Amount\" > 0")
        );
        allowance.HasKey(a => a.Id);
        allowance.Property(a => a.Rhythm).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.Holidays).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.State).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.Memo).HasMaxLength(RemittanceRules.LongestMemo);
        allowance.Ignore(a => a.Source);
        allowance.Ignore(a => a.Next);
        allowance.HasIndex(a => new { a.State, a.NextRunOn });
        allowance.HasIndex(a => a.Sender);
        allowance.HasIndex(a => a.Receiver);
    }
}

internal sealed class AllowanceRunTable : IEntityTypeConfiguration<AllowanceRunRow>
{
    public void Configure(EntityTypeBuilder<AllowanceRunRow> run)
    {
        run.ToTable("remittance_allowance_run");
        run.HasKey(r => new { r.Allowance, r.Due }); // a due date comes once
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(8);
        run.Property(r => r.FailureCode).HasMaxLength(80);
        run.HasIndex(r => new { r.State, r.NextTryAt });
        run.HasIndex(r => r.Transfer).IsUnique(); // and a remittance pays one
    }
}
