using System.Diagnostics;
using System.Diagnostics.Metrics;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Jobs;
using Quartz;

namespace MyPay.Web.Jobs;

/// <summary>
/// Runs one <see cref="IScheduledWork"/> and keeps its history. The only job Quartz knows; its key says which work.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class WorkJob(IServiceScopeFactory scopes, ILogger<WorkJob> log) : IJob
{
    private static readonly Histogram<double> Seconds = Telemetry.Durations(
        "mypay.job.duration",
        "Runs of scheduled work."
    );

    /// <summary>The number of the run an operator asked for.</summary>
    public const string AskedRun = "run";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        var asked =
            context.MergedJobDataMap.TryGetValue(AskedRun, out var number)
            && long.TryParse(number?.ToString(), out var id)
                ? new JobRunId(id)
                : (JobRunId?)null;
        await using var scope = scopes.CreateAsyncScope();
        var history = scope.ServiceProvider.GetRequiredService<JobHistory>();
        var begun = asked is { } run
            ? await history.BeginAsync(run, cancellationToken)
            : await history.BeginAsync(name, cancellationToken);
        if (!begun.TryGet(out var running, out var refusal))
        {
            log.LogWarning("{Work} was due but did not begin: {Code}.", name, refusal.Code);
            return;
        }

        var clock = Stopwatch.GetTimestamp();
        var (state, outcome, error) = await RunAsync(scope.ServiceProvider, name, cancellationToken);
        Seconds.Record(Stopwatch.GetElapsedTime(clock).TotalSeconds, new("job", name), new("result", state.ToString()));
        var ended = await history.EndAsync(running, state, outcome, error, CancellationToken.None);
        if (!ended.TryGet(out _, out var lost))
            log.LogError("The end of {Work} could not be written: {Code}.", name, lost.Code);
    }

    private async Task<(JobRunState State, string? Outcome, string? Error)> RunAsync(
        IServiceProvider services,
        string name,
        CancellationToken ct
    )
    {
        try
        {
            var work =
                services.GetServices<IScheduledWork>().FirstOrDefault(w => w.Name == name)
                ?? throw new InvalidOperationException($"There is no work named {name} in this version.");
            return (JobRunState.Done, await work.RunAsync(ct), null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (JobRunState.Interrupted, null, null);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Work} failed.", name);
            return (JobRunState.Failed, null, failure.Message);
        }
    }
}
