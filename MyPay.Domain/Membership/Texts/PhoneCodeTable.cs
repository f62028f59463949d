using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Texts;

/// <summary>One code that was sent to a phone.</summary>
internal sealed class PhoneCodeRow
{
    public const int MaxTries = 5;

    /// <summary>How long the code may be typed.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    /// <summary>How long what it proved may be used.</summary>
    public static readonly TimeSpan ProofLife = TimeSpan.FromMinutes(30);

    public required Guid Id { get; init; }

    public required string Asker { get; init; }

    /// <summary>Blind index of the number.</summary>
    public required string PhoneIndex { get; init; }

    public required string MaskedPhone { get; init; }

    /// <summary>The six digits, encrypted for this row.</summary>
    public required string SealedCode { get; init; }

    public int Tries { get; set; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? ProvedAt { get; set; }

    /// <summary>Whose number became proved by it; once.</summary>
    public MemberId? UsedBy { get; set; }

    public PhoneCodeView ToView() => new(Id, MaskedPhone, MaxTries - Tries, ExpiresAt);

    public static string Place(Guid id) => $"membership_phone_code:{id:N}";

    public static string IndexOf(DataKeys keys, string phone) => keys.Index($"phone:{phone}");

    /// <summary>The asker's own code, in a write; anybody else's is as good as none.</summary>
    public static PhoneCodeRow? Find(JournalWrite write, PhoneProof proof) =>
        write.Db.Set<PhoneCodeRow>().Find(proof.Code) is { } row && row.Asker == proof.Asker ? row : null;

    /// <summary>
    /// Spends what the code proved on a member, inside the write that makes the number theirs; refuses with
    /// <c>membership.phone_code.proof_missing</c>.
    /// </summary>
    public static Refusal? Spend(JournalWrite write, DataKeys keys, PhoneProof? proof, string phone, MemberId member)
    {
        if (
            proof is null
            || Find(write, proof) is not { ProvedAt: { } proved, UsedBy: null } row
            || row.PhoneIndex != IndexOf(keys, phone)
            || write.Now >= proved + ProofLife
        )
            return new(RefusalKind.Forbidden, "membership.phone_code.proof_missing");
        row.UsedBy = member;
        return null;
    }
}

internal sealed class PhoneCodeTable : IEntityTypeConfiguration<PhoneCodeRow>
{
    public void Configure(EntityTypeBuilder<PhoneCodeRow> code)
    {
        code.ToTable(
            "membership_phone_code",
            table =>
                table.HasCheckConstraint(
                    "membership_phone_code_tries",
                    $"\"Tries\" BETWEEN 0 AND {PhoneCodeRow.MaxTries}"
                )
        );
        code.HasKey(c => c.Id);
        code.Property(c => c.Asker).HasMaxLength(80);
        code.Property(c => c.PhoneIndex).HasMaxLength(64);
        code.Property(c => c.MaskedPhone).HasMaxLength(16);
        code.HasIndex(c => new { c.PhoneIndex, c.SentAt });
        code.HasIndex(c => c.SentAt);
    }
}
