using System.Net;
using MyPay.Tests.Benchmarks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Identity;

/// <summary>A person, or an address, has so many open pages and no more; a closed one makes room.</summary>
public sealed class OpenLinesTests
{
    [Theory]
    [InlineData("--MyPay:Circuits:PerSession=2")]
    [InlineData("--MyPay:Circuits:PerAddress=2")]
    public async Task Beyond_so_many_open_pages_a_page_says_so_until_one_is_closed(string limit)
    {
        await using var product = await AProduct.StartAsync(demo: true, settings: [limit]);
        var address = await product.ListenAsync();
        using var james = new APlainBrowser(address);
        await james.OpenAsync("/login");
        await james.SendAsync(("Input.Email", "james@mypay.test"), ("Input.Password", "MyPay!2026"));

        await using var first = await OpenAsync();
        var second = await OpenAsync();
        await james.OpenAsync("/wallet");
        Assert.Equal(HttpStatusCode.TooManyRequests, james.Status);
        Assert.Contains("열린 화면이 너무 많아요", james.Page, StringComparison.Ordinal);

        await second.DisposeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await james.OpenAsync("/wallet");
                return james.Status == HttpStatusCode.OK;
            },
            "the closed page has made room"
        );
        await using var third = await OpenAsync();
        Assert.True(first.IsOpen && third.IsOpen);

        Task<APageClient> OpenAsync() => APageClient.OpenAsync(address, james.Cookies, "/wallet", "35,000");
    }
}
