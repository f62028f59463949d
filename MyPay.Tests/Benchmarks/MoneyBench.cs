using MyPay.Domain.Ledger.Proofs;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// Durable transfers a second through the door, beside three baselines on the same disk in the same run. Line and
/// baselines take turns, twice, and the better turn of each counts: a neighbour that is busy for a while must neither
/// flatter the door nor blame it.
/// </summary>
internal static class MoneyBench
{
    private static readonly int[] Crowds = [1, 8, 64, 512];

    public static async Task<int> RunAsync(MoneyBenchOptions options)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        using (var warm = await BenchStore.MakeAsync())
        {
            using var door = warm.OpenDoor();
            // until compiled for good
            await ClosedLoop.RunAsync(door, Workload.Uniform, 512, (_, took) => took < TimeSpan.FromSeconds(4));
        }

        var proofs = new List<ProofReport>();
        var (lines, baselines) = (new List<Measured>(), new List<Measured>());
        foreach (var workload in new[] { Workload.Uniform, Workload.Zipf, Workload.OneHot })
        {
            foreach (var crowd in Crowds)
            {
                if (workload != Workload.Uniform && crowd < 64)
                    continue;
                var first = await TurnAsync(workload, crowd, length / 2, proofs);
                var second = await TurnAsync(workload, crowd, length / 2, proofs);
                var better = first
                    .Zip(second, (early, late) => early.PerSecond >= late.PerSecond ? early : late)
                    .ToList();
                lines.Add(better[0]);
                baselines.AddRange(better.Skip(1));
            }
        }

        var growth = await GrowAsync(options.Growth, proofs);
        var report = new MoneyBenchReport(
            lines,
            baselines,
            growth,
            proofs.TrueForAll(proof => proof.Ok),
            proofs.Sum(proof => proof.Slips)
        );
        Console.Out.WriteLine(options.Json ? report.ToJson() : report.ToText());
        foreach (var broken in proofs.Where(proof => !proof.Ok))
            await Console.Error.WriteLineAsync(ProofText.ToText(broken));
        return report.Proven ? 0 : 1;
    }

    private static async Task<Measured> LineAsync(
        Workload workload,
        int crowd,
        TimeSpan length,
        List<ProofReport> proofs
    )
    {
        using var store = await BenchStore.MakeAsync();
        Measured line;
        using (var door = store.OpenDoor())
            line = await ClosedLoop.RunAsync(door, workload, crowd, (_, took) => took < length);
        proofs.Add(await store.ProveAsync());
        return line;
    }

    /// <summary>The door's own line, then the baselines it is compared with.</summary>
    private static async Task<List<Measured>> TurnAsync(
        Workload workload,
        int crowd,
        TimeSpan length,
        List<ProofReport> proofs
    )
    {
        var measured = new List<Measured> { await LineAsync(workload, crowd, length, proofs) };
        if (workload != Workload.Uniform)
            return measured;
        using (var store = await BenchStore.MakeAsync())
            measured.Add(BareBaseline.Run(store, workload, crowd, length));
        if (crowd == 512)
            using (var store = await BenchStore.MakeAsync())
                measured.Add(EfBaseline.Run(store, workload, length));
        if (crowd == 1)
            using (var store = await BenchStore.MakeAsync())
                measured.Add(FsyncBaseline.Run(store, length));
        return measured;
    }

    /// <summary>
    /// One ledger that grows; at each power of ten the rate of the next half as many entries, at least 10,000 of them.
    /// </summary>
    private static async Task<List<GrowthPoint>> GrowAsync(int powers, List<ProofReport> proofs)
    {
        using var store = await BenchStore.MakeAsync();
        var points = new List<GrowthPoint>();
        using (var door = store.OpenDoor())
        {
            var entries = 10_100L; // the opening of 10,000 wallets
            for (var power = 4; power <= powers; power++)
            {
                var missing = ((long)Math.Pow(10, power) - entries) / 2;
                if (missing > 0)
                    entries += 2 * await TransfersAsync(missing);
                var (from, window) = (entries, Math.Clamp(entries / 4, 20_000, 200_000));
                var measured = await ClosedLoop.RunAsync(door, Workload.Uniform, 512, (done, _) => done < window);
                entries += (long)(2 * window);
                points.Add(new(from, measured.PerSecond));
            }

            async Task<long> TransfersAsync(long count)
            {
                await ClosedLoop.RunAsync(door, Workload.Uniform, 512, (done, _) => done < count);
                return count;
            }
        }

        proofs.Add(await store.ProveAsync());
        return points;
    }
}
