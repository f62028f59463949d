using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Sessions;

/// <summary>The question itself: is the last proof of this session fresh?</summary>
internal static class FreshProof
{
    private static readonly Refusal Required = new(RefusalKind.Forbidden, "membership.step_up.required");

    /// <param name="write">The write of the change.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="signInId">Whose account it is: nobody proves themselves for another.</param>
    public static Result<Done> Require(JournalWrite write, Actor by, string? signInId = null)
    {
        if (by == Actor.System)
            return default(Done);
        if (signInId is not null && signInId != by.Id)
            return Required;
        if (SessionOf(write, by) is not { } session)
            return Required;
        return session.LastProof >= write.Now - IStepUps.Lifetime ? default(Done) : Required;
    }

    /// <summary>Notes that the person has just proved themselves in this session.</summary>
    public static Result<Done> Note(JournalWrite write, Actor by)
    {
        if (SessionOf(write, by) is not { } session)
            return new Refusal(RefusalKind.NotFound, "membership.session.not_found");
        session.ProvedAt = write.Now;
        return default(Done);
    }

    /// <summary>The session that they act from; null when it has ended or is another's.</summary>
    public static SessionRow? SessionOf(JournalWrite write, Actor by) =>
        by.Session is { } id
        && write.Db.Set<SessionRow>().Find(id) is { EndedAt: null } session
        && session.SignInId == by.Id
            ? session
            : null;
}
