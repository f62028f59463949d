using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Jobs;
using Quartz;

namespace MyPay.Web.Jobs;

/// <summary>
/// Starts Quartz with the schedule as it was stored: a trigger whose cron did not change stays, and a fire missed while
/// the product was down is made up once (FireAndProceed). What was interrupted is run again: at start, and where
/// several instances share the store every few seconds, because one may have been killed meanwhile. Beside the start of
/// the product, never before it.
/// </summary>
internal sealed class JobClock(
    ISchedulerFactory quartz,
    Instances instances,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<JobClock> log
) : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private IScheduler? scheduler;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ShutDownAsync(waits: true, cancellationToken);
    }

    /// <summary>A product that is dropped without having been stopped leaves no scheduler behind.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await ShutDownAsync(waits: false, CancellationToken.None);
    }

    private async Task ShutDownAsync(bool waits, CancellationToken ct)
    {
        if (scheduler is not { } running)
            return;
        scheduler = null;
        await running.Shutdown(waits, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!await TryAsync(BeginAsync, stoppingToken) || !instances.AreMany)
            return;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(TakeOverAsync, stoppingToken);
    }

    /// <summary>Until it is done; false when the product stops before.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
                return true;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "The schedule could not be worked; tried again in {Pause}.", Pause);
                using var timer = new PeriodicTimer(Pause, clock);
                await timer.WaitForNextTickAsync(ct);
            }
        }

        return false;
    }

    // Two instances that start at once make tables and schedule one after the other.
    private Task BeginAsync(CancellationToken ct) =>
        instances.AloneAsync(
            async () =>
            {
                scheduler ??= await quartz.GetScheduler(ct);
                await using var scope = scopes.CreateAsyncScope();
                var works = scope.ServiceProvider.GetServices<IScheduledWork>().ToList();
                foreach (var work in works)
                    await ScheduleAsync(work, ct);
                foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), ct))
                    if (works.TrueForAll(work => work.Name != key.Name))
                        await scheduler.DeleteJob(key, ct);

                await TakeOverAsync(ct);
                await scheduler.Start(ct);
            },
            ct
        );

    private async Task TakeOverAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var works = scope.ServiceProvider.GetServices<IScheduledWork>().Select(work => work.Name).ToList();
        foreach (
            var (name, run) in await scope.ServiceProvider.GetRequiredService<JobHistory>().TakeOverAsync(works, ct)
        )
            await scheduler!.TriggerJob(new JobKey(name), new JobDataMap { [WorkJob.AskedRun] = $"{run.Number}" }, ct);
    }

    private async Task ScheduleAsync(IScheduledWork work, CancellationToken ct)
    {
        var cron = work.Cron;
        var (key, trigger) = (new JobKey(work.Name), new TriggerKey(work.Name));
        // A stored trigger that waits longer than the cron says was made by a clock that was ahead of this one.
        if (
            await scheduler!.GetTrigger(trigger, ct) is ICronTrigger stored
            && stored.CronExpressionString == cron
            && stored.NextFireTimeUtc
                <= new CronExpression(cron, JobSchedule.Seoul).GetNextValidTimeAfter(clock.GetUtcNow())
        )
            return;
        var job = JobBuilder.Create<WorkJob>().WithIdentity(key).StoreDurably().Build();
        var next = TriggerBuilder
            .Create(clock)
            .WithIdentity(trigger)
            .ForJob(key)
            .WithCronSchedule(
                cron,
                c =>
                    c.InTimeZone(JobSchedule.Seoul).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            )
            .Build();
        await scheduler.ScheduleJob(job, [next], new ScheduleJobOptions { Replace = true }, ct);
    }
}
