using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Freezing;

internal sealed class Freezes : IFreezes
{
    public MemberStanding? StandingOf(MyPayDb db, MemberId member) =>
        db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => m.Id == member)
            .Select(m =>
                (MemberStanding?)
                    new MemberStanding(
                        m.State,
                        m.Freeze,
                        m.FrozenByOwnerAt != null,
                        m.CalmUntil == null ? null : new CalmTime(m.CalmUntil.Value, m.CalmReason!.Value)
                    )
            )
            .FirstOrDefault();

    public MemberStanding? StandingOf(JournalWrite write, MemberId member) =>
        write.Find<MemberRow>(member) is { } row
            ? new(
                row.State,
                row.Freeze,
                row.FrozenByOwnerAt is not null,
                row is { CalmUntil: { } until, CalmReason: { } reason } ? new CalmTime(until, reason) : null
            )
            : null;

    public Result<FreezeBefore> Set(JournalWrite write, MemberId member, FreezeLevel level, string reason, Actor by)
    {
        if (write.Db.Set<MemberRow>().Find(member) is not { } row || row.State == MemberState.Closed)
            return new Refusal(RefusalKind.NotFound, "membership.member.not_found");
        if (row.Freeze == level)
            return new Refusal(RefusalKind.Conflict, "membership.freeze.same");

        var before = new FreezeBefore(row.Freeze);
        (row.Freeze, row.State) = (level, level == FreezeLevel.Everything ? MemberState.Frozen : MemberState.Active);
        var lifts = level == FreezeLevel.None;
        (row.FreezeReason, row.FrozenAt, row.FrozenBy) = (
            lifts ? null : reason,
            lifts ? null : write.Now,
            lifts ? null : by.Name
        );
        if (level == FreezeLevel.Everything)
            write.Touch(SignInTopics.Standing(row.SignInId));
        if (level == FreezeLevel.Everything && write.Db.Users.Find(row.SignInId) is { } signIn)
            (signIn.SecurityStamp, signIn.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString()); // sessions and open pages end with the stamp

        write.Note(
            by,
            level == FreezeLevel.None ? "member.unfrozen" : "member.frozen",
            $"member:{member}",
            reason,
            before,
            new FreezeBefore(level)
        );
        write.Touch(MemberRow.Topic(member));
        write.Touch("members");
        return before;
    }
}
