using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>
/// What a key has charged in a month of Seoul: as its row counts it, or summed up from its payments for a key of before
/// rows counted.
/// </summary>
internal static class TakenThisMonth
{
    public static long Of(MyPayDb db, RecurringKey key, DateTimeOffset at)
    {
        if (key.TakenAt(at) is { } counted)
            return counted;
        var (sid, begin) = (key.Sid, SeoulTime.StartOf(RecurringKey.MonthOf(at)));
        return db.Set<Purchase>()
            .AsNoTracking()
            .Where(p => p.Sid == sid && p.ApprovedAt >= begin)
            .Where(p =>
                p.State == PaymentState.Paid
                || p.State == PaymentState.PartlyCancelled
                || p.State == PaymentState.Cancelled
            )
            .Sum(p => p.Total);
    }
}
