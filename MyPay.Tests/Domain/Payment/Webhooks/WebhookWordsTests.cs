using System.Globalization;
using System.Text.RegularExpressions;
using MyPay.Domain.Payment;
using MyPay.Tests.House;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Admin.Audit;
using MyPay.Web.Portals.Merchant.Developers;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

[Trait("Lane", "Fast")]
public sealed partial class WebhookWordsTests
{
    [Fact]
    public void Every_refusal_of_webhooks_has_words_in_both_languages_and_no_words_are_left_over()
    {
        var codes = Sources
            .Under("MyPay.Domain/Payment")
            .SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Except(AuditWords.Acts)
            .Order();

        Assert.Equal(codes, WebhookRefusals.Words.Keys.Order());
        Assert.All(WebhookRefusals.Words.Values, words => Assert.Matches("[가-힣]", words.Ko));
        Assert.All(WebhookRefusals.Words.Values, words => Assert.DoesNotMatch("[가-힣]", words.En));
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void Every_type_has_words_of_its_own(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new(language);
            Assert.Equal(WebhookTypes.All.Count, WebhookTypes.All.Select(WebhookWords.TypeOf).Distinct().Count());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex("\"(payment\\.webhook\\.[a-z_]+)\"")]
    private static partial Regex Code();
}
