using System.Text.RegularExpressions;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// A fault that cannot be planted any more proves nothing: whoever changes such a line changes its patch in
/// <c>build/mutants</c> too.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class MutantsTests
{
    public static TheoryData<string> Patches() =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.patch")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private static string Folder => Path.Combine(Sources.Root(), "build", "mutants");

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_planted_fault_fits_the_code_and_names_its_tests(string patch)
    {
        var text = File.ReadAllText(Path.Combine(Folder, patch));
        Assert.Matches(@"\AWhat: .+\nTests: FullyQualifiedName~.+\n", text);
        var code = "";
        foreach (var part in Parts().Split(text).Skip(1))
        {
            if (part.StartsWith("+++ b/", StringComparison.Ordinal))
                code = File.ReadAllText(Path.Combine(Sources.Root(), part.Trim()[6..]));
            else if (part.StartsWith("@@", StringComparison.Ordinal))
                Assert.Contains(OldLinesOf(part), code, StringComparison.Ordinal);
        }
    }

    private static string OldLinesOf(string hunk) =>
        string.Join(
                '\n',
                hunk.Split('\n')
                    .Skip(1)
                    .Where(line => line.Length == 0 || line[0] != '+')
                    .Select(line => line.Length == 0 ? "" : line[1..])
            )
            .TrimEnd('\n');

    // Before each file and each place in it.
    [GeneratedRegex(@"^(?=--- a/|\+\+\+ b/|@@ )", RegexOptions.Multiline)]
    private static partial Regex Parts();
}
