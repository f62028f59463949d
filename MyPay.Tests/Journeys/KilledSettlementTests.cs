using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using MyPay.Web.BankSimulator;
using MyPay.Web.Host;
using MyPay.Web.Portals.Parts.Settlement;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A process that closes a day, approves and pays is killed (SIGKILL, by itself, at a write it counts) at every step,
/// with the bank living on beside it. The next life goes on, and the bank's own journal is the judge: each shop is paid
/// once, the right amount; statements are those of a life without a kill, byte for byte.
/// </summary>
[Trait("Lane", "Long")]
public sealed class KilledSettlementTests
{
    private const int Slips = 1_200; // three chunks, the last one seals
    private const int SmallSlips = 3;
    private const string ToTheBank = "bank";
    private static readonly DateTimeOffset Sold = new(2026, 11, 23, 12, 0, 0, SeoulTime.Offset);
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 10, 0, 0, SeoulTime.Offset);
    private static readonly DateOnly SalesDate = new(2026, 11, 23);
    private const string ApproverEmail = "approver@mypay.test";
    private const string OperatorEmail = "operator@mypay.test";

    [Fact]
    public async Task Killed_at_each_step_of_close_and_payout_every_shop_is_paid_once_and_statements_are_the_same()
    {
        using var prepared = new Folder();
        await PrepareAsync(prepared.Path);
        var expected = await UnkilledAsync(prepared.Path);
        Assert.Equal(
            [SmallSlips + 1, Slips + 1],
            expected.Statements.Values.Select(csv => csv.Count(b => b == '\n')).Order()
        ); // a line each, and the head

        var steps = 0;
        while (true)
        {
            // Before each write, counted from the first of the close to the last outcome.
            var life = await LiveAndDieAsync(prepared.Path, (++steps).ToString(CultureInfo.InvariantCulture), expected);
            if (!life)
                break;
            Assert.True(steps < 60);
        }

        Assert.True(steps > 12, $"only {steps} steps");
        Assert.True(await LiveAndDieAsync(prepared.Path, ToTheBank, expected)); // the money moved, and nobody heard the answer
    }

    /// <summary>
    /// The other process: close, approve, pay. It kills itself before the write named, or sits and waits for the bank's
    /// answer until it is killed.
    /// </summary>
    public static async Task<int> SettleAsync(string directory, string bankAddress, string point)
    {
        var killing = int.TryParse(point, NumberStyles.None, CultureInfo.InvariantCulture, out var write)
            ? write
            : int.MaxValue;
        SuicidalJournal? journal = null;
        await using var host = await OpenAsync(
            directory,
            bankAddress,
            new MovableClock(Morning),
            services => journal = SuicidalJournal.Over(services)
        );
        _ = host.App.Services.GetRequiredService<Journal>();
        journal!.DieBefore(killing);
        await RunAsync(host);
        return 0;
    }

    /// <summary>
    /// A copy of the prepared store lives until it is killed there; the next life finishes. False when the point was
    /// never reached.
    /// </summary>
    private static async Task<bool> LiveAndDieAsync(string prepared, string point, Outcome expected)
    {
        using var folder = new Folder(prepared);
        await using var bank = await ABank.OpenAsync(folder.Path);
        if (point == ToTheBank)
            await bank.FaultAsync("timeout-after");
        var exit = await RunUntilKilledAsync(folder.Path, bank, point);
        if (exit == 0)
            return false;
        Assert.Equal(137, exit); // SIGKILL

        // Soon afterwards, or so late that only the bank can say whether the transfer was sent.
        var later = point == ToTheBank || point[^1] % 2 == 0 ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(5);
        await using (var host = await OpenAsync(folder.Path, bank.Address, new MovableClock(Morning + later)))
        {
            await RunAsync(host);
            var found = await OutcomeAsync(host);
            Assert.All(expected.Statements, one => Assert.Equal(one.Value, found.Statements[one.Key]));
            Assert.Equal(expected.Paid, found.Paid);
            await VerifyAsync(host);
        }

        var journal = await bank.JournalAsync();
        foreach (var (account, won) in expected.Paid)
            Assert.Equal(won, Assert.Single(journal, m => m.Number == account && m.Amount > 1).Amount);
        return true;
    }

    /// <summary>
    /// What an operator, an approver and the clockwork do until everything is paid: also what a transfer that never
    /// left is retried.
    /// </summary>
    private static async Task RunAsync(AppHost host)
    {
        var clock = (MovableClock)host.Settings.Clock;
        async Task<Actor> PersonAsync(string email) =>
            new((await AskAsync(host, (ISignIns s) => s.FindIdAsync(email)))!, email);
        var (approver, worker) = (await PersonAsync(ApproverEmail), await PersonAsync(OperatorEmail));
        (await AskAsync(host, (ISettlements s) => s.CloseAsync(SalesDate, Actor.System))).Granted();
        for (var round = 0; round < 5; round++)
        {
            var batches = (await AskAsync(host, (ISettlements s) => s.ListAsync(new() { Limit = 100 }))).Items;
            if (batches.All(b => b.State is BatchState.Paid or BatchState.CarriedOver))
                return;
            foreach (var batch in batches.Where(b => b.State == BatchState.Failed))
                (await AskAsync(host, (ISettlements s) => s.RetryAsync(batch.Id, "다시", worker))).Granted();
            foreach (var batch in batches.Where(b => b.State is BatchState.Draft or BatchState.Failed))
                (await AskAsync(host, (ISettlements s) => s.ApproveAsync(batch.Id, approver))).Granted();
            await AskAsync(host, (ISettlements s) => s.PayDueAsync());
            batches = (await AskAsync(host, (ISettlements s) => s.ListAsync(new() { Limit = 100 }))).Items;
            for (var i = 0; i < 12 && batches.Any(b => b.State is BatchState.Unknown or BatchState.Paying); i++)
            {
                clock.Advance(TimeSpan.FromMinutes(2));
                await AskAsync(host, (IFirmBank b) => b.InquireDueAsync());
                batches = (await AskAsync(host, (ISettlements s) => s.ListAsync(new() { Limit = 100 }))).Items;
            }
        }

        Assert.Fail("It never came to an end.");
    }

    private static async Task<Outcome> UnkilledAsync(string prepared)
    {
        using var folder = new Folder(prepared);
        await using var bank = await ABank.OpenAsync(folder.Path);
        await using var host = await OpenAsync(folder.Path, bank.Address, new MovableClock(Morning));
        await RunAsync(host);
        await VerifyAsync(host);
        return await OutcomeAsync(host);
    }

    private static async Task<Outcome> OutcomeAsync(AppHost host)
    {
        var (statements, paid) = (
            new SortedDictionary<string, byte[]>(StringComparer.Ordinal),
            new SortedDictionary<string, long>(StringComparer.Ordinal)
        );
        foreach (var batch in (await AskAsync(host, (ISettlements s) => s.ListAsync(new() { Limit = 100 }))).Items)
        {
            using var file = new MemoryStream();
            var lines = await AskAsync(host, (ISettlements s) => s.LinesAsync(batch.Id, 0, 10_000));
            await StatementFiles.WriteCsvAsync(file, batch, lines.ToAsyncEnumerable(), CancellationToken.None);
            statements[batch.TradeName] = file.ToArray();
            var account = (await AskAsync(host, (IFranchises f) => f.FindSettlementAccountAsync(batch.Franchise)))!;
            paid[account.Number] = batch.PayOut;
        }

        return new(statements, paid);
    }

    /// <summary>A day's sales of two shops, made once: every life starts with a copy.</summary>
    private static async Task PrepareAsync(string directory)
    {
        await using var bank = await ABank.OpenAsync(directory);
        await using var host = await OpenAsync(directory, bank.Address, new MovableClock(Sold));
        async Task<string> LastWonAsync() => (await bank.JournalAsync()).Last(m => m.Amount == 1).PrintContent;
        (
            await AskAsync(
                host,
                (ISignIns s) => s.CreateAsync(ApproverEmail, "MyPay!2026", "승인 담당", [SignInRoles.Approver])
            )
        ).Granted();
        (
            await AskAsync(
                host,
                (ISignIns s) => s.CreateAsync(OperatorEmail, "MyPay!2026", "운영 담당", [SignInRoles.Operator])
            )
        ).Granted();
        var member = await MemberAsync(host, LastWonAsync);
        for (var n = 1; n <= 2; n++)
        {
            var shop = await RealFranchises.FranchiseAsync(host, LastWonAsync, n);
            var sid = (
                await AskAsync(
                    host,
                    (IBulkKeys k) => k.AddAsync(shop.Id, shop.RecurringCid, [(member.Id, member.Name)])
                )
            ).Granted()[0];
            await Parallel.ForEachAsync(
                Enumerable.Range(1, n == 1 ? Slips : SmallSlips),
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (i, _) => await RealFranchises.SellAsync(host, shop, sid, 1_000 + (i % 7), $"o-{n}-{i}")
            );
        }
    }

    private static async Task<MemberView> MemberAsync(AppHost host, Func<Task<string>> lastWon)
    {
        var consents = Terms.Current.Where(t => t.Required).Select(t => t.Code).ToArray();
        var member = (
            await AskAsync(
                host,
                (IMembers m) =>
                    m.SignUpAsync(
                        new(
                            "buyer@mypay.test",
                            "MyPay!2026",
                            "김마이",
                            "01055550001",
                            new DateOnly(1990, 1, 15),
                            consents,
                            "ko"
                        )
                    )
            )
        ).Granted();
        var check = (
            await AskAsync(host, (ILinkedAccounts a) => a.StartAsync(member.Id, "004", "3100000055", member.Name))
        ).Granted();
        (
            await AskAsync(
                host,
                (ILinkedAccounts a) => a.EnterCodeAsync(member.Id, check.Id, lastWon().GetAwaiter().GetResult())
            )
        ).Granted();
        var account = (
            await AskAsync(host, (ILinkedAccounts a) => a.ConsentAsync(member.Id, check.Id, true))
        ).Granted();
        (
            await AskAsync(
                host,
                (IWallets w) => w.ChargeAsync(new(member.Id, account.Id, Won.Of(2_000_000), Once.NewKey()))
            )
        ).Granted();
        return member;
    }

    private static Task<AppHost> OpenAsync(
        string directory,
        string bankAddress,
        TimeProvider clock,
        Action<IServiceCollection>? over = null
    ) =>
        AppHost.PrepareAsync(
            [
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--MyPay:DataDirectory={directory}",
                "--MyPay:Bank:Simulator:Enabled=false",
                "--MyPay:Demo=false",
                $"--MyPay:Bank:BaseUrl={bankAddress}",
                "--MyPay:Bank:CallTimeLimit=00:00:03",
                "--Logging:LogLevel:Default=Critical",
            ],
            clock,
            over
        );

    private static async Task<int> RunUntilKilledAsync(string directory, ABank bank, string point)
    {
        var assembly = typeof(KilledSettlementTests).Assembly.Location;
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", assembly, "crash-settlement", directory, bank.Address, point])
        )!;
        using var stuck = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var end = stuck.Token.Register(() => process.Kill());
        if (point == ToTheBank)
        {
            await Eventually.TrueAsync(
                async () =>
                    (await bank.JournalAsync()).Any(m => m.Number == RealFranchises.AccountOf(1) && m.Amount > 1),
                "the money has moved"
            );
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        Assert.False(stuck.IsCancellationRequested, $"{point}: the process hung.");
        return process.ExitCode;
    }

    private static async Task<T> AskAsync<TFace, T>(AppHost host, Func<TFace, Task<T>> question)
        where TFace : notnull
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TFace>());
    }

    private static async Task VerifyAsync(AppHost host)
    {
        var report = await AskAsync(host, (LedgerProof p) => p.RunAsync(CancellationToken.None));
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    /// <summary>Statements by shop, and what each account got.</summary>
    private sealed record Outcome(SortedDictionary<string, byte[]> Statements, SortedDictionary<string, long> Paid);

    /// <summary>A bank that outlives the process it serves.</summary>
    private sealed class ABank(WebApplication server, HttpClient control) : IAsyncDisposable
    {
        public string Address => server.Urls.First();

        public static async Task<ABank> OpenAsync(string directory)
        {
            var server = BankSimulatorServer.Create(new("http://127.0.0.1:0", directory), new MovableClock(Morning));
            await server.StartAsync();
            var bank = new ABank(server, new HttpClient());
            bank.control.BaseAddress = new Uri(bank.Address);
            return bank;
        }

        private readonly HttpClient control = control;

        public async Task<List<AProduct.BankMovement>> JournalAsync() =>
            (await control.GetFromJsonAsync<List<AProduct.BankMovement>>("/sim/journal"))!;

        public async Task FaultAsync(string effect)
        {
            using var answer = await control.PostAsJsonAsync(
                "/sim/faults",
                new
                {
                    match = new
                    {
                        path = "/deposit/",
                        number = RealFranchises.AccountOf(1),
                        count = 1,
                    },
                    effect,
                }
            );
            answer.EnsureSuccessStatusCode();
        }

        public async ValueTask DisposeAsync()
        {
            control.Dispose();
            await server.DisposeAsync();
        }
    }

    /// <summary>A directory of its own, made of another one.</summary>
    private sealed class Folder : IDisposable
    {
        public Folder(string? copyOf = null)
        {
            Path = Directory.CreateTempSubdirectory("mypay-killed-").FullName;
            if (copyOf is null)
                return;
            foreach (var file in Directory.EnumerateFiles(copyOf, "*", SearchOption.AllDirectories))
            {
                var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(copyOf, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    /// <summary>A door whose process ends by SIGKILL before one of its writes.</summary>
    private sealed class SuicidalJournal(Func<Journal> open) : Journal
    {
        private readonly Lazy<Journal> inner = new(open);
        private int left = int.MaxValue;

        public static SuicidalJournal Over(IServiceCollection services)
        {
            var own = services.Last(s => s.ServiceType == typeof(Journal));
            IServiceProvider? provider = null;
            var journal = new SuicidalJournal(() => (Journal)own.ImplementationFactory!(provider!));
            services.AddSingleton<Journal>(at =>
            {
                provider = at;
                return journal;
            });
            return journal;
        }

        public void DieBefore(int write) => left = write;

        public override Task<Result<T>> WriteAsync<T>(
            Once? once,
            Func<JournalWrite, Result<T>> command,
            CancellationToken ct = default
        )
        {
            if (left < int.MaxValue && Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
                return new TaskCompletionSource<Result<T>>().Task; // nothing comes after it
            }

            return inner.Value.WriteAsync(once, command, ct);
        }
    }
}
