using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.Notices;
using MyPay.Domain.Storage;

namespace MyPay.Domain.Membership;

/// <summary>Telling a member, in the very write that made it true: told once, whatever is retried, and never of what did not happen.</summary>
public static class Notifying
{
    /// <summary>The topic that changes when the member has something new to read, or has read.</summary>
    public static string Topic(MemberId member) => $"notices:{member}";

    /// <summary>Tells the member, unless they silenced its kind. What was told under this source already is not told again.</summary>
    public static void Notify(this JournalWrite write, MemberId member, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(notice);
        NoticeBook.Add(write, member, notice);
    }
}
