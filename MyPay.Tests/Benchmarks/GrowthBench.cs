using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Domain.Money;
using MyPay.Domain.Money.History;
using MyPay.Domain.Money.Insights;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// <c>bench growth [--growth 4..7]</c>: one ledger that grows to 10ⁿ entries. At each power of ten, what people and
/// operators wait for: the rate of transfers, a page of a wallet's history, the start until the first write is durable,
/// and, an entry, a proof and a copy. Beside the door a bare loop writes the same rows into a copy of the same ledger.
/// </summary>
internal static class GrowthBench
{
    private const int Crowd = 512;
    private const int Pages = 300;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(int growth)
    {
        using var store = await BenchStore.MakeAsync();
        await WarmAsync(store);
        var (points, ok) = (new List<Point>(), true);
        for (var power = 4; power <= growth; power++)
        {
            var (point, proven) = await LookAsync(store, (long)Math.Pow(10, power));
            points.Add(point);
            ok &= proven;
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{point.Entries:N0} entries: {point}")
            );
        }

        var at = points.Find(point => point.Power == 5) ?? points[0];
        Console.WriteLine(
            "| entries | transfers/s ÷ | door ÷ bare loop | history page ÷ | start ÷ | verify an entry ÷ | copy an entry ÷ |"
        );
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var point in points)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| 10^{point.Power} | {point.Rate / at.Rate:0.00} | {point.Rate / point.Bare:0.00} | {point.PageMs / at.PageMs:0.00} | {point.StartMs / at.StartMs:0.00} | {point.VerifyUs / at.VerifyUs:0.00} | {point.CopyUs / at.CopyUs:0.00} |"
                )
            );
        }

        Console.WriteLine(ok ? "verify: clean at each" : "verify: FAILED");
        return ok ? 0 : 1;
    }

    private static async Task<(Point Point, bool Proven)> LookAsync(BenchStore store, long entries)
    {
        var has = await CountAsync(store);
        if (entries > has)
            using (var door = store.OpenDoor())
                await ClosedLoop.RunAsync(door, Workload.Uniform, Crowd, (done, _) => done < (entries - has) / 2);

        var watch = Stopwatch.StartNew();
        double start,
            rate;
        using (var door = store.OpenDoor())
        {
            await ClosedLoop.RunAsync(door, Workload.Uniform, 1, (done, _) => done < 1);
            start = watch.Elapsed.TotalMilliseconds;
            rate = (await ClosedLoop.RunAsync(door, Workload.Uniform, Crowd, (_, took) => took < Window)).PerSecond;
        }

        var page = await PageAsync(store);
        watch.Restart();
        var proof = await store.ProveAsync();
        var verify = watch.Elapsed.TotalMicroseconds / proof.Entries;

        // The bare loop's rows are nobody's: it writes into a copy, which shows at once what a copy costs.
        var copy = store.File + ".copy";
        watch.Restart();
        SqliteCopy.Take(store.File, copy);
        var copied = watch.Elapsed.TotalMicroseconds / proof.Entries;
        var bare = BareBaseline.Run(copy, proof.Slips, proof.Entries, Workload.Uniform, Crowd, Window).PerSecond;
        foreach (var end in new[] { "", "-wal", "-shm" })
            File.Delete(copy + end);
        return (
            new((int)Math.Round(Math.Log10(entries)), proof.Entries, rate, bare, page, start, verify, copied),
            proof.Ok
        );
    }

    /// <summary>The newest fifty movements of a wallet, each time another's; the median, ms.</summary>
    private static async Task<double> PageAsync(BenchStore store)
    {
        var (random, took) = (new Random(7), new List<double>());
        for (var n = 0; n < Pages; n++)
        {
            var watch = Stopwatch.StartNew();
            await using var db = Reading(store);
            await new Movements(new WalletFlows(db), db, TimeProvider.System).ListAsync(
                Transfers.Member(random.Next(BenchStore.Accounts)),
                new MovementFilter(),
                null,
                50,
                CancellationToken.None
            );
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        return took[Pages / 2];
    }

    private static async Task<long> CountAsync(BenchStore store)
    {
        await using var db = Reading(store);
        return await db
            .Database.SqlQueryRaw<long>("SELECT sum(entries) AS \"Value\" FROM ledger_account")
            .SingleAsync();
    }

    private static SqliteMyPayDb Reading(BenchStore store) => new(SqliteStore.Options($"Data Source={store.File}"));

    private static async Task WarmAsync(BenchStore store)
    {
        using var warm = await BenchStore.MakeAsync();
        using (var door = warm.OpenDoor())
            await ClosedLoop.RunAsync(door, Workload.Uniform, Crowd, (_, took) => took < Window);
        await PageAsync(warm);
        await warm.ProveAsync();
        await PageAsync(store);
    }

    private sealed record Point(
        int Power,
        long Entries,
        double Rate,
        double Bare,
        double PageMs,
        double StartMs,
        double VerifyUs,
        double CopyUs
    );
}
