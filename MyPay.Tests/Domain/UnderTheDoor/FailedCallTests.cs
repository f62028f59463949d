using Microsoft.Data.Sqlite;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// One script again and again, and each time the next call to the disk fails, and in the end the power. Whichever it
/// is: what was confirmed is there, nothing is confirmed on a disk that failed, and the store opens clean.
/// </summary>
public sealed class FailedCallTests(ITestOutputHelper output)
{
    private const int Transfers = 7;

    [Theory]
    [InlineData(DiskTrouble.Error, DiskOp.Open, 1)]
    [InlineData(DiskTrouble.Error, DiskOp.Read, 10)]
    [InlineData(DiskTrouble.Error, DiskOp.Write, 90)]
    [InlineData(DiskTrouble.TornWrite, DiskOp.Write, 90)]
    [InlineData(DiskTrouble.ErrorFromThenOn, DiskOp.Write, 90)]
    [InlineData(DiskTrouble.Error, DiskOp.Sync, 10)]
    [InlineData(DiskTrouble.ErrorFromThenOn, DiskOp.Sync, 10)]
    [InlineData(DiskTrouble.Error, DiskOp.Delete, 1)]
    internal async Task An_error_at_any_call_stops_all_writing_until_the_store_is_opened_again(
        DiskTrouble trouble,
        DiskOp op,
        int atLeast
    )
    {
        var n = 0;
        while (await RunAsync(new(trouble, op, n + 1), "storage.stopped", goesOn: false))
            n++;
        output.WriteLine($"{n} calls failed, each in a run of its own");
        Assert.True(n >= atLeast, $"Only {n} calls failed: the script says too little.");
    }

    [Theory]
    [InlineData(DiskTrouble.Full)]
    [InlineData(DiskTrouble.ShortWrite)]
    internal async Task No_room_at_any_write_refuses_that_command_and_no_other(DiskTrouble trouble)
    {
        var n = 0;
        while (await RunAsync(new(trouble, DiskOp.Write, n + 1), "storage.full", goesOn: true))
            n++;
        output.WriteLine($"{n} calls failed, each in a run of its own");
        Assert.True(n >= 90, $"Only {n} calls failed: the script says too little.");
    }

    /// <summary>False when the script came to its end before the fault.</summary>
    private static async Task<bool> RunAsync(DiskFault fault, string refusal, bool goesOn)
    {
        await using var store = await AWatchedStore.MakeAsync();
        store.Disk.Fail(fault);
        List<int> confirmed = [],
            refused = [];
        if (Opens(store))
        {
            for (var i = 0; i < Transfers; i++)
            {
                var (failedBefore, callsBefore) = (store.Disk.HasFailed, store.Disk.Now);
                if ((await StepAsync(store.Journal, i)).TryGet(out _, out var no))
                {
                    Assert.True(goesOn || !failedBefore, $"{fault}: step {i} was confirmed on a disk that had failed.");
                    confirmed.Add(i);
                    continue;
                }

                Assert.True(
                    no.Code == refusal && store.Disk.HasFailed,
                    $"{fault}: step {i} was refused with {no.Code}."
                );
                Assert.True(
                    refused.Count == 0 || (!goesOn && store.Disk.Now == callsBefore),
                    $"{fault}: step {i} comes after the failure."
                );
                refused.Add(i);
            }

            if (store.Disk.HasFailed)
                await ReadsGoOnAsync(store, fault, confirmed, refused);
            store.Close(); // where the fault may still be met
        }

        var after = new StorageOptions(Directory.CreateTempSubdirectory("mypay-test-").FullName);
        PowerLoss.Cut(store.Disk, store.Options.SqliteFile, store.Disk.Now, new Random(fault.N), after.SqliteFile);
        using (ADisk.Under(after.Directory))
            await OpensCleanAsync(after, fault, confirmed, goesOn ? refused : [.. refused.Skip(1)]);
        Directory.Delete(after.Directory, recursive: true);
        return store.Disk.HasFailed;
    }

    private static bool Opens(AWatchedStore store)
    {
        try
        {
            store.Open();
            return true;
        }
        catch (SqliteException) when (store.Disk.HasFailed)
        {
            return false;
        }
    }

    private static Task<Result<PostedSlip>> StepAsync(Journal journal, int i) =>
        journal.TransferAsync(SourceOf(i), 0, (i % 3) + 1, i + 1, new Once("test", $"{i}", ""));

    // The one command in hand when an fsync failed may be there after a restart or not; its key tells.
    private static async Task ReadsGoOnAsync(
        AWatchedStore store,
        DiskFault fault,
        List<int> confirmed,
        List<int> refused
    )
    {
        var there = await store.Options.RowsAsync("SELECT source FROM ledger_slip");
        Assert.True(
            confirmed.TrueForAll(i => there.Contains(SourceOf(i))),
            $"{fault}: reads do not see what was confirmed."
        );
        Assert.True(refused.TrueForAll(i => !there.Contains(SourceOf(i))), $"{fault}: reads see what was refused.");
    }

    private static async Task OpensCleanAsync(
        StorageOptions options,
        DiskFault fault,
        List<int> confirmed,
        List<int> neverDone
    )
    {
        await AWatchedStore.VerifyAsync(options, $"{fault}");
        var there = await options.RowsAsync("SELECT source FROM ledger_slip");
        Assert.True(
            confirmed.TrueForAll(i => there.Contains(SourceOf(i))),
            $"{fault}: of {string.Join(',', confirmed)} there is only {string.Join(',', there)}."
        );
        Assert.True(
            neverDone.TrueForAll(i => !there.Contains(SourceOf(i))),
            $"{fault}: of {string.Join(',', neverDone)} something was done: {string.Join(',', there)}."
        );

        // Everybody asks again with the same keys.
        using (var journal = AWatchedStore.OpenDoor(options))
            for (var i = 0; i < Transfers; i++)
                (await StepAsync(journal, i)).Granted();
        await AWatchedStore.VerifyAsync(options, $"{fault}, asked again");
        Assert.Equal(1 + Transfers, await options.NumberAsync("SELECT count(*) FROM ledger_slip"));
    }

    private static string SourceOf(int i) => $"send:{i}";
}
