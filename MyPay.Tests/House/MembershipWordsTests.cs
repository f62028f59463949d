using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MyPay.Web.Localization;
using Xunit;

namespace MyPay.Tests.House;

[Trait("Lane", "Fast")]
public sealed partial class MembershipWordsTests
{
    [Fact]
    public void Every_refusal_of_membership_has_words_and_no_words_are_left_over() =>
        Assert.Equal(
            CodesInSource().Order(StringComparer.Ordinal),
            MembershipRefusals.Words.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_words_take_the_arguments_that_refusals_bring()
    {
        foreach (var (ko, en) in MembershipRefusals.Words.Values)
        {
            Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, ko, 1L));
            Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, en, 1L));
            Assert.Equal(ko.Contains("{0", StringComparison.Ordinal), en.Contains("{0", StringComparison.Ordinal));
            Assert.Matches("(요|com|5678|고요)[.]?", ko);
        }
    }

    // Codes stand whole in the source, or as a reason handed to Invalid("…"), which puts the folder's prefix before it.
    private static HashSet<string> CodesInSource([CallerFilePath] string here = "")
    {
        var module = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "MyPay.Domain", "Membership");
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(module, "*.cs", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "IMembers.cs")
                continue; // events bear names like codes
            var text = File.ReadAllText(file);
            foreach (Match code in WholeCode().Matches(text))
                codes.Add(code.Groups[1].Value);
            var prefix = file.Contains("SignUp", StringComparison.Ordinal) ? "sign_up" : "pin";
            foreach (Match reason in Reason().Matches(text))
                codes.Add($"membership.{prefix}.{reason.Groups[1].Value}");
        }

        return codes;
    }

    [GeneratedRegex("\"(membership\\.[a-z_]+\\.[a-z_]+)\"")]
    private static partial Regex WholeCode();

    [GeneratedRegex("Invalid\\(\"([a-z_]+)\"\\)")]
    private static partial Regex Reason();
}
