using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>Where a franchise wants its news. Removing dates it: the log of its deliveries stays readable.</summary>
internal sealed class WebhookEndpointRow
{
    public required Guid Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    /// <summary>False: for test payments.</summary>
    public required bool Live { get; init; }

    public required string Url { get; set; }

    public string? Description { get; set; }

    /// <summary>Separated by spaces.</summary>
    public required string Types { get; set; }

    public bool Enabled { get; set; }

    public string? DisabledBecause { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public bool Wants(string type) => Types.Split(' ').Contains(type, StringComparer.Ordinal);

    /// <param name="secrets">Its secrets, as far as they sign.</param>
    public WebhookEndpointView ToView(IEnumerable<WebhookSecretRow> secrets) =>
        new(
            Id,
            Live,
            Url,
            Description,
            Types.Split(' '),
            Enabled,
            DisabledBecause,
            MadeAt,
            LastSuccessAt,
            [.. secrets.Where(s => s.EndsAt is not null).Select(s => s.EndsAt!.Value).Order()]
        );
}

/// <summary>
/// An event as it is told: its id and its bytes, once, whatever the number of endpoints and attempts.
/// </summary>
internal sealed class WebhookMessageRow
{
    /// <summary>The <c>webhook-id</c>.</summary>
    public required string Id { get; init; }

    public required FranchiseId Franchise { get; init; }

    public required bool Live { get; init; }

    public required string Type { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Made by a test, about nothing that happened.</summary>
    public bool Sample { get; init; }
}

/// <summary>How far a delivery is.</summary>
internal enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Pending,

    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>One message on its way to one endpoint.</summary>
internal sealed class WebhookDeliveryRow
{
    /// <summary>The order of creation.</summary>
    public long Seq { get; init; }

    public required Guid Id { get; init; }

    public required string Message { get; init; }

    public required Guid Endpoint { get; init; }

    public required FranchiseId Franchise { get; init; }

    /// <summary>The mode of its endpoint.</summary>
    public required bool Live { get; init; }

    public required string Url { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// Failures since it was last started: by its event, by redelivering, or by enabling its endpoint.
    /// </summary>
    public int Failures { get; set; }

    /// <summary>
    /// Null unless it is pending and its endpoint enabled: what is due is found by this column alone.
    /// </summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A message for an endpoint, due now.</summary>
    public static WebhookDeliveryRow Of(string message, WebhookEndpointRow endpoint, DateTimeOffset now) =>
        new()
        {
            Id = NewId.At(now),
            Message = message,
            Endpoint = endpoint.Id,
            Franchise = endpoint.Franchise,
            Live = endpoint.Live,
            Url = endpoint.Url,
            State = DeliveryState.Pending,
            NextAttemptAt = now,
            CreatedAt = now,
        };

    /// <summary>Due now, with the whole schedule before it.</summary>
    public void Restart(WebhookEndpointRow endpoint, DateTimeOffset now) =>
        (State, NextAttemptAt, Failures, Url) = (DeliveryState.Pending, now, 0, endpoint.Url);

    public WebhookDeliveryView ToView(WebhookMessageRow message, IEnumerable<WebhookAttemptRow> attempts) =>
        new(
            Id,
            Live,
            Message,
            Endpoint,
            Url,
            message.Type,
            Encoding.UTF8.GetString(message.Body),
            State switch
            {
                DeliveryState.Pending => "pending",
                DeliveryState.Delivered => "delivered",
                _ => "failed",
            },
            CreatedAt,
            NextAttemptAt,
            [
                .. attempts
                    .OrderBy(a => a.Number)
                    .Select(a => new WebhookAttempt(a.Number, a.At, a.Status, a.Error, a.Milliseconds, a.ResponseBody)),
            ],
            message.Sample
        );
}

/// <summary>One attempt and what came of it.</summary>
internal sealed class WebhookAttemptRow
{
    public required long Delivery { get; init; }

    public required int Number { get; init; }

    public DateTimeOffset At { get; set; }

    public int? Status { get; set; }

    public string? Error { get; set; }

    public int Milliseconds { get; set; }

    public string? ResponseBody { get; set; }

    public static WebhookAttemptRow Of(long delivery, int number, WebhookAnswer answer) =>
        new()
        {
            Delivery = delivery,
            Number = number,
            At = answer.At,
            Status = answer.Status,
            Error = answer.Error,
            Milliseconds = answer.Milliseconds,
            ResponseBody = answer.Body,
        };
}

internal sealed class WebhookEndpointTable : IEntityTypeConfiguration<WebhookEndpointRow>
{
    public void Configure(EntityTypeBuilder<WebhookEndpointRow> endpoint)
    {
        endpoint.ToTable("payment_webhook_endpoint");
        endpoint.HasKey(e => e.Id);
        endpoint.Property(e => e.Url).HasMaxLength(WebhookAddressRules.LongestUrl * 3); // escaped, a letter can become nine
        endpoint.Property(e => e.Description).HasMaxLength(WebhookRules.LongestDescription);
        endpoint.Property(e => e.Types).HasMaxLength(200);
        endpoint.Property(e => e.DisabledBecause).HasMaxLength(16);
        endpoint.HasIndex(e => new
        {
            e.Franchise,
            e.Live,
            e.RemovedAt,
        });
    }
}

internal sealed class WebhookMessageTable : IEntityTypeConfiguration<WebhookMessageRow>
{
    public void Configure(EntityTypeBuilder<WebhookMessageRow> message)
    {
        message.ToTable("payment_webhook_message");
        message.HasKey(m => m.Id);
        message.Property(m => m.Id).HasMaxLength(40);
        message.Property(m => m.Type).HasMaxLength(40);
        message.HasIndex(m => new
        {
            m.Franchise,
            m.Live,
            m.At,
            m.Id,
        });
        message.HasIndex(m => m.At); // what is to be forgotten
    }
}

internal sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> delivery)
    {
        delivery.ToTable("payment_webhook_delivery");
        delivery.HasKey(d => d.Seq);
        delivery.Property(d => d.Seq).ValueGeneratedOnAdd();
        delivery.Property(d => d.Message).HasMaxLength(40);
        delivery.Property(d => d.Url).HasMaxLength(WebhookAddressRules.LongestUrl * 3);
        delivery.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        delivery.HasIndex(d => d.Id).IsUnique();
        delivery.HasIndex(d => new { d.Message, d.Endpoint }).IsUnique(); // the database, too, tells an endpoint once
        delivery.HasIndex(d => new { d.NextAttemptAt, d.Endpoint }); // which lanes have work
        delivery.HasIndex(d => new
        {
            d.Endpoint,
            d.NextAttemptAt,
            d.Seq,
        });
        delivery.HasIndex(d => new
        {
            d.Franchise,
            d.Live,
            d.Seq,
        });
        delivery.HasIndex(d => new { d.State, d.Seq }); // what waits and what was given up, over all franchises
    }
}

internal sealed class WebhookAttemptTable : IEntityTypeConfiguration<WebhookAttemptRow>
{
    public void Configure(EntityTypeBuilder<WebhookAttemptRow> attempt)
    {
        attempt.ToTable("payment_webhook_attempt");
        attempt.HasKey(a => new { a.Delivery, a.Number });
        attempt.Property(a => a.Delivery).ValueGeneratedNever();
        attempt.Property(a => a.Number).ValueGeneratedNever();
        attempt.Property(a => a.Error).HasMaxLength(200);
    }
}
