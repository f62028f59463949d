using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// Durable transfers a second through the door on PostgreSQL, beside <c>pgbench</c>'s TPC-B at 64 clients on the same
/// throw-away server in the same run. They take turns, twice, and the better turn of each counts. Both commit durably;
/// a transfer writes about what a TPC-B transaction writes.
/// </summary>
internal static class PostgresBench
{
    private const int Clients = 64;
    private static readonly int[] Crowds = [1, 8, 64, 512];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(MoneyBenchOptions options)
    {
        var half = TimeSpan.FromSeconds(options.Seconds / 2);
        await using var server = await APostgres.StartAsync();
        var seeded = await SeedAsync(server);
        await server.PgbenchAsync("-i", "-q", "-s", $"{Clients}");
        await LineAsync(server, seeded, Workload.Uniform, 512, TimeSpan.FromSeconds(4), []); // until compiled for good

        var (lines, tpcb, proofs) = (new List<Measured>(), new List<double>(), new List<ProofReport>());
        foreach (var workload in new[] { Workload.Uniform, Workload.Zipf, Workload.OneHot })
        {
            foreach (var crowd in Crowds.Where(crowd => workload == Workload.Uniform || crowd >= 64))
            {
                var first = await LineAsync(server, seeded, workload, crowd, half, proofs);
                tpcb.Add(await TpcBAsync(server, half));
                var second = await LineAsync(server, seeded, workload, crowd, half, proofs);
                tpcb.Add(await TpcBAsync(server, half));
                lines.Add(first.PerSecond >= second.PerSecond ? first : second);
            }
        }

        var report = new Report(
            lines,
            tpcb.Max(),
            proofs.TrueForAll(proof => proof.Ok),
            proofs.Sum(proof => proof.Slips)
        );
        Console.Out.WriteLine(options.Json ? JsonSerializer.Serialize(report, Json) : report.ToText());
        foreach (var broken in proofs.Where(proof => !proof.Ok))
            await Console.Error.WriteLineAsync(ProofText.ToText(broken));
        return report.Proven ? 0 : 1;
    }

    private static async Task<double> TpcBAsync(APostgres server, TimeSpan length)
    {
        var said = await server.PgbenchAsync(
            "-c",
            $"{Clients}",
            "-j",
            "2",
            "-M",
            "prepared",
            "-T",
            $"{Math.Max(1, (int)Math.Ceiling(length.TotalSeconds))}"
        );
        var rate = said.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
        return double.Parse(rate, CultureInfo.InvariantCulture);
    }

    private static async Task<Measured> LineAsync(
        APostgres server,
        string seeded,
        Workload workload,
        int crowd,
        TimeSpan length,
        List<ProofReport> proofs
    )
    {
        var database = await server.EmptyAsync($"TEMPLATE {seeded}");
        var store = new StorageOptions(Path.GetTempPath()) { PostgreSql = database };
        Measured line;
        using (var door = OpenDoor(database))
            line = await ClosedLoop.RunAsync(door, workload, crowd, (_, took) => took < length);
        proofs.Add(await new LedgerProof(store, [], TimeProvider.System).RunAsync(CancellationToken.None));
        await server.DropAsync(database);
        return line;
    }

    private static DoorJournal OpenDoor(string database) =>
        new(
            new PostgresDoor(database, Random.Shared.Next()),
            AStore.Key,
            new LiveFeed(),
            TimeProvider.System,
            NullLogger<DoorJournal>.Instance
        );

    /// <summary>The wallets of <see cref="BenchStore"/>; answers the database's name.</summary>
    private static async Task<string> SeedAsync(APostgres server)
    {
        var database = await server.DatabaseAsync();
        using (var door = OpenDoor(database))
        {
            foreach (var slip in BenchStore.Opening())
                (await door.WriteAsync(write => write.Post(slip))).Granted();
        }

        return new Npgsql.NpgsqlConnectionStringBuilder(database).Database!;
    }

    private sealed record Report(IReadOnlyList<Measured> Lines, double TpcB, bool Proven, long ProvenSlips)
    {
        public double AgainstTpcB =>
            Lines.Single(line => line.Name == "uniform" && line.InFlight == Clients).PerSecond / TpcB;

        public string ToText()
        {
            var text = new StringBuilder();
            text.Append(
                CultureInfo.InvariantCulture,
                $"{"", -20} {"in flight", 9} {"transfers/s", 12} {"p50 ms", 8} {"p99 ms", 8} {"÷ TPC-B", 8}\n"
            );
            foreach (var line in Lines)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{line.Name, -20} {line.InFlight, 9} {line.PerSecond, 12:N0} {line.P50Ms, 8:0.00} {line.P99Ms, 8:0.00} {line.PerSecond / TpcB, 8:0.00}\n"
                );
            text.Append(CultureInfo.InvariantCulture, $"{"pgbench TPC-B", -20} {Clients, 9} {TpcB, 12:N0}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(AgainstTpcB >= 3 ? "met   " : "MISSED")}  {"64 in flight ÷ TPC-B", -28} {AgainstTpcB, 7:0.00}   aim ≥ 3.0\n"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"proof: {(Proven ? "OK" : "FAILED")}, {ProvenSlips:N0} slips recomputed"
            );
            return text.ToString();
        }
    }
}
