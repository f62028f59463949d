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
    private static readonly Refusal FrozenByOwner = new(RefusalKind.Forbidden, "money.member.frozen_by_owner");
    private static readonly Refusal FrozenOutgoing = new(RefusalKind.Forbidden, "money.member.frozen_outgoing");

    public Refusal? Against(JournalWrite write, OutgoingMove move) => Against(write.Db, write.Now, move);

    public Refusal? Begin(JournalWrite write, OutgoingMove move)
    {
        var standing = freezes.StandingOf(write, move.Member);
        return Against(standing, incoming: false)
            ?? guards
                .Select(guard => guard.Begin(write, standing!.Value, move))
                .FirstOrDefault(against => against is not null);
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
            { State: MemberState.Active } when incoming => null,
            { State: MemberState.Active, Level: not FreezeLevel.None } => FrozenOutgoing,
            { State: MemberState.Active, IsFrozenByOwner: true } => FrozenByOwner,
            { State: MemberState.Active } => null,
            { State: MemberState.Frozen } => Frozen,
            _ => NotActive,
        };

    public async Task<Refusal> RefusedAsync(OutgoingMove move, Refusal refusal, CancellationToken ct)
    {
        foreach (var guard in guards)
            await guard.RefusedAsync(move, refusal, ct);
        return refusal;
    }

    private Refusal? Against(MyPayDb db, DateTimeOffset now, OutgoingMove move)
    {
        var standing = freezes.StandingOf(db, move.Member);
        return Against(standing, incoming: false)
            ?? guards
                .Select(guard => guard.Against(db, now, standing!.Value, move))
                .FirstOrDefault(against => against is not null);
    }
}
