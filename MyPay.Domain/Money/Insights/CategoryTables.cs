using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money.Insights;

/// <summary>A shop that a member has put into a category of their choice.</summary>
internal sealed class ShopCategoryRow
{
    public MemberId Member { get; init; }

    public required string Shop { get; init; }

    public required string Category { get; set; }
}

/// <summary>A movement that a member has put into a category of their choice.</summary>
internal sealed class MovementCategoryRow
{
    public MemberId Member { get; init; }

    /// <summary>Its number in the member's wallet.</summary>
    public long Number { get; init; }

    public required string Category { get; set; }
}

internal sealed class ShopCategoryTable : IEntityTypeConfiguration<ShopCategoryRow>
{
    public void Configure(EntityTypeBuilder<ShopCategoryRow> shop)
    {
        shop.ToTable("money_shop_category");
        shop.HasKey(s => new { s.Member, s.Shop });
        shop.Property(s => s.Shop).HasMaxLength(120);
        shop.Property(s => s.Category).HasMaxLength(16);
    }
}

internal sealed class MovementCategoryTable : IEntityTypeConfiguration<MovementCategoryRow>
{
    public void Configure(EntityTypeBuilder<MovementCategoryRow> movement)
    {
        movement.ToTable("money_movement_category");
        movement.HasKey(m => new { m.Member, m.Number });
        movement.Property(m => m.Category).HasMaxLength(16);
    }
}
