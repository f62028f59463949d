using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>A member's row. Kept after closing, as the law asks.</summary>
internal sealed class MemberRow
{
    public required MemberId Id { get; init; }

    public required string SignInId { get; init; }

    public required string Name { get; set; }

    /// <summary>The name without spaces and case: what names are compared by.</summary>
    public required string NameKey { get; set; }

    /// <summary>When an account of this holder was linked by a 1-won check; null: the name is the member's word.</summary>
    public DateTimeOffset? NameProvedAt { get; set; }

    /// <summary>Digits only.</summary>
    public required string Phone { get; set; }

    /// <summary>When the number was proved by a text message, or vouched for; null: it never was.</summary>
    public DateTimeOffset? PhoneProvedAt { get; set; }

    /// <summary>When it last became another number than before; null: it is the one they joined with.</summary>
    public DateTimeOffset? PhoneChangedAt { get; set; }

    public required string Email { get; set; }

    public required DateOnly BirthDate { get; init; }

    public required string Language { get; set; }

    public MemberState State { get; set; }

    public FreezeLevel Freeze { get; set; }

    public string? FreezeReason { get; set; }

    public string? FrozenBy { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>Since when the member holds their own money back; null: they do not.</summary>
    public DateTimeOffset? FrozenByOwnerAt { get; set; }

    public DateTimeOffset JoinedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The end of the calm time that was begun last; null: there never was one.</summary>
    public DateTimeOffset? CalmUntil { get; set; }

    public CalmReason? CalmReason { get; set; }

    public static string Topic(MemberId member) => $"member:{member}";

    /// <summary>From now on, for a day, little may leave.</summary>
    public void BeginCalm(JournalWrite write, CalmReason why)
    {
        (CalmUntil, CalmReason) = (write.Now + CalmTime.Length, why);
        write.Touch(Topic(Id));
    }

    /// <summary>For the member behind a sign-in, if there is one: staff have none.</summary>
    public static void BeginCalm(JournalWrite write, string signInId, CalmReason why) =>
        write.Db.Set<MemberRow>().SingleOrDefault(m => m.SignInId == signInId)?.BeginCalm(write, why);

    public MemberView ToView() =>
        new(Id, SignInId, Email, Name, Phone, BirthDate, Language, State, JoinedAt)
        {
            IsPhoneProved = PhoneProvedAt is not null,
            IsNameProved = NameProvedAt is not null,
        };

    public MemberCard ToCard() =>
        new(Id, Name, SignUpRules.MaskPhone(Phone)) { IsNameProved = NameProvedAt is not null };

    /// <summary>The member behind a sign-in; null for staff and operators.</summary>
    public static MemberId? OfSignIn(JournalWrite write, string signInId) =>
        write
            .Db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => m.SignInId == signInId)
            .Select(m => (MemberId?)m.Id)
            .SingleOrDefault();

    /// <summary>Who may act: nobody closed or unknown, nobody frozen.</summary>
    public static Result<MemberRow> MustBeActive(MemberRow? row) =>
        row?.State switch
        {
            MemberState.Active => row,
            MemberState.Frozen => new Refusal(RefusalKind.Forbidden, "membership.member.not_active"),
            _ => new Refusal(RefusalKind.NotFound, "membership.member.not_found"),
        };

    public static async Task<Result<MemberRow>> FindActiveAsync(MyPayDb db, MemberId member, CancellationToken ct) =>
        MustBeActive(await db.Set<MemberRow>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == member, ct));

    public static Result<MemberRow> FindActive(JournalWrite write, MemberId member) =>
        MustBeActive(write.Db.Set<MemberRow>().Find(member));
}

/// <summary>Consent to one version of one set of terms. Only ever added.</summary>
internal sealed class ConsentRow
{
    public long Id { get; init; }

    public required MemberId Member { get; init; }

    public required string Terms { get; init; }

    public required DateOnly Version { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class MemberTable : IEntityTypeConfiguration<MemberRow>
{
    public void Configure(EntityTypeBuilder<MemberRow> member)
    {
        member.ToTable("membership_member");
        member.HasKey(m => m.Id);
        member.Property(m => m.Name).HasMaxLength(SignUpRules.LongestName);
        member.Property(m => m.NameKey).HasMaxLength(2 * SignUpRules.LongestName);
        member.Property(m => m.Phone).HasMaxLength(11);
        member.Property(m => m.Email).HasMaxLength(SignUpRules.LongestEmail);
        member.Property(m => m.Language).HasMaxLength(2);
        member.Property(m => m.State).HasConversion<string>().HasMaxLength(16);
        member.HasIndex(m => m.SignInId).IsUnique();
        member.HasIndex(m => m.Phone).IsUnique().HasFilter("\"ClosedAt\" IS NULL"); // whoever left gives the number free
        member.HasIndex(m => m.Email).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
        member.Property(m => m.Freeze).HasConversion<string>().HasMaxLength(12).HasDefaultValue(FreezeLevel.None);
        member.Property(m => m.CalmReason).HasConversion<string>().HasMaxLength(16);
        member.Property(m => m.FreezeReason).HasMaxLength(500);
        member.HasIndex(m => m.NameKey);
        member.HasIndex(m => m.JoinedAt);
    }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<ConsentRow>
{
    public void Configure(EntityTypeBuilder<ConsentRow> consent)
    {
        consent.ToTable("membership_consent");
        consent.HasKey(c => c.Id);
        consent.Property(c => c.Id).ValueGeneratedOnAdd();
        consent.Property(c => c.Terms).HasMaxLength(32);
        consent.HasIndex(c => new { c.Member, c.Terms });
    }
}
