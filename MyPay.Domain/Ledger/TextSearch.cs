using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Search in words that means the same on every database: A to Z are found in either case, letters and digits in every
/// width and composed or not (<see cref="TypedText.Fold"/>), all else as it stands.
/// <c>rows.Where(r =&gt; TextSearch.Matches(r.Memo, pattern))</c>.
/// </summary>
public static class TextSearch
{
    /// <summary>The pattern of words that hold this text anywhere; none of its characters is a wildcard.</summary>
    public static string Holding(string text) => $"%{Literal(TypedText.Search(text))}%";

    /// <summary>The pattern of words that begin with this text.</summary>
    public static string Beginning(string text) => $"{Literal(TypedText.Search(text))}%";

    /// <summary>In queries only: the database answers. No words match nothing.</summary>
    public static bool Matches(string? words, string pattern) =>
        throw new InvalidOperationException(
            $"'{pattern}' is searched for by the database alone; '{words}' is in memory."
        );

    private static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
    }
}
