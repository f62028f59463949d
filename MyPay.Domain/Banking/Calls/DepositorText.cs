using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking;

/// <summary>
/// The depositor text (입금자명) of a 1-won check: a word that reads easily and four digits that cannot be foretold.
/// </summary>
public static class DepositorText
{
    private static readonly char[] Digits = [.. "0123456789"];

    private static readonly string[] Words =
    [
        "구름",
        "바람",
        "햇살",
        "나무",
        "바다",
        "하늘",
        "별빛",
        "달빛",
        "강물",
        "노을",
        "새벽",
        "이슬",
        "단풍",
        "눈꽃",
        "사과",
        "포도",
        "참새",
        "토끼",
        "고래",
        "무지개",
        "은하수",
        "소나무",
        "솔방울",
        "해바라기",
    ];

    /// <summary>A fresh one.</summary>
    public static string New() =>
        Words[RandomNumberGenerator.GetInt32(Words.Length)]
        + RandomNumberGenerator.GetInt32(10_000).ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The digits, or word and digits; in time that says nothing.</summary>
    public static bool IsRight(string? typed, string depositorText)
    {
        ArgumentNullException.ThrowIfNull(depositorText);
        var answer = string.Concat(TypedText.Search(typed).Where(c => !char.IsWhiteSpace(c)));
        var digitsFrom = depositorText.IndexOfAny(Digits);
        var (word, digits) = (depositorText[..digitsFrom], depositorText[digitsFrom..]);
        if (answer.StartsWith(word, StringComparison.Ordinal))
            answer = answer[word.Length..];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(digits));
    }
}
