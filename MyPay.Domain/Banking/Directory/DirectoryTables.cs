using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Banking.Directory;

/// <summary>A bank: what our contract with it allows, and whether it is switched on.</summary>
internal sealed class BankRow
{
    public required string Code { get; init; }

    public required string NameKo { get; init; }

    public required string NameEn { get; init; }

    public required string Color { get; init; }

    public bool Link { get; set; }

    public bool Charge { get; set; }

    public bool Send { get; set; }

    public bool Payout { get; set; }

    public bool SwitchedOn { get; set; }

    public bool Offers(BankService service) => service switch
    {
        BankService.Link => Link,
        BankService.Charge => Charge,
        BankService.Send => Send,
        _ => Payout,
    };
}

/// <summary>A daily maintenance window, KST; one that ends before it begins crosses midnight.</summary>
internal sealed class BankWindowRow
{
    public int Id { get; init; }

    public required string Bank { get; init; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }

    /// <summary>When the window that holds at this KST moment ends; null when it is open.</summary>
    public DateTime? EndOfWindowAt(DateTime seoul)
    {
        var now = TimeOnly.FromDateTime(seoul);
        if (!now.IsBetween(From, To)) return null; // IsBetween crosses midnight by itself and leaves the end out
        var end = seoul.Date + To.ToTimeSpan();
        return end > seoul ? end : end.AddDays(1);
    }
}

/// <summary>A fee per executed call, from a date on.</summary>
internal sealed class BankFeeRow
{
    public int Id { get; init; }

    /// <summary>The bank; null for every bank without a fee of its own.</summary>
    public string? Bank { get; init; }

    public BankCallKind Kind { get; init; }

    public long Won { get; init; }

    public DateOnly From { get; init; }
}

internal sealed class BankTable : IEntityTypeConfiguration<BankRow>
{
    public void Configure(EntityTypeBuilder<BankRow> bank)
    {
        bank.ToTable("banking_bank");
        bank.HasKey(b => b.Code);
        bank.Property(b => b.Code).HasMaxLength(3);
    }
}

internal sealed class BankWindowTable : IEntityTypeConfiguration<BankWindowRow>
{
    public void Configure(EntityTypeBuilder<BankWindowRow> window)
    {
        window.ToTable("banking_window");
        window.HasIndex(w => w.Bank);
    }
}

internal sealed class BankFeeTable : IEntityTypeConfiguration<BankFeeRow>
{
    public void Configure(EntityTypeBuilder<BankFeeRow> fee)
    {
        fee.ToTable("banking_fee");
        fee.Property(f => f.Kind).HasConversion<string>().HasMaxLength(16);
        fee.HasIndex(f => new { f.Kind, f.From });
    }
}
