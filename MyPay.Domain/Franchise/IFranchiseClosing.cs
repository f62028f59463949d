using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Franchise;

/// <summary>
/// A franchise leaves (해지): its owner asks for it, two people of the back office agree, and from that write on it sells
/// nothing. It is closed once Settlement says that nothing is owed either way.
/// </summary>
public interface IFranchiseClosing
{
    /// <summary>
    /// The owner's wish; asked again it takes the new words. Refuses with <c>franchise.review.note_missing</c>,
    /// <c>franchise.closing.wrong_state</c>.
    /// </summary>
    Task<Result<FranchiseView>> AskAsync(FranchiseId franchise, string? reason, CancellationToken ct = default);

    /// <summary>
    /// The owner stays after all. Refuses with <c>franchise.closing.wrong_state</c> once the back office has agreed.
    /// </summary>
    Task<Result<FranchiseView>> TakeBackAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>Franchises whose owners wait for an answer, the oldest first.</summary>
    Task<IReadOnlyList<FranchiseView>> AskedAsync(CancellationToken ct = default);
}

/// <summary>
/// The closing itself, for whoever has the four eyes. Singleton: it uses nothing but what it is given.
/// </summary>
public interface IFranchiseClosingWrites
{
    /// <summary>
    /// What is against closing it now: <c>franchise.contract.not_found</c>, <c>franchise.closing.wrong_state</c>; null
    /// when nothing is.
    /// </summary>
    Refusal? Against(MyPayDb db, FranchiseId franchise);

    /// <summary>A franchise's trade name, for what two people read.</summary>
    string NameOf(MyPayDb db, FranchiseId franchise);

    /// <summary>
    /// It stops selling, and its API keys end, in the caller's write. Refusals of <see cref="Against"/>.
    /// </summary>
    Result<Done> Begin(JournalWrite write, FranchiseId franchise, string reason, Actor checker);

    /// <summary>Nothing is open either way: it is closed. Does nothing to one that is not leaving.</summary>
    void Finish(JournalWrite write, FranchiseId franchise);
}
