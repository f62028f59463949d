using MyPay.Domain.Franchise;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Franchise;

[Trait("Lane", "Fast")]
public sealed class RedirectDomainTests
{
    private static readonly string[] Domains =
    [
        "https://shop.test",
        "https://*.mall.test:8443",
        "http://localhost:3000",
        "http://127.0.0.1",
        "https://*.open.test",
        "https://xn--vj1bu1mbmsv4f.xn--3e0b707e",
    ];

    [Theory]
    [InlineData("https://shop.example.com", "https://shop.example.com")]
    [InlineData("HTTPS://Shop.Example.COM/", "https://shop.example.com")]
    [InlineData("https://shop.example.com:8443", "https://shop.example.com:8443")]
    [InlineData("https://shop.example.com:443", "https://shop.example.com")]
    [InlineData("https://*.example.com", "https://*.example.com")]
    [InlineData("https://모닝커피.한국", "https://xn--vj1bu1mbmsv4f.xn--3e0b707e")]
    [InlineData("https://203.0.113.9", "https://203.0.113.9")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    public void An_origin_is_taken(string typed, string stored) =>
        Assert.Equal(stored, RedirectDomainRules.Check(typed, allowHttp: false).Granted());

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil")]
    [InlineData("//evil.example")]
    [InlineData("https://a.b/path")]
    [InlineData("https://a.b//")]
    [InlineData("https://a.b?x=1")]
    [InlineData("https://a.b#x")]
    [InlineData("https://user@a.b")]
    [InlineData("https://user:pass@a.b")]
    [InlineData("https://a.b\\@evil.example")]
    [InlineData("https://a.b:0")]
    [InlineData("https://a.b:65536")]
    [InlineData("https://a.b:")]
    [InlineData("https://*")]
    [InlineData("https://*.com")]
    [InlineData("https://*.*.example.com")]
    [InlineData("https://shop.*.com")]
    [InlineData("https://a*.example.com")]
    [InlineData("https://*.1.2.3.4")]
    [InlineData("https://a b.example")]
    [InlineData("https://a.b\n.example")]
    [InlineData("https://-a.example")]
    [InlineData("https://a..example")]
    [InlineData("https://[::1]")]
    [InlineData("https://2130706433")]
    [InlineData("https://127.1")]
    [InlineData("ftp://a.b")]
    [InlineData("a.example.com")]
    [InlineData("https:a.example.com")]
    [InlineData("http://shop.example.com")]
    [InlineData("http://*.localhost")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? typed) =>
        Assert.Equal("franchise.domain.invalid", RedirectDomainRules.Check(typed, allowHttp: false).Refused().Code);

    [Fact]
    public void In_development_http_may_go_anywhere() =>
        Assert.Equal(
            "http://shop.test:8080",
            RedirectDomainRules.Check("http://shop.test:8080", allowHttp: true).Granted()
        );

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
    [InlineData("https://모닝커피.한국/주문")]
    [InlineData("https://xn--vj1bu1mbmsv4f.xn--3e0b707e/")]
    public void An_address_of_a_registered_origin_is_taken(string url) =>
        Assert.True(RedirectDomains.Allow(Domains, url));

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
    [InlineData("https://shop.test:443@evil.test/")]
    [InlineData("https://shop.test:65536/")]
    [InlineData("https://shop.test:8443:443/")]
    [InlineData("https://shop.test../")]
    [InlineData("https://shop。test/")]
    [InlineData("https://ｓhop.test.evil.test/")]
    [InlineData("https://모닝커피.한국.evil.test/")]
    [InlineData("http://0x7f000001/back")]
    [InlineData("http://0177.0.0.1/back")]
    [InlineData("blob:https://shop.test/1")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_address_is_refused(string? url) => Assert.False(RedirectDomains.Allow(Domains, url));

    [Fact]
    public async Task A_franchise_keeps_ten_domains_at_most_and_each_once()
    {
        await using var house = new AFranchise();
        var shop = await house.ActiveAsync();
        for (var n = 0; n < 10; n++)
            (await house.Desk(d => d.AddDomainAsync(shop.Id, $"https://shop{n}.example"))).Granted();

        Assert.Equal(
            10,
            (await house.Desk(d => d.AddDomainAsync(shop.Id, "https://SHOP1.example/"))).Granted().RedirectDomains.Count
        );
        Assert.Equal(
            "franchise.domain.too_many",
            (await house.Desk(d => d.AddDomainAsync(shop.Id, "https://more.example"))).Refused().Code
        );

        Assert.Equal(
            9,
            (await house.Desk(d => d.RemoveDomainAsync(shop.Id, "https://shop3.example")))
                .Granted()
                .RedirectDomains.Count
        );
        var terms = await house.Franchises(f => f.FindByCidAsync(shop.Cid));
        Assert.Contains("https://shop4.example", terms!.RedirectDomains);
        Assert.DoesNotContain("https://shop3.example", terms.RedirectDomains);
    }
}
