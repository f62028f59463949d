using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using MyPay.Web.Host;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// The product that <c>bench http</c> calls, in a process of its own: it prints a line of JSON once it listens, and one
/// for each line it is told:
/// <c>read</c> its counters, <c>codes N</c> one-time codes, <c>verify</c> its books.
/// </summary>
internal static class HttpBenchServer
{
    private const int Members = 200;
    private const int Shops = 4;

    public static async Task<int> RunAsync(string directory, string? database)
    {
        using var counted = new EfCommands();
        await using var host = await AppHost.PrepareAsync([
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--MyPay:DataDirectory={directory}",
            "--MyPay:Demo=true",
            "--MyPay:Bank:BaseUrl=http://127.0.0.1:0",
            "--MyPay:RateLimit:PerKeyPerSecond=0",
            "--MyPay:Circuits:PerSession=1000000",
            "--MyPay:Circuits:PerAddress=1000000",
            "--Logging:LogLevel:Default=Error",
            .. AProduct.SettingsOf(database),
        ]);
        await host.App.StartAsync();
        var sellers = await DemoCrowd.AddAsync(host.App.Services, Members, Shops);
        Say(
            new HttpBenchSite(
                host.Address,
                [.. sellers.Select(s => new HttpBenchShop(s.Cid, s.Key, s.RecurringCid, s.Sids))]
            )
        );
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            switch (asked.Split(' '))
            {
                case ["read"]:
                    Say(
                        new HttpBenchCounters(
                            GC.GetTotalAllocatedBytes(precise: true),
                            counted.Count,
                            Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds
                        )
                    );
                    break;
                case ["codes", var count]:
                    Say(
                        await CodesAsync(
                            host.App.Services,
                            int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)
                        )
                    );
                    break;
                case ["verify"]:
                    await using (var scope = host.App.Services.CreateAsyncScope())
                    {
                        var proof = await scope
                            .ServiceProvider.GetRequiredService<LedgerProof>()
                            .RunAsync(CancellationToken.None);
                        Say(new HttpBenchProof(proof.Ok, proof.Slips, proof.Ok ? "" : ProofText.ToText(proof)));
                    }

                    break;
            }
        }

        await host.App.StopAsync();
        return 0;
    }

    private static void Say<T>(T said) => Console.Out.WriteLine(JsonSerializer.Serialize(said));

    /// <summary>A code a member, of the load test's members in turn: a new one takes the place of the old.</summary>
    private static async Task<List<string>> CodesAsync(IServiceProvider services, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var (inStore, signIns, members) = (
            scope.ServiceProvider.GetRequiredService<IInStore>(),
            scope.ServiceProvider.GetRequiredService<ISignIns>(),
            scope.ServiceProvider.GetRequiredService<IMembers>()
        );
        var codes = new List<string>();
        for (var n = 1; n <= Math.Min(count, Members); n++)
        {
            var signIn = await signIns.FindIdAsync($"load-{n:0000000}@load.mypay.test");
            var member = await members.FindBySignInAsync(signIn!);
            codes.Add((await inStore.IssueCodeAsync(member!.Id)).Code);
        }

        return codes;
    }

    /// <summary>Every command that EF sends, whoever asked: requests, the door, the clockwork.</summary>
    private sealed class EfCommands
        : IObserver<DiagnosticListener>,
            IObserver<KeyValuePair<string, object?>>,
            IDisposable
    {
        private const string Executing = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting";
        private readonly List<IDisposable> subscriptions = [];
        private long count;

        public EfCommands() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public long Count => Interlocked.Read(ref count);

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                lock (subscriptions)
                    subscriptions.Add(value.Subscribe(this, (name, _, _) => name == Executing));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == Executing)
                Interlocked.Increment(ref count);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose()
        {
            lock (subscriptions)
                subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }
}

/// <summary>Where the product listens, and who sells there.</summary>
internal sealed record HttpBenchSite(string Address, IReadOnlyList<HttpBenchShop> Shops);

/// <summary>A shop with its live key and its members' recurring keys.</summary>
internal sealed record HttpBenchShop(string Cid, string Key, string RecurringCid, IReadOnlyList<string> Sids);

/// <summary>What the product's process has used so far.</summary>
internal sealed record HttpBenchCounters(long AllocatedBytes, long EfCommands, double CpuSeconds);

/// <summary>What <c>verify</c> says.</summary>
internal sealed record HttpBenchProof(bool Ok, long Slips, string Text);
