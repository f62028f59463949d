using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Mail;

/// <summary>
/// A letter. Kept as facts like a notice; only the address is fixed, for it may be the old one that is written to.
/// </summary>
internal sealed class MailRow
{
    public required Guid Id { get; init; }

    public required string SignInId { get; init; }

    public MemberId? Member { get; init; }

    public required string Address { get; init; }

    public required string ReaderName { get; init; }

    public required string Language { get; init; }

    public NoticeEvent Event { get; init; }

    public required string Source { get; init; }

    public Won? Amount { get; init; }

    public string? Name { get; init; }

    public string? Detail { get; init; }

    /// <summary>The link's secret, encrypted; forgotten once the letter is sent or given up.</summary>
    public string? SealedToken { get; set; }

    public MailState State { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>When it is tried next; while it is being carried, when a crash would make it due again.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>From when on its link is void.</summary>
    public DateTimeOffset? UsefulUntil { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Trouble { get; set; }

    public void End(MailState state, DateTimeOffset at) => (State, EndedAt, SealedToken) = (state, at, null);

    public bool IsTooLate(DateTimeOffset now) => UsefulUntil <= now;

    public static string Place(Guid mail) => $"membership_mail:{mail:N}";

    public OutgoingMail ToOutgoing(DataKeys keys) =>
        new(
            Id,
            Member,
            Address,
            ReaderName,
            Language,
            new Notice(Event, Source, Amount, Name, Detail),
            WrittenAt,
            SealedToken is null ? null : keys.Reveal(SealedToken, Place(Id))
        );
}

/// <summary>A wish about e-mail that differs from what is usual, or did.</summary>
internal sealed class MailWishRow
{
    public MemberId Member { get; init; }

    public NoticeKind Kind { get; init; }

    public bool Wanted { get; set; }

    /// <summary>Is a kind told by e-mail, given what the member wished, if anything?</summary>
    public static bool Holds(NoticeKind kind, bool? wish) =>
        kind == NoticeKind.Security || (wish ?? MailRules.IsMailedByDefault(kind));
}

internal sealed class MailTable : IEntityTypeConfiguration<MailRow>
{
    public const int LongestTrouble = 300;

    public void Configure(EntityTypeBuilder<MailRow> mail)
    {
        mail.ToTable("membership_mail");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.Address).HasMaxLength(254);
        mail.Property(m => m.ReaderName).HasMaxLength(80);
        mail.Property(m => m.Language).HasMaxLength(2);
        mail.Property(m => m.Event).HasConversion<string>().HasMaxLength(24);
        mail.Property(m => m.Source).HasMaxLength(120);
        mail.Property(m => m.State).HasConversion<string>().HasMaxLength(12);
        mail.Property(m => m.Trouble).HasMaxLength(LongestTrouble);
        mail.HasIndex(m => new
            {
                m.SignInId,
                m.Event,
                m.Source,
                m.Address,
            })
            .IsUnique(); // written once, the database says so too
        mail.HasIndex(m => new { m.State, m.DueAt });
        mail.HasIndex(m => m.EndedAt);
    }
}

internal sealed class MailWishTable : IEntityTypeConfiguration<MailWishRow>
{
    public void Configure(EntityTypeBuilder<MailWishRow> wish)
    {
        wish.ToTable("membership_mail_wish");
        wish.HasKey(w => new { w.Member, w.Kind });
        wish.Property(w => w.Kind).HasConversion<string>().HasMaxLength(12);
    }
}
