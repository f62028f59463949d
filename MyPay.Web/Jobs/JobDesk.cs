using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Jobs;
using Quartz;

namespace MyPay.Web.Jobs;

/// <summary>What an operator sees of scheduled work, and may do.</summary>
internal sealed class JobDesk(ISchedulerFactory quartz, IServiceScopeFactory scopes)
{
    /// <summary>All works, the one that is due next first.</summary>
    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var latest = (await scope.ServiceProvider.GetRequiredService<JobHistory>().LatestAsync(ct)).ToDictionary(run =>
            run.Name
        );
        var scheduler = await quartz.GetScheduler(ct);
        var jobs = new List<JobView>();
        foreach (var work in scope.ServiceProvider.GetServices<IScheduledWork>())
        {
            var next = (await scheduler.GetTrigger(new TriggerKey(work.Name), ct))?.NextFireTimeUtc;
            jobs.Add(new(work.Name, work.NameKo, work.NameEn, work.Cron, next, latest.GetValueOrDefault(work.Name)));
        }

        return
        [
            .. jobs.OrderBy(job => job.Next ?? DateTimeOffset.MaxValue).ThenBy(job => job.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Runs a work now, by an operator's wish. Refuses with <c>storage.job.unknown</c> and <c>storage.job.running</c>.
    /// </summary>
    public async Task<Result<JobRunId>> RunNowAsync(string name, Actor by, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!scope.ServiceProvider.GetServices<IScheduledWork>().Any(work => work.Name == name))
            return new Refusal(RefusalKind.NotFound, "storage.job.unknown");
        var history = scope.ServiceProvider.GetRequiredService<JobHistory>();
        var asked = await history.AskAsync(name, by, ct);
        if (!asked.TryGet(out var run, out var refusal))
            return refusal;
        try
        {
            var scheduler = await quartz.GetScheduler(ct);
            await scheduler.TriggerJob(new JobKey(name), new JobDataMap { [WorkJob.AskedRun] = $"{run.Number}" }, ct);
        }
        catch (Exception failure)
        {
            await history.EndAsync(run, JobRunState.Failed, null, failure.Message, CancellationToken.None);
            throw;
        }

        return run;
    }
}

/// <summary>A work as it stands.</summary>
/// <param name="Cron">Asia/Seoul.</param>
/// <param name="Next">When it is due next, UTC; null while the clockwork has not begun.</param>
/// <param name="Last">Its latest run; null before the first.</param>
internal sealed record JobView(
    string Name,
    string NameKo,
    string NameEn,
    string Cron,
    DateTimeOffset? Next,
    JobRun? Last
);
