using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Platform.Jobs;

/// <summary>What scheduled work did, and by whose wish.</summary>
public sealed class JobHistory(MyPayDb db, Journal journal, Instances instances)
{
    private const int LongestOutcome = 400;
    private const int LongestError = 2_000;

    /// <summary>
    /// An operator wants it now; audited. Refuses with <c>storage.job.running</c> while a run of it is asked for or at
    /// work.
    /// </summary>
    public Task<Result<JobRunId>> AskAsync(string name, Actor by, CancellationToken ct = default) =>
        InsertAsync(name, JobRunState.Asked, by, ct);

    /// <summary>The clock begins a run. Refuses with <c>storage.job.running</c>.</summary>
    public Task<Result<JobRunId>> BeginAsync(string name, CancellationToken ct = default) =>
        InsertAsync(name, JobRunState.Running, Actor.System, ct);

    /// <summary>
    /// A run that was asked for begins. Refuses with <c>storage.job.over</c> when it is not waiting to.
    /// </summary>
    public Task<Result<JobRunId>> BeginAsync(JobRunId run, CancellationToken ct = default) =>
        ChangeAsync(
            run,
            [JobRunState.Asked],
            (row, now) => (row.State, row.StartedAt, row.Instance) = (JobRunState.Running, now, instances.Me),
            ct
        );

    /// <summary>A run has ended. Refuses with <c>storage.job.over</c> when it had ended before.</summary>
    public Task<Result<JobRunId>> EndAsync(
        JobRunId run,
        JobRunState state,
        string? outcome,
        string? error,
        CancellationToken ct = default
    ) =>
        ChangeAsync(
            run,
            [JobRunState.Asked, JobRunState.Running],
            (row, now) =>
                (row.State, row.EndedAt, row.Outcome, row.Error) = (
                    state,
                    now,
                    Cut(outcome, LongestOutcome),
                    Cut(error, LongestError)
                ),
            ct
        );

    /// <summary>
    /// What processes that live no more left unfinished is interrupted, and of each work whose latest run is
    /// interrupted this instance takes on another run: it is asked for in the same write, so no two instances do.
    /// Answers those runs.
    /// </summary>
    /// <param name="works">The names of works there are; runs of others stay as they are.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<(string Name, JobRunId Run)>> TakeOverAsync(
        IReadOnlyCollection<string> works,
        CancellationToken ct = default
    )
    {
        var answer = await journal.WriteAsync<List<JobRun>>(
            write =>
            {
                var runs = write.Db.Set<JobRun>();
                var open = runs.Where(r => r.State == JobRunState.Asked || r.State == JobRunState.Running).ToList();
                var living = open.Count == 0 ? null : instances.Living(write.Db);
                foreach (var row in open.Where(row => row.Instance is null || !living!.Contains(row.Instance)))
                    (row.State, row.EndedAt) = (JobRunState.Interrupted, write.Now);

                var ids = runs.GroupBy(r => r.Name).Select(g => g.Max(r => r.Id));
                var again = runs.Where(r => ids.Contains(r.Id))
                    .AsEnumerable()
                    .Where(r => r.State == JobRunState.Interrupted && works.Contains(r.Name))
                    .OrderBy(r => r.Id)
                    .ToList()
                    .ConvertAll(r => new JobRun
                    {
                        Name = r.Name,
                        State = JobRunState.Asked,
                        StartedAt = write.Now,
                        ById = Actor.System.Id,
                        ByName = Actor.System.Name,
                        Instance = instances.Me,
                    });
                runs.AddRange(again);
                if (open.Count + again.Count > 0)
                    write.Touch(JobTopics.Runs);
                return again;
            },
            ct
        );
        return answer.TryGet(out var taken, out var refusal)
            ? taken.ConvertAll(run => (run.Name, new JobRunId(run.Id))) // numbered when they were saved
            : throw new InvalidOperationException($"The job history could not be written: {refusal.Code}.");
    }

    /// <summary>The latest run of each work.</summary>
    public async Task<IReadOnlyList<JobRun>> LatestAsync(CancellationToken ct = default)
    {
        var ids = db.Set<JobRun>().GroupBy(r => r.Name).Select(g => g.Max(r => r.Id));
        return await db.Set<JobRun>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
    }

    /// <summary>Runs, newest first; of one work or of all.</summary>
    /// <param name="name">Null: all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="before">Only runs with a smaller number: the page after.</param>
    public async Task<IReadOnlyList<JobRun>> ListAsync(
        string? name,
        int limit,
        long? before = null,
        CancellationToken ct = default
    ) =>
        await db.Set<JobRun>()
            .AsNoTracking()
            .Where(r => (name == null || r.Name == name) && (before == null || r.Id < before))
            .OrderByDescending(r => r.Id)
            .Take(limit)
            .ToListAsync(ct);

    private async Task<Result<JobRunId>> InsertAsync(string name, JobRunState state, Actor by, CancellationToken ct)
    {
        var answer = await journal.WriteAsync<JobRun>(
            write =>
            {
                var runs = write.Db.Set<JobRun>();
                if (runs.Any(r => r.Name == name && (r.State == JobRunState.Asked || r.State == JobRunState.Running)))
                    return new Refusal(RefusalKind.Conflict, "storage.job.running");
                var row = new JobRun
                {
                    Name = name,
                    State = state,
                    StartedAt = write.Now,
                    ById = by.Id,
                    ByName = by.Name,
                    Instance = instances.Me,
                };
                runs.Add(row);
                if (by != Actor.System)
                    write.Note(by, "job.run_asked", $"job:{name}");
                write.Touch(JobTopics.Runs);
                return row;
            },
            ct
        );
        return answer.TryGet(out var added, out var refusal) ? new JobRunId(added.Id) : refusal; // numbered when it was saved
    }

    private async Task<Result<JobRunId>> ChangeAsync(
        JobRunId run,
        JobRunState[] from,
        Action<JobRun, DateTimeOffset> change,
        CancellationToken ct
    )
    {
        var answer = await journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<JobRun>().Find(run.Number) is not { } row || !from.Contains(row.State))
                    return new Refusal(RefusalKind.Conflict, "storage.job.over");
                change(row, write.Now);
                write.Touch(JobTopics.Runs);
                return default(Done);
            },
            ct
        );
        return answer.TryGet(out _, out var refusal) ? run : refusal;
    }

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;
}

/// <summary>The number of a run.</summary>
public readonly record struct JobRunId(long Number);
