using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership.Pin;

/// <summary>A proof before a new PIN. A letter's stands here before its link is followed.</summary>
internal sealed class PinProofRow
{
    public required Guid Id { get; init; }

    public required MemberId Member { get; init; }

    public required Guid Session { get; init; }

    public required PinProofKind Kind { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null: the link was not followed yet.</summary>
    public DateTimeOffset? GivenAt { get; set; }

    /// <summary>Of a letter's link.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Letters are counted for so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Keeps a proof that was just given, and lets go of the member's old ones.</summary>
    public static void Give(JournalWrite write, MemberId member, Guid session, PinProofKind kind)
    {
        Forget(write, member, write.Now - KeptFor);
        write.Db.Add(
            new PinProofRow
            {
                Id = NewId.At(write.Now),
                Member = member,
                Session = session,
                Kind = kind,
                AskedAt = write.Now,
                GivenAt = write.Now,
            }
        );
        write.Touch(SignUp.MemberRow.Topic(member));
    }

    /// <summary>The kinds that count now: of a locked PIN, those that were given after the lock.</summary>
    public static List<PinProofKind> Given(MyPayDb db, MemberId member, Guid? session, DateTimeOffset now)
    {
        var pin = db.Set<PinRow>().AsNoTracking().SingleOrDefault(p => p.Member == member);
        var lockedAt = pin is null ? null : Pins.LockedAt(db, pin, now);
        var (since, pinSince) = (now - IPinProofs.Lifetime, now - IStepUps.Lifetime);
        return
        [
            .. db.Set<PinProofRow>()
                .AsNoTracking()
                .Where(p => p.Member == member && p.Session == session && p.GivenAt > since)
                .Where(p => p.Kind != PinProofKind.OldPin || p.GivenAt > pinSince)
                .AsEnumerable()
                .Where(p => lockedAt is null || p.GivenAt > lockedAt)
                .Select(p => p.Kind)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>How many more proofs a new PIN takes.</summary>
    public static int Missing(List<PinProofKind> given) =>
        given.Contains(PinProofKind.OldPin) ? 0 : PinProofsView.MissingBesidesPin(given);

    /// <summary>Lets go of what was asked for by then.</summary>
    public static void Forget(JournalWrite write, MemberId member, DateTimeOffset until) =>
        write.Db.RemoveRange(write.Db.Set<PinProofRow>().Where(p => p.Member == member && p.AskedAt <= until));
}

internal sealed class PinProofTable : IEntityTypeConfiguration<PinProofRow>
{
    public void Configure(EntityTypeBuilder<PinProofRow> proof)
    {
        proof.ToTable("membership_pin_proof");
        proof.HasKey(p => p.Id);
        proof.Property(p => p.Kind).HasConversion<string>().HasMaxLength(12);
        proof.Property(p => p.TokenHash).HasMaxLength(64);
        proof.HasIndex(p => new { p.Member, p.AskedAt });
        proof.HasIndex(p => p.TokenHash).IsUnique();
    }
}
