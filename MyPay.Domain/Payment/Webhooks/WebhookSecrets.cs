using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>
/// A signing secret of an endpoint. A rotation adds one, and the one before signs along for its own 24 hours. Kept
/// after that, until its endpoint is removed: whoever asks again with the key of a rotation gets the secret that it
/// made.
/// </summary>
internal sealed class WebhookSecretRow
{
    public required Guid Endpoint { get; init; }

    /// <summary>From 1 on; the highest is the newest.</summary>
    public required int Number { get; init; }

    /// <summary>The secret, encrypted for its endpoint.</summary>
    public required string Sealed { get; init; }

    /// <summary>From when on it signs no more, UTC; null for the newest.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public string Reveal(DataKeys keys) => keys.Reveal(Sealed, Place(Endpoint));

    public static WebhookSecretRow Of(Guid endpoint, int number, string secret, DataKeys keys) =>
        new()
        {
            Endpoint = endpoint,
            Number = number,
            Sealed = keys.Protect(secret, Place(endpoint)),
        };

    /// <summary>Those of an endpoint that sign at an instant, the newest first.</summary>
    public static IQueryable<WebhookSecretRow> Signing(MyPayDb db, Guid endpoint, DateTimeOffset at) =>
        db.Set<WebhookSecretRow>()
            .Where(s => s.Endpoint == endpoint && (s.EndsAt == null || s.EndsAt > at))
            .OrderByDescending(s => s.Number);

    /// <summary>
    /// Makes the next secret of an endpoint; answers its number. Refuses with <c>payment.webhook.too_many_secrets</c>
    /// (the most, when the next is possible, Seoul).
    /// </summary>
    public static Result<int> Rotate(JournalWrite write, Guid endpoint, string secret, DataKeys keys)
    {
        var signing = Signing(write.Db, endpoint, write.Now).ToList();
        var (newest, old) = (signing[0], signing.Skip(1).ToList());
        if (old.Count >= WebhookRules.MaxOldSecrets)
            return new Refusal(
                RefusalKind.Conflict,
                "payment.webhook.too_many_secrets",
                (long)WebhookRules.MaxOldSecrets,
                SeoulTime.In(old.Min(s => s.EndsAt!.Value))
            );

        newest.EndsAt = write.Now + WebhookRules.RotationOverlap;
        write.Db.Add(Of(endpoint, newest.Number + 1, secret, keys));
        return newest.Number + 1;
    }

    public static string Place(Guid endpoint) => $"payment_webhook_endpoint:{endpoint:N}:secret";
}

internal sealed class WebhookSecretTable : IEntityTypeConfiguration<WebhookSecretRow>
{
    public void Configure(EntityTypeBuilder<WebhookSecretRow> secret)
    {
        secret.ToTable("payment_webhook_secret");
        secret.HasKey(s => new { s.Endpoint, s.Number });
        secret.Property(s => s.Number).ValueGeneratedNever();
    }
}
