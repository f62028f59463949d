using System.Collections.Concurrent;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;
using Xunit.Abstractions;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// Whenever the power goes: the store opens, its books hold, and every transfer is there that was confirmed by then.
/// </summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private const int Images = 400;

    [Fact]
    public async Task Every_confirmed_transfer_is_there_whenever_the_power_goes()
    {
        await using var store = await AWatchedStore.OpenAsync();
        var confirmed = await ScriptAsync(store);
        var seed = Seeds.New();
        output.WriteLine($"MYPAY_SEED={seed}");

        var places = await new PowerCuts(store.Disk, store.Options.SqliteFile).RunAsync(
            Images,
            seed,
            async (options, cut, when) =>
            {
                using (var journal = AWatchedStore.OpenDoor(options))
                    (await journal.WriteAsync(write => write.Post(AWatchedStore.MoreMoney("after")))).Granted();
                await AWatchedStore.VerifyAsync(options, when);
                var there = (await options.RowsAsync("SELECT source FROM ledger_slip")).ToHashSet(
                    StringComparer.Ordinal
                );
                foreach (var (source, by) in confirmed)
                    Assert.True(
                        by > cut || there.Contains(source),
                        $"{when}: {source} is lost, confirmed by call {by}."
                    );
            }
        );

        output.WriteLine($"{store.Disk.Now} calls, {confirmed.Count} transfers");
        foreach (var (place, times) in places)
            output.WriteLine($"{times} × {place}");
        Assert.True(places.Count >= 8 && places.Values.All(times => times >= 10), "Some places were hardly cut.");
    }

    /// <summary>Alone and in crowds; over many logs, one of which a reader holds; and over a clean close.</summary>
    private static async Task<List<(string Source, int By)>> ScriptAsync(AWatchedStore store)
    {
        var confirmed = new ConcurrentBag<(string, int)>();
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 15; i++)
                await SendAsync($"alone:{round}:{i}");
            await using (await ProofSnapshot.OpenAsync(store.Options, CancellationToken.None))
                for (var i = 0; i < 5; i++)
                    await SendAsync($"beside a reader:{round}:{i}");

            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync($"in a crowd:{round}:{i}")));
            if (round % 2 == 0)
                continue;
            store.Close();
            store.Open();
        }

        return [.. confirmed];

        async Task SendAsync(string source)
        {
            (
                await store.Journal.TransferAsync(source, 0, 1 + (source.Length % 5), 1, new Once("test", source, ""))
            ).Granted();
            confirmed.Add((source, store.Disk.Now));
        }
    }
}
