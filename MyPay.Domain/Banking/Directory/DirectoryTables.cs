using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Banking.Directory;

/// <summary>A bank and what our contract with it allows.</summary>
internal sealed class BankRow
{
    public required string Code { get; init; }

    public required string NameKo { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Korean names it had before, one a line: what was booked then bears them.</summary>
    public string? FormerNames { get; set; }

    public IEnumerable<string> Former => FormerNames?.Split('\n') ?? [];

    public bool Link { get; set; }

    public bool Charge { get; set; }

    public bool Send { get; set; }

    public bool Payout { get; set; }

    /// <summary>
    /// False takes the bank out of every service, whatever the contract allows. Stops of a while are switches
    /// (<see cref="BankSwitch"/>).
    /// </summary>
    public bool SwitchedOn { get; set; }

    /// <summary>Its contract allows the service, and the bank is one of the directory still.</summary>
    public bool Offers(BankService service) =>
        SwitchedOn
        && service switch
        {
            BankService.Link => Link,
            BankService.Charge => Charge,
            BankService.Send => Send,
            _ => Payout,
        };

    public BankTerms Terms() => new(Code, NameKo, NameEn, Link, Charge, Send, Payout, SwitchedOn);
}

/// <summary>
/// A maintenance window. One that is over keeps its row, so that an emptied directory is not filled anew.
/// </summary>
internal sealed class BankWindowRow
{
    public int Id { get; init; }

    public required string Bank { get; init; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }

    public DayOfWeek? Weekday { get; set; }

    public int? Nth { get; set; }

    public DateOnly? On { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public WindowRule Rule
    {
        get => new(From, To, Weekday, Nth, On);
        set => (From, To, Weekday, Nth, On) = (value.From, value.To, value.Weekday, value.Nth, value.On);
    }

    public BankWindow View() => new(Id, Bank, Rule);
}

/// <summary>A fee per executed call, from a date on.</summary>
internal sealed class BankFeeRow
{
    public int Id { get; init; }

    /// <summary>The bank; null for every bank without a fee of its own.</summary>
    public string? Bank { get; init; }

    public BankCallKind Kind { get; init; }

    public long Won { get; init; }

    /// <summary>From this date the bank has no fee of its own any more.</summary>
    public bool Ends { get; init; }

    public DateOnly From { get; init; }

    public DateTimeOffset? MadeAt { get; init; }

    public string? Maker { get; init; }

    public string? Checker { get; init; }

    public Kernel.Won Fee => Kernel.Won.Of(Won);
}

internal sealed class BankTable : IEntityTypeConfiguration<BankRow>
{
    public void Configure(EntityTypeBuilder<BankRow> bank)
    {
        bank.ToTable("banking_bank");
        bank.HasKey(b => b.Code);
        bank.Property(b => b.Code).HasMaxLength(3);
        bank.Ignore(b => b.Former);
    }
}

internal sealed class BankWindowTable : IEntityTypeConfiguration<BankWindowRow>
{
    public void Configure(EntityTypeBuilder<BankWindowRow> window)
    {
        window.ToTable("banking_window");
        window.Ignore(w => w.Rule);
        window.HasIndex(w => w.Bank);
    }
}

internal sealed class BankFeeTable : IEntityTypeConfiguration<BankFeeRow>
{
    public void Configure(EntityTypeBuilder<BankFeeRow> fee)
    {
        fee.ToTable("banking_fee");
        fee.Property(f => f.Kind).HasConversion<string>().HasMaxLength(16);
        fee.Ignore(f => f.Fee);
        fee.HasIndex(f => new { f.Kind, f.From });
    }
}
