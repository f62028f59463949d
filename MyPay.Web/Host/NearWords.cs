namespace MyPay.Web.Host;

/// <summary>Finds the known word that somebody may have meant to write.</summary>
internal static class NearWords
{
    /// <summary>
    /// The known word with the fewest letters changed, added or left out, case aside; null when even that is more than
    /// <paramref name="most"/>.
    /// </summary>
    public static string? Nearest(string written, IEnumerable<string> known, int most)
    {
        var nearest = known
            .Select(word => (Word: word, Away: Distance(word.ToUpperInvariant(), written.ToUpperInvariant())))
            .MinBy(word => word.Away);
        return nearest.Word is not null && nearest.Away <= most ? nearest.Word : null;
    }

    /// <summary>Levenshtein's.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(
                    Math.Min(row[j] + 1, row[j - 1] + 1),
                    diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)
                );
                diagonal = above;
            }
        }

        return row[^1];
    }
}
