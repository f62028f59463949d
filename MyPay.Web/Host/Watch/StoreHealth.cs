using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Web.Host.Watch;

/// <summary>Ready means: the door takes a write and answers.</summary>
internal sealed class StoreHealth(Journal journal) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var answer = await journal.WriteAsync<Done>(_ => default(Done), cancellationToken);
        return answer.TryGet(out _, out var refusal)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(refusal.Code);
    }
}
