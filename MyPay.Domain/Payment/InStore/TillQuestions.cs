using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Payment.InStore;

/// <summary>Whether an amount at the till is so far from the usual that somebody should look at it again.</summary>
internal sealed class TillQuestions(MyPayDb db, IFranchises franchises, TimeProvider clock)
{
    /// <summary>How many times the usual sale is no usual sale.</summary>
    public const int Times = 10;

    /// <summary>What counts as usual is what was sold at the counter in this time.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>More sales than this an hour say no more about what is usual.</summary>
    private const int Most = 500;

    public async Task<bool> IsUnusualAsync(FranchiseId franchise, long won, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var own = (await franchises.FindAsync(franchise, ct))?.TillAsksAbove?.Amount;
        if (won > (own ?? PolicyBook.ValueOn(db, PaymentPolicies.TillAsksAbove, SeoulTime.DateOf(now))))
            return true;

        var since = now - Lately;
        var sold = await db.Set<Purchase>()
            .AsNoTracking()
            .Where(p =>
                p.Franchise == franchise
                && p.CreatedAt >= since
                && p.Live
                && (p.Channel == Channels.Code || p.Channel == Channels.Qr)
                && (
                    p.State == PaymentState.Paid
                    || p.State == PaymentState.PartlyCancelled
                    || p.State == PaymentState.Cancelled
                )
            )
            .OrderByDescending(p => p.CreatedAt)
            .Select(p => p.Total)
            .Take(Most)
            .ToListAsync(ct);
        return sold.Count > 0 && won > Times * Median(sold);
    }

    /// <summary>Of an even number, the half way between the two in the middle; won.</summary>
    public static decimal Median(IReadOnlyCollection<long> amounts)
    {
        var sorted = amounts.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + (decimal)sorted[middle]) / 2;
    }
}
