using System.Text.RegularExpressions;
using MyPay.Domain.Kernel;
using MyPay.Web.Localization;
using Xunit;

namespace MyPay.Tests.House;

public sealed partial class RefusalWordsTests
{
    // Names that look like codes: purposes of bank calls, events, dated limits.
    private static readonly string[] NotCodes =
    [
        "money.charge", "money.withdraw", "membership.verified", "idempotency.key_unused", "money.top_up.not_needed",
        "payment.approved", "payment.canceled", "payment.failed", "payment.happened",
        "calendar.days", "calendar.day.edited",
        "banking.call.asked", "banking.call.decide", "banking.call.decided", "banking.call.contradicted", "ledger.adjustment", "ledger.reversal", "ledger.adjusted", "ledger.reversed", "backoffice.approval.asked", "backoffice.approval.approved", "backoffice.approval.refused", "backoffice.approval.withdrawn", "settlement.paid", "settlement.failed", "settlement.payout", "settlement.closed",
        "franchise.close", "franchise.debt.writeoff", "franchise.debt.collected", "payment.refund", "payment.refunded", "payment.recurring.ended", "settlement.bank_fee.collected", "franchise.account.changed", "settlement.payout.return", "payment.webhook.redelivered",
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
