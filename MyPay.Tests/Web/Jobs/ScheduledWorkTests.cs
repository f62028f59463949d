using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Jobs;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using MyPay.Web.Jobs;
using Xunit;

namespace MyPay.Tests.Web.Jobs;

/// <summary>
/// Work that the clock or an operator starts, in the real product: Quartz, its file and the history in the store.
/// </summary>
public sealed class ScheduledWorkTests : IDisposable
{
    private static readonly Actor Yuna = new("op-1", "operator@mypay.test");
    private readonly Labour labour = new();
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-jobs-").FullName;
    private readonly MovableClock clock = new(AProduct.Noon);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_products_clock_starts_it_and_what_came_of_it_is_kept()
    {
        await using var host = await StartAsync();
        var job = await ReadyAsync(host);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 2, 0, 0, SeoulTime.Offset), job.Next);
        Assert.Null(job.Last);

        clock.Advance(TimeSpan.FromHours(14) + TimeSpan.FromMinutes(1));
        await UntilAsync(async () => (await RunsAsync(host)) is [{ State: JobRunState.Done }]);
        var run = (await RunsAsync(host))[0];
        Assert.Equal(("한 번 | once", "system", 1), (run.Outcome, run.ById, labour.Runs));
        Assert.Equal(new DateOnly(2026, 11, 24), SeoulTime.DateOf(run.StartedAt));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 2, 0, 0, SeoulTime.Offset), (await JobAsync(host)).Next);
    }

    [Fact]
    public async Task A_fire_missed_while_the_product_was_down_is_made_up_once_at_the_next_start()
    {
        await using (var before = await StartAsync())
            await ReadyAsync(before);
        clock.Advance(TimeSpan.FromDays(3));

        await using var host = await StartAsync();
        await UntilAsync(async () => (await RunsAsync(host)) is [{ State: JobRunState.Done }]);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 2, 0, 0, SeoulTime.Offset), (await JobAsync(host)).Next);
        Assert.Equal(1, labour.Runs);
    }

    [Fact]
    public async Task What_a_kill_interrupted_is_said_and_run_again()
    {
        await using (var before = await StartAsync())
        {
            await ReadyAsync(before);
            (await HistoryAsync(before, h => h.BeginAsync(Labour.Work))).Granted(); // as a killed process leaves it
        }

        await using var host = await StartAsync();
        await UntilAsync(async () =>
            (await RunsAsync(host))
                is [{ State: JobRunState.Done }, { State: JobRunState.Interrupted, EndedAt: not null }]
        );
    }

    [Fact]
    public async Task A_product_that_stops_lets_go_and_does_it_again_after()
    {
        await using (var before = await StartAsync())
        {
            await ReadyAsync(before);
            labour.Gate = new();
            (await Desk(before).RunNowAsync(Labour.Work, Yuna)).Granted();
            await UntilAsync(() => Task.FromResult(labour.Runs == 1));
            await before.App.StopAsync();
            Assert.Equal(JobRunState.Interrupted, (await RunsAsync(before))[0].State);
        }

        labour.Gate = null;
        await using var host = await StartAsync();
        await UntilAsync(async () => (await RunsAsync(host))[0].State == JobRunState.Done);
        Assert.Equal(2, labour.Runs);
    }

    [Fact]
    public async Task An_operators_run_is_audited_carries_his_name_and_never_runs_beside_another()
    {
        await using var host = await StartAsync();
        await ReadyAsync(host);
        labour.Gate = new();
        var asks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Desk(host).RunNowAsync(Labour.Work, Yuna)));
        Assert.Single(asks, ask => ask.TryGet(out _, out _));
        Assert.All(
            asks.Where(ask => !ask.TryGet(out _, out _)),
            ask => Assert.Equal("storage.job.running", ask.Refused().Code)
        );

        await UntilAsync(async () => (await RunsAsync(host)) is [{ State: JobRunState.Running }]);
        labour.Gate.SetResult();
        await UntilAsync(async () =>
            (await RunsAsync(host)) is [{ State: JobRunState.Done, ByName: "operator@mypay.test" }]
        );
        Assert.Equal((1, 1), (labour.Runs, labour.MostAtOnce));
        await using var scope = host.App.Services.CreateAsyncScope();
        Assert.Single(
            scope
                .ServiceProvider.GetRequiredService<MyPayDb>()
                .Set<AuditEntry>()
                .Where(e => e.Action == "job.run_asked" && e.ActorId == "op-1")
        );
        Assert.Equal("storage.job.unknown", (await Desk(host).RunNowAsync("no.such", Yuna)).Refused().Code);
    }

    [Fact]
    public async Task A_failed_run_says_why_and_the_next_one_may_succeed()
    {
        await using var host = await StartAsync();
        await ReadyAsync(host);
        labour.Failure = "the bank's file has no end line";
        (await Desk(host).RunNowAsync(Labour.Work, Yuna)).Granted();
        await UntilAsync(async () =>
            (await RunsAsync(host))
                is [{ State: JobRunState.Failed, Error: "the bank's file has no end line", EndedAt: not null }]
        );

        labour.Failure = null;
        (await Desk(host).RunNowAsync(Labour.Work, Yuna)).Granted();
        await UntilAsync(async () => (await RunsAsync(host))[0].State == JobRunState.Done);
    }

    [Fact]
    public async Task A_changed_cron_takes_the_place_of_the_stored_one()
    {
        await using (var before = await StartAsync())
            await ReadyAsync(before);
        await using var host = await StartAsync("--MyPay:Settlement:Cron=0 30 5 * * ?");
        var job = await ReadyAsync(host);
        await UntilAsync(async () =>
            (await JobAsync(host)).Next == new DateTimeOffset(2026, 11, 24, 5, 30, 0, SeoulTime.Offset)
        );
        Assert.Equal("0 30 5 * * ?", job.Cron);
    }

    [Fact]
    public async Task The_nightly_proof_reads_the_books()
    {
        await using var host = await StartAsync();
        await ReadyAsync(host);
        (await Desk(host).RunNowAsync("ledger.proof", Yuna)).Granted();
        await UntilAsync(async () =>
            (await HistoryAsync(host, h => h.ListAsync("ledger.proof", 1)))
                is [{ State: JobRunState.Done, Outcome: not null }]
        );
    }

    private async Task<AppHost> StartAsync(params string[] settings)
    {
        var host = await AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                "--MyPay:Demo=False",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=None",
                .. settings,
            ],
            clock,
            services =>
            {
                services.RemoveAll<IScheduledWork>();
                services
                    .AddSingleton(labour)
                    .AddScoped<IScheduledWork, LabourWork>()
                    .AddScoped<IScheduledWork, NightlyProof>();
            }
        );
        await host.App.StartAsync();
        return host;
    }

    private static Task UntilAsync(
        Func<Task<bool>> holds,
        [CallerArgumentExpression(nameof(holds))] string what = ""
    ) => Eventually.TrueAsync(holds, what);

    private static JobDesk Desk(AppHost host) => host.App.Services.GetRequiredService<JobDesk>();

    private static async Task<JobView> JobAsync(AppHost host) =>
        (await Desk(host).ListAsync()).Single(job => job.Name == Labour.Work);

    private static async Task<JobView> ReadyAsync(AppHost host)
    {
        await UntilAsync(async () => (await JobAsync(host)).Next is not null);
        return await JobAsync(host);
    }

    private static Task<IReadOnlyList<JobRun>> RunsAsync(AppHost host) =>
        HistoryAsync(host, h => h.ListAsync(Labour.Work, 10));

    private static async Task<T> HistoryAsync<T>(AppHost host, Func<JobHistory, Task<T>> question)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<JobHistory>());
    }

    private sealed class Labour
    {
        public const string Work = JobSchedule.SettlementClose;
        private int atOnce;

        public int Runs;

        public int MostAtOnce;

        public TaskCompletionSource? Gate { get; set; }

        public string? Failure { get; set; }

        public async Task<string> DoAsync(CancellationToken ct)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
            try
            {
                Interlocked.Increment(ref Runs);
                if (Gate is { } gate)
                    await gate.Task.WaitAsync(ct);
                return Failure is { } failure ? throw new InvalidOperationException(failure) : "한 번 | once";
            }
            finally
            {
                Interlocked.Decrement(ref atOnce);
            }
        }
    }

    private sealed class LabourWork(Labour labour, JobSchedule schedule) : IScheduledWork
    {
        public string Name => Labour.Work;

        public string NameKo => "시험";

        public string NameEn => "Trial";

        public string Cron => schedule.SettlementCron;

        public Task<string> RunAsync(CancellationToken ct) => labour.DoAsync(ct);
    }
}
