using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Money.Charge;

/// <summary>
/// Waits for the member's automatic charges that the bank is being asked for right now. A payment that comes in that
/// second is not refused because of them, and makes no charge of its own beside them.
/// </summary>
internal sealed class ChargesUnderWay(
    IFirmBank bank,
    LiveFeed feed,
    MyPayDb db,
    IOptions<BankingOptions> options,
    TimeProvider clock
)
{
    /// <summary>
    /// True once none is under way any more; false when there was none, or when the bank has not answered in its time:
    /// then nothing has changed for the asker.
    /// </summary>
    public async Task<bool> EndedAsync(MemberId member, CancellationToken ct)
    {
        // Listens before it looks, so that no end falls in between.
        var changed = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        using var subscription = feed.Subscribe([$"member:{member}"], () => changed.Writer.TryWrite(true));
        if (!await AnyAsync(member, ct))
            return false;

        using var patience = new CancellationTokenSource(options.Value.CallTimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            while (await AnyAsync(member, either.Token))
                await changed.Reader.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> AnyAsync(MemberId member, CancellationToken ct)
    {
        var open = await Charging
            .OpenCharges(db, member)
            .AsNoTracking()
            .Where(m => m.Origin == ChargeOrigin.Threshold || m.Origin == ChargeOrigin.Scheduled)
            .Select(m => m.Call)
            .ToListAsync(ct);
        foreach (var call in open)
            if (await bank.FindAsync(call, ct) is { State: BankCallState.Sending })
                return true;
        return false;
    }
}
