using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyPay.Domain.Ledger.Outbox;

namespace MyPay.Web.Host.Watch;

/// <summary>
/// Degraded, not red, while news waits for more than five minutes: money still moves, but webhooks and notices are late
/// and somebody should look.
/// </summary>
internal sealed class OutboxHealth(OutboxWatch outbox, TimeProvider clock) : IHealthCheck
{
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var lag = await outbox.LookAsync(cancellationToken);
        return lag.OldestAt is { } oldest && clock.GetUtcNow() - oldest > Late
            ? HealthCheckResult.Degraded($"{lag.Waiting:N0} events wait, the oldest since {oldest:u}")
            : HealthCheckResult.Healthy();
    }
}
