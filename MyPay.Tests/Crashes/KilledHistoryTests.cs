using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Crashes;

/// <summary>
/// The real product in a process of its own, called over HTTP at both doors by several callers at once, and killed
/// (SIGKILL) again and again in the middle of it. Whatever they were told must be explained by what is there in the
/// end: see <see cref="Judge"/>.
/// </summary>
public abstract class KilledHistoryTests(Database on) : IAsyncLifetime
{
    private const int Lanes = 6;
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-killed-").FullName;
    private readonly MovableClock clock = new(AProduct.Noon);
    private readonly int port = ACluster.FreePort();
    private WebApplication bank = null!;
    private DemoSeller shop = null!;
    private Sums first = null!;
    private string? database;

    public async Task InitializeAsync()
    {
        if (on == Database.PostgreSql)
            database = await (await APostgres.SharedAsync()).MigratedAsync();
        else
            (await AFirstStart.OfAsync(demo: false)).CopyTo(directory);
        bank = BankSimulatorServer.Create(new("http://127.0.0.1:0", directory), clock);
        await bank.StartAsync();
        await using var host = await InThisProcessAsync();
        shop = (await DemoCrowd.AddAsync(host.App.Services, Lanes, 1))[0];
        first = await SumsAsync(host);
    }

    public async Task DisposeAsync()
    {
        await bank.DisposeAsync();
        if (database is not null)
            await (await APostgres.SharedAsync()).DropAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Kills it so often while it is called, and judges.</summary>
    protected async Task CanBeExplainedAsync(int kills)
    {
        var seed = Seeds.New();
        var (chance, history) = (new Random(seed), new History());
        using var till = new Till($"http://127.0.0.1:{port}", shop);
        var callers = new Callers(till, history, seed, Lanes);
        var calling = callers.RunAsync();
        for (var life = 0; life < kills; life++)
        {
            await using var product = await LiveAsync();
            var moment = history.AfterAsync(chance.Next(20, 140));
            callers.Begin();
            await Task.WhenAny(moment, calling); // a caller who breaks is seen at once
            callers.Hold();
            await product.SignalAsync("KILL");
        }

        callers.Over();
        await calling;
        var found = await FoundAsync(till, history, kills);
        Assert.True(found.Count == 0, $"MYPAY_SEED={seed}\n{string.Join('\n', found.Take(30))}");
    }

    private async Task<IReadOnlyList<string>> FoundAsync(Till till, History history, int kills)
    {
        IReadOnlyList<Payment> before,
            after;
        var again = new ConcurrentBag<Call>();
        await using (var product = await LiveAsync())
        {
            before = await till.PaymentsAsync();
            var acts = history.Calls.Select(call => call.Act).Where(act => act is Pay or Cancel).Distinct();
            var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Lanes };
            await Parallel.ForEachAsync(acts, atOnce, async (act, _) => again.Add(await till.AskAsync(act)));
            after = await till.PaymentsAsync();
            Assert.Equal(0, await product.StopAsync());
        }

        // Enough was said, and enough was left open, for the judgement to mean something.
        var (calls, open) = (history.Calls, history.Calls.Count(call => call.Verdict == Verdict.Unknown));
        Assert.True(
            calls.Count > kills * 8 && open >= kills / 2,
            $"{calls.Count} calls, {open} of them left open by {kills} kills"
        );
        await using var host = await InThisProcessAsync();
        await using var scope = host.App.Services.CreateAsyncScope();
        var proof = await scope.ServiceProvider.GetRequiredService<LedgerProof>().RunAsync(CancellationToken.None);
        var complaint = proof.Ok ? null : ProofText.ToText(proof);
        return Judge.Of(calls, new(before, [.. again], after, first, await SumsAsync(host), complaint));
    }

    private async Task<Sums> SumsAsync(AppHost host)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var franchise = (
            await scope.ServiceProvider.GetRequiredService<IFranchises>().FindByCidAsync(shop.RecurringCid)
        )!.Franchise;
        string[] earned =
        [
            LedgerAccount.FranchiseUnsettled(franchise).Code,
            LedgerAccount.FeeIncome.Code,
            LedgerAccount.VatPayable.Code,
        ];
        var accounts = scope.ServiceProvider.GetRequiredService<MyPayDb>().Set<AccountRow>().AsNoTracking();
        return new(
            await accounts.Where(a => a.Code.StartsWith("wallet:")).SumAsync(a => a.Balance),
            await accounts.Where(a => earned.Contains(a.Code)).SumAsync(a => a.Balance)
        );
    }

    private async Task<AnInstance> LiveAsync()
    {
        var now = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var product = new AnInstance(0, [$"--MyPay:Clock=sim:{now}", .. Settings()], port, isShortLived: true);
        await product.ReadyAsync();
        return product;
    }

    private Task<AppHost> InThisProcessAsync() =>
        AppHost.PrepareAsync(["--urls=http://127.0.0.1:0", .. Settings()], clock);

    private string[] Settings() =>
        [
            "--environment=Development",
            $"--MyPay:DataDirectory={directory}",
            "--MyPay:Demo=false",
            "--MyPay:RateLimit:PerKeyPerSecond=0",
            "--MyPay:Bank:Simulator:Enabled=false",
            $"--MyPay:Bank:BaseUrl={BankAddress()}",
            "--Logging:LogLevel:Default=Critical",
            .. AProduct.SettingsOf(database),
        ];

    private string BankAddress() => bank.Urls.First();
}

public sealed class SqliteKilledHistoryTests() : KilledHistoryTests(Database.Sqlite)
{
    [Fact]
    public Task Killed_a_few_times_all_that_was_said_can_be_explained() => CanBeExplainedAsync(kills: 4);

    [Fact]
    [Trait("Lane", "Long")]
    public Task Killed_two_hundred_times_all_that_was_said_can_be_explained() => CanBeExplainedAsync(kills: 200);
}

[Trait("Lane", "Long")]
public sealed class PostgresKilledHistoryTests() : KilledHistoryTests(Database.PostgreSql)
{
    [Fact]
    public Task Killed_again_and_again_all_that_was_said_can_be_explained() => CanBeExplainedAsync(kills: 40);
}
