using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>A member's threshold charge: one row, from the first time it was set.</summary>
internal sealed class ThresholdRow
{
    public Guid Id { get; init; }

    public MemberId Member { get; init; }

    /// <summary>The wallet's code in the ledger.</summary>
    public required string Wallet { get; init; }

    public LinkedAccountId Account { get; set; }

    public required string AccountLabel { get; set; }

    /// <summary>X, won.</summary>
    public long Below { get; set; }

    public Won Amount { get; set; }

    public AutoChargeState State { get; set; }

    public string? PausedWhy { get; set; }

    /// <summary>Raised by each setting and resuming: crossings are counted anew from then on.</summary>
    public int Version { get; set; }

    /// <summary>The wallet's entry with which the balance last fell below X and was seen to; 0: none yet.</summary>
    public long Crossing { get; set; }

    /// <summary>
    /// How many entries the wallet had when there was last nothing to do: not looked at again before it has more. -1:
    /// look.
    /// </summary>
    public long LookedAt { get; set; }

    /// <summary>Certain failures in a row.</summary>
    public int Failures { get; set; }

    public DateTimeOffset SetAt { get; set; }

    /// <summary>Counts from the start again.</summary>
    public void Begin() =>
        (State, PausedWhy, Version, Crossing, LookedAt, Failures) = (AutoChargeState.On, null, Version + 1, 0, -1, 0);

    public void Pause(string? why) => (State, PausedWhy) = (AutoChargeState.Paused, why);
}

/// <summary>A scheduled charge: from where and how much. When is the schedule's part.</summary>
internal sealed class ScheduledChargeRow : ScheduleRow
{
    public MemberId Member { get; init; }

    public LinkedAccountId Account { get; init; }

    public required string AccountLabel { get; init; }

    public Won Amount { get; init; }

    public string? PausedWhy { get; set; }

    public DateTimeOffset MadeAt { get; init; }
}

/// <summary>
/// One automatic charge: a crossing of the threshold, or a due date. It is tried under a key made of its name and of
/// how often it has certainly failed, and settled in the write that books the bank's answer.
/// </summary>
internal sealed class AutoChargeRunRow
{
    /// <summary>The row of the rule that wanted it.</summary>
    public Guid Rule { get; init; }

    /// <summary>
    /// Which of the rule's: <c>20261125</c> for a due date, <c>3-57</c> for the 57th entry under the third setting of a
    /// threshold.
    /// </summary>
    public required string Occasion { get; init; }

    public ChargeOrigin Origin { get; init; }

    public MemberId Member { get; init; }

    public LinkedAccountId Account { get; init; }

    public required string AccountLabel { get; init; }

    public Won Amount { get; init; }

    public DateOnly On { get; init; }

    /// <summary>The last day on which it is tried; null: for as long as it is needed.</summary>
    public DateOnly? LastDay { get; init; }

    public AutoChargeRunState State { get; set; }

    /// <summary>How often it has certainly failed; names the key of the next try.</summary>
    public int Tries { get; set; }

    /// <summary>No further try, whatever becomes of the one that is under way: the member stopped it.</summary>
    public bool GivenUp { get; set; }

    public DateTimeOffset? NextTryAt { get; set; }

    public string? FailureCode { get; set; }

    /// <summary>The charge that was made, or is being made.</summary>
    public Guid? Charge { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string Source => $"auto-charge:{Rule:N}:{Occasion}";

    /// <summary>The same try has the same key, whoever makes it and however often.</summary>
    public Once Key => new($"auto-charge:{Member}", $"{Rule:N}:{Occasion}:{Tries}", $"{Account}:{Amount.Amount}");

    public void End(AutoChargeRunState state, DateTimeOffset at) => (State, NextTryAt, EndedAt) = (state, null, at);

    /// <summary>The member stopped it. What the bank was asked for already is still booked.</summary>
    public void GiveUp(DateTimeOffset at)
    {
        GivenUp = true;
        if (Charge is null)
            End(AutoChargeRunState.Skipped, at);
    }

    public AutoChargeRun ToView() =>
        new(
            On,
            Amount,
            State,
            Tries,
            State == AutoChargeRunState.Open && Charge is not null,
            Charge is null ? NextTryAt : null,
            State == AutoChargeRunState.Charged ? null : FailureCode,
            EndedAt
        );
}

internal sealed class ThresholdTable : IEntityTypeConfiguration<ThresholdRow>
{
    public void Configure(EntityTypeBuilder<ThresholdRow> threshold)
    {
        threshold.ToTable(
            "money_threshold_charge",
            table => table.HasCheckConstraint("ck_money_threshold_charge_amount", "\"Below\" > 0 AND \"Amount\" > 0")
        );
        threshold.HasKey(t => t.Id);
        threshold.Property(t => t.Wallet).HasMaxLength(64);
        threshold.Property(t => t.State).HasConversion<string>().HasMaxLength(8);
        threshold.Property(t => t.PausedWhy).HasMaxLength(80);
        threshold.HasIndex(t => t.Member).IsUnique();
        threshold.HasIndex(t => t.State);
    }
}

internal sealed class ScheduledChargeTable : IEntityTypeConfiguration<ScheduledChargeRow>
{
    public void Configure(EntityTypeBuilder<ScheduledChargeRow> charge)
    {
        charge.ToTable(
            "money_scheduled_charge",
            table => table.HasCheckConstraint("ck_money_scheduled_charge_amount", "\"Amount\" > 0")
        );
        charge.HasKey(c => c.Id);
        charge.Property(c => c.Rhythm).HasConversion<string>().HasMaxLength(8);
        charge.Property(c => c.Holidays).HasConversion<string>().HasMaxLength(8);
        charge.Property(c => c.State).HasConversion<string>().HasMaxLength(8);
        charge.Property(c => c.PausedWhy).HasMaxLength(80);
        charge.Ignore(c => c.Next);
        charge.HasIndex(c => new { c.State, c.NextRunOn });
        charge.HasIndex(c => c.Member);
    }
}

internal sealed class AutoChargeRunTable : IEntityTypeConfiguration<AutoChargeRunRow>
{
    public void Configure(EntityTypeBuilder<AutoChargeRunRow> run)
    {
        run.ToTable("money_auto_charge_run");
        run.HasKey(r => new { r.Rule, r.Occasion }); // an occasion comes once
        run.Property(r => r.Occasion).HasMaxLength(32);
        run.Property(r => r.Origin).HasConversion<string>().HasMaxLength(12);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(8);
        run.Property(r => r.FailureCode).HasMaxLength(80);
        run.Ignore(r => r.Source);
        run.Ignore(r => r.Key);
        run.HasIndex(r => new { r.State, r.NextTryAt });
        run.HasIndex(r => new { r.Rule, r.MadeAt });
        run.HasIndex(r => r.Charge).IsUnique(); // and a charge is made for one
    }
}
