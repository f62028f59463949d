using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>What people of the back office may do, asked in the write itself: a role taken away a moment ago counts.</summary>
internal static class Staff
{
    public static readonly Refusal RoleMissing = new(RefusalKind.Forbidden, "backoffice.role.missing");

    public const int LongestWords = 500;

    public static bool Has(MyPayDb db, Actor actor, params string[] roles) =>
        (from held in db.UserRoles join known in db.Roles on held.RoleId equals known.Id where held.UserId == actor.Id && roles.Contains(known.Name!) select known.Id).Any();

    /// <summary>The actor's words, or the refusal <c>backoffice.reason.missing</c>.</summary>
    public static Result<string> Words(string? written) =>
        written?.Trim() is { Length: > 0 and <= LongestWords } words ? words : new Refusal(RefusalKind.Invalid, "backoffice.reason.missing", (long)LongestWords);
}
