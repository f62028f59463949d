using System.Globalization;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance;

/// <summary>
/// What people write beside money: messages, what a request is for, a reply. One rule, asked where it is typed and
/// again where it is kept.
/// </summary>
public static class TypedMemo
{
    /// <summary>Longest message, as a person counts.</summary>
    public const int Longest = 50;

    /// <summary>
    /// A message as it is kept: see <see cref="TypedText.Line"/>, which makes tabs blanks and drops what cannot be
    /// seen; null when empty.
    /// </summary>
    public static string? Clean(string? typed) => TypedText.LineOrNull(typed);

    /// <summary>
    /// What stands against it: <c>remittance.send.memo_too_long</c>, or <c>remittance.send.memo_invalid</c> for
    /// characters without a meaning of their own. Null: it is well.
    /// </summary>
    public static Refusal? Against(string? typed)
    {
        if (Clean(typed) is not { } memo)
            return null;
        if (TypedText.IsLonger(memo, Longest))
            return new(
                RefusalKind.Invalid,
                "remittance.send.memo_too_long",
                (long)Longest,
                (long)TypedText.Count(memo)
            );
        return memo.EnumerateRunes()
            .Any(rune => rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse)
            ? new(RefusalKind.Invalid, "remittance.send.memo_invalid")
            : null;
    }
}
