using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>
/// The server goes away, the line is cut, an instance stands still: nothing confirmed is lost, nothing is done twice,
/// and writing goes on by itself.
/// </summary>
public sealed class PostgresOutageTests
{
    private static readonly DoorPatience Short = new(
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(60)
    );

    [Fact]
    public async Task A_server_that_crashes_under_load_loses_nothing_confirmed_and_doubles_nothing()
    {
        await using var server = await APostgres.StartAsync();
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql, server: server, patience: Short);
        await store.FundAsync(Transfers.Member(0), 1_000_000_000);
        using var second = store.OpenDoor();
        using var enough = new CancellationTokenSource();
        var (confirmed, refused) = (new ConcurrentBag<string>(), new ConcurrentDictionary<string, string>());

        var clients = Enumerable
            .Range(0, 24)
            .Select(lane =>
                Task.Run(async () =>
                {
                    var door = lane % 2 == 0 ? store.Journal : second;
                    for (var i = 0; !enough.IsCancellationRequested; i++)
                    {
                        var source = string.Create(CultureInfo.InvariantCulture, $"crash:{lane}:{i}");
                        var answer = await door.TransferAsync(
                            source,
                            0,
                            1 + (lane % 5),
                            1,
                            new Once("crash", source, "")
                        );
                        if (answer.TryGet(out _, out var refusal))
                            confirmed.Add(source);
                        else
                            refused[source] = refusal.Code;
                    }
                })
            )
            .ToArray();

        for (var round = 0; round < 3; round++)
        {
            var before = confirmed.Count;
            await Eventually.TrueAsync(
                () => Task.FromResult(confirmed.Count > before + 50),
                "transfers between crashes"
            );
            await server.CrashAsync();
            await server.StartAgainAsync();
        }

        var last = confirmed.Count;
        await Eventually.TrueAsync(
            () => Task.FromResult(confirmed.Count > last + 50),
            "transfers after the last crash, without a restart of anything"
        );
        await enough.CancelAsync();
        await Task.WhenAll(clients);

        // certain: not done
        Assert.All(refused.Values, code => Assert.True(code is "storage.unavailable" or "storage.busy", code));
        var booked = (await store.RowsAsync("SELECT source FROM ledger_slip WHERE source LIKE 'crash:%'")).ToHashSet();
        Assert.Equal(confirmed.Count, booked.Count);
        Assert.Empty(confirmed.Except(booked));
        Assert.Empty(refused.Keys.Intersect(booked));
        var report = await store.ProveAsync();
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    [Theory]
    [InlineData(Cut.AnswerToCommit, 1)] // committed, and nobody heard
    [InlineData(Cut.BeforeCommit, 2)] // it never got there
    public async Task A_line_cut_in_the_commit_is_looked_into_never_guessed(Cut cut, int runs)
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await store.FundAsync(Transfers.Member(0), 1_000);
        await using var line = ALine.To(store.Options.PostgreSql!);
        using var door = line.OpenDoor(Short);
        (await door.TransferAsync("before", 0, 1, 100)).Granted(); // a new connection says COMMIT of its own
        line.CutNext(cut);

        var ran = 0;
        var posted = (
            await door.WriteAsync<PostedSlip>(write =>
            {
                ran++;
                return write.Post(Transfers.Send("once", 0, 1, 10));
            })
        ).Granted();

        Assert.Equal((runs, 3L), (ran, posted.Seq));
        Assert.True(line.WasCut);
        Assert.Equal(110, await store.BalanceAsync(Transfers.Wallet(1)));
        (await door.TransferAsync("next", 0, 1, 5)).Granted();
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_commit_whose_end_nobody_can_ask_about_is_said_to_be_unknown_and_its_key_tells_later()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await store.FundAsync(Transfers.Member(0), 1_000);
        await using var line = ALine.To(store.Options.PostgreSql!);
        using var door = line.OpenDoor(Short with { Unknown = TimeSpan.FromMilliseconds(300) });
        (await door.TransferAsync("before", 0, 1, 100)).Granted();
        line.CutNext(Cut.AnswerToCommit, forGood: true);

        var once = new Once("send", "k", "10");
        Assert.Equal(
            ("storage.unknown", RefusalKind.Unavailable),
            Said(await door.TransferAsync("doubt", 0, 1, 10, once))
        );
        Assert.Equal(
            ("storage.unavailable", RefusalKind.Unavailable),
            Said(await door.TransferAsync("meanwhile", 0, 1, 10))
        );

        line.Repair();
        Assert.Equal(3, (await door.TransferAsync("doubt again", 0, 1, 10, once)).Granted().Seq); // it had been done
        (await door.TransferAsync("resumed", 0, 1, 10)).Granted();
        Assert.Equal(120, await store.BalanceAsync(Transfers.Wallet(1)));

        static (string, RefusalKind) Said(Result<PostedSlip> answer) => (answer.Refused().Code, answer.Refused().Kind);
    }

    [Fact]
    public async Task An_instance_that_stands_still_in_its_turn_holds_nobody_up_for_ever_and_finds_its_turn_gone()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql, patience: Short);
        await store.FundAsync(Transfers.Member(0), 1_000);
        using var isStill = new ManualResetEventSlim();
        using var wakeUp = new ManualResetEventSlim();
        using var still = store.OpenDoor();
        var runs = 0;
        var stuck = still.WriteAsync<PostedSlip>(write =>
        {
            runs++;
            var posted = write.Post(Transfers.Send("stuck", 0, 1, 600));
            isStill.Set();
            wakeUp.Wait();
            return posted;
        });
        isStill.Wait();

        (await store.Journal.TransferAsync("others go on", 0, 2, 700)).Granted();
        wakeUp.Set();

        // It saw 1,000 won then; run again, it sees 300.
        Assert.Equal("ledger.insufficient", (await stuck).Refused().Code);
        Assert.Equal(2, runs);
        (await still.TransferAsync("it goes on too", 0, 1, 300)).Granted();
        Assert.True((await store.ProveAsync()).Ok);
    }

    [Fact]
    public async Task A_stopped_process_is_overtaken_and_what_it_confirmed_counts_once()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await store.FundAsync(Transfers.Member(0), 1_000_000_000);
        var assembly = typeof(PostgresOutageTests).Assembly.Location;
        using var writer = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", assembly, "crash-writer", store.Options.PostgreSql!, "0"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var confirmed = new ConcurrentQueue<string>();
        var listening = ListenAsync(writer, confirmed);
        try
        {
            for (var stops = 0; stops < 2; stops++)
            {
                await IsConfirmedAsync(confirmed, confirmed.Count + 100);
                await StopHoldingAsync(writer, store);
                (await store.Journal.TransferAsync($"overtakes:{stops}", 0, 9, 1)).Granted();
                await SignalAsync(writer, "CONT");
            }

            await IsConfirmedAsync(confirmed, confirmed.Count + 100);
        }
        finally
        {
            writer.Kill();
        }

        await listening;
        var booked = (await store.RowsAsync("SELECT source FROM ledger_slip")).ToLookup(source => source);
        Assert.All(confirmed, source => Assert.Single(booked[source]));
        Assert.Equal(2, await store.BalanceAsync(Transfers.Wallet(9)));
        var report = await store.ProveAsync();
        Assert.True(report.Ok, ProofText.ToText(report));
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_to_be_and_writing_resumes_by_itself()
    {
        await using var server = await APostgres.StartAsync();
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql, server: server, patience: Short);
        await store.FundAsync(Transfers.Member(0), 1_000);
        await server.CrashAsync();

        var refused = (await store.Journal.TransferAsync("away", 0, 1, 10)).Refused();
        Assert.Equal(("storage.unavailable", RefusalKind.Unavailable), (refused.Code, refused.Kind));

        await server.StartAgainAsync();
        (await store.Journal.TransferAsync("away", 0, 1, 10)).Granted();
        Assert.Equal(10, await store.BalanceAsync(Transfers.Wallet(1)));
    }

    // Heard all the time: a writer whose pipe is full would stand outside its turns.
    private static async Task ListenAsync(Process writer, ConcurrentQueue<string> confirmed)
    {
        while (await writer.StandardOutput.ReadLineAsync() is { } source)
            confirmed.Enqueue(source);
    }

    private static Task IsConfirmedAsync(ConcurrentQueue<string> confirmed, int count) =>
        Eventually.TrueAsync(() => Task.FromResult(confirmed.Count >= count), $"{count} confirmed transfers");

    /// <summary>Stops the process at a moment when it holds the turn.</summary>
    private static async Task StopHoldingAsync(Process writer, AStore store)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await SignalAsync(writer, "STOP");
                if (
                    await store.NumberAsync(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = "
                            + $"{PostgresServer.DoorLock} AND granted AND database = (SELECT oid FROM "
                            + "pg_database WHERE datname = current_database())"
                    ) > 0
                    && await store.NumberAsync(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = "
                            + "'idle in transaction' AND application_name LIKE '%door'"
                    ) > 0
                )
                    return true;
                await SignalAsync(writer, "CONT");
                return false;
            },
            "a stop in the middle of a turn",
            tries: 1_000
        );
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
