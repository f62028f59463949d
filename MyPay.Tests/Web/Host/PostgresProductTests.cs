using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using MyPay.Web.Jobs;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>The whole product on PostgreSQL: a day of it, several instances of it, and what stops its start.</summary>
public sealed class PostgresProductTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-pg-product-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_day_of_business_and_its_night_leave_books_that_verify()
    {
        await using var product = await AProduct.StartOnAsync(Database.PostgreSql, demo: true);
        await product.ListenAsync();
        var (payer, friend) = (await product.MemberWithAsync(50_000), await product.MemberWithAsync(10_000, "박친구"));
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(payer.Id, friend.Id, Won.Of(7_000), "점심", false, Once.NewKey()))
            )
        ).Granted();
        var coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(payer.Id));
        var sold = (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(coffee, true, code.Code, 4_500, "order-1", "라테", null, Once.NewKey()))
            )
        ).Granted();
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.CancelAsync(
                        new(coffee, null, sold.Tid, 1_500, 0, null, null, "시럽이 빠졌어요", null, false, Once.NewKey())
                    )
            )
        ).Granted();
        Assert.Equal((40_000L, 17_000L), (await product.BalanceAsync(payer.Id), await product.BalanceAsync(friend.Id)));

        // The night: every scheduled work runs by itself, in its order.
        product.Clock.Advance(TimeSpan.FromHours(17));
        await Eventually.TrueAsync(
            async () =>
                (await product.AskAsync((JobHistory h) => h.LatestAsync())) is { Count: >= 4 } latest
                && latest.All(run => run.State == JobRunState.Done),
            "all works of the night"
        );
        Assert.Single((await product.AskAsync((ISettlements s) => s.ListAsync(new()))).Items);
        await product.VerifyAsync();

        var report = await VerifyVerb.ProveAsync(product.Store, product.Clock);
        Assert.True(report.Ok, ProofText.ToText(report));
        Assert.True(report.Checks.Count > 20);
    }

    [Fact]
    public async Task Two_instances_that_start_at_once_share_one_store_one_demo_and_one_cookie_key()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.EmptyAsync();
        try
        {
            CopyKey(await MakeKeyAsync(), "a", "b");
            var both = await Task.WhenAll(
                Task.Run(() => PrepareAsync(database, "a")),
                Task.Run(() => PrepareAsync(database, "b"))
            );
            await using var first = both[0];
            await using var second = both[1];

            // Made once, whoever came first.
            Assert.Single(both, host => host.DemoShop is { FreshKeys.Count: > 0 });
            var james = await FindAsync(first, "james@mypay.test");
            Assert.Equal(james.Id, (await FindAsync(second, "james@mypay.test")).Id);

            var cookie = first
                .App.Services.GetRequiredService<IDataProtectionProvider>()
                .CreateProtector("cookie")
                .Protect("James");
            Assert.Equal(
                "James",
                second
                    .App.Services.GetRequiredService<IDataProtectionProvider>()
                    .CreateProtector("cookie")
                    .Unprotect(cookie)
            );
            Assert.Equal(1, await first.Settings.Storage.NumberAsync("SELECT count(*) FROM storage_protection_key"));
            Assert.DoesNotContain(
                await first.Settings.Storage.RowsAsync("SELECT Sealed FROM storage_protection_key"),
                row => row.Contains("<key", StringComparison.Ordinal)
            );

            // Both write at once, through each other's cache.
            var jiwoo = await FindAsync(first, "jiwoo@mypay.test");
            var sent = await Task.WhenAll(
                Enumerable
                    .Range(0, 60)
                    .Select(n =>
                        Task.Run(() =>
                            AskAsync(
                                both[n % 2],
                                (MyPay.Domain.Remittance.IRemittances r) =>
                                    r.SendToMemberAsync(
                                        n % 3 == 0
                                            ? new(jiwoo.Id, james.Id, Won.Of(100), null, false, Once.NewKey())
                                            : new(james.Id, jiwoo.Id, Won.Of(50), null, false, Once.NewKey())
                                    )
                            )
                        )
                    )
            );
            Assert.All(sent, result => result.Granted());
            Assert.Equal(
                35_000,
                await AskAsync(
                    second,
                    async (MyPay.Domain.Money.IWallets w) => (await w.FindAsync(james.Id)).Balance.Amount
                )
            );
            var report = await AskAsync(first, (LedgerProof p) => p.RunAsync(CancellationToken.None));
            Assert.True(report.Ok, ProofText.ToText(report));
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    [Fact]
    public async Task An_instance_with_another_key_or_none_does_not_start_and_is_told_what_to_copy()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.MigratedAsync();
        try
        {
            await (await PrepareAsync(database, "a", demo: false)).DisposeAsync();

            var none = await Assert.ThrowsAsync<StartupRefusedException>(() =>
                PrepareAsync(database, "b", demo: false)
            );
            Assert.Contains(
                "is missing, and the database was made with one. Copy keys/data.key of another instance",
                none.Message,
                StringComparison.Ordinal
            );
            Assert.False(File.Exists(KeyOf("b")));

            Directory.CreateDirectory(Path.GetDirectoryName(KeyOf("b"))!);
            await File.WriteAllBytesAsync(KeyOf("b"), new byte[32]);
            var other = await Assert.ThrowsAsync<StartupRefusedException>(() =>
                PrepareAsync(database, "b", demo: false)
            );
            Assert.Contains("is not the key this database was made with", other.Message, StringComparison.Ordinal);
            Assert.Equal(1, other.ExitCode);

            File.Copy(KeyOf("a"), KeyOf("b"), overwrite: true);
            await (await PrepareAsync(database, "b", demo: false)).DisposeAsync();
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    [Fact]
    public async Task A_database_that_is_not_there_and_a_server_that_is_away_are_named()
    {
        var server = await APostgres.SharedAsync();
        var missing = await Assert.ThrowsAsync<StartupRefusedException>(() =>
            PrepareAsync(server.ConnectionString("nobody_made_it"), "a")
        );
        Assert.Contains(
            "has no database nobody_made_it. Create it: createdb",
            missing.Message,
            StringComparison.Ordinal
        );

        var away = await Assert.ThrowsAsync<StartupRefusedException>(() =>
            PrepareAsync("Host=127.0.0.1;Port=1;Database=mypay;Username=mypay;Timeout=2", "a")
        );
        Assert.Contains("127.0.0.1:1 cannot be reached", away.Message, StringComparison.Ordinal);
        Assert.Equal(1, away.ExitCode);
    }

    [Fact]
    public async Task A_fire_is_taken_by_one_instance_and_what_a_dead_one_left_by_the_other()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.MigratedAsync();
        var clock = new MovableClock(AProduct.Noon);
        var works = new Works();
        try
        {
            var first = await PrepareAsync(database, "a", demo: false, clock, works);
            CopyKey("a", "b");
            await using var second = await PrepareAsync(database, "b", demo: false, clock, works);
            foreach (var host in new[] { first, second })
                await host.App.StartAsync();
            foreach (var host in new[] { first, second })
                await Eventually.TrueAsync(
                    async () =>
                        (await host.App.Services.GetRequiredService<JobDesk>().ListAsync()).Any(job =>
                            job.Next is not null
                        ),
                    "the schedule"
                );

            clock.Advance(TimeSpan.FromHours(14) + TimeSpan.FromMinutes(1));
            await Eventually.TrueAsync(
                async () => (await RunsAsync(second)) is [{ State: JobRunState.Done }, ..],
                "the night's run"
            );
            Assert.Equal(1, works.Runs);
            Assert.Single(await RunsAsync(second));

            // At work on the first instance: the second leaves it alone, until the first is gone.
            works.Gate = new();
            var begun = (await HistoryAsync(first, h => h.BeginAsync(Works.Name))).Granted();
            Assert.Empty(await HistoryAsync(second, h => h.TakeOverAsync([Works.Name])));
            Assert.Equal(JobRunState.Running, (await RunsAsync(second))[0].State);
            works.Gate.SetResult();
            works.Gate = null;
            await first.DisposeAsync(); // its locks go with its connections, as after a kill
            await Eventually.TrueAsync(
                async () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(5));
                    return (await RunsAsync(second))
                            is [{ State: JobRunState.Done }, { State: JobRunState.Interrupted } left, ..]
                        && left.Id == begun.Number;
                },
                "the other instance's run"
            );
            Assert.Equal(2, works.Runs);
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    private static Task<IReadOnlyList<JobRun>> RunsAsync(AppHost host) =>
        HistoryAsync(host, h => h.ListAsync(Works.Name, 10));

    private static Task<T> HistoryAsync<T>(AppHost host, Func<JobHistory, Task<T>> question) =>
        AskAsync(host, question);

    private static async Task<T> AskAsync<TFace, T>(AppHost host, Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    private static async Task<MyPay.Domain.Membership.MemberView> FindAsync(AppHost host, string email) =>
        (
            await AskAsync(
                host,
                async (MyPay.Domain.Membership.IMembers members) =>
                    await members.FindBySignInAsync(
                        (await AskAsync(host, (MyPay.Domain.Membership.ISignIns s) => s.FindIdAsync(email)))!
                    )
            )
        )!;

    private string KeyOf(string instance) => Path.Combine(directory, instance, "keys", "data.key");

    private void CopyKey(string from, params string[] instances)
    {
        foreach (var instance in instances)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(KeyOf(instance))!);
            File.Copy(KeyOf(from), KeyOf(instance), overwrite: true);
        }
    }

    /// <summary>A key file as a first start makes it.</summary>
    private Task<string> MakeKeyAsync()
    {
        _ = MyPay.Domain.Ledger.Secrets.DataKeys.Open(Path.Combine(directory, "made"));
        return Task.FromResult("made");
    }

    private Task<AppHost> PrepareAsync(
        string database,
        string instance,
        bool demo = true,
        TimeProvider? clock = null,
        Works? works = null
    ) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={Path.Combine(directory, instance)}",
                $"--MyPay:Demo={demo}",
                "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=None",
                .. AProduct.SettingsOf(database),
            ],
            clock ?? new MovableClock(AProduct.Noon),
            works is null
                ? null
                : services =>
                {
                    services.RemoveAll<IScheduledWork>();
                    services.AddSingleton(works).AddScoped<IScheduledWork, Work>();
                }
        );

    private sealed class Works
    {
        public const string Name = JobSchedule.SettlementClose;
        public int Runs;

        public TaskCompletionSource? Gate { get; set; }
    }

    private sealed class Work(Works works) : IScheduledWork
    {
        public string Name => Works.Name;

        public string NameKo => "일";

        public string NameEn => "Work";

        public string Cron => "0 0 2 * * ?";

        public async Task<string> RunAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref works.Runs);
            if (works.Gate is { } gate)
                await gate.Task.WaitAsync(ct);
            return "했어요 | done";
        }
    }
}
