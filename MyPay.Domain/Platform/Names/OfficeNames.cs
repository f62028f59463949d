using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Platform.Names;

/// <summary>
/// Names that pretend to be an office: MyPay itself, its help desk, a bank, an authority. Nobody who asks for money is
/// to be called so. Compared by what they look like (<see cref="Confusables"/>), spaces, signs and case aside.
/// </summary>
public static class OfficeNames
{
    private static readonly Forms[] Anywhere =
    [
        .. new[]
        {
            "마이페이",
            "마이머니",
            "고객센터",
            "고객지원",
            "고객상담",
            "상담센터",
            "관리자",
            "금융감독원",
            "금감원",
            "금융위원회",
            "금융결제원",
            "금융정보분석원",
            "수사대",
            "mypay",
            "mymoney",
            "customerservice",
            "customersupport",
            "customercenter",
            "customercentre",
            "customercare",
            "helpdesk",
            "supportteam",
            "financialsupervisory",
        }.Select(Forms.OfOffice),
    ];

    // 은행나무집 is a house by a ginkgo tree, 국민은행 is a bank.
    private static readonly Forms[] AtTheEnd =
    [
        .. new[]
        {
            "은행",
            "뱅크",
            "경찰",
            "경찰서",
            "경찰청",
            "검찰",
            "검찰청",
            "국세청",
            "세무서",
            "법원",
            "우체국",
            "bank",
            "police",
        }.Select(Forms.OfOffice),
    ];

    // 정운영 is a person, 운영팀 is not.
    private static readonly Forms[] AtTheBeginning = [.. new[] { "운영" }.Select(Forms.OfOffice)];

    private static readonly Forms[] AsAWord =
    [
        .. new[] { "admin", "administrator", "operator", "official", "support", "fss", "fsc", "kftc", "kofiu" }.Select(
            Forms.OfOffice
        ),
    ];

    /// <summary>True when it pretends to be an office.</summary>
    public static bool Pretends(string? name)
    {
        var words = Words(name ?? "");
        var parts = words.Append(string.Concat(words)).Select(Forms.Of).ToList();
        return parts.Exists(part =>
            Anywhere.Any(office => part.Any(office, (text, word) => text.Contains(word, StringComparison.Ordinal)))
            || AtTheEnd.Any(office => part.Any(office, (text, word) => text.EndsWith(word, StringComparison.Ordinal)))
            || AtTheBeginning.Any(office =>
                part.Any(office, (text, word) => text.StartsWith(word, StringComparison.Ordinal))
            )
            || AsAWord.Any(office => part.Any(office, (text, word) => text == word))
        );
    }

    /// <summary>The words of a name; whatever is neither letter, mark nor digit parts them.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var sign in TypedText.Fold(name).EnumerateRunes())
            if (Rune.IsLetterOrDigit(sign) || IsMark(sign))
                word.Append(sign.ToString());
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }

    private static bool IsMark(Rune sign) =>
        Rune.GetUnicodeCategory(sign)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>
    /// A word as it looks in small letters, and as it looks in capitals: l passes for I, and Cyrillic У for Y.
    /// </summary>
    private sealed record Forms(string Small, string Capital)
    {
        public static Forms Of(string word) => new(Small: SmallOf(word), Capital: SmallOf(Confusables.Skeleton(word)));

        /// <summary>Of a name of an office, which may be written in capitals.</summary>
        public static Forms OfOffice(string word) =>
            new(Small: SmallOf(word), Capital: SmallOf(Confusables.Skeleton(word.ToUpperInvariant())));

        public bool Any(Forms word, Func<string, string, bool> matches) =>
            matches(Small, word.Small) || matches(Capital, word.Capital);

        private static string SmallOf(string word) => Confusables.Skeleton(word.ToLowerInvariant());
    }
}
