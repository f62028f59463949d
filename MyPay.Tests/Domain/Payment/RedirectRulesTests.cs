using MyPay.Domain.Payment.Checkout;
using Xunit;

namespace MyPay.Tests.Domain.Payment;

public sealed class RedirectRulesTests
{
    private static readonly string[] Domains = ["https://shop.test", "https://*.mall.test:8443", "http://localhost:3000", "http://127.0.0.1", "https://*.open.test"];

    [Theory]
    [InlineData("https://shop.test")]
    [InlineData("https://shop.test/")]
    [InlineData("https://SHOP.test:443/ok?a=b#c")]
    [InlineData("HTTPS://shop.test/주문완료?상품=커피")]
    [InlineData("https://a.mall.test:8443/x")]
    [InlineData("https://a.b.mall.test:8443")]
    [InlineData("http://localhost:3000/back")]
    [InlineData("http://127.0.0.1:80/back")]
    [InlineData("https://www.open.test/?next=https://evil.test")]
    public void An_address_of_a_registered_origin_is_taken(string url) => Assert.True(RedirectRules.IsRegistered(url, Domains));

    [Theory]
    [InlineData("http://shop.test/")]
    [InlineData("https://shop.test:8443/")]
    [InlineData("https://www.shop.test/")]
    [InlineData("https://shop.test.evil.test/")]
    [InlineData("https://shop.test@evil.test/")]
    [InlineData("https://user:pw@shop.test/")]
    [InlineData("https://@shop.test/")]
    [InlineData("https://evil.test\\@shop.test/")]
    [InlineData("https://shop.test\\.evil.test/")]
    [InlineData("https:\\\\shop.test/")]
    [InlineData("//shop.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/ok")]
    [InlineData("javascript:alert(1)//https://shop.test")]
    [InlineData("javascript://shop.test/%0aalert(1)")]
    [InlineData("data:text/html,https://shop.test")]
    [InlineData("https:shop.test")]
    [InlineData("https:///shop.test")]
    [InlineData("https://shop.test%2eevil.test/")]
    [InlineData("https://shop.test%00.evil.test/")]
    [InlineData("https://shop.test./")]
    [InlineData("https://shop.test\t/")]
    [InlineData("https://shop.te\nst/")]
    [InlineData(" https://shop.test/")]
    [InlineData("https://shop.test/a b")]
    [InlineData("https://shop.test/\u202E")]
    [InlineData("https://ѕhop.test/")] // a Cyrillic s
    [InlineData("https://mall.test:8443/")]
    [InlineData("https://.mall.test:8443/")]
    [InlineData("https://evilmall.test:8443/")]
    [InlineData("https://a.mall.test/")]
    [InlineData("https://*.mall.test:8443/")]
    [InlineData("http://localhost/back")]
    [InlineData("http://2130706433/back")]
    [InlineData("https://[::1]/")]
    [InlineData("ftp://shop.test/")]
    [InlineData("")]
    public void Any_other_address_is_refused(string url) => Assert.False(RedirectRules.IsRegistered(url, Domains));

    [Theory]
    [InlineData("https://shop.test/ok", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?", "https://shop.test/ok?pg_token=T")]
    [InlineData("https://shop.test/ok?s=%2Fa&x", "https://shop.test/ok?s=%2Fa&x&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1&", "https://shop.test/ok?s=1&pg_token=T")]
    [InlineData("https://shop.test/ok?s=1#top", "https://shop.test/ok?s=1&pg_token=T#top")]
    [InlineData("https://shop.test#/route?x", "https://shop.test/?pg_token=T#/route?x")]
    public void The_token_is_added_and_an_existing_query_is_kept(string url, string with) => Assert.Equal(with, RedirectRules.WithToken(url, "T").AbsoluteUri);
}
