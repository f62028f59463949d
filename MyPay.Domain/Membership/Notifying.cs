using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Notices;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership;

/// <summary>
/// Telling a member, in the very write that made it true: told once, whatever is retried, and never of what did not
/// happen.
/// </summary>
public static class Notifying
{
    /// <summary>The topic that changes when the member has something new to read, or has read.</summary>
    public static string Topic(MemberId member) => $"notices:{member}";

    /// <summary>
    /// Tells the member, unless they silenced its kind, and by e-mail, if they wish so. What was told under this source
    /// already is not told again.
    /// </summary>
    public static void Notify(this JournalWrite write, MemberId member, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(notice);
        NoticeBook.Add(write, member, notice);
        MailQueue.AddForMember(write, member, notice);
    }

    /// <summary>
    /// Tells whoever has this sign-in: a member as ever; staff and operators, who have no notices to read here, by
    /// e-mail.
    /// </summary>
    public static void NotifyPerson(this JournalWrite write, string signInId, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(notice);
        if (MemberRow.OfSignIn(write, signInId) is { } member)
            write.Notify(member, notice);
        else
            MailQueue.AddForStaff(write, signInId, notice);
    }

    /// <summary>Tells everybody who has a role of the back office, by e-mail.</summary>
    /// <param name="role">One of <see cref="SignInRoles"/>.</param>
    public static void NotifyRole(this JournalWrite write, string role, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(write);
        var people = write
            .Db.UserRoles.Join(
                write.Db.Roles.Where(known => known.Name == role),
                has => has.RoleId,
                known => known.Id,
                (has, known) => has.UserId
            )
            .ToList();
        foreach (var signInId in people)
            write.NotifyPerson(signInId, notice);
    }
}
