using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// The whole product killed (SIGKILL) while it charges and sends, with the bank living on beside it: nothing is lost,
/// nothing moves twice.
/// </summary>
public abstract class KilledProductTests(Database on, int kills) : IAsyncLifetime
{
    private static readonly TimeSpan AllInquiries = TimeSpan.FromMinutes(100);
    private readonly string directory = Directory.CreateTempSubdirectory("mypay-killed-").FullName;
    private Microsoft.AspNetCore.Builder.WebApplication bank = null!;
    private HttpClient bankControl = null!;
    private string? database;

    public async Task InitializeAsync()
    {
        if (on == Database.PostgreSql)
            database = await (await APostgres.SharedAsync()).MigratedAsync();
        bank = BankSimulatorServer.Create(
            new("http://127.0.0.1:0", Path.Combine(directory, "bank")),
            TimeProvider.System
        );
        await bank.StartAsync();
        bankControl = new HttpClient { BaseAddress = new Uri(BankAddress()) };
    }

    public async Task DisposeAsync()
    {
        bankControl.Dispose();
        await bank.DisposeAsync();
        if (database is not null)
            await (await APostgres.SharedAsync()).DropAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_charging_and_sending_the_books_and_the_bank_agree()
    {
        var confirmed = new List<(string Kind, long Won)>();
        for (var round = 0; round < kills; round++)
            confirmed.AddRange(await RunUntilKilledAsync(round, after: 6 + (round * 3)));

        await using var host = await PrepareAsync(
            directory,
            BankAddress(),
            database,
            new MovableClock(TimeProvider.System.GetUtcNow())
        );
        await FindOutAsync(host, (MovableClock)host.Settings.Clock);
        await using var scope = host.App.Services.CreateAsyncScope();
        // An automatic charge that was on its way is found again by its name: none is left open, and the proof below
        // knows a run for each.
        var jiwoo = (
            await scope
                .ServiceProvider.GetRequiredService<IMembers>()
                .FindReceiversAsync(new(Guid.NewGuid()), "jiwoo@mypay.test")
        )[0];
        var threshold = scope.ServiceProvider.GetRequiredService<IThresholdCharge>();
        (await threshold.PauseAsync(jiwoo.Id)).Granted();
        (await threshold.ResumeAsync(jiwoo.Id)).Granted();
        await threshold.RunDueAsync();
        var runs = (await threshold.FindAsync(jiwoo.Id))!.Runs;
        Assert.DoesNotContain(runs, run => run.Checking);
        Assert.Contains(runs, run => run.State == AutoChargeRunState.Charged);

        var report = await scope.ServiceProvider.GetRequiredService<LedgerProof>().RunAsync(CancellationToken.None);
        Assert.True(report.Ok, ProofText.ToText(report));

        // The outside world's truth: what really moved at the bank is what our bank account holds; nothing is left
        // open.
        var journal = (await bankControl.GetFromJsonAsync<List<AProduct.BankMovement>>("/sim/journal"))!;
        Assert.Equal(journal.Count, journal.Select(m => m.BankTranId).Distinct().Count());
        var atBank = 10_000_000 + journal.Sum(m => m.Kind == "withdraw" ? m.Amount : -m.Amount);
        Assert.Equal(atBank, report.Coverage.BankAssets);
        Assert.True(confirmed.Count >= kills * 6);
        Assert.True(
            confirmed.Where(c => c.Kind == "charge").Sum(c => c.Won)
                <= journal.Where(m => m.Kind == "withdraw").Sum(m => m.Amount)
        );
        Assert.True(
            confirmed.Where(c => c.Kind == "send").Sum(c => c.Won)
                <= journal.Where(m => m.Kind == "deposit" && m.Amount > 1).Sum(m => m.Amount)
        );
    }

    /// <summary>
    /// The other process: charges and sends to an account, over and over, each printed once it is confirmed. Until
    /// killed.
    /// </summary>
    public static async Task<int> ChargeAndSendAsync(string directory, string bankAddress, string? database)
    {
        var clock = new MovableClock(TimeProvider.System.GetUtcNow());
        await using var host = await PrepareAsync(directory, bankAddress, database, clock);
        await FindOutAsync(host, clock);
        clock.Advance(-AllInquiries); // back to the bank's own time, so that both mean the same day
        await using var scope = host.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<IMembers>();
        var james = (
            await members.FindBySignInAsync(
                (await scope.ServiceProvider.GetRequiredService<ISignIns>().FindIdAsync("james@mypay.test"))!
            )
        )!;
        var account = (await scope.ServiceProvider.GetRequiredService<ILinkedAccounts>().ListAsync(james.Id))[0];

        // Jiwoo's wallet refills itself: each send takes it below, each look charges it up again. The crossings of all
        // lives are counted on.
        var jiwoo = (
            await members.FindBySignInAsync(
                (await scope.ServiceProvider.GetRequiredService<ISignIns>().FindIdAsync("jiwoo@mypay.test"))!
            )
        )!;
        var refill = (await scope.ServiceProvider.GetRequiredService<ILinkedAccounts>().ListAsync(jiwoo.Id))[0].Id;
        var threshold = scope.ServiceProvider.GetRequiredService<IThresholdCharge>();
        (
            await threshold.SetAsync(new(jiwoo.Id, refill, Won.Of(1_400_000), Won.Of(10_000)), pinVerified: true)
        ).Granted();
        (await threshold.PauseAsync(jiwoo.Id)).Granted(); // a try that the last life never sent waits for hours: begun anew, it does not
        (await threshold.ResumeAsync(jiwoo.Id)).Granted();
        await Task.WhenAll(LoopAsync(ChargeAsync), LoopAsync(SendAsync), LoopAsync(RefillAsync));
        return 0;

        async Task LoopAsync(Func<IServiceProvider, Task<(string Kind, bool Done)>> act)
        {
            while (true)
            {
                await using var each = host.App.Services.CreateAsyncScope();
                var (kind, done) = await act(each.ServiceProvider);
                if (done)
                    await Console.Out.WriteLineAsync($"{kind} 10000");
            }
        }

        async Task<(string, bool)> ChargeAsync(IServiceProvider services)
        {
            var charged = await services
                .GetRequiredService<IWallets>()
                .ChargeAsync(new(james.Id, account.Id, Won.Of(10_000), Once.NewKey()));
            return ("charge", charged.TryGet(out var view, out _) && view.State == MoveState.Done);
        }

        async Task<(string, bool)> RefillAsync(IServiceProvider services)
        {
            var balance = (await services.GetRequiredService<IWallets>().FindAsync(jiwoo.Id)).Balance.Amount;
            if (balance >= 1_400_000)
                (
                    await services
                        .GetRequiredService<IRemittances>()
                        .SendToMemberAsync(
                            new(jiwoo.Id, james.Id, Won.Of(balance - 1_395_000), null, false, Once.NewKey())
                        )
                ).Granted();
            await services.GetRequiredService<IThresholdCharge>().RunDueAsync();
            return ("refill", false);
        }

        async Task<(string, bool)> SendAsync(IServiceProvider services)
        {
            var sent = await services
                .GetRequiredService<IRemittances>()
                .SendToBankAsync(new(james.Id, "088", "110999888777", "홍길동", Won.Of(10_000), null, Once.NewKey()));
            return ("send", sent.TryGet(out var view, out _) && view.State == RemittanceState.Done);
        }
    }

    /// <summary>Asks the bank about everything that the last life left open.</summary>
    private static async Task FindOutAsync(AppHost host, MovableClock clock)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(AllInquiries / 10);
            while (await scope.ServiceProvider.GetRequiredService<IFirmBank>().InquireDueAsync() > 0) { }
        }
    }

    private static Task<AppHost> PrepareAsync(
        string directory,
        string bankAddress,
        string? database,
        TimeProvider clock
    ) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                "--MyPay:Bank:Simulator:Enabled=false",
                $"--MyPay:Bank:BaseUrl={bankAddress}",
                "--Logging:LogLevel:Default=Critical",
                .. AProduct.SettingsOf(database),
            ],
            clock
        );

    private async Task<List<(string Kind, long Won)>> RunUntilKilledAsync(int round, int after)
    {
        var assembly = typeof(KilledProductTests).Assembly.Location;
        using var product = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    assembly,
                    "crash-product",
                    directory,
                    BankAddress(),
                    .. database is null ? [] : new[] { database },
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var complaints = product.StandardError.ReadToEndAsync();
        var confirmed = new List<(string, long)>();
        using var stuck = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var end = stuck.Token.Register(product.Kill);
        while (await product.StandardOutput.ReadLineAsync() is { } line)
        {
            var kind = line.Split(' ')[0];
            if (kind is "charge" or "send" or "refill")
                confirmed.Add((kind, 10_000));
            if (confirmed.Count == after)
                product.Kill();
        }

        await product.WaitForExitAsync();
        Assert.True(confirmed.Count >= after, $"Round {round}: the product ended by itself. {await complaints}");
        return confirmed;
    }

    private string BankAddress() => bank.Urls.First();
}

public sealed class SqliteKilledProductTests() : KilledProductTests(Database.Sqlite, kills: 2);

[Trait("Lane", "Long")]
public sealed class OftenKilledProductTests() : KilledProductTests(Database.Sqlite, kills: 8);

[Trait("Lane", "Long")]
public sealed class PostgresKilledProductTests() : KilledProductTests(Database.PostgreSql, kills: 4);
