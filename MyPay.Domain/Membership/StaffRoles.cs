using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// What people of the back office may do, asked in the write itself: a role taken away a moment ago counts, and a page
/// that forgot to ask does not.
/// </summary>
public static class StaffRoles
{
    /// <summary>The answer to whoever has none of the roles.</summary>
    public static readonly Refusal Missing = new(RefusalKind.Forbidden, "backoffice.role.missing");

    /// <summary>Does the actor have one of these roles, as the store stands?</summary>
    public static bool Has(MyPayDb db, Actor actor, params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        return (
            from held in db.UserRoles
            join known in db.Roles on held.RoleId equals known.Id
            where held.UserId == actor.Id && roles.Contains(known.Name!)
            select known.Id
        ).Any();
    }
}
