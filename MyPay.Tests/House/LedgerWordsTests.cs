using System.Text.RegularExpressions;
using MyPay.Domain.Ledger.Slips;
using MyPay.Web.Portals.Admin.Ledger;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>The ledger desk says what a slip is in words, never by the code of its kind.</summary>
[Trait("Lane", "Fast")]
public sealed partial class LedgerWordsTests
{
    [Fact]
    public void Every_kind_of_slip_has_words()
    {
        var kinds = Sources
            .Under("MyPay.Domain")
            .SelectMany(file => Kind().Matches(file.Text).Select(match => match.Groups["kind"].Value))
            .Distinct()
            .ToList();
        Assert.True(kinds.Count > 15, "Too few kinds were found: has the way to name them changed?");
        Assert.DoesNotContain(kinds, kind => LedgerWords.Slip(kind) == kind);
    }

    [Fact]
    public void Every_kind_of_account_has_words() =>
        Assert.DoesNotContain(LedgerWords.Of((AccountKind)(-1)), Enum.GetValues<AccountKind>().Select(LedgerWords.Of));

    // Named where the slip is begun, or by a constant beside it.
    [GeneratedRegex("""(Slip\.Of\(|const string (\w*Slip|\w*SlipKind|WrittenOffKind) = )"(?<kind>[a-z-]+)["]""")]
    private static partial Regex Kind();
}
