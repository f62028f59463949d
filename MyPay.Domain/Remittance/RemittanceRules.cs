using System.Globalization;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance;

/// <summary>What may be sent.</summary>
internal static class RemittanceRules
{
    /// <summary>Longest message, characters.</summary>
    public const int LongestMemo = 50;

    public static Refusal? Check(Won amount, string? memo)
    {
        if (amount == Won.Zero) return new(RefusalKind.Invalid, "remittance.send.not_positive");
        return CheckMemo(memo);
    }

    public static Refusal? CheckMemo(string? memo)
    {
        if (memo is null) return null;
        if (new StringInfo(memo).LengthInTextElements > LongestMemo) return new(RefusalKind.Invalid, "remittance.send.memo_too_long", (long)LongestMemo);
        return memo.EnumerateRunes().Any(IsForbidden) ? new(RefusalKind.Invalid, "remittance.send.memo_invalid") : null;
    }

    /// <summary>A message as it is kept: composed, trimmed, null when empty.</summary>
    public static string? Clean(string? memo) => string.IsNullOrWhiteSpace(memo) ? null : memo.Normalize(NormalizationForm.FormC).Trim();

    // Control and direction-changing characters; the zero-width joiner stays, emoji need it.
    private static bool IsForbidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200D);
}
