using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// The whole way of a merchant's call: HTTP, key, checks, books, fsync, answer. The product runs in a process of its
/// own with the bank simulator; callers share its cores. Every call stands beside a bare endpoint of the same server
/// with as many callers (what HTTP costs here) and, for what a write costs, beside the door alone and the bare fsync'd
/// commit.
/// </summary>
internal static class HttpBench
{
    private const int CodesARound = 200;
    private static readonly int[] Crowds = [1, 8, 64];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(MoneyBenchOptions options)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        var directory = Directory.CreateTempSubdirectory("mypay-bench-").FullName;
        var server = options.OnPostgres ? await APostgres.StartAsync() : null;
        try
        {
            var (commit, door) = options.OnPostgres ? (null, null) : await BaselinesAsync(length);
            using var product = await Product.StartAsync(directory, server is null ? null : await server.EmptyAsync());
            using var client = new HttpBenchClient(product.Site);
            await WarmAsync(client);

            var lines = new List<Line>();
            foreach (var crowd in Crowds)
            {
                var live = await HttpBenchClient.RunAsync("live", crowd, length, client.LiveAsync);
                lines.Add(await LineAsync(product, live, "subscription", crowd, length, client.SubscriptionAsync));
                lines.Add(await LineAsync(product, live, "inquiry", crowd, length, client.InquiryAsync));
                lines.Add(await LineAsync(product, live, "cancel", crowd, length, client.CancelAsync));
                client.Codes.Clear(); // those of the round before have had their time
                foreach (var code in await product.AskAsync<List<string>>($"codes {CodesARound}"))
                    client.Codes.Enqueue(code);
                lines.Add(await LineAsync(product, live, "code payment", crowd, length, client.CodeAsync));
            }

            var proof = await product.AskAsync<HttpBenchProof>("verify");
            var report = new Report(lines, commit, door, proof.Ok, proof.Slips);
            Console.Out.WriteLine(options.Json ? JsonSerializer.Serialize(report, Json) : report.ToText());
            if (!proof.Ok)
                await Console.Error.WriteLineAsync(proof.Text);
            return proof.Ok ? 0 : 1;
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>
    /// The same disk's fsync'd commits, and the door alone with as many transfers in flight as the largest crowd here.
    /// </summary>
    private static async Task<(Measured Commit, Measured Door)> BaselinesAsync(TimeSpan length)
    {
        using var first = await BenchStore.MakeAsync();
        var commit = FsyncBaseline.Run(first, length);
        using var second = await BenchStore.MakeAsync();
        using var door = second.OpenDoor();
        await ClosedLoop.RunAsync(door, Workload.Uniform, Crowds[^1], (_, took) => took < TimeSpan.FromSeconds(2));
        return (commit, await ClosedLoop.RunAsync(door, Workload.Uniform, Crowds[^1], (_, took) => took < length));
    }

    /// <summary>Until compiled for good: in the first seconds half of the product's time is the compiler's.</summary>
    private static async Task WarmAsync(HttpBenchClient client)
    {
        for (var round = 0; round < 3; round++)
        {
            await HttpBenchClient.RunAsync("warm", Crowds[^1], TimeSpan.FromSeconds(8), client.SubscriptionAsync);
            await HttpBenchClient.RunAsync("warm", Crowds[^1], TimeSpan.FromSeconds(2), client.InquiryAsync);
            await HttpBenchClient.RunAsync("warm", Crowds[^1], TimeSpan.FromSeconds(5), client.CancelAsync);
        }
    }

    private static async Task<Line> LineAsync(
        Product product,
        Measured live,
        string name,
        int crowd,
        TimeSpan length,
        Func<Task<bool>> call
    )
    {
        var before = await product.AskAsync<HttpBenchCounters>("read");
        var measured = await HttpBenchClient.RunAsync(name, crowd, length, call);
        var after = await product.AskAsync<HttpBenchCounters>("read");
        var calls = Math.Max(1, measured.PerSecond * measured.Seconds);
        return new(
            name,
            crowd,
            measured.PerSecond,
            measured.P50Ms,
            measured.P99Ms,
            measured.PerSecond / live.PerSecond,
            measured.P50Ms / live.P50Ms,
            measured.P99Ms / live.P99Ms,
            (after.AllocatedBytes - before.AllocatedBytes) / calls / 1_024,
            (after.EfCommands - before.EfCommands) / calls,
            (after.CpuSeconds - before.CpuSeconds) * 1_000 / calls
        );
    }

    /// <summary>One kind of call with so many callers.</summary>
    private sealed record Line(
        string Name,
        int InFlight,
        double PerSecond,
        double P50Ms,
        double P99Ms,
        double RateToLive,
        double P50ToLive,
        double P99ToLive,
        double KilobytesACall,
        double EfCommandsACall,
        double CpuMsACall
    );

    private sealed record Report(
        IReadOnlyList<Line> Lines,
        Measured? Commit,
        Measured? Door,
        bool Proven,
        long ProvenSlips
    )
    {
        public string ToText()
        {
            var text = new StringBuilder();
            Row(
                text,
                $"{"", -14} {"in flight", 9} {"calls/s", 9} {"p50 ms", 8} {"p99 ms", 8} {"÷ live", 8} {"p50 ÷", 7} {"p99 ÷", 7} {"÷ (c)", 7} {"÷ door", 7} {"KB/call", 8} {"EF/call", 8} {"CPU ms", 7}"
            );
            foreach (var line in Lines)
                Row(
                    text,
                    $"{line.Name, -14} {line.InFlight, 9} {line.PerSecond, 9:N0} {line.P50Ms, 8:0.0} {line.P99Ms, 8:0.0} {line.RateToLive, 8:0.000} {line.P50ToLive, 7:0.0} {line.P99ToLive, 7:0.0} {line.PerSecond / Commit?.PerSecond, 7:0.00} {line.PerSecond / Door?.PerSecond, 7:0.00} {line.KilobytesACall, 8:0} {line.EfCommandsACall, 8:0.0} {line.CpuMsACall, 7:0.0}"
                );
            if (Commit is not null)
                Row(
                    text,
                    $"{"(c) commit", -14} {1, 9} {Commit.PerSecond, 9:N0} {Commit.P50Ms, 8:0.0} {Commit.P99Ms, 8:0.0}"
                );
            if (Door is not null)
                Row(
                    text,
                    $"{"door alone", -14} {Door.InFlight, 9} {Door.PerSecond, 9:N0} {Door.P50Ms, 8:0.0} {Door.P99Ms, 8:0.0}"
                );
            Row(text, $"proof: {(Proven ? "OK" : "FAILED")}, {ProvenSlips:N0} slips recomputed");
            return text.ToString().TrimEnd();
        }

        private static void Row(StringBuilder text, FormattableString row) =>
            text.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The product's process, and the line to it.</summary>
    private sealed class Product(Process process, HttpBenchSite site) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        public HttpBenchSite Site => site;

        public static async Task<Product> StartAsync(string directory, string? database)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
                start.ArgumentList.Add(typeof(HttpBench).Assembly.Location);
            foreach (
                var word in (string[])
                    ["bench-http-server", directory, .. database is null ? Array.Empty<string>() : [database]]
            )
                start.ArgumentList.Add(word);
            var process = Process.Start(start)!;
            return new(process, await HearAsync<HttpBenchSite>(process));
        }

        public async Task<T> AskAsync<T>(string question)
        {
            await process.StandardInput.WriteLineAsync(question);
            await process.StandardInput.FlushAsync();
            return await HearAsync<T>(process);
        }

        /// <summary>Its input ends: it stops by itself.</summary>
        public void Dispose()
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        private static async Task<T> HearAsync<T>(Process process)
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                if (line.StartsWith('{') || line.StartsWith('['))
                    return JsonSerializer.Deserialize<T>(line)!;
                else
                    await Console.Error.WriteLineAsync(line);
            throw new InvalidOperationException("The product's process has ended.");
        }
    }
}
