using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money.Limits;

internal sealed class Outgoings(
    IFreezes freezes,
    IEnumerable<IOutgoingGuard> guards,
    MyPayDb reading,
    TimeProvider clock
) : IOutgoing
{
    public static readonly Refusal NotActive = new(RefusalKind.Forbidden, "money.member.not_active");
    private static readonly Refusal Frozen = new(RefusalKind.Forbidden, "money.member.frozen");
    private static readonly Refusal FrozenOutgoing = new(RefusalKind.Forbidden, "money.member.frozen_outgoing");
    private static readonly Refusal Held = new(RefusalKind.Forbidden, "money.outgoing.held");

    public Refusal? Against(JournalWrite write, OutgoingMove move) => Against(write.Db, write.Now, move);

    public Refusal? Begin(JournalWrite write, OutgoingMove move)
    {
        if (AgainstMember(write, move.Member, incoming: false) is { } refusal)
            return refusal;
        return guards.All(guard => guard.LetsPass(write, move)) ? null : Held;
    }

    public async Task<Refusal?> LookAsync(OutgoingMove move, CancellationToken ct) =>
        Against(reading, clock.GetUtcNow(), move) is { } refusal ? await RefusedAsync(move, refusal, ct) : null;

    public Refusal? AgainstMember(MyPayDb db, MemberId member, bool incoming) =>
        Against(freezes.StandingOf(db, member), incoming);

    public Refusal? AgainstMember(JournalWrite write, MemberId member, bool incoming) =>
        Against(freezes.StandingOf(write, member), incoming);

    private static Refusal? Against(MemberStanding? standing, bool incoming) =>
        standing switch
        {
            { State: MemberState.Active, Level: var level } => level == FreezeLevel.None || incoming
                ? null
                : FrozenOutgoing,
            { State: MemberState.Frozen } => Frozen,
            _ => NotActive,
        };

    public async Task<Refusal> RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Code == Held.Code)
            foreach (var guard in guards)
                await guard.HeldAsync(move, ct);
        return refusal;
    }

    private Refusal? Against(MyPayDb db, DateTimeOffset now, OutgoingMove move) =>
        AgainstMember(db, move.Member, incoming: false)
        ?? (guards.Any(guard => guard.Holds(db, now, move)) ? Held : null);
}
