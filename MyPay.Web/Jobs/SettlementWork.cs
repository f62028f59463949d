using MyPay.Domain.Kernel;
using MyPay.Domain.Settlement;
using MyPay.Domain.Storage.Audit;

namespace MyPay.Web.Jobs;

/// <summary>
/// Closes yesterday from 02:00 in Seoul on, and pays what is approved and due. What either means is decided in Settlement; both are safe to run twice and at once,
/// so what a restart or an outage left undone is simply done later.
/// </summary>
internal sealed class SettlementWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SettlementWork> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ClosingHour = TimeSpan.FromHours(2);
    private DateOnly? closedUntil;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync("close yesterday", CloseAsync, stoppingToken);
            await TryAsync("pay settlements", settlements => settlements.PayDueAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task CloseAsync(ISettlements settlements)
    {
        var seoul = SeoulTime.In(clock.GetUtcNow());
        var yesterday = SeoulTime.Today(clock).AddDays(-1);
        if (seoul.TimeOfDay < ClosingHour || closedUntil >= yesterday) return;
        var closed = await settlements.CloseAsync(yesterday, Actor.System);
        if (closed.TryGet(out _, out var refusal)) closedUntil = yesterday;
        else log.LogError("{Date} could not be closed ({Code}); tried again in {Every}.", yesterday, refusal.Code, Every);
    }

    private async Task TryAsync(string what, Func<ISettlements, Task> work, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<ISettlements>());
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "Could not {What}; tried again in {Every}.", what, Every);
        }
    }
}
