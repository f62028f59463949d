using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// Somebody deletes the log of a store that was not closed, or a byte of it rots. What only the log had is gone then,
/// and nothing in the file can tell that it is missing; but what is called sound is, slip by slip, the store as it once
/// stood.
/// </summary>
public sealed class LostLogTests(ITestOutputHelper output)
{
    private const int Moments = 40;

    [Theory]
    [InlineData("deleted")]
    [InlineData("a byte of it is another")]
    public async Task Without_its_log_a_store_stands_as_it_once_stood_or_the_damage_is_found(string how)
    {
        await using var store = await AWatchedStore.OpenAsync();
        for (var i = 0; i < 60; i++)
            (await store.Journal.TransferAsync($"send:{i}", 0, 1 + (i % 5), 1, new Once("test", $"{i}", ""))).Granted();
        var all = await store.Options.RowsAsync("SELECT seq, source, hash FROM ledger_slip ORDER BY seq");
        var calls = store.Disk.Calls();
        var seed = Seeds.New();
        output.WriteLine($"MYPAY_SEED={seed}");
        var chance = new Random(seed);
        var (found, earlier) = (0, 0);
        List<int> any = [.. Enumerable.Range(1, calls.Count)],
            carryingOver = [.. any.Where(cut => calls[cut - 1] is { IsLog: false, Op: DiskOp.Write })];
        for (var moment = 0; moment < Moments; moment++)
        {
            var among = moment % 2 == 0 ? any : carryingOver;
            var cut = among[chance.Next(among.Count)];
            if (await StandsAsync(store, [.. calls.Take(cut)], how, chance) is not { } slips)
                found++;
            else
            {
                Assert.True(
                    slips.SequenceEqual(all.Take(slips.Count)),
                    $"seed {seed}, moment {moment}: {slips.Count} slips are called sound and never were the store's."
                );
                earlier++;
            }
        }

        output.WriteLine($"found {found} times, an earlier sound state {earlier} times");
        Assert.True(earlier > 0 && (found > 0 || how != "deleted"), "Too few moments to say anything.");
    }

    /// <summary>The slips of a store that a proof calls sound; null when it finds damage.</summary>
    private static async Task<List<string>?> StandsAsync(
        AWatchedStore store,
        IReadOnlyList<DiskCall> calls,
        string how,
        Random chance
    )
    {
        var options = new StorageOptions(Directory.CreateTempSubdirectory("mypay-test-").FullName);
        try
        {
            var file = store.Options.SqliteFile;
            await File.WriteAllBytesAsync(options.SqliteFile, WhatLies(file)!);
            if (how != "deleted" && WhatLies(file + "-wal") is { Length: > 0 } log)
            {
                log[chance.Next(log.Length)] ^= (byte)(1 << chance.Next(8));
                await File.WriteAllBytesAsync(options.SqliteFile + "-wal", log);
            }

            return (await new LedgerProof(options, [], TimeProvider.System).RunAsync(CancellationToken.None)).Ok
                ? await options.RowsAsync("SELECT seq, source, hash FROM ledger_slip ORDER BY seq")
                : null;
        }
        finally
        {
            Directory.Delete(options.Directory, recursive: true);
        }

        byte[]? WhatLies(string name) =>
            PowerLoss.WithoutLoss(store.Disk.Before(name), calls.Where(call => call.File == name));
    }
}
