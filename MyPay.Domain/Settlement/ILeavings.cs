using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement;

/// <summary>
/// Franchises that leave (해지 정산): what they have sold, what is batched, kept in reserve or owed to us is settled first.
/// Each is a case with an age and an owner until nothing is open either way; a refund that comes later opens it again.
/// </summary>
public interface ILeavings
{
    /// <summary>The open cases, the oldest first; or all, the newest first.</summary>
    Task<IReadOnlyList<LeavingView>> ListAsync(bool openOnly, CancellationToken ct = default);

    /// <summary>One franchise's; null when it is not leaving.</summary>
    Task<LeavingView?> FindAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>How many are open.</summary>
    Task<int> OpenAsync(CancellationToken ct = default);

    /// <summary>
    /// Gives a case an owner. Refuses with <c>settlement.leaving.not_found</c>, <c>settlement.leaving.settled</c>,
    /// <c>backoffice.role.missing</c>.
    /// </summary>
    Task<Result<Done>> TakeAsync(FranchiseId franchise, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Ends what has nothing open any more, and closes those franchises; answers how many. Safe to run twice and at
    /// once.
    /// </summary>
    Task<int> FinishDueAsync(CancellationToken ct = default);
}

/// <summary>
/// Leaving and debts, for whoever has the four eyes. Singleton: it uses nothing but what it is given.
/// </summary>
public interface ILeavingWrites
{
    /// <summary>A franchise begins to leave, in the caller's write.</summary>
    void Begin(JournalWrite write, FranchiseId franchise, Actor by);

    /// <summary>
    /// Something has come up after it was settled; does nothing to one that is not leaving or still open.
    /// </summary>
    void Reopen(JournalWrite write, FranchiseId franchise, Actor by);

    /// <summary>What a franchise owes us after its batches, won.</summary>
    long DebtOf(MyPayDb db, FranchiseId franchise);

    /// <summary>
    /// What is against giving up so much of a franchise's debt: <c>settlement.debt.none</c>, <c>….changed</c> (owed
    /// now), <c>….still_sells</c>; null when nothing is.
    /// </summary>
    Refusal? AgainstWriteOff(MyPayDb db, FranchiseId franchise, long amount);

    /// <summary>Gives the debt up: it becomes our expense. Refusals of <see cref="AgainstWriteOff"/>.</summary>
    Result<Done> WriteOff(
        JournalWrite write,
        FranchiseId franchise,
        long amount,
        string reason,
        Actor maker,
        Actor checker
    );

    /// <summary>
    /// What is against taking a reconciliation case's money for the debt: <c>settlement.debt.none</c>,
    /// <c>….not_incoming</c>, and the refusals of
    /// <see cref="IReconciliationSlips.AgainstWriteOff"/>; null when nothing is.
    /// </summary>
    Refusal? AgainstCollecting(MyPayDb db, FranchiseId franchise, string caseId);

    /// <summary>
    /// The money that a case found at the bank was the franchise's payment: it is taken off the debt, and what is more
    /// is paid back with the next batch. Closes the case. Refusals of <see cref="AgainstCollecting"/>.
    /// </summary>
    Result<Done> Collect(
        JournalWrite write,
        FranchiseId franchise,
        string caseId,
        string reason,
        Actor maker,
        Actor checker
    );
}

/// <summary>A franchise that leaves. Won throughout.</summary>
/// <param name="Since">When it began to leave, or when something came up again, UTC.</param>
/// <param name="SettledAt">When nothing was open any more, UTC; null while something is.</param>
/// <param name="Owner">Who takes care of it.</param>
/// <param name="Reopened">How often something came up after it was settled.</param>
/// <param name="Unsettled">Sold or cancelled, in no batch yet.</param>
/// <param name="Payable">In batches, unpaid.</param>
/// <param name="InTransit">On its way at a bank.</param>
/// <param name="Reserve">Kept back.</param>
/// <param name="OwedToUs">What the franchise owes.</param>
/// <param name="OwesSince">The first sales date of it.</param>
/// <param name="Open">Batches that are not paid, newest first.</param>
/// <param name="DayClosed">The sales date on which it left is closed.</param>
public sealed record LeavingView(
    FranchiseId Franchise,
    string TradeName,
    DateTimeOffset Since,
    DateTimeOffset? SettledAt,
    Actor? Owner,
    int Reopened,
    long Unsettled,
    long Payable,
    long InTransit,
    long Reserve,
    long OwedToUs,
    DateOnly? OwesSince,
    IReadOnlyList<BatchView> Open,
    bool DayClosed
)
{
    /// <summary>Still to be dealt with.</summary>
    public bool IsOpen => SettledAt is null;
}
