using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MyPay.Web.Host.Watch;

/// <summary>
/// Red as soon as a stop is asked for: a balancer sends nobody new while what is in hand is finished.
/// </summary>
internal sealed class StoppingHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("stopping")
                : HealthCheckResult.Healthy()
        );
}
