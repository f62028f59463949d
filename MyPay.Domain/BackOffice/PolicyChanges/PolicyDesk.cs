using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Policies;
using MyPay.Domain.Remittance;

namespace MyPay.Domain.BackOffice.PolicyChanges;

internal sealed class PolicyDesk(MyPayDb db, TimeProvider clock) : IPolicyDesk
{
    /// <summary>All policies of all modules.</summary>
    public static readonly IReadOnlyList<Policy> Known =
    [
        .. MoneyPolicies.All,
        .. MoneyPolicies.Calm,
        .. RemittancePolicies.All,
        .. PaymentPolicies.All,
        .. MembershipPolicies.All,
        .. FranchisePolicies.All,
    ];

    public async Task<IReadOnlyList<PolicyView>> ListAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        var rows = (await db.Set<PolicyRow>().AsNoTracking().ToListAsync(ct)).ToLookup(
            row => row.Name,
            StringComparer.Ordinal
        );
        return
        [
            .. Known.Select(policy =>
                View(policy, [.. rows[policy.Name].OrderBy(row => row.From).ThenBy(row => row.Id)], today)
            ),
        ];
    }

    private static PolicyView View(Policy policy, IReadOnlyList<PolicyRow> rows, DateOnly today)
    {
        var now = rows.LastOrDefault(row => row.From <= today);
        // Of one date the latest row counts; what it took the place of stays in the history.
        var coming = rows.Where(row => row.From > today).GroupBy(row => row.From).Select(day => day.Last());
        return new(
            policy,
            now?.Value ?? policy.Default,
            now?.From,
            [.. coming],
            [.. rows.OrderByDescending(row => row.Id)]
        );
    }
}
