using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// A disk that fills up refuses in words, is read from as before, and is written to again once there is room.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_refuses_until_there_is_room_and_nothing_is_lost_or_doubled()
    {
        await using var store = await AWatchedStore.OpenAsync();
        var room = store.Disk.Room = store.Disk.Used + 400_000;
        List<int> done = [],
            refused = [];
        for (var i = 0; refused.Count < 20; i++)
        {
            if ((await SendAsync(i)).TryGet(out _, out var no))
                done.Add(i);
            else
            {
                Assert.Equal(("storage.full", RefusalKind.Unavailable), (no.Code, no.Kind));
                refused.Add(i);
            }
        }

        Assert.True(store.Disk.Used <= room && done.Count > 20, $"{done.Count} transfers in {room} bytes.");
        Assert.Equal(
            done.Count,
            await store.Options.NumberAsync("SELECT count(*) FROM ledger_slip WHERE source LIKE 'send:%'")
        );

        store.Disk.Room = null;
        foreach (var i in done.Concat(refused))
            (await SendAsync(i)).Granted(); // whoever asks again with the same key
        Assert.Equal(
            done.Count + refused.Count,
            await store.Options.NumberAsync("SELECT count(*) FROM ledger_slip WHERE source LIKE 'send:%'")
        );
        await AWatchedStore.VerifyAsync(store.Options, "with room again");

        Task<Result<PostedSlip>> SendAsync(int i) =>
            store.Journal.TransferAsync($"send:{new string('x', 1_000)}:{i}", 0, 1, 1, new Once("test", $"{i}", ""));
    }
}
