using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Payment;

/// <summary>
/// Every franchise's webhooks, for the back office: what waits, what was given up, which endpoints are off.
/// </summary>
public interface IWebhookLog
{
    /// <summary>Deliveries, newest first; none for a cursor that is not ours.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="limit">At most so many, up to 100.</param>
    /// <param name="ct">Ends the question.</param>
    Task<WebhookLogPage> ListAsync(WebhookLogFilter filter, string? cursor, int limit, CancellationToken ct = default);

    /// <summary>How it goes.</summary>
    Task<WebhookSums> SumsAsync(CancellationToken ct = default);

    /// <summary>Endpoints that MyPay has switched off, the newest first.</summary>
    Task<IReadOnlyList<WebhookOff>> SwitchedOffAsync(CancellationToken ct = default);

    /// <summary>
    /// Sends a delivery again on an operator's wish; noted in the audit log. Refuses with
    /// <c>backoffice.role.missing</c>, <c>payment.webhook.delivery_not_found</c>,
    /// <c>payment.webhook.endpoint_disabled</c>.
    /// </summary>
    Task<Result<WebhookDeliveryView>> RedeliverAsync(Guid delivery, Actor by, CancellationToken ct = default);
}

/// <summary>Which deliveries.</summary>
public sealed record WebhookLogFilter
{
    /// <summary>Only of this franchise.</summary>
    public FranchiseId? Franchise { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c> or <c>failed</c>; all when null.</summary>
    public string? State { get; init; }
}

/// <summary>A delivery and whose it is.</summary>
public sealed record WebhookLogEntry(FranchiseId Franchise, WebhookDeliveryView Delivery);

/// <summary>A page; no cursor after the last.</summary>
public sealed record WebhookLogPage(IReadOnlyList<WebhookLogEntry> Rows, string? Next);

/// <summary>How webhooks go.</summary>
/// <param name="Pending">To be sent, those that wait for their endpoint included.</param>
/// <param name="Retrying">Of them, how many have failed at least once.</param>
/// <param name="Failed">Given up, of the last 7 days.</param>
/// <param name="Off">Endpoints that MyPay has switched off.</param>
public sealed record WebhookSums(int Pending, int Retrying, int Failed, int Off);

/// <summary>An endpoint that MyPay has switched off.</summary>
/// <param name="Waiting">Deliveries that wait for it.</param>
public sealed record WebhookOff(FranchiseId Franchise, WebhookEndpointView Endpoint, int Waiting);
