using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money;

/// <summary>
/// May money leave this wallet? One answer for sending, withdrawing and paying: the member's freeze first, then the
/// guards of later modules.
/// </summary>
public interface IOutgoing
{
    /// <summary>
    /// Asked inside the write that would move the money, before it posts anything, by whoever must know before a bank
    /// is asked for a top-up. Null when nothing is against it;
    /// <c>money.member.not_active</c>, <c>money.member.frozen</c>, <c>money.member.frozen_outgoing</c>,
    /// <c>money.member.frozen_by_owner</c>, and what a
    /// guard refuses with: <c>money.outgoing.held</c>, <c>money.calm.day</c>, <c>money.calm.new_receiver</c> (won that
    /// may leave a day, won left, hours until the calm time ends).
    /// </summary>
    Refusal? Against(JournalWrite write, OutgoingMove move);

    /// <summary>
    /// The same, and the move is noted for the guards in this very write: what is refused later leaves no note.
    /// </summary>
    Refusal? Begin(JournalWrite write, OutgoingMove move);

    /// <summary>The same question outside a write, before a bank is asked; the write asks again.</summary>
    Task<Refusal?> LookAsync(OutgoingMove move, CancellationToken ct = default);

    /// <summary>
    /// Only the freeze: for moves that move no money, and for charges (<paramref name="incoming"/>), which an outgoing
    /// freeze lets through.
    /// </summary>
    Refusal? AgainstMember(MyPayDb db, MemberId member, bool incoming = false);

    /// <summary>The same inside a write.</summary>
    Refusal? AgainstMember(JournalWrite write, MemberId member, bool incoming = false);

    /// <summary>
    /// Told once a write was refused: when a guard held the move, it opens its case. Answers the refusal.
    /// </summary>
    Task<Refusal> RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct = default);
}

/// <summary>
/// A later module's say before money leaves a wallet. Decides from what is stored and nothing else: the same key is
/// answered the same way.
/// </summary>
public interface IOutgoingGuard
{
    /// <summary>
    /// Why the move must not be made now, or null. Runs on the door's thread: cheap, and touching nothing but the
    /// connection.
    /// </summary>
    Refusal? Against(MyPayDb db, DateTimeOffset now, MemberStanding standing, OutgoingMove move);

    /// <summary>
    /// The move is being made in this write: why it must not be, or null, and it counts from now on.
    /// </summary>
    Refusal? Begin(JournalWrite write, MemberStanding standing, OutgoingMove move);

    /// <summary>The move was refused and nothing moved; whoever held it opens its case, once a key.</summary>
    Task RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct);
}

/// <summary>How money leaves a wallet.</summary>
public enum OutgoingKind
{
    /// <summary>To a member.</summary>
    Send,

    /// <summary>To somebody's bank account.</summary>
    SendToBank,

    /// <summary>To an own linked account.</summary>
    Withdraw,

    /// <summary>At a franchise.</summary>
    Pay,
}

/// <summary>Money that is about to leave a wallet.</summary>
/// <param name="Receiver">Who gets it, comparable and never shown: <c>member:…</c>, <c>account:bank:number</c>,
/// <c>franchise:…</c>.</param>
/// <param name="Key">The intent's key with its scope.</param>
/// <param name="Session">The sign-in in which it was asked for; null when no person asks: the clockwork, a shop's
/// API.</param>
public sealed record OutgoingMove(
    MemberId Member,
    OutgoingKind Kind,
    Won Amount,
    string Receiver,
    string Key,
    Guid? Session = null
);
