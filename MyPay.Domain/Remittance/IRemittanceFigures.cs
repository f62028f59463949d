using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Remittance;

/// <summary>What members sent, added up.</summary>
public interface IRemittanceFigures
{
    /// <summary>
    /// Transfers that were made from one instant to another, and what they come to; those that went back are not in it.
    /// </summary>
    Task<RemittanceSums> SumsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);
}

/// <summary>Sums of transfers, won.</summary>
public sealed record RemittanceSums(int Count, long Won);

internal sealed class RemittanceFigures(MyPayDb db) : IRemittanceFigures
{
    private static readonly RemittanceState[] Gone =
    [
        RemittanceState.Waiting,
        RemittanceState.AtBank,
        RemittanceState.Done,
    ];

    public async Task<RemittanceSums> SumsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var amounts = await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.SentAt >= from && t.SentAt < to && Gone.Contains(t.State))
            .Select(t => t.Amount)
            .ToListAsync(ct);
        return new(amounts.Count, amounts.Sum(a => a.Amount));
    }
}
