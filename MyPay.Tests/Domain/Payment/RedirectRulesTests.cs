using MyPay.Domain.Payment.Checkout;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

[Trait("Lane", "Fast")]
public sealed class RedirectRulesTests
{
    [Theory]
    [InlineData("https://shop.test/ok", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?s=%2Fa&x", "https://shop.test/ok?s=%2Fa&x&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1&", "https://shop.test/ok?s=1&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1#top", "https://shop.test/ok?s=1&pg_token=T#top")]
    [InlineData("https://shop.test#/route?x", "https://shop.test?pg_token=T#/route?x")]
    [InlineData(
        "https://Shop.TEST:443/a%2Db%7Ec%2e/../%ED%95%9c?q=%7e%2D한글&r=a+b#%7e",
        "https://Shop.TEST:443/a%2Db%7Ec%2e/../%ED%95%9c?q=%7e%2D한글&r=a+b&pg_token=T#%7e"
    )]
    public void The_token_is_added_and_all_else_is_kept_byte_for_byte(string url, string with) =>
        Assert.Equal(with, RedirectRules.WithToken(url, "T"));
}
