using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Money;

namespace MyPay.Domain.BackOffice.Fraud;

/// <summary>Money that left a wallet, as the rules count it; written in the write that moved it.</summary>
internal sealed class OutflowRow
{
    public long Id { get; init; }

    public MemberId Member { get; init; }

    public OutgoingKind Kind { get; init; }

    public Won Amount { get; init; }

    /// <summary>Blind index of who got it.</summary>
    public required string Receiver { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>
    /// Since when the member had used the browser it was asked for in; null when nobody knows, or no person asked.
    /// </summary>
    public DateTimeOffset? DeviceSince { get; init; }

    public static string ReceiverOf(DataKeys keys, OutgoingMove move) => keys.Index($"outflow:{move.Receiver}");
}

/// <summary>A rule's setting from a moment on. Never edited.</summary>
internal sealed class FraudRuleRow
{
    public int Id { get; init; }

    public FraudRuleKind Kind { get; init; }

    public FraudRuleMode Mode { get; init; }

    public int Minutes { get; init; }

    public int Count { get; init; }

    public Won Amount { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    public FraudRule Rule => new(Kind, Mode, Minutes, Count, Amount);
}

internal sealed class FraudCaseRow
{
    public required Guid Id { get; init; }

    public MemberId Member { get; init; }

    public FraudRuleKind Rule { get; init; }

    public FraudCaseState State { get; set; }

    public int Hits { get; set; }

    public Won Largest { get; set; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset LastAt { get; set; }

    public string? Assigned { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset? AllowedUntil { get; set; }

    public FraudCaseView View(string name) =>
        new(
            Id,
            Member,
            name,
            Rule,
            State,
            Hits,
            Largest,
            OpenedAt,
            LastAt,
            Assigned,
            EndedAt,
            EndedBy,
            Note,
            AllowedUntil
        );
}

/// <summary>
/// A move that a rule stopped (with its case) or only saw. Its key is the intent's: the same key is one hit.
/// </summary>
internal sealed class FraudHitRow
{
    /// <summary>Blind index of rule and intent.</summary>
    public required string Key { get; init; }

    public Guid? Case { get; init; }

    public MemberId Member { get; init; }

    public FraudRuleKind Rule { get; init; }

    public OutgoingKind Move { get; init; }

    public Won Amount { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class OutflowTable : IEntityTypeConfiguration<OutflowRow>
{
    public void Configure(EntityTypeBuilder<OutflowRow> outflow)
    {
        outflow.ToTable("backoffice_outflow");
        outflow.HasKey(o => o.Id);
        outflow.Property(o => o.Id).ValueGeneratedOnAdd();
        outflow.Property(o => o.Kind).HasConversion<string>().HasMaxLength(12);
        outflow.Property(o => o.Receiver).HasMaxLength(64);
        outflow.HasIndex(o => new { o.Member, o.At });
        outflow.HasIndex(o => new { o.Member, o.Receiver });
        outflow.HasIndex(o => o.At);
    }
}

internal sealed class FraudRuleTable : IEntityTypeConfiguration<FraudRuleRow>
{
    public void Configure(EntityTypeBuilder<FraudRuleRow> rule)
    {
        rule.ToTable("backoffice_fraud_rule");
        rule.Property(r => r.Kind).HasConversion<string>().HasMaxLength(12);
        rule.Property(r => r.Mode).HasConversion<string>().HasMaxLength(8);
        rule.Property(r => r.Reason).HasMaxLength(Staff.LongestWords);
        rule.Ignore(r => r.Rule);
    }
}

internal sealed class FraudCaseTable : IEntityTypeConfiguration<FraudCaseRow>
{
    public void Configure(EntityTypeBuilder<FraudCaseRow> fraud)
    {
        fraud.ToTable("backoffice_fraud_case");
        fraud.Property(c => c.Rule).HasConversion<string>().HasMaxLength(12);
        fraud.Property(c => c.State).HasConversion<string>().HasMaxLength(12);
        fraud.Property(c => c.Note).HasMaxLength(Staff.LongestWords);
        fraud.HasIndex(c => new
        {
            c.Member,
            c.Rule,
            c.State,
        });
        fraud.HasIndex(c => new { c.State, c.OpenedAt });
    }
}

internal sealed class FraudHitTable : IEntityTypeConfiguration<FraudHitRow>
{
    public void Configure(EntityTypeBuilder<FraudHitRow> hit)
    {
        hit.ToTable("backoffice_fraud_hit");
        hit.HasKey(h => h.Key);
        hit.Property(h => h.Key).HasMaxLength(64);
        hit.Property(h => h.Rule).HasConversion<string>().HasMaxLength(12);
        hit.Property(h => h.Move).HasConversion<string>().HasMaxLength(12);
        hit.HasIndex(h => new { h.Case, h.At });
    }
}
