using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.BackOffice.Fraud;

internal sealed class CalmLimits(MyPayDb db, IFreezes freezes, TimeProvider clock) : ICalmLimits
{
    public Task<CalmLimitsView?> FindAsync(MemberId member, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (freezes.StandingOf(db, member)?.CalmAt(now) is not { } calm)
            return Task.FromResult<CalmLimitsView?>(null);
        var usage = CalmUsage.Of(db, calm, member, now);
        var left = Won.Min(usage.Left, usage.LeftToNew);
        return Task.FromResult<CalmLimitsView?>(
            new(calm.Until, calm.Reason, usage.Most, usage.Left, usage.MostToNew, left)
        );
    }
}
