using System.Diagnostics.Metrics;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Outbox;

namespace MyPay.Web.Host.Watch;

/// <summary>How things stand, as gauges: read from the store now and then, so that a scrape costs nothing.</summary>
internal sealed class Standings
{
    private readonly TimeProvider clock;
    private OpenBankCalls bank = new(0, 0, null);
    private OutboxLag outbox = new(0, null);

    // A meter of this container's own: several products in one process (tests) do not mix their gauges.
    public Standings(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(
            "mypay.bank.unknown.open",
            () => bank.Unknown,
            description: "Bank calls whose outcome is unknown; the bank is being asked."
        );
        meter.CreateObservableGauge(
            "mypay.bank.cases.open",
            () => bank.Cases,
            description: "Bank calls that wait for an operator's decision."
        );
        meter.CreateObservableGauge(
            "mypay.bank.unknown.age.max",
            () => AgeOf(bank.OldestAt),
            "s",
            "Age of the oldest bank call without a certain outcome."
        );
        meter.CreateObservableGauge(
            "mypay.outbox.waiting",
            () => outbox.Waiting,
            description: "Outbox events not yet handled, added up over their listeners."
        );
        meter.CreateObservableGauge(
            "mypay.outbox.lag",
            () => AgeOf(outbox.OldestAt),
            "s",
            "Age of the oldest outbox event not yet handled."
        );
    }

    public void Set(OpenBankCalls calls, OutboxLag lag) => (bank, outbox) = (calls, lag);

    private double AgeOf(DateTimeOffset? at) =>
        at is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0;
}

/// <summary>Takes the standings every fifteen seconds, the usual pace of a scrape.</summary>
internal sealed class StandingsSampler(
    Standings standings,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<StandingsSampler> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    public async Task SampleAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            standings.Set(
                await scope.ServiceProvider.GetRequiredService<IBankLog>().OpenAsync(ct),
                await scope.ServiceProvider.GetRequiredService<OutboxWatch>().LookAsync(ct)
            );
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("The standings could not be read: {Failure}.", failure.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await SampleAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
