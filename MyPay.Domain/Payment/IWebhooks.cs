using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Outbox;

namespace MyPay.Domain.Payment;

/// <summary>
/// Webhooks by Standard Webhooks: at least once, a lane per endpoint, retries on a published schedule. An endpoint has
/// a mode and hears of that mode's payments only; asked for the other mode, it and its deliveries are not there.
/// </summary>
public interface IWebhooks
{
    /// <summary>
    /// Adds an endpoint of a mode for some types, or for all when none is named; the secret (<c>whsec_…</c>) is in the
    /// answer. Refuses with <c>payment.webhook.url_invalid</c>,
    /// <c>….url_forbidden</c> (the address or part of the URL that is not allowed), <c>….type_unknown</c> (type),
    /// <c>….description_too_long</c> (max), <c>….too_many</c> (max of a mode).
    /// </summary>
    /// <param name="live">False: for test payments.</param>
    /// <param name="key">Idempotency key, if the caller has one: the same endpoint again, with the secret it was made
    /// with.</param>
    Task<Result<WebhookEndpointSecret>> AddEndpointAsync(
        FranchiseId franchise,
        bool live,
        string url,
        IReadOnlyCollection<string> types,
        string? description,
        string? key = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Changes an endpoint; null leaves a field as it is, and an empty description takes it away. What is still to be
    /// delivered to a disabled one waits; enabling it again clears its failures and sends what waits. Refuses as above,
    /// and with <c>payment.webhook.not_found</c>.
    /// </summary>
    Task<Result<WebhookEndpointView>> ChangeEndpointAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string? url,
        IReadOnlyCollection<string>? types,
        bool? enabled,
        string? description = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Makes a new secret, once per key: the same key answers the same secret. The one before signs along for 24 hours,
    /// and so does each before that for its own 24; five at most. Refuses with <c>payment.webhook.not_found</c> and
    /// <c>….too_many_secrets</c> (five, when the next rotation is possible in Seoul).
    /// </summary>
    Task<Result<WebhookEndpointSecret>> RotateSecretAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string? key = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Removes an endpoint; its deliveries stay in the log, what was still to be sent is not. Refuses with
    /// <c>payment.webhook.not_found</c>.
    /// </summary>
    Task<Result<Done>> RemoveEndpointAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        CancellationToken ct = default
    );

    /// <summary>The franchise's endpoints of a mode, the oldest first.</summary>
    Task<IReadOnlyList<WebhookEndpointView>> EndpointsAsync(
        FranchiseId franchise,
        bool live,
        CancellationToken ct = default
    );

    /// <summary>Deliveries, newest first; none for a cursor that is not ours.</summary>
    Task<WebhookDeliveryPage> DeliveriesAsync(
        FranchiseId franchise,
        bool live,
        Guid? endpoint,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>One delivery with its attempts.</summary>
    Task<WebhookDeliveryView?> FindDeliveryAsync(
        FranchiseId franchise,
        bool live,
        Guid delivery,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sends a delivery again, now: the same <c>webhook-id</c> and bytes, and the whole schedule when it fails.
    /// Refuses with <c>payment.webhook.delivery_not_found</c>, and with <c>….endpoint_disabled</c> when its endpoint is
    /// off or removed.
    /// </summary>
    Task<Result<WebhookDeliveryView>> RedeliverAsync(
        FranchiseId franchise,
        bool live,
        Guid delivery,
        CancellationToken ct = default
    );
}

/// <summary>
/// Carries deliveries to their endpoints. The host asks as often as it likes; asking twice at once sends nothing twice.
/// </summary>
public interface IWebhookPost
{
    /// <summary>
    /// Sends what is due, a lane per endpoint: one in flight each, in order. Returns when the lanes that this call
    /// opened have run dry, with the number of attempts they made; an endpoint whose lane is open already is left to
    /// it. Cancelling stops new attempts; one that is on its way is seen through.
    /// </summary>
    Task<int> DeliverDueAsync(CancellationToken ct = default);
}

/// <summary>Dials of webhooks. The host binds <c>MyPay:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Allows http, any port and private addresses: for development and tests.</summary>
    public bool AllowPrivate { get; set; }
}

/// <summary>What a webhook can tell.</summary>
public static class WebhookTypes
{
    /// <summary>Every type.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "payment.approved",
        "payment.canceled",
        "payment.failed",
        "settlement.paid",
        "settlement.failed",
        "recurring.stopped",
        "recurring.resumed",
        "recurring.capped",
    ];
}

/// <summary>Topics of the live feed.</summary>
public static class WebhookTopics
{
    /// <summary>Something is due, or became due.</summary>
    public const string Due = "webhooks:due";

    /// <summary>An endpoint or a delivery of anybody has changed.</summary>
    public const string All = "webhooks";

    /// <summary>An endpoint or a delivery of this franchise has changed.</summary>
    public static string Of(FranchiseId franchise) => $"webhooks:{franchise}";
}

/// <summary>
/// News for webhooks of what is no payment, from this module or a later one such as Settlement: published in the write
/// that makes it true.
/// </summary>
/// <param name="Type">One of <see cref="WebhookTypes.All"/>.</param>
/// <param name="Source">What it is about, such as the settlement's id.</param>
/// <param name="Data">The webhook's <c>data</c>, JSON.</param>
public sealed record WebhookNews(
    string Type,
    FranchiseId Franchise,
    string Source,
    bool Live,
    string Data,
    DateTimeOffset At
) : IOutboxEvent
{
    /// <inheritdoc/>
    public static string EventName => "payment.webhook-news";
}

/// <summary>An endpoint.</summary>
/// <param name="Live">False: it hears of test payments, and of nothing else.</param>
/// <param name="DisabledBecause">Why it was switched off: <c>gone</c> (410) or <c>failing</c>; null when its owner
/// did.</param>
/// <param name="OldSecretsEndAt">When each of the rotated secrets that still sign along stops, UTC, the first one
/// first.</param>
public sealed record WebhookEndpointView(
    Guid Id,
    bool Live,
    string Url,
    string? Description,
    IReadOnlyList<string> Types,
    bool Enabled,
    string? DisabledBecause,
    DateTimeOffset MadeAt,
    DateTimeOffset? LastSuccessAt,
    IReadOnlyList<DateTimeOffset> OldSecretsEndAt
);

/// <summary>An endpoint with its secret, shown once.</summary>
public sealed record WebhookEndpointSecret(WebhookEndpointView Endpoint, string Secret);

/// <summary>A delivery of one event to one endpoint.</summary>
/// <param name="Live">The mode of its endpoint and of what it tells.</param>
/// <param name="MessageId">The <c>webhook-id</c>, the same in every attempt.</param>
/// <param name="Url">Where it was sent last, or is to be sent.</param>
/// <param name="Body">The exact text of every attempt.</param>
/// <param name="State"><c>pending</c>, <c>delivered</c> or <c>failed</c>.</param>
/// <param name="NextAttemptAt">Null for a pending one: it waits until its endpoint is enabled again.</param>
/// <param name="IsSample">Made by a test, about nothing that happened.</param>
public sealed record WebhookDeliveryView(
    Guid Id,
    bool Live,
    string MessageId,
    Guid Endpoint,
    string Url,
    string Type,
    string Body,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    IReadOnlyList<WebhookAttempt> Attempts,
    bool IsSample
);

/// <summary>One attempt.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Error">Why there was none, or why it does not count: <c>timeout</c>, <c>dns</c>, <c>connection</c>,
/// <c>tls</c>, <c>redirect</c>, <c>forbidden: 10.0.0.5</c>, <c>invalid-response</c>.</param>
/// <param name="ResponseBody">The first 2 KB of the answer, as text.</param>
public sealed record WebhookAttempt(
    int Number,
    DateTimeOffset At,
    int? Status,
    string? Error,
    int Milliseconds,
    string? ResponseBody
);

/// <summary>A page.</summary>
public sealed record WebhookDeliveryPage(IReadOnlyList<WebhookDeliveryView> Rows, string? Next);
