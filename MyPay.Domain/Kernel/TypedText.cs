using System.Globalization;
using System.Text;

namespace MyPay.Domain.Kernel;

/// <summary>
/// The one way in for what people type, paste and send as words: one form for each letter (NFC), no marks that cannot
/// be seen, no blanks around it. What the contract keeps byte for byte (order numbers) is looked for by its
/// <see cref="Key"/>.
/// </summary>
public static class TypedText
{
    // A family of four with skins of four colours, in halves of surrogate pairs.
    private const int LongestLetter = 24;
    private const int ZeroWidthJoiner = 0x200D;
    private const int TagsBegin = 0xE0020;
    private const int TagsEnd = 0xE007F;

    // Letters and marks by their category, yet nothing to see: fillers of Hangul, a Braille cell without dots, the
    // joiner of graphemes, vowels of Khmer and selectors of Mongolian that show nothing.
    private static readonly int[] Unseen =
    [
        0x034F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x180B,
        0x180C,
        0x180D,
        0x180F,
        0x2800,
        0x3164,
        0xFFA0,
    ];

    /// <summary>
    /// One line: composed, tabs and breaks made blanks, controls and unseen marks dropped, no blanks around it. Empty
    /// when nothing can be seen.
    /// </summary>
    public static string Line(string? typed) => Clean(typed, lines: false);

    /// <summary>Several lines: as <see cref="Line"/>, with the breaks kept.</summary>
    public static string Lines(string? typed) =>
        Clean((typed ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), lines: true);

    /// <summary>As <see cref="Line"/>; null when nothing can be seen.</summary>
    public static string? LineOrNull(string? typed) => Line(typed) is { Length: > 0 } line ? line : null;

    /// <summary>
    /// A word to search for: as <see cref="Line"/>, and letters and digits of full or half width made plain (NFKC), so
    /// that １２ finds 12. Words in the store are folded the same way while they are searched.
    /// </summary>
    public static string Search(string? typed) => Line(Fold(Line(typed)));

    /// <summary>As <see cref="Search"/>; null when there is nothing to look for.</summary>
    public static string? SearchOrNull(string? typed) => Search(typed) is { Length: > 0 } words ? words : null;

    /// <summary>
    /// What two spellings of one text have in common: every character that looks the same is the same (NFKC). Case
    /// stays.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return System.Text.Ascii.IsValid(text) ? text : Whole(text).Normalize(NormalizationForm.FormKC);
    }

    /// <summary>
    /// What two spellings of one name, number or key have in common, unseen marks and blanks around it left out.
    /// </summary>
    public static string Key(string? text) => Search(text);

    /// <summary>Are they two spellings of one text?</summary>
    public static bool IsSame(string? one, string? other) => one == other || Key(one) == Key(other);

    /// <summary>
    /// How long a text is, as a person counts: a letter with its accents, or a family of emoji, is one.
    /// </summary>
    public static int Count(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        return System.Text.Ascii.IsValid(text) && !text.Contains('\r', StringComparison.Ordinal)
            ? text.Length
            : new StringInfo(text).LengthInTextElements;
    }

    /// <summary>
    /// Is it longer than this, as a person counts? A letter under an unending pile of accents is no letter: it is too
    /// long, too.
    /// </summary>
    public static bool IsLonger(string? text, int longest)
    {
        if (text is null || text.Length <= longest)
            return false;
        if (text.Length > longest * LongestLetter)
            return true;
        var (count, letters) = (0, StringInfo.GetTextElementEnumerator(text));
        while (letters.MoveNext())
            if (++count > longest || letters.GetTextElement().Length > LongestLetter)
                return true;
        return false;
    }

    /// <summary>
    /// Is there something in it that cannot be seen, turns the direction of what follows, or breaks a line?
    /// </summary>
    public static bool HasHidden(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        var runes = text.EnumerateRunes().ToList();
        return runes.Where((rune, n) => IsBreak(rune) || IsHidden(runes, n)).Any();
    }

    private static string Clean(string? typed, bool lines)
    {
        if (string.IsNullOrEmpty(typed))
            return "";
        var text = Whole(typed).Normalize(NormalizationForm.FormC);
        var runes = text.EnumerateRunes().ToList();
        var clean = new StringBuilder(text.Length);
        for (var n = 0; n < runes.Count; n++)
        {
            if (lines && runes[n].Value == '\n')
                clean.Append('\n');
            else if (IsBreak(runes[n]))
                clean.Append(' ');
            else if (!IsHidden(runes, n))
                clean.Append(runes[n].ToString());
        }

        var tidy = clean.ToString().Trim().Normalize(NormalizationForm.FormC);
        return tidy.EnumerateRunes().Any(IsSeen) ? tidy : "";
    }

    // A mark needs something to stand on: an accent or a selector of a presentation alone is nothing.
    private static bool IsSeen(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
            );

    // Half a surrogate pair cannot be normalised; it is shown as what it is, a character that got lost.
    private static string Whole(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : string.Concat(text.EnumerateRunes());

    private static bool IsBreak(Rune rune) => rune.Value is >= 0x09 and <= 0x0D or 0x85 or 0x2028 or 0x2029;

    private static bool IsHidden(List<Rune> runes, int n)
    {
        var rune = runes[n];
        if (rune.IsAscii)
            return Rune.IsControl(rune);
        if (rune.Value == ZeroWidthJoiner)
            return n == 0 || n == runes.Count - 1 || !IsPicture(runes[n - 1]) || !IsPicture(runes[n + 1]);
        if (rune.Value is >= TagsBegin and <= TagsEnd)
            // flags of England, Scotland and Wales
            return n == 0 || !(runes[n - 1].Value is 0x1F3F4 or (>= TagsBegin and <= TagsEnd));
        return Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate
            || Unseen.Contains(rune.Value);
    }

    // What a joiner may hold together: emoji, their skins and their signs of presentation.
    private static bool IsPicture(Rune rune) =>
        rune.Value is 0xFE0F or (>= 0x1F3FB and <= 0x1F3FF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;
}
