using System.Text.RegularExpressions;
using MyPay.Domain.Kernel;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Admin.Audit;
using Xunit;

namespace MyPay.Tests.House;

[Trait("Lane", "Fast")]
public sealed partial class RefusalWordsTests
{
    // Names that look like codes: purposes of bank calls, events, approvals, dated limits. So do acts, which have words
    // of their own.
    private static readonly string[] NotCodes =
    [
        "money.charge",
        "money.withdraw",
        "membership.verified",
        "idempotency.key_unused",
        "money.top_up.not_needed",
        "payment.approved",
        "payment.canceled",
        "payment.failed",
        "payment.happened",
        "payment.refund",
        "calendar.days",
        "banking.call.decide",
        "ledger.adjustment",
        "ledger.reversal",
        "settlement.paid",
        "settlement.failed",
        "settlement.payout",
        "settlement.payout.return",
        "franchise.close",
        "franchise.debt.writeoff",
        "franchise.debt.collected",
        .. AuditWords.Acts,
    ];

    public static TheoryData<string> Codes()
    {
        var codes = Sources
            .Under("MyPay.Domain")
            .SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Except(NotCodes)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new(codes);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_of_the_domain_has_words_in_both_languages(string code)
    {
        Assert.Contains(code, RefusalText.Codes);
        var refusal = new Refusal(RefusalKind.Conflict, code, 1_000L, 2_000L, "12:00");
        var (ko, en) = (RefusalText.Say(refusal, "ko"), RefusalText.Say(refusal, "en"));
        Assert.Matches("[가-힣]", ko);
        Assert.DoesNotMatch("[가-힣]", en);
    }

    // All that a page can show on which money is about to move; not what only a desk or a page without money says.
    [GeneratedRegex(
        @"^(money\.(?!insight)|remittance\.(send|pending|request|allowance)\.|payment\.(?!webhook)|amount\.|pin\.|receiver\.|pos\.|membership\.pin\.|ledger\.insufficient|idempotency\.key_reused|banking\.(bank|stopped|account|inquiry)\.|banking\.call\.(refused|not_sent|never_happened)|storage\.(busy|full|stopped|unavailable|unknown))"
    )]
    private static partial Regex OfAMoneyPage();

    public static TheoryData<string> MoneyCodes() =>
        new(RefusalText.Codes.Where(code => OfAMoneyPage().IsMatch(code)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(MoneyCodes))]
    public void Every_refusal_of_a_money_page_says_whether_money_moved(string code)
    {
        var refusal = new Refusal(RefusalKind.Conflict, code, 1_000L, 2_000L, "12:00");
        Assert.Matches(
            "돈은 (다시 )?(움직이지|나가지) 않았|결제되지 않|보내지 않았|두 번 (결제|처리)되지 않",
            RefusalText.Say(refusal, "ko")
        );
        Assert.Matches(
            "[Nn]o money has moved|[Nn]othing (is|was|were) (paid|sent)|never done twice",
            RefusalText.Say(refusal, "en")
        );
    }

    [Fact]
    public void Where_a_payment_is_over_the_page_says_whether_money_moved()
    {
        var ends = Sources
            .Under("MyPay.Web/Portals/Checkout", "*.razor")
            .SelectMany(file => CheckoutEndText().Matches(file.Text).Select(end => end.Value))
            .ToList();
        Assert.True(ends.Count > 10);
        Assert.All(
            ends,
            end =>
            {
                Assert.Matches("돈은|결제되지 않", end);
                Assert.Matches("[Nn]o money has moved|[Nn]othing is paid|No money", end);
            }
        );
    }

    [GeneratedRegex(@"<CheckoutEnd[^>]*?Text=""(?<text>.*?)"">", RegexOptions.Singleline)]
    private static partial Regex CheckoutEndText();

    [Fact]
    public void There_are_codes_to_hold_the_words_against() => Assert.True(Codes().Count > 60);

    [GeneratedRegex(
        "\"((?:storage|calendar|ledger|idempotency|banking|membership|franchise|money|remittance|payment|settlement|amount|backoffice)\\.[a-z_]+(?:\\.[a-z_]+)*)\""
    )]
    private static partial Regex Code();
}
