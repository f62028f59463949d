using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>
/// Another settlement account of a franchise that has a proved one, until its 1-won check is passed or it is given up.
/// </summary>
internal sealed class AccountChangeRow
{
    public required FranchiseId Franchise { get; init; }

    public required string Bank { get; set; }

    /// <summary>Encrypted for this row.</summary>
    public required string SealedNumber { get; set; }

    public required string NumberIndex { get; set; }

    public required string Masked { get; set; }

    public required string Holder { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public static string NumberPlace(FranchiseId franchise) => $"franchise_account_change:{franchise}:account";

    public SettlementAccountChange ToView() => new(Bank, Masked, Holder, AskedAt);
}

internal sealed class AccountChangeTable : IEntityTypeConfiguration<AccountChangeRow>
{
    public void Configure(EntityTypeBuilder<AccountChangeRow> change)
    {
        change.ToTable("franchise_account_change");
        change.HasKey(c => c.Franchise);
        change.Property(c => c.Bank).HasMaxLength(3);
        change.Property(c => c.NumberIndex).HasMaxLength(64);
        change.Property(c => c.Masked).HasMaxLength(20);
        change.Property(c => c.Holder).HasMaxLength(80);
    }
}

/// <summary>
/// The account that a 1-won check is about: the applicant's own, or the one that is to take the place of a proved one.
/// </summary>
internal sealed record AccountUnderCheck(
    FranchiseId Franchise,
    string Bank,
    string NumberIndex,
    string Holder,
    Func<DataKeys, string> Number
)
{
    /// <summary>Null when there is none to check: the account is proved and nobody changes it.</summary>
    public static AccountUnderCheck? Of(MyPayDb db, FranchiseRow row)
    {
        if (row.State == FranchiseState.Applied)
            return new(
                row.Id,
                row.Bank,
                row.NumberIndex,
                row.Holder,
                keys => keys.Reveal(row.SealedNumber, FranchiseRow.NumberPlace(row.Id))
            );
        if (
            row.AccountProvedAt is null
            || db.Set<AccountChangeRow>().AsNoTracking().SingleOrDefault(c => c.Franchise == row.Id) is not { } change
        )
            return null;
        return new(
            row.Id,
            change.Bank,
            change.NumberIndex,
            change.Holder,
            keys => keys.Reveal(change.SealedNumber, AccountChangeRow.NumberPlace(row.Id))
        );
    }
}
