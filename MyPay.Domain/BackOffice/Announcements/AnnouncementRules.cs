using System.Globalization;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.BackOffice.Announcements;

/// <summary>What may be announced, and when.</summary>
internal static class AnnouncementRules
{
    public const int LongestTitle = 80;
    public const int LongestText = 2_000;

    /// <summary>Days before a change of terms takes effect (e-finance law: at least seven).</summary>
    public const int TermsNoticeDays = 7;

    /// <summary>
    /// The words as they are kept: composed, line breaks alike, no invisible characters that change what is read.
    /// </summary>
    public static Result<AnnouncementText> Check(AnnouncementText text)
    {
        var clean = text with
        {
            TitleKo = Lines(text.TitleKo),
            TitleEn = Lines(text.TitleEn),
            TextKo = Lines(text.TextKo),
            TextEn = Lines(text.TextEn),
            EffectiveOn = text.Kind == AnnouncementKind.Terms ? text.EffectiveOn : null,
        };
        if (!Enum.IsDefined(text.Kind) || !Enum.IsDefined(text.Audience))
            return Invalid("backoffice.announcement.text_invalid");
        if (IsOutside(clean.TitleKo, LongestTitle) || IsOutside(clean.TitleEn, LongestTitle))
            return Invalid("backoffice.announcement.title_missing", (long)LongestTitle);
        if (IsOutside(clean.TextKo, LongestText) || IsOutside(clean.TextEn, LongestText))
            return Invalid("backoffice.announcement.text_missing", (long)LongestText);
        if (string.Concat(clean.TitleKo, clean.TitleEn).Contains('\n', StringComparison.Ordinal))
            return Invalid("backoffice.announcement.text_invalid");
        if (Hides(text.TitleKo) || Hides(text.TitleEn) || Hides(text.TextKo) || Hides(text.TextEn))
            return Invalid("backoffice.announcement.text_invalid");
        return clean.To <= clean.From ? Invalid("backoffice.announcement.time_invalid") : clean;
    }

    /// <summary>What stands against publishing now, from <paramref name="from"/> on.</summary>
    public static Refusal? AgainstPublishing(AnnouncementText text, DateTimeOffset from)
    {
        if (text.To <= from)
            return Invalid("backoffice.announcement.over");
        if (text.Kind != AnnouncementKind.Terms)
            return null;
        if (text.EffectiveOn is not { } effective)
            return Invalid("backoffice.announcement.effective_missing");
        var isShort =
            SeoulTime.DateOf(from).AddDays(TermsNoticeDays) > effective || text.To < SeoulTime.StartOf(effective);
        return isShort ? Invalid("backoffice.announcement.terms_too_late", (long)TermsNoticeDays) : null;
    }

    private static string Lines(string? typed) => TypedText.Lines(typed);

    private static bool IsOutside(string text, int longest) => text.Length == 0 || TypedText.IsLonger(text, longest);

    // It speaks for the house: what cannot be seen is not left out but sent back to its writer.
    private static bool Hides(string? typed) =>
        TypedText.HasHidden(typed?.Replace('\r', ' ').Replace('\n', ' '))
        || (typed ?? "").EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse);

    private static Refusal Invalid(string code, params object[] args) => new(RefusalKind.Invalid, code, args);
}
