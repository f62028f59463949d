using System.Globalization;
using MyPay.Domain.Banking.Wire;
using Xunit;

namespace MyPay.Tests.Domain.Banking;

/// <summary>
/// Every code there could be: those of the table (reference/korean-payments.md §3.3, typed here a second time) are a
/// certain no, everything else is not.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class WireCodesTests
{
    private static readonly string[] CentreNo =
    [
        "A0004",
        "A0005",
        "A0010",
        "A0011",
        "A0012",
        "A0013",
        "A0301",
        "A0302",
        "A0303",
        "A0304",
        "A0307",
        "A0318",
        "A0321",
        "A0322",
        "A0101",
        "A0102",
        "A0103",
        "A0104",
        "A0105",
        "A0106",
        "A0111",
        "A0112",
        "A0327",
        "A0014",
        "A0019",
        "A0305",
        "A0306",
        "A0313",
        "A0316",
        "A0319",
        "A0324",
        "A0325",
        "A0332",
        "A0334",
        "A0337",
        "A0312",
        "A0314",
        "A0317",
        "A0323",
    ];

    private static readonly int[] BankNo =
    [
        412,
        413,
        414,
        415,
        416,
        417,
        418,
        419,
        420,
        421,
        422,
        424,
        425,
        426,
        427,
        428,
        452,
        453,
        454,
        455,
        456,
        458,
        461,
        463,
        464,
        467,
        468,
        470,
        471,
        472,
        473,
        474,
        475,
        476,
        477,
        490,
        499,
        551,
        555,
        556,
        815,
    ];

    public static TheoryData<string> CentresThatPassTheBanksWordOn => ["A0000", "A0002", "A0009"];

    [Fact]
    public void The_centre_says_no_with_the_codes_of_the_table_and_no_other()
    {
        foreach (var code in Enumerable.Range(0, 1_000).Select(n => $"A{n:0000}"))
        {
            var expected = code switch
            {
                "A0000" => WireVerdict.Succeeded,
                "A0018" or "A0310" => WireVerdict.NeverHappened,
                _ when CentreNo.Contains(code) => WireVerdict.Failed,
                _ => WireVerdict.Unknown,
            };
            Assert.True(expected == WireCodes.Judge(code, "000"), code);
            Assert.True(
                (expected == WireVerdict.Succeeded ? WireVerdict.Unknown : expected) == WireCodes.Judge(code, null),
                code
            );
        }
    }

    [Theory]
    [MemberData(nameof(CentresThatPassTheBanksWordOn))]
    public void The_bank_says_no_with_the_codes_of_the_table_and_no_other(string centre)
    {
        foreach (var code in Enumerable.Range(1, 999))
        {
            var expected =
                code == 701 ? WireVerdict.NeverHappened
                : BankNo.Contains(code) ? WireVerdict.Failed
                : WireVerdict.Unknown;
            Assert.True(
                expected == WireCodes.Judge(centre, code.ToString("000", CultureInfo.InvariantCulture)),
                $"{centre} {code}"
            );
        }
    }

    [Fact]
    public void A_banks_no_behind_an_uncertain_centre_is_not_certain()
    {
        foreach (var centre in new[] { "A0001", "A0003", "A0007", "A0008", "A0017", "A0326", "A0999", "" })
            Assert.All(BankNo, code => Assert.Equal(WireVerdict.Unknown, WireCodes.Judge(centre, $"{code}")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "000")]
    [InlineData("", "")]
    [InlineData("a0000", "000")]
    [InlineData("A0000 ", "000")]
    [InlineData("A0000", "0")]
    [InlineData("A0000", "00")]
    [InlineData("A0000", " 000")]
    public void Nothing_but_the_exact_words_is_a_yes(string? centre, string? bank) =>
        Assert.Equal(WireVerdict.Unknown, WireCodes.Judge(centre, bank));

    [Theory]
    [InlineData("A0000", "453", "banking.account.short")]
    [InlineData("A0002", "454", "banking.account.short")]
    [InlineData("A0002", "412", "banking.account.not_found")]
    [InlineData("A0002", "415", "banking.account.closed")]
    [InlineData("A0002", "455", "banking.account.limit")]
    [InlineData("A0002", "815", "banking.account.holder_differs")]
    [InlineData("A0002", "420", "banking.account.blocked")]
    [InlineData("A0112", null, "banking.account.limit")]
    [InlineData("A0312", null, "banking.account.holder_differs")]
    [InlineData("A0018", null, "banking.call.never_happened")]
    [InlineData("A0000", "701", "banking.call.never_happened")]
    [InlineData("NOT-SENT", null, "banking.call.not_sent")]
    [InlineData("A0301", null, "banking.call.refused")]
    public void A_no_is_told_in_words_a_member_understands(string centre, string? bank, string code) =>
        Assert.Equal(code, WireCodes.Refusal(centre, bank).Code);
}
