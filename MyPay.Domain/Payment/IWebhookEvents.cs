using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// A franchise's events, each kept for <see cref="KeptDays"/> days with its deliveries, whether or not an endpoint was
/// there or on. An event has a mode, and asked for the other mode it is not there.
/// </summary>
public interface IWebhookEvents
{
    /// <summary>How long an event is kept, days.</summary>
    const int KeptDays = 30;

    /// <summary>Events, newest first; none for a cursor that is not ours. Samples are not among them.</summary>
    Task<WebhookEventPage> ListAsync(
        FranchiseId franchise,
        bool live,
        WebhookEventFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>One event by its <c>webhook-id</c>, a sample too.</summary>
    Task<WebhookEventView?> FindAsync(FranchiseId franchise, bool live, string id, CancellationToken ct = default);

    /// <summary>
    /// How many events since an instant this endpoint wants and has not got: never sent to it, given up, or still on
    /// the way. Zero for an endpoint that is not there.
    /// </summary>
    Task<int> CountMissedAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        DateTimeOffset since,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sends an endpoint all that it wants and has not got, the oldest first, each with its own <c>webhook-id</c> and
    /// bytes and the whole schedule before it. Written down in small steps: asked again after it broke off, it goes on,
    /// and nothing is sent twice by it. Refuses with <c>payment.webhook.not_found</c> and <c>….endpoint_disabled</c>.
    /// </summary>
    Task<Result<WebhookResent>> ResendAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        DateTimeOffset since,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sends one event now, again if need be: to this endpoint whatever it wants, or without one to all that are on and
    /// want it. Refuses with <c>payment.webhook.event_not_found</c>,
    /// <c>….not_found</c>, <c>….endpoint_disabled</c>, <c>….nobody_wants</c> (type) when there is no endpoint to send
    /// it to.
    /// </summary>
    Task<Result<WebhookResent>> ResendOneAsync(
        FranchiseId franchise,
        bool live,
        string id,
        Guid? endpoint,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sends a sample event and waits for what becomes of it: one attempt, after which the endpoint stays as it was.
    /// The body is marked <c>"test": true</c>. Refuses with <c>payment.webhook.not_found</c>,
    /// <c>….endpoint_disabled</c>, <c>….type_unknown</c> (type), <c>….test_in_progress</c>.
    /// </summary>
    Task<Result<WebhookDeliveryView>> TestAsync(
        FranchiseId franchise,
        bool live,
        Guid endpoint,
        string type,
        CancellationToken ct = default
    );
}

/// <summary>Forgets events whose time is over.</summary>
public interface IWebhookUpkeep
{
    /// <summary>
    /// Takes away what is older than <see cref="IWebhookEvents.KeptDays"/> days, with its deliveries, in small steps;
    /// what is still being sent stays. Answers how many events went.
    /// </summary>
    Task<int> ForgetAsync(CancellationToken ct = default);
}

/// <summary>Which events.</summary>
public sealed record WebhookEventFilter
{
    /// <summary>One of <see cref="WebhookTypes.All"/>; all when null.</summary>
    public string? Type { get; init; }

    /// <summary>From this day on, KST.</summary>
    public DateOnly? From { get; init; }

    /// <summary>To this day, KST.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One of <see cref="WebhookEventStates.All"/>; all when null.</summary>
    public string? State { get; init; }
}

/// <summary>How far an event has come.</summary>
public static class WebhookEventStates
{
    /// <summary>No endpoint was there for it, or on.</summary>
    public const string Unsent = "unsent";

    /// <summary>On its way to an endpoint, or waiting for one that is off.</summary>
    public const string Pending = "pending";

    /// <summary>Given up for an endpoint.</summary>
    public const string Failed = "failed";

    /// <summary>All endpoints that it was sent to have got it.</summary>
    public const string Delivered = "delivered";

    /// <summary>Every state.</summary>
    public static readonly IReadOnlyList<string> All = [Unsent, Pending, Failed, Delivered];
}

/// <summary>An event and what became of it.</summary>
/// <param name="Id">The <c>webhook-id</c>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Body">The exact text that is sent.</param>
/// <param name="IsSample">Made by a test, about nothing that happened.</param>
/// <param name="State">One of <see cref="WebhookEventStates.All"/>.</param>
public sealed record WebhookEventView(
    string Id,
    bool Live,
    string Type,
    DateTimeOffset At,
    string Body,
    bool IsSample,
    string State,
    IReadOnlyList<WebhookDeliveryView> Deliveries
);

/// <summary>A page; no cursor after the last.</summary>
public sealed record WebhookEventPage(IReadOnlyList<WebhookEventView> Rows, string? Next);

/// <summary>What was sent off by a resend.</summary>
/// <param name="Deliveries">How many deliveries are on their way by it.</param>
public sealed record WebhookResent(int Deliveries);
