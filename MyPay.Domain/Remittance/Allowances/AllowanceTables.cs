using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>An allowance. Its next due date stands in the row; each due date that came is a row of its own.</summary>
internal sealed class AllowanceRow
{
    public Guid Id { get; init; }

    public MemberId Sender { get; init; }

    public MemberId Receiver { get; init; }

    public required string SenderName { get; init; }

    public required string ReceiverName { get; init; }

    public Won Amount { get; init; }

    public string? Memo { get; init; }

    public AllowanceRhythm Rhythm { get; init; }

    public int Day { get; init; }

    public HolidayRule Holidays { get; init; }

    public DateOnly StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public AllowanceState State { get; set; }

    /// <summary>Null while it does not run.</summary>
    public DateOnly? NextDue { get; set; }

    /// <summary>The due date after the holiday rule.</summary>
    public DateOnly? NextRunOn { get; set; }

    /// <summary>The calendar under which the holiday rule was applied.</summary>
    public int CalendarVersion { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public string Source => $"allowance:{Id:N}";

    /// <summary>The due date on or after a day; null when it would be behind the end.</summary>
    public DateOnly? DueFrom(DateOnly from)
    {
        var due = AllowanceRules.DueFrom(Rhythm, Day, from < StartsOn ? StartsOn : from);
        return due > EndsOn ? null : due;
    }

    /// <summary>Goes on to this date; with none it is over.</summary>
    public void GoOn(AllowanceDate? next, int calendarVersion)
    {
        (NextDue, NextRunOn, CalendarVersion) = (next?.Due, next?.RunOn, calendarVersion);
        State = next is null ? AllowanceState.Ended : AllowanceState.Active;
    }

    public void Stop(AllowanceState state) => (State, NextDue, NextRunOn) = (state, null, null);
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
        allowance.ToTable("remittance_allowance", table => table.HasCheckConstraint("ck_remittance_allowance_amount", "\"Amount\" > 0"));
        allowance.HasKey(a => a.Id);
        allowance.Property(a => a.Rhythm).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.Holidays).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.State).HasConversion<string>().HasMaxLength(8);
        allowance.Property(a => a.Memo).HasMaxLength(RemittanceRules.LongestMemo);
        allowance.Ignore(a => a.Source);
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
