using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>Nobody hears "done" before what was done is on the disk: seen from below, not assumed.</summary>
[Trait("Lane", "Fast")]
public sealed class SyncBeforeAnswerTests
{
    [Fact]
    public async Task Between_the_last_byte_of_a_transfer_and_its_answer_the_log_is_synced()
    {
        await using var store = await AWatchedStore.OpenAsync();
        var before = store.Disk.Now;
        for (var i = 0; i < 100; i++)
        {
            (await store.Journal.TransferAsync($"send:{i}", 0, 1, 1, new Once("test", $"{i}", ""))).Granted();
            var since = store.Disk.Calls()[before..];
            before += since.Count;
            Assert.Contains(since, call => call is { IsLog: true, Op: DiskOp.Write });
            Assert.True(AllOfTheLogIsSynced(since), $"Transfer {i} was answered before its log was synced.");
        }
    }

    [Fact]
    public async Task A_crowd_is_answered_after_the_sync_that_it_shares()
    {
        await using var store = await AWatchedStore.OpenAsync();
        var answered = await Task.WhenAll(
            Enumerable
                .Range(0, 400)
                .Select(async i =>
                {
                    (await store.Journal.TransferAsync(SourceOf(i), 0, 1 + (i % 7), 1)).Granted();
                    return store.Disk.Now;
                })
        );

        var calls = store.Disk.Calls();
        for (var i = 0; i < answered.Length; i++)
        {
            var source = Encoding.UTF8.GetBytes(SourceOf(i));
            var written = calls.FindIndex(call =>
                call is { IsLog: true, Op: DiskOp.Write } && call.Bytes.AsSpan().IndexOf(source) >= 0
            );
            Assert.True(written >= 0, $"Transfer {i} was answered and is not in the log.");
            var synced = calls.FindIndex(written, call => call is { IsLog: true, Op: DiskOp.Sync });
            Assert.True(synced >= 0 && synced < answered[i], $"Transfer {i} was answered before its log was synced.");
        }

        Assert.True(AllOfTheLogIsSynced(calls));

        static string SourceOf(int i) => $"crowd:{i:0000}:";
    }

    [Fact]
    public async Task The_log_is_on_the_disk_before_its_pages_go_to_the_file_and_they_before_it_begins_anew()
    {
        await using var store = await AWatchedStore.OpenAsync();
        for (var i = 0; i < 40; i++)
            (await store.Journal.TransferAsync($"send:{i}", 0, 1, 1)).Granted();

        bool logIsSynced = true,
            fileIsSynced = true;
        var (pages, begunAnew) = (0, 0);
        foreach (var call in store.Disk.Calls())
        {
            if (call.Op == DiskOp.Sync)
                (logIsSynced, fileIsSynced) = call.IsLog ? (true, fileIsSynced) : (logIsSynced, true);
            if (call.Op != DiskOp.Write)
                continue;
            if (call.IsLog)
            {
                Assert.True(
                    call.At > 0 || fileIsSynced,
                    "The log begins anew over pages that are not on the disk yet."
                );
                logIsSynced = false;
                begunAnew += call.At == 0 ? 1 : 0;
            }
            else
            {
                Assert.True(logIsSynced, "A page goes to the file before its log is on the disk.");
                fileIsSynced = false;
                pages++;
            }
        }

        Assert.True(
            pages > 20 && begunAnew > 3,
            $"{pages} pages, {begunAnew} logs: too little happened to say anything."
        );
    }

    private static bool AllOfTheLogIsSynced(List<DiskCall> calls) =>
        calls.FindLastIndex(call => call is { IsLog: true, Op: DiskOp.Sync })
        > calls.FindLastIndex(call => call is { IsLog: true, Op: DiskOp.Write });
}
