using System.Text.RegularExpressions;
using MyPay.Tests.House;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Admin.Audit;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

[Trait("Lane", "Fast")]
public sealed partial class WebhookWordsTests
{
    [Fact]
    public void Every_refusal_of_webhooks_has_words_in_both_languages_and_no_words_are_left_over()
    {
        var codes = Sources.Under("MyPay.Domain/Payment").SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value)).Except(AuditWords.Acts).Order();

        Assert.Equal(codes, WebhookRefusals.Words.Keys.Order());
        Assert.All(WebhookRefusals.Words.Values, words => Assert.Matches("[가-힣]", words.Ko));
        Assert.All(WebhookRefusals.Words.Values, words => Assert.DoesNotMatch("[가-힣]", words.En));
    }

    [GeneratedRegex("\"(payment\\.webhook\\.[a-z_]+)\"")]
    private static partial Regex Code();
}
