using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Settlement;

namespace MyPay.Web.Jobs;

/// <summary>
/// Pays batches that are approved and due, within seconds of their approval. What that means is decided in Settlement;
/// it is safe to run twice and at once, so what a restart or an outage left undone is simply done later. Of several
/// instances one does it.
/// </summary>
internal sealed class PayoutWork(
    IServiceScopeFactory scopes,
    Instances instances,
    TimeProvider clock,
    ILogger<PayoutWork> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!instances.Leads)
                continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ISettlements>().PayDueAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "Could not pay settlements; tried again in {Every}.", Every);
            }
        }
    }
}
