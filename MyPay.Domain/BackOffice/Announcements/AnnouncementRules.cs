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

    /// <summary>The words as they are kept: composed, line breaks alike, no invisible characters that change what is read.</summary>
    public static Result<AnnouncementText> Check(AnnouncementText text)
    {
        var clean = text with
        {
            TitleKo = Line(text.TitleKo), TitleEn = Line(text.TitleEn), TextKo = Lines(text.TextKo), TextEn = Lines(text.TextEn),
            EffectiveOn = text.Kind == AnnouncementKind.Terms ? text.EffectiveOn : null,
        };
        if (!Enum.IsDefined(text.Kind) || !Enum.IsDefined(text.Audience)) return Invalid("backoffice.announcement.text_invalid");
        if (IsOutside(clean.TitleKo, LongestTitle) || IsOutside(clean.TitleEn, LongestTitle)) return Invalid("backoffice.announcement.title_missing", (long)LongestTitle);
        if (IsOutside(clean.TextKo, LongestText) || IsOutside(clean.TextEn, LongestText)) return Invalid("backoffice.announcement.text_missing", (long)LongestText);
        if (string.Concat(clean.TitleKo, clean.TitleEn).Contains('\n', StringComparison.Ordinal)) return Invalid("backoffice.announcement.text_invalid");
        if (string.Concat(clean.TitleKo, clean.TitleEn, clean.TextKo, clean.TextEn).EnumerateRunes().Any(IsForbidden)) return Invalid("backoffice.announcement.text_invalid");
        return clean.To <= clean.From ? Invalid("backoffice.announcement.time_invalid") : clean;
    }

    /// <summary>What stands against publishing now, from <paramref name="from"/> on.</summary>
    public static Refusal? AgainstPublishing(AnnouncementText text, DateTimeOffset from)
    {
        if (text.To <= from) return Invalid("backoffice.announcement.over");
        if (text.Kind != AnnouncementKind.Terms) return null;
        if (text.EffectiveOn is not { } effective) return Invalid("backoffice.announcement.effective_missing");
        var isShort = SeoulTime.DateOf(from).AddDays(TermsNoticeDays) > effective || text.To < SeoulTime.StartOf(effective);
        return isShort ? Invalid("backoffice.announcement.terms_too_late", (long)TermsNoticeDays) : null;
    }

    private static string Line(string? typed) => (typed ?? "").Normalize(NormalizationForm.FormC).Trim();

    private static string Lines(string? typed) => Line(typed?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static bool IsOutside(string text, int longest) => text.Length == 0 || text.Length > longest;

    // Control and direction-changing characters; the zero-width joiner stays, emoji need it.
    private static bool IsForbidden(Rune rune) => rune.Value is not ('\n' or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static Refusal Invalid(string code, params object[] args) => new(RefusalKind.Invalid, code, args);
}
