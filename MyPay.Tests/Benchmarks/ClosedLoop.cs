using System.Diagnostics;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Tests.Benchmarks;

/// <summary>A rate and how long single transfers took.</summary>
internal sealed record Measured(string Name, int InFlight, double PerSecond, double P50Ms, double P99Ms)
{
    /// <summary>How long it was measured.</summary>
    public double Seconds { get; private init; }

    public static Measured Of(string name, int inFlight, TimeSpan took, List<long> ticks)
    {
        ticks.Sort();
        double At(double part) =>
            ticks.Count == 0
                ? 0
                : Stopwatch.GetElapsedTime(0, ticks[(int)(part * (ticks.Count - 1))]).TotalMilliseconds;
        return new(name, inFlight, ticks.Count / took.TotalSeconds, At(0.5), At(0.99)) { Seconds = took.TotalSeconds };
    }
}

/// <summary>
/// N clients, each sending its next durable transfer when the last one is confirmed: slip, two entries, idempotency
/// row, seal.
/// </summary>
internal static class ClosedLoop
{
    public static async Task<Measured> RunAsync(
        Journal journal,
        Workload workload,
        int inFlight,
        Func<long, TimeSpan, bool> more
    )
    {
        var started = Stopwatch.GetTimestamp();
        var done = 0L;
        var clients = Enumerable
            .Range(0, inFlight)
            .Select(client =>
                Task.Run(async () =>
                {
                    var random = new Random(client);
                    var ticks = new List<long>(4_096);
                    while (more(Volatile.Read(ref done), Stopwatch.GetElapsedTime(started)))
                    {
                        var began = Stopwatch.GetTimestamp();
                        await TransferAsync(journal, workload, random);
                        ticks.Add(Stopwatch.GetTimestamp() - began);
                        Interlocked.Increment(ref done);
                    }

                    return ticks;
                })
            );
        var all = (await Task.WhenAll(clients)).SelectMany(ticks => ticks).ToList();
        return Measured.Of(workload.Name, inFlight, Stopwatch.GetElapsedTime(started), all);
    }

    private static async Task TransferAsync(Journal journal, Workload workload, Random random)
    {
        var (from, to) = workload.Pick(random);
        var amount = Won.Of(random.Next(1, 100));
        var id = Guid.CreateVersion7().ToString("N");
        var slip = Slip.Of("send", $"remittance:{id}")
            .Debit(BenchStore.Wallet(from), amount, "김지우")
            .Credit(BenchStore.Wallet(to), amount, "James");
        var result = await journal.WriteAsync(
            new Once("send", id, $"{from}>{to}:{amount.Amount}"),
            write => write.Post(slip)
        );
        if (!result.TryGet(out _, out var refusal))
            throw new InvalidOperationException(refusal.Code);
    }
}
