using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Freezing;

internal sealed class OwnFreezes(MyPayDb db, Journal journal) : IOwnFreezes
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "membership.member.not_found");

    public Task<DateTimeOffset?> SinceAsync(MemberId member, CancellationToken ct) =>
        db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => m.Id == member)
            .Select(m => m.FrozenByOwnerAt)
            .SingleOrDefaultAsync(ct);

    public Task<Result<Done>> FreezeAsync(MemberId member, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (Find(write, member) is not { } row)
                    return NotFound;
                if (row.FrozenByOwnerAt is not null)
                    return default(Done);
                row.FrozenByOwnerAt = write.Now;
                Tell(write, member, NoticeEvent.FrozenByOwner);
                return default(Done);
            },
            ct
        );

    public Task<Result<Done>> UnfreezeAsync(MemberId member, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (Find(write, member) is not { } row)
                    return NotFound;
                if (row.FrozenByOwnerAt is null)
                    return default(Done);
                var session = FreshProof.SessionOf(write, by) is { } own && own.SignInId == row.SignInId ? own : null;
                var given = session is null ? [] : PinProofRow.Given(write.Db, member, session.Id, write.Now);
                if (PinProofsView.MissingBesidesPin(given) is > 0 and var missing)
                    return new Refusal(RefusalKind.Forbidden, "membership.own_freeze.proofs_missing", (long)missing);
                row.FrozenByOwnerAt = null;
                PinProofRow.Forget(write, member, write.Now);
                Tell(write, member, NoticeEvent.UnfrozenByOwner);
                return default(Done);
            },
            ct
        );

    private static MemberRow? Find(JournalWrite write, MemberId member) =>
        write.Db.Set<MemberRow>().Find(member) is { ClosedAt: null } row ? row : null;

    private static void Tell(JournalWrite write, MemberId member, NoticeEvent happened)
    {
        write.Notify(member, new(happened, $"own_freeze:{NewId.At(write.Now):N}"));
        write.Touch(MemberRow.Topic(member));
    }
}
