using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Money.History;

internal sealed class TopUps(MyPayDb db, Journal journal) : ITopUps
{
    public async Task<TopUpBehind?> FindAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct
    )
    {
        var lastTry = await journal.TryOfAsync<Guid>(
            Wallets.TopUpKey(member, amount, reason, intent),
            (_, _) => false,
            ct
        );
        if (!lastTry.TryGet(out var key, out _))
            return null;
        var known = await journal.EarlierAsync<Guid>(key, ct);
        if (known is null || !known.TryGet(out var id, out _))
            return null;
        return await db.Set<BankMove>()
            .AsNoTracking()
            .Where(m => m.Id == id)
            .Select(m => new TopUpBehind(m.Id, m.Amount, m.State, m.AccountLabel, m.Call, m.At))
            .SingleOrDefaultAsync(ct);
    }

    public async Task<BankMoveSums> SumsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var done = await db.Set<BankMove>()
            .AsNoTracking()
            .Where(m => m.At >= from && m.At < to && m.State == MoveState.Done)
            .Select(m => new { m.Direction, m.Amount })
            .ToListAsync(ct);
        var (charges, withdrawals) = (
            done.Where(m => m.Direction == BankDirection.In).ToList(),
            done.Where(m => m.Direction == BankDirection.Out).ToList()
        );
        return new(
            charges.Count,
            charges.Sum(m => m.Amount.Amount),
            withdrawals.Count,
            withdrawals.Sum(m => m.Amount.Amount)
        );
    }
}
