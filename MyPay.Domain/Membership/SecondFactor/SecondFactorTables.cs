using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership.SecondFactor;

/// <summary>A sign-in's authenticator.</summary>
internal sealed class SecondFactorRow
{
    public required string SignInId { get; init; }

    /// <summary>Encrypted base64 of the secret.</summary>
    public required string Secret { get; set; }

    /// <summary>Null until a code was confirmed: not asked for yet.</summary>
    public DateTimeOffset? OnSince { get; set; }

    /// <summary>The newest step a code was taken of.</summary>
    public long LastStep { get; set; }

    /// <summary>
    /// Wrong codes in a row. A counter of its own: the password's starts again with each right password, and whoever
    /// guesses codes knows that one.
    /// </summary>
    public int Misses { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public static string Place(string signInId) => $"membership_second_factor:{signInId}";

    /// <summary>Takes it away with its recovery codes.</summary>
    public void Remove(JournalWrite write)
    {
        write.Db.Remove(this);
        write.Db.RemoveRange(write.Db.Set<RecoveryCodeRow>().Where(c => c.SignInId == SignInId).ToList());
        write.Touch(SignInTopics.Sessions(SignInId));
    }

    /// <summary>The one that is old enough to prove its owner before a new PIN, or none.</summary>
    public static IQueryable<SecondFactorRow> Settled(MyPayDb db, string signInId, DateTimeOffset now)
    {
        var since = now - IPinProofs.SettledAfter;
        return db.Set<SecondFactorRow>().Where(f => f.SignInId == signInId && f.OnSince <= since);
    }

    /// <summary>Takes it away if it was turned on, or begun, since then.</summary>
    public static void RemoveSince(JournalWrite write, string signInId, DateTimeOffset since)
    {
        if (
            write.Db.Set<SecondFactorRow>().Find(signInId) is { } factor
            && (factor.OnSince is null || factor.OnSince >= since)
        )
            factor.Remove(write);
    }
}

/// <summary>A recovery code. Eighty bits by chance: a fast hash is enough.</summary>
internal sealed class RecoveryCodeRow
{
    public required string SignInId { get; init; }

    public required string Hash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class SecondFactorTable : IEntityTypeConfiguration<SecondFactorRow>
{
    public void Configure(EntityTypeBuilder<SecondFactorRow> factor)
    {
        factor.ToTable("membership_second_factor");
        factor.HasKey(f => f.SignInId);
    }
}

internal sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> code)
    {
        code.ToTable("membership_recovery_code");
        code.HasKey(c => new { c.SignInId, c.Hash });
    }
}
