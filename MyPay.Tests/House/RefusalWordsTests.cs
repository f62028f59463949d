using System.Text.RegularExpressions;
using MyPay.Domain.Kernel;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Admin.Audit;
using Xunit;

namespace MyPay.Tests.House;

[Trait("Lane", "Fast")]
public sealed partial class RefusalWordsTests
{
    // Names that look like codes: purposes of bank calls, events, approvals, dated limits. So do acts, which have words of their own.
    private static readonly string[] NotCodes =
    [
        "money.charge", "money.withdraw", "membership.verified", "idempotency.key_unused", "money.top_up.not_needed",
        "payment.approved", "payment.canceled", "payment.failed", "payment.happened", "payment.refund",
        "calendar.days", "banking.call.decide", "ledger.adjustment", "ledger.reversal", "settlement.paid", "settlement.failed", "settlement.payout", "settlement.payout.return",
        "franchise.close", "franchise.debt.writeoff", "franchise.debt.collected",
        .. AuditWords.Acts,
    ];

    public static TheoryData<string> Codes()
    {
        var codes = Sources.Under("MyPay.Domain").SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Except(NotCodes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
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

    [Fact]
    public void There_are_codes_to_hold_the_words_against() => Assert.True(Codes().Count > 60);

    [GeneratedRegex("\"((?:storage|calendar|ledger|idempotency|banking|membership|franchise|money|remittance|payment|settlement|amount|backoffice)\\.[a-z_]+(?:\\.[a-z_]+)*)\"")]
    private static partial Regex Code();
}
