using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>How far a 1-won check is.</summary>
internal enum AccountCheckState
{
    /// <summary>The won is stored and perhaps on its way.</summary>
    Sending,

    /// <summary>The bank has not answered.</summary>
    Unknown,

    /// <summary>The bank is certain that the won did not arrive.</summary>
    Failed,

    /// <summary>The won is there; the digits are awaited.</summary>
    AwaitingCode,

    /// <summary>The digits were right.</summary>
    Passed,

    /// <summary>The applicant chose another account meanwhile.</summary>
    Dropped,
}

/// <summary>One 1-won check of one settlement account.</summary>
internal sealed class SettlementCheckRow
{
    public const int MaxTries = 3;
    public const int MaxADay = 5;
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// While an unanswered check of the same account is this young, it is asked about again instead of sending another
    /// won.
    /// </summary>
    public static readonly TimeSpan UnknownBlocks = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required string NumberIndex { get; init; }

    public required string Holder { get; init; }

    /// <summary>Word and digits as the depositor text says them, encrypted for this row.</summary>
    public required string SealedText { get; init; }

    public required BankCallId Call { get; init; }

    public AccountCheckState State { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public bool IsOpen => State is AccountCheckState.Sending or AccountCheckState.Unknown;

    /// <summary>Whatever check is under way is about another account now: its digits open nothing.</summary>
    public static void Drop(JournalWrite write, FranchiseId franchise)
    {
        foreach (var check in write.Db.Set<SettlementCheckRow>().Where(c => c.Franchise == franchise).ToList())
            if (check.IsOpen || check.State == AccountCheckState.AwaitingCode)
                check.State = AccountCheckState.Dropped;
    }

    public static string TextPlace(Guid id) => $"franchise_account_check:{id:N}:text";

    public SettlementAccountCheck? ToView() =>
        State switch
        {
            AccountCheckState.Sending or AccountCheckState.Unknown => new(
                false,
                MaxTries - Tries,
                StartedAt + UnknownBlocks
            ),
            AccountCheckState.AwaitingCode => new(true, MaxTries - Tries, ExpiresAt ?? StartedAt),
            _ => null,
        };
}

internal sealed class SettlementCheckTable : IEntityTypeConfiguration<SettlementCheckRow>
{
    public void Configure(EntityTypeBuilder<SettlementCheckRow> check)
    {
        check.ToTable(
            "franchise_account_check",
            table =>
                table.HasCheckConstraint(
                    "franchise_account_check_tries",
                    $"\"Tries\" BETWEEN 0 AND {SettlementCheckRow.MaxTries}"
                )
        );
        check.HasKey(c => c.Id);
        check.Property(c => c.NumberIndex).HasMaxLength(64);
        check.Property(c => c.Holder).HasMaxLength(80);
        check.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        check.HasIndex(c => new { c.Franchise, c.StartedAt });
        check.HasIndex(c => new { c.NumberIndex, c.StartedAt });
        check.HasIndex(c => c.Call).IsUnique();
    }
}
