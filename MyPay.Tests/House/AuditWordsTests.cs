using System.Text.RegularExpressions;
using MyPay.Web.Portals.Admin.Audit;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>What stands in the audit log is read by people: no act shows them its code.</summary>
[Trait("Lane", "Fast")]
public sealed partial class AuditWordsTests
{
    [Fact]
    public void Every_act_that_is_noted_has_words()
    {
        var acts = Sources
            .Under("MyPay.Domain")
            .SelectMany(file => Note().Matches(file.Text).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(acts.Count > 15, "Too few acts were found: has the way to note them changed?");
        Assert.Empty(acts.Except(AuditWords.Acts));
    }

    [GeneratedRegex(@"write\.Note\(\s*[\w.]+,\s*""([a-z_]+(?:\.[a-z_]+)+)""")]
    private static partial Regex Note();
}
