using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>A franchise, from its application on. Kept after refusal and closing.</summary>
internal sealed class FranchiseRow
{
    public required FranchiseId Id { get; init; }

    public required string BusinessNumber { get; init; }

    public required string TradeName { get; set; }

    /// <summary>The trade name without spaces and case: what a search looks into.</summary>
    public required string NameKey { get; set; }

    public required string Representative { get; set; }

    public required string Category { get; init; }

    public required Won ExpectedSales { get; init; }

    /// <summary>Digits only.</summary>
    public required string Phone { get; init; }

    public required string OwnerEmail { get; init; }

    public FranchiseState State { get; set; }

    public required string Bank { get; set; }

    /// <summary>The settlement account's number, encrypted for this row.</summary>
    public required string SealedNumber { get; set; }

    /// <summary>Blind index of bank and number.</summary>
    public required string NumberIndex { get; set; }

    public required string Masked { get; set; }

    /// <summary>As the applicant wrote it; as the bank says, once proved.</summary>
    public required string Holder { get; set; }

    public List<string> RedirectDomains { get; set; } = [];

    public Won CashierCancelLimit { get; set; }

    /// <summary>Its tills ask once before they charge more than this; without it, as the policy says.</summary>
    public Won? TillAsksAbove { get; set; }

    public DateTimeOffset AppliedAt { get; init; }

    public DateTimeOffset? AccountProvedAt { get; set; }

    /// <summary>The last word of the review.</summary>
    public string? ReviewNote { get; set; }

    /// <summary>When its owner asked to leave; kept once it has.</summary>
    public DateTimeOffset? ClosingAskedAt { get; set; }

    public string? ClosingReason { get; set; }

    /// <summary>When it stopped selling for good.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public const string ReviewTopic = "franchise-reviews";

    public static string Topic(FranchiseId franchise) => $"franchise:{franchise}";

    public static string NumberPlace(FranchiseId franchise) => $"franchise_franchise:{franchise}:account";

    /// <summary>The row in a write, tracked; told to open pages, since whoever asks is about to change it.</summary>
    public static Result<FranchiseRow> Find(JournalWrite write, FranchiseId franchise)
    {
        if (write.Db.Set<FranchiseRow>().Find(franchise) is not { } row)
            return NotFound();
        write.Touch(Topic(franchise));
        return row;
    }

    /// <summary>One with a contract: active or frozen.</summary>
    public static Result<FranchiseRow> FindContracted(JournalWrite write, FranchiseId franchise)
    {
        if (!Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        return row.State is FranchiseState.Active or FranchiseState.Frozen
            ? row
            : new Refusal(RefusalKind.Conflict, "franchise.contract.not_active");
    }

    public static Refusal NotFound() => new(RefusalKind.NotFound, "franchise.contract.not_found");
}

/// <summary>One step between applicant and back office. Only ever added.</summary>
internal sealed class ReviewRow
{
    public long Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required ReviewStep Step { get; init; }

    public string? Note { get; init; }

    public string? By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>
    /// What the shop's people are told of a step; null for what an applicant or owner does on the page that says so,
    /// and nobody else's matter.
    /// </summary>
    public static NoticeEvent? ToldAs(ReviewStep step) =>
        step switch
        {
            ReviewStep.Asked => NoticeEvent.ShopAsked,
            ReviewStep.Approved => NoticeEvent.ShopApproved,
            ReviewStep.Rejected => NoticeEvent.ShopRejected,
            ReviewStep.Frozen => NoticeEvent.ShopFrozen,
            ReviewStep.Resumed => NoticeEvent.ShopResumed,
            ReviewStep.TermsChanged => NoticeEvent.ShopTermsChanged,
            ReviewStep.AccountChanged => NoticeEvent.ShopAccountChanged,
            ReviewStep.ClosingAsked => NoticeEvent.ShopClosingAsked,
            ReviewStep.Closing => NoticeEvent.ShopClosing,
            ReviewStep.Closed => NoticeEvent.ShopClosed,
            _ => null,
        };

    /// <summary>
    /// A step of the history, told to the shop's people; one of the back office's own stands in the audit log as well.
    /// </summary>
    /// <param name="detail">What is told with it; null: the note.</param>
    public static void Add(
        JournalWrite write,
        FranchiseId franchise,
        ReviewStep step,
        string? note = null,
        string? by = null,
        object? before = null,
        object? after = null,
        string? detail = null
    )
    {
        write.Db.Add(
            new ReviewRow
            {
                Franchise = franchise,
                Step = step,
                Note = note,
                By = by,
                At = write.Now,
            }
        );
        write.Touch(FranchiseRow.ReviewTopic);
        if (ToldAs(step) is { } told)
            write.NotifyShop(franchise, new(told, $"review:{NewId.At(write.Now):N}", Detail: detail ?? note));
        if (by is null)
            return;
        var name = by.ToUpperInvariant();
        var id = write
            .Db.Users.Where(person => person.NormalizedUserName == name)
            .Select(person => person.Id)
            .SingleOrDefault();
        var act = step == ReviewStep.TermsChanged ? "contract.changed" : $"review.{step.ToString().ToLowerInvariant()}";
        write.Note(new Actor(id ?? by, by), $"franchise.{act}", $"franchise:{franchise}", note, before, after);
    }
}

internal sealed class FranchiseTable : IEntityTypeConfiguration<FranchiseRow>
{
    public void Configure(EntityTypeBuilder<FranchiseRow> franchise)
    {
        franchise.ToTable(
            "franchise_franchise",
            table => table.HasCheckConstraint("franchise_franchise_business_number", "length(\"BusinessNumber\") = 10")
        );
        franchise.HasKey(f => f.Id);
        franchise.Property(f => f.BusinessNumber).HasMaxLength(10);
        franchise.Property(f => f.TradeName).HasMaxLength(ApplicationRules.LongestName);
        franchise.Property(f => f.NameKey).HasMaxLength(2 * ApplicationRules.LongestName);
        franchise.Property(f => f.Representative).HasMaxLength(ApplicationRules.LongestName);
        franchise.Property(f => f.Category).HasMaxLength(16);
        franchise.Property(f => f.Phone).HasMaxLength(12);
        franchise.Property(f => f.OwnerEmail).HasMaxLength(254);
        franchise.Property(f => f.State).HasConversion<string>().HasMaxLength(16);
        franchise.Property(f => f.Bank).HasMaxLength(3);
        franchise.Property(f => f.NumberIndex).HasMaxLength(64);
        franchise.Property(f => f.Masked).HasMaxLength(20);
        franchise.Property(f => f.Holder).HasMaxLength(80);
        franchise.Property(f => f.ReviewNote).HasMaxLength(ApplicationRules.LongestNote);
        franchise.Property(f => f.ClosingReason).HasMaxLength(ApplicationRules.LongestNote);
        // Whoever has not proved an account, or was refused, keeps nobody else from joining with the number.
        franchise
            .HasIndex(f => f.BusinessNumber)
            .IsUnique()
            .HasFilter("\"State\" NOT IN ('Applied', 'Rejected', 'Closed')");
        franchise.HasIndex(f => new { f.State, f.AppliedAt });
        franchise.HasIndex(f => f.ClosingAskedAt).HasFilter("\"ClosingAskedAt\" IS NOT NULL");
        franchise.HasIndex(f => f.TradeName); // what a member's payments are called by
    }
}

internal sealed class ReviewTable : IEntityTypeConfiguration<ReviewRow>
{
    public void Configure(EntityTypeBuilder<ReviewRow> review)
    {
        review.ToTable("franchise_review");
        review.HasKey(r => r.Id);
        review.Property(r => r.Id).ValueGeneratedOnAdd();
        review.Property(r => r.Step).HasConversion<string>().HasMaxLength(16);
        review.Property(r => r.Note).HasMaxLength(ApplicationRules.LongestNote);
        review.Property(r => r.By).HasMaxLength(254);
        review.HasIndex(r => new { r.Franchise, r.Id });
    }
}
