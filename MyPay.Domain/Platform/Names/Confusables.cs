using System.Globalization;
using System.Text;

namespace MyPay.Domain.Platform.Names;

/// <summary>
/// What two texts that look alike have in common, by Unicode's own data (UTS 39, <c>confusables.txt</c> beside this
/// file, its licence too): Cyrillic а is Latin a, rn is m, a jamo that stands alone is the one inside a syllable.
/// </summary>
public static class Confusables
{
    private const string Resource = "confusables.txt";
    private static readonly Lazy<Dictionary<Rune, string>> Prototypes = new(Read);

    /// <summary>How many characters have a prototype.</summary>
    public static int Count => Prototypes.Value.Count;

    /// <summary>The skeleton of UTS 39, section 4. For comparing only: it is not to be shown.</summary>
    public static string Skeleton(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var skeleton = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Prototypes.Value.TryGetValue(sign, out var prototype))
                skeleton.Append(prototype);
            else
                skeleton.Append(sign.ToString());
        return skeleton.ToString().Normalize(NormalizationForm.FormD);
    }

    // Each line: source ; prototype of one or more ; class # what it is.
    private static Dictionary<Rune, string> Read()
    {
        using var file = typeof(Confusables).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        var prototypes = new Dictionary<Rune, string>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2)
                continue;
            prototypes.Add(
                SignOf(fields[0]),
                string.Concat(fields[1].Split(' ').Select(code => SignOf(code).ToString()))
            );
        }

        return prototypes;
    }

    private static Rune SignOf(string code) =>
        new(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
