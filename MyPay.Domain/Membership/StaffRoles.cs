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

    /// <summary>The sign-ins that have a role of the back office.</summary>
    internal static IQueryable<string> AllIn(MyPayDb db) =>
        from held in db.UserRoles
        join known in db.Roles on held.RoleId equals known.Id
        where
            known.Name == SignInRoles.Operator
            || known.Name == SignInRoles.Approver
            || known.Name == SignInRoles.Auditor
        select held.UserId;

    /// <summary>Does the actor have one of these roles, as the store stands, and is not shut out?</summary>
    public static bool Has(MyPayDb db, Actor actor, params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        return (
            from held in db.UserRoles
            join known in db.Roles on held.RoleId equals known.Id
            join person in db.Users on held.UserId equals person.Id
            where
                held.UserId == actor.Id
                && roles.Contains(known.Name!)
                && (person.LockoutEnd == null || person.LockoutEnd != DateTimeOffset.MaxValue)
            select known.Id
        ).Any();
    }
}
