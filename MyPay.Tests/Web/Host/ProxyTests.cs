using System.Net;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>
/// Behind a proxy: the caller's address and scheme are what a proxy of ours says, and nobody else's word.
/// </summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_on_this_machine_is_believed()
    {
        await using var product = await AProduct.StartAsync();
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };

        Assert.Equal(HttpStatusCode.OK, await MetricsAsync(http, "10.1.2.3"));
        Assert.Equal(HttpStatusCode.NotFound, await MetricsAsync(http, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.NotFound, await MetricsAsync(http, "10.1.2.3, 203.0.113.7")); // what the caller himself wrote counts for nothing
        Assert.Equal(HttpStatusCode.NotFound, await MetricsAsync(http, "203.0.113.7, 127.0.0.2")); // a second proxy of ours in between
        Assert.True(await IsSecureAsync(http));
    }

    [Fact]
    public async Task Only_those_that_are_named_are_believed()
    {
        await using var product = await AProduct.StartAsync(
            settings: ["--MyPay:TrustedProxies=192.0.2.1,198.51.100.0/24"]
        );
        using var http = new HttpClient { BaseAddress = new(await product.ListenAsync()) };

        Assert.Equal(HttpStatusCode.OK, await MetricsAsync(http, "203.0.113.7"));
        Assert.False(await IsSecureAsync(http));
    }

    // Numbers are for near addresses: what they answer says whom the product takes the caller for.
    private static async Task<HttpStatusCode> MetricsAsync(HttpClient http, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics")
        {
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<bool> IsSecureAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live")
        {
            Headers = { { "X-Forwarded-Proto", "https" } },
        };
        using var answer = await http.SendAsync(request);
        return answer.Headers.Contains("Strict-Transport-Security");
    }
}
