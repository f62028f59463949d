using MyPay.Domain.Platform.Browsers;

namespace MyPay.Web.Jobs;

/// <summary>Writes the reports of browsers down, every few seconds, and what is left on stopping.</summary>
internal sealed class BrowserReportWriter(BrowserReports reports, TimeProvider clock, ILogger<BrowserReportWriter> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            await reports.WriteAsync(ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Reports of browsers could not be written down.");
        }
    }
}
