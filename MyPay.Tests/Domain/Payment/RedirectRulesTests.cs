using MyPay.Domain.Payment.Checkout;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class RedirectRulesTests
{
    [Theory]
    [InlineData("https://shop.test/ok", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?s=%2Fa&x", "https://shop.test/ok?s=%2Fa&x&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1&", "https://shop.test/ok?s=1&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1#top", "https://shop.test/ok?s=1&pg_token=T#top")]
    [InlineData("https://shop.test#/route?x", "https://shop.test/?pg_token=T#/route?x")]
    public void The_token_is_added_and_an_existing_query_is_kept(string url, string with) => Assert.Equal(with, RedirectRules.WithToken(url, "T").AbsoluteUri);
}
