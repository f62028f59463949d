using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Membership.Linking;

/// <summary>
/// How often a 1-won check may begin. An account is counted over all members: its digits are not to be guessed by many
/// of them. Days are dates in Seoul.
/// </summary>
internal static class CheckLimits
{
    /// <summary>The days, today among them, in which an account's unsuccessful checks add up.</summary>
    public const int Days = 30;

    /// <summary>Null when another check may begin now; else why not.</summary>
    public static Refusal? Find(MyPayDb db, MemberId member, string numberIndex, DateTimeOffset now)
    {
        var today = SeoulTime.DateOf(now);
        var limits = PolicyBook.ValuesOn(
            db,
            [
                MembershipPolicies.ChecksOfMember,
                MembershipPolicies.ChecksOfAccount,
                MembershipPolicies.ChecksOfAccountInDays,
            ],
            today
        );
        var (midnight, earliest) = (SeoulTime.StartOf(today), SeoulTime.StartOf(today.Later(1 - Days)));

        var ofMember = limits[MembershipPolicies.ChecksOfMember];
        if (db.Set<AccountCheckRow>().Count(c => c.Member == member && c.StartedAt >= midnight) >= ofMember)
            return new(RefusalKind.Conflict, "membership.linking.too_many_checks", ofMember);

        // A won that certainly did not arrive gave nobody digits to guess.
        var sent = db.Set<AccountCheckRow>()
            .AsNoTracking()
            .Where(c => c.NumberIndex == numberIndex && c.StartedAt >= earliest && c.State != CheckState.Failed)
            .OrderBy(c => c.StartedAt)
            .Select(c => new
            {
                c.StartedAt,
                IsProved = c.State == CheckState.CodeAccepted || c.State == CheckState.Linked,
            })
            .ToList();

        var sinceProved = sent.Skip(sent.FindLastIndex(c => c.IsProved) + 1).ToList();
        var inDays = limits[MembershipPolicies.ChecksOfAccountInDays];
        if (sinceProved.Count >= inDays)
        {
            // Free again on the day the check that is one too many is thirty days old.
            var blocking = sinceProved[sinceProved.Count - (int)inDays];
            var again = SeoulTime.DateOf(blocking.StartedAt).Later(Days);
            return new(RefusalKind.Conflict, "membership.linking.account_checks_spent", again);
        }

        var ofAccount = limits[MembershipPolicies.ChecksOfAccount];
        return sent.Count(c => c.StartedAt >= midnight) >= ofAccount
            ? new(RefusalKind.Conflict, "membership.linking.account_checks_today", ofAccount)
            : null;
    }
}
