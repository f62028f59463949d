using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// What people of the back office may do, asked in the write itself: a role taken away a moment ago counts.
/// </summary>
internal static class Staff
{
    public static readonly Refusal RoleMissing = StaffRoles.Missing;

    public const int LongestWords = 500;

    public static bool Has(MyPayDb db, Actor actor, params string[] roles) => StaffRoles.Has(db, actor, roles);

    /// <summary>The actor's words, or the refusal <c>backoffice.reason.missing</c>.</summary>
    public static Result<string> Words(string? written) =>
        TypedText.Lines(written) is { Length: > 0 } words && !TypedText.IsLonger(words, LongestWords)
            ? words
            : new Refusal(RefusalKind.Invalid, "backoffice.reason.missing", (long)LongestWords);
}
