using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise.Staff;

/// <summary>A person who works, or worked, at a franchise.</summary>
internal sealed class StaffRow
{
    public const int Most = 100;

    public required string SignInId { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required StaffRole Role { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When they last looked at the shop's notices.</summary>
    public DateTimeOffset? NoticesSeenAt { get; set; }

    public StaffView ToView() => new(Franchise, SignInId, Email, Name, Role);

    /// <summary>Who works at a franchise now.</summary>
    public static IQueryable<StaffRow> At(MyPayDb db, FranchiseId franchise) =>
        db.Set<StaffRow>().Where(s => s.Franchise == franchise && s.RemovedAt == null);

    /// <summary>The role that the sign-in bears.</summary>
    public static string SignInRole(StaffRole role) =>
        role switch
        {
            StaffRole.Owner => SignInRoles.Owner,
            StaffRole.Manager => SignInRoles.Manager,
            _ => SignInRoles.Cashier,
        };
}

internal sealed class StaffTable : IEntityTypeConfiguration<StaffRow>
{
    public void Configure(EntityTypeBuilder<StaffRow> staff)
    {
        staff.ToTable("franchise_staff");
        staff.HasKey(s => s.SignInId);
        staff.Property(s => s.SignInId).HasMaxLength(64);
        staff.Property(s => s.Email).HasMaxLength(254);
        staff.Property(s => s.Name).HasMaxLength(80);
        staff.Property(s => s.Role).HasConversion<string>().HasMaxLength(16);
        staff.HasIndex(s => new { s.Franchise, s.RemovedAt });
    }
}
