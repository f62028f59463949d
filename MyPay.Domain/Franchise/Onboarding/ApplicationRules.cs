using System.Globalization;
using System.Text;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Names;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>What an applicant may write. Each rule answers the value as it is stored.</summary>
internal static class ApplicationRules
{
    public const int LongestName = 40;
    public const int LongestNote = 500;

    /// <summary>All about the business, in the order in which it is filled in.</summary>
    public static Result<CleanBusiness> Business(FranchiseApplication form)
    {
        if (!BusinessNumberRules.Check(form.BusinessNumber).TryGet(out var number, out var refusal))
            return refusal;
        if (Text(form.TradeName, LongestName) is not { } tradeName)
            return Invalid("franchise.apply.name_invalid");
        if (OfficeNames.Pretends(tradeName))
            return Invalid("franchise.apply.name_office");
        if (
            Text(form.Representative, LongestName) is not { Length: >= 2 } representative
            || representative.Any(char.IsDigit)
        )
            return Invalid("franchise.apply.representative_invalid");
        if (FranchiseCategories.All.All(c => c.Code != form.Category))
            return Invalid("franchise.apply.category_unknown");
        if (form.ExpectedYearlySales == Won.Zero || form.ExpectedYearlySales.Amount > TypedWon.Largest)
            return Invalid("franchise.apply.sales_invalid");

        var phone = TypedPhone.Digits(form.Phone);
        if (phone.Length is < 8 or > 12 || phone[0] is not ('0' or '1'))
            return Invalid("franchise.apply.phone_invalid");
        return new CleanBusiness(number, tradeName, representative, form.Category, form.ExpectedYearlySales, phone);
    }

    /// <summary>One line that can be seen, spaces tidied; null when there is none or it is too long.</summary>
    public static string? Text(string? typed, int longest)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0 || text.Length > 4 * longest || text.EnumerateRunes().Any(IsInvisible))
            return null;

        var tidy = string.Join(' ', TypedText.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return !TypedText.IsLonger(tidy, longest) && tidy.EnumerateRunes().Any(Rune.IsLetterOrDigit) ? tidy : null;
    }

    /// <summary>Several lines of a reviewer or an applicant; null when there are none or too many.</summary>
    public static string? Note(string? typed)
    {
        var text = TypedText.Lines(typed);
        return text.Length == 0 || TypedText.IsLonger(text, LongestNote) ? null : text;
    }

    /// <summary>What two spellings of one name have in common: no spaces, no case, one form of each letter.</summary>
    public static string NameKey(string name) =>
        string.Concat(TypedText.Fold(name).Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant));

    private static bool IsInvisible(Rune sign) =>
        sign.Value == 0xFFFD
        || Rune.GetUnicodeCategory(sign)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned;

    private static Refusal Invalid(string code) => new(RefusalKind.Invalid, code);
}

/// <summary>A business as it is stored.</summary>
internal sealed record CleanBusiness(
    string Number,
    string TradeName,
    string Representative,
    string Category,
    Won ExpectedSales,
    string Phone
);
