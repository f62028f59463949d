using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Idempotency;

/// <summary>A call with an Idempotency-Key: begun, and once it was answered, its answer.</summary>
internal sealed class ApiAnswerRow
{
    public required byte[] KeyHash { get; init; }

    public required byte[] Fingerprint { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private init; }

    public int? Status { get; private init; }

    public string? ContentType { get; private init; }

    /// <summary>Encrypted.</summary>
    public string? Body { get; private init; }

    public static ApiAnswerRow Of(KeptAnswer kept, DateTimeOffset at) =>
        new()
        {
            KeyHash = kept.KeyHash,
            Fingerprint = kept.Fingerprint,
            Franchise = kept.Question.Franchise,
            BegunAt = at,
            AnsweredAt = at,
            Status = kept.Answer.Status,
            ContentType = kept.Answer.ContentType,
            Body = kept.SealedBody,
        };
}

internal sealed class ApiAnswerTable : IEntityTypeConfiguration<ApiAnswerRow>
{
    public void Configure(EntityTypeBuilder<ApiAnswerRow> answer)
    {
        answer.ToTable(
            "payment_api_answer",
            table =>
                table.HasCheckConstraint("ck_payment_api_answer_whole", "(\"Status\" IS NULL) = (\"Body\" IS NULL)")
        );
        answer.HasKey(a => a.KeyHash);
        answer.Property(a => a.KeyHash).HasMaxLength(32);
        answer.Property(a => a.Fingerprint).HasMaxLength(32);
        answer.Property(a => a.ContentType).HasMaxLength(64);
        answer.HasIndex(a => a.BegunAt);
    }
}
