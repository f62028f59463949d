using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// Many recurring keys at once, for load tests on demo data. Never offered to anybody: only the <c>demo</c> command
/// asks.
/// </summary>
public interface IBulkKeys
{
    /// <summary>
    /// One recurring key a member, in the order given. Such a key takes any <c>partner_user_id</c>: whoever measures
    /// knows only the key.
    /// </summary>
    Task<Result<IReadOnlyList<string>>> AddAsync(
        FranchiseId franchise,
        string recurringCid,
        IReadOnlyList<(MemberId Member, string Name)> members,
        CancellationToken ct = default
    );
}
