using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Linking;

/// <summary>A bank account of a member. Unlinking dates it; linking again makes a new row.</summary>
internal sealed class LinkedAccountRow
{
    public required LinkedAccountId Id { get; init; }

    public required MemberId Member { get; init; }

    public required string Bank { get; init; }

    public required string BankNameKo { get; init; }

    public required string BankNameEn { get; init; }

    /// <summary>The number, encrypted for this row.</summary>
    public required string SealedNumber { get; init; }

    /// <summary>Blind index of bank and number.</summary>
    public required string NumberIndex { get; init; }

    public required string Masked { get; init; }

    public required string Last { get; init; }

    public required string Holder { get; init; }

    public bool IsPrimary { get; set; }

    public required DateOnly ConsentVersion { get; init; }

    public DateTimeOffset ConsentAt { get; init; }

    public DateTimeOffset VerifiedAt { get; init; }

    public DateTimeOffset? UnlinkedAt { get; set; }

    /// <summary>Under the name its bank has now.</summary>
    public LinkedAccountView ToView()
    {
        var name = BankNames.Of(Bank) ?? new(BankNameKo, BankNameEn);
        return new(Id, Bank, name.Ko, name.En, Masked, Last, Holder, IsPrimary, ConsentAt);
    }

    public static string Place(LinkedAccountId id) => $"membership_linked_account:{id}";
}

/// <summary>How far a 1-won check is.</summary>
internal enum CheckState
{
    /// <summary>The won is stored and perhaps on its way.</summary>
    Sending,

    /// <summary>The bank has not answered.</summary>
    Unknown,

    /// <summary>The bank is certain that the won did not arrive.</summary>
    Failed,

    /// <summary>The won is there; the digits are awaited.</summary>
    AwaitingCode,

    /// <summary>The digits were right; consent is awaited.</summary>
    CodeAccepted,

    /// <summary>Consent is given, the account is linked.</summary>
    Linked,
}

/// <summary>One 1-won check of one account.</summary>
internal sealed class AccountCheckRow
{
    public required Guid Id { get; init; }

    public required MemberId Member { get; init; }

    public required string Bank { get; init; }

    public required string BankNameKo { get; init; }

    public required string BankNameEn { get; init; }

    public required string SealedNumber { get; init; }

    public required string NumberIndex { get; init; }

    public required string Masked { get; init; }

    public required string Last { get; init; }

    public required string Holder { get; init; }

    /// <summary>What the member will be called once it is linked; null: as before.</summary>
    public string? NewName { get; init; }

    /// <summary>Word and digits as the depositor text says them, encrypted for this row.</summary>
    public required string SealedText { get; init; }

    public required BankCallId Call { get; init; }

    public CheckState State { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>What came of it.</summary>
    public LinkedAccountId? Account { get; set; }

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;

    public AccountCheckView ToView() =>
        new(
            Id,
            Bank,
            Masked,
            Holder,
            LinkingRules.MaxTries - Tries,
            ExpiresAt ?? StartedAt,
            State is CheckState.CodeAccepted or CheckState.Linked,
            NewName
        );

    public static string NumberPlace(Guid id) => $"membership_account_check:{id:N}:number";

    public static string TextPlace(Guid id) => $"membership_account_check:{id:N}:text";

    /// <summary>The member's own check, in a write; anybody else's is as good as none.</summary>
    public static Result<AccountCheckRow> Find(JournalWrite write, MemberId member, Guid id) =>
        write.Db.Set<AccountCheckRow>().Find(id) is { } check && check.Member == member
            ? check
            : new Refusal(RefusalKind.NotFound, "membership.linking.check_not_found");
}

internal sealed class LinkedAccountTable : IEntityTypeConfiguration<LinkedAccountRow>
{
    public void Configure(EntityTypeBuilder<LinkedAccountRow> account)
    {
        account.ToTable("membership_linked_account");
        account.HasKey(a => a.Id);
        account.Property(a => a.Bank).HasMaxLength(3);
        account.Property(a => a.BankNameKo).HasMaxLength(40);
        account.Property(a => a.BankNameEn).HasMaxLength(80);
        account.Property(a => a.NumberIndex).HasMaxLength(64);
        account.Property(a => a.Masked).HasMaxLength(20);
        account.Property(a => a.Last).HasMaxLength(5);
        account.Property(a => a.Holder).HasMaxLength(80);
        account.HasIndex(a => a.NumberIndex).IsUnique().HasFilter("\"UnlinkedAt\" IS NULL"); // the database, too, knows one owner at a time
        account.HasIndex(a => new { a.Member, a.UnlinkedAt });
    }
}

internal sealed class AccountCheckTable : IEntityTypeConfiguration<AccountCheckRow>
{
    public void Configure(EntityTypeBuilder<AccountCheckRow> check)
    {
        check.ToTable(
            "membership_account_check",
            table =>
                table.HasCheckConstraint(
                    "membership_account_check_tries",
                    $"\"Tries\" BETWEEN 0 AND {LinkingRules.MaxTries}"
                )
        );
        check.HasKey(c => c.Id);
        check.Property(c => c.NewName).HasMaxLength(SignUpRules.LongestName);
        check.Property(c => c.Bank).HasMaxLength(3);
        check.Property(c => c.BankNameKo).HasMaxLength(40);
        check.Property(c => c.BankNameEn).HasMaxLength(80);
        check.Property(c => c.NumberIndex).HasMaxLength(64);
        check.Property(c => c.Masked).HasMaxLength(20);
        check.Property(c => c.Last).HasMaxLength(5);
        check.Property(c => c.Holder).HasMaxLength(80);
        check.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        check.HasIndex(c => new { c.Member, c.StartedAt });
        check.HasIndex(c => new { c.NumberIndex, c.StartedAt });
        check.HasIndex(c => c.Call).IsUnique();
    }
}
