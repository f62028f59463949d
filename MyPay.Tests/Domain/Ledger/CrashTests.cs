using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Sqlite;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>Killed at any moment, the door has kept every transfer it confirmed, each once.</summary>
public abstract class CrashTests(Database on)
{
    private const int Kills = 10;

    [Fact]
    public async Task Every_confirmed_transfer_survives_a_kill_at_a_random_moment()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await store.FundAsync(Transfers.Member(0), 1_000_000_000);
        store.Close();

        var confirmed = new List<string>();
        for (var round = 0; round < Kills; round++)
        {
            confirmed.AddRange(
                await WriteUntilKilledAsync(
                    store.Options.PostgreSql ?? store.Options.Directory,
                    round,
                    Random.Shared.Next(1, 600)
                )
            );
            var report = await store.ProveAsync();
            Assert.True(report.Ok, ProofText.ToText(report));
        }

        Assert.Equal(confirmed.Count, confirmed.Distinct().Count());
        await using var db = store.NewDb();
        var booked = db.Set<MyPay.Domain.Ledger.Slips.SlipRow>()
            .Select(slip => slip.Source)
            .AsEnumerable()
            .ToLookup(source => source);
        Assert.All(confirmed, source => Assert.Single(booked[source]));
    }

    /// <summary>The other process: transfers, 32 at a time, each printed once it is confirmed. Until killed.</summary>
    public static async Task<int> WriteAsync(string store, string round)
    {
        DoorStore door = store.StartsWith("Host=", StringComparison.Ordinal)
            ? new PostgresDoor(store, Environment.ProcessId)
            : new SqliteDoor(new StorageOptions(store).SqliteFile);
        using var journal = new DoorJournal(
            door,
            AStore.Key,
            new LiveFeed(),
            TimeProvider.System,
            NullLogger<DoorJournal>.Instance
        );
        var print = new Lock();
        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(lane =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; ; i++)
                        {
                            var source = $"crash:{round}:{lane}:{i}";
                            (
                                await journal.TransferAsync(source, 0, 1 + (i % 7), 1, new Once("crash", source, ""))
                            ).Granted();
                            lock (print)
                            {
                                Console.Out.WriteLine(source);
                                Console.Out.Flush();
                            }
                        }
                    })
                )
        );
        return 0;
    }

    private static async Task<List<string>> WriteUntilKilledAsync(string store, int round, int after)
    {
        var assembly = typeof(CrashTests).Assembly.Location;
        using var writer = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", assembly, "crash-writer", store, $"{round}"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var confirmed = new List<string>();
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            confirmed.Add(line);
            if (confirmed.Count == after)
                writer.Kill(); // SIGKILL; what it had printed until then still counts
        }

        await writer.WaitForExitAsync();
        Assert.True(confirmed.Count >= after, "The writer ended by itself.");
        return confirmed;
    }
}

public sealed class SqliteCrashTests() : CrashTests(Database.Sqlite);

public sealed class PostgresCrashTests() : CrashTests(Database.PostgreSql);
