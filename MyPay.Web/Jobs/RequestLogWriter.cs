using MyPay.Domain.Payment;

namespace MyPay.Web.Jobs;

/// <summary>Writes the notes of API calls down, every second, and what is left on stopping.</summary>
internal sealed class RequestLogWriter(IApiCallNotes notes, TimeProvider clock, ILogger<RequestLogWriter> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

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
            await notes.WriteAsync(ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Calls of the API could not be written down.");
        }
    }
}
