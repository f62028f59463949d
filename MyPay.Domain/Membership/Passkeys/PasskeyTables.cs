using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership.Passkeys;

/// <summary>What MyPay knows of a passkey beside Identity's own row of it, which holds its key.</summary>
internal sealed class PasskeyRow
{
    /// <summary>Base64url, as in Identity's row in bytes.</summary>
    public required string Id { get; init; }

    public required string SignInId { get; init; }

    public required string Name { get; set; }

    public bool IsSynced { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public PasskeyView ToView() => new(Id, Name, IsSynced, AddedAt, LastUsedAt);

    /// <summary>Those that are old enough to prove their owner before a new PIN.</summary>
    public static IQueryable<PasskeyRow> Settled(MyPayDb db, string signInId, DateTimeOffset now)
    {
        var since = now - IPinProofs.SettledAfter;
        return db.Set<PasskeyRow>().Where(p => p.SignInId == signInId && p.AddedAt <= since);
    }

    /// <summary>Takes away what was added since then.</summary>
    public static void RemoveSince(JournalWrite write, string signInId, DateTimeOffset since)
    {
        foreach (
            var row in write.Db.Set<PasskeyRow>().Where(p => p.SignInId == signInId && p.AddedAt >= since).ToList()
        )
            Passkeys.Remove(write, row);
    }
}

/// <summary>A ceremony that was answered; kept for as long as its challenge could be answered again.</summary>
internal sealed class PasskeyCeremonyRow
{
    public required string Hash { get; init; }

    public DateTimeOffset UsedAt { get; init; }
}

internal sealed class PasskeyTable : IEntityTypeConfiguration<PasskeyRow>
{
    public const int LongestName = 40;

    public void Configure(EntityTypeBuilder<PasskeyRow> passkey)
    {
        passkey.ToTable("membership_passkey");
        passkey.HasKey(p => p.Id);
        passkey.Property(p => p.Id).HasMaxLength(1366); // 1,023 bytes
        passkey.Property(p => p.Name).HasMaxLength(LongestName);
        passkey.HasIndex(p => p.SignInId);
    }
}

internal sealed class PasskeyCeremonyTable : IEntityTypeConfiguration<PasskeyCeremonyRow>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremonyRow> ceremony)
    {
        ceremony.ToTable("membership_passkey_ceremony");
        ceremony.HasKey(c => c.Hash);
        ceremony.Property(c => c.Hash).HasMaxLength(64);
        ceremony.HasIndex(c => c.UsedAt);
    }
}
