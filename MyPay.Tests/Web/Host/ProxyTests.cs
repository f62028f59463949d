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
        // what the caller himself wrote counts for nothing
        Assert.Equal(HttpStatusCode.NotFound, await MetricsAsync(http, "10.1.2.3, 203.0.113.7"));
        // a second proxy of ours in between
        Assert.Equal(HttpStatusCode.NotFound, await MetricsAsync(http, "203.0.113.7, 127.0.0.2"));
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

    [Fact]
    public async Task With_a_public_address_no_other_host_is_heard_and_cookies_are_of_that_host_alone()
    {
        await using var product = await AProduct.StartAsync(
            demo: true,
            settings: ["--MyPay:PublicBaseUrl=https://pay.example"]
        );
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new(await product.ListenAsync()),
        };

        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/login", "evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/login", "pay.example.evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/login", "pay.example:8443")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/healthz/live", "10.0.0.5")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/login", "PAY.example:443")).StatusCode);

        var page = await AskAsync("/login", "pay.example");
        var cookies = page.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-mypay-form=", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));

        async Task<HttpResponseMessage> AskAsync(string path, string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            return await http.SendAsync(request);
        }
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
