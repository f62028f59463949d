using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Mail;

/// <summary>
/// Writes letters, in the write that made true what they tell. Sending them is another's work, later: a mail server
/// that is away holds up nothing.
/// </summary>
internal static class MailQueue
{
    /// <summary>As they wish, by kind.</summary>
    public static void AddForMember(JournalWrite write, MemberId member, Notice notice)
    {
        var kind = Notice.KindOf(notice.Event);
        if (
            !MailWishRow.Holds(kind, kind == NoticeKind.Security ? null : write.Find<MailWishRow>(member, kind)?.Wanted)
        )
            return;
        if (write.Db.Set<MemberRow>().Find(member) is { ClosedAt: null } reader)
            Add(write, LetterTo.Of(reader), notice);
    }

    /// <summary>
    /// To the address they sign in with, in the language they read. For a sign-in that was ended, none.
    /// </summary>
    public static void AddForStaff(JournalWrite write, string signInId, Notice notice)
    {
        if (LetterTo.OfStaff(write, signInId) is { } to)
            Add(write, to, notice);
    }

    /// <summary>A letter whose link is all it is about.</summary>
    public static void Add(
        JournalWrite write,
        LetterTo to,
        Notice notice,
        DataKeys keys,
        string token,
        DateTimeOffset usefulUntil
    ) => Add(write, to, notice, (keys, token, usefulUntil));

    private static void Add(
        JournalWrite write,
        LetterTo to,
        Notice notice,
        (DataKeys Keys, string Token, DateTimeOffset UsefulUntil)? link = null
    )
    {
        var mails = write.Db.Set<MailRow>();
        if (
            mails.Local.Any(m => Same(m))
            || mails
                .AsNoTracking()
                .Any(m =>
                    m.SignInId == to.SignInId
                    && m.Event == notice.Event
                    && m.Source == notice.Source
                    && m.Address == to.Address
                )
        )
            return;

        var id = NewId.At(write.Now);
        mails.Add(
            new MailRow
            {
                Id = id,
                SignInId = to.SignInId,
                Member = to.Member,
                Address = to.Address,
                ReaderName = to.Name,
                Language = to.Language,
                Event = notice.Event,
                Source = notice.Source,
                Amount = notice.Amount,
                Name = notice.Name,
                Detail = notice.Detail,
                SealedToken = link?.Keys.Protect(link.Value.Token, MailRow.Place(id)),
                UsefulUntil = link?.UsefulUntil,
                WrittenAt = write.Now,
                DueAt = write.Now,
            }
        );
        write.Touch(MailTopics.Mail);

        bool Same(MailRow known) =>
            known.SignInId == to.SignInId
            && known.Event == notice.Event
            && known.Source == notice.Source
            && known.Address == to.Address;
    }
}

/// <summary>Whom a letter goes to.</summary>
internal sealed record LetterTo(string SignInId, MemberId? Member, string Address, string Name, string Language)
{
    public static LetterTo Of(MemberRow member) =>
        new(member.SignInId, member.Id, member.Email, member.Name, member.Language);

    /// <summary>Null for a sign-in that was ended or never had an address.</summary>
    public static LetterTo? OfStaff(JournalWrite write, string signInId)
    {
        if (write.Db.Users.Find(signInId) is not { Email: { } address } person || person.IsShutOut())
            return null;
        var claims = write.Db.UserClaims.AsNoTracking().Where(c => c.UserId == signInId).ToList();
        string? Claimed(string type) => claims.Find(c => c.ClaimType == type)?.ClaimValue;
        return new(
            signInId,
            null,
            address,
            Claimed(SignInRoles.DisplayNameClaim) ?? address,
            Claimed(SignInRoles.LanguageClaim) ?? "ko"
        );
    }
}
