using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// How much of a member's money stands still (이용 정지). Whatever the level, money that comes in and refunds arrive.
/// </summary>
public enum FreezeLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sending, withdrawing and paying; charging, receiving and looking go on.</summary>
    Outgoing,

    /// <summary>Everything, signing in too.</summary>
    Everything,
}

/// <summary>Freezes of members. Stateless: asked and set inside writes.</summary>
public interface IFreezes
{
    /// <summary>How the member stands, from the one row that says so; null for a member nobody knows.</summary>
    MemberStanding? StandingOf(MyPayDb db, MemberId member);

    /// <summary>The same inside a write, on the way of every payment.</summary>
    MemberStanding? StandingOf(JournalWrite write, MemberId member);

    /// <summary>
    /// Sets the level and notes it in the audit log; <see cref="FreezeLevel.Everything"/> ends sessions and open pages.
    /// Answers the level before. Who may do it, and with how many eyes, is the back office's business. Refuses with
    /// <c>membership.member.not_found</c>, <c>membership.freeze.same</c>.
    /// </summary>
    Result<FreezeBefore> Set(JournalWrite write, MemberId member, FreezeLevel level, string reason, Actor by);
}

/// <summary>Whether a member may use MyPay, and how far.</summary>
/// <param name="IsFrozenByOwner">The member holds their own money back, see <see cref="IOwnFreezes"/>.</param>
/// <param name="LastCalm">The calm time that was begun last; it may be over.</param>
public readonly record struct MemberStanding(
    MemberState State,
    FreezeLevel Level,
    bool IsFrozenByOwner,
    CalmTime? LastCalm
)
{
    /// <summary>The calm time of that instant (UTC); null when there is none.</summary>
    public CalmTime? CalmAt(DateTimeOffset now) => LastCalm is { } calm && now < calm.Until ? calm : null;
}

/// <summary>What held before a change.</summary>
public sealed record FreezeBefore(FreezeLevel Level);
