using System.Net;
using System.Net.WebSockets;
using MyPay.Tests.Benchmarks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Identity;

/// <summary>The line of an open page is for our own pages, whoever's cookies come along.</summary>
public sealed class CircuitOriginTests : IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";
    private APlainBrowser james = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        james = new APlainBrowser(address);
        await james.OpenAsync("/login");
        await james.SendAsync(("Input.Email", "james@mypay.test"), ("Input.Password", "MyPay!2026"));
        Assert.Equal("/wallet", james.Path);
    }

    public async Task DisposeAsync()
    {
        james.Dispose();
        await product.DisposeAsync();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:{port}")] // another name of the same machine is another site
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1:{port}")]
    [InlineData("http://127.0.0.1.evil.example:{port}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_foreign_page_and_one_that_does_not_say_get_403_on_every_way(string? origin)
    {
        origin = origin?.Replace("{port}", $"{new Uri(address).Port}", StringComparison.Ordinal);
        foreach (var (method, path, accept) in Ways)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(method, path, origin, accept));
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await AskAsync(method, path, origin, accept, ("Sec-Fetch-Site", "same-site"))
            );
        }

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(origin));
    }

    [Fact]
    public async Task Our_own_page_is_let_in_and_lives()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync(HttpMethod.Post, "/_blazor/negotiate", address));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(address));
        // What a browser sends with a page's own GET, which names no origin.
        Assert.NotEqual(
            HttpStatusCode.Forbidden,
            await AskAsync(HttpMethod.Get, "/_blazor?id=nobody", null, null, ("Sec-Fetch-Site", "same-origin"))
        );

        await using var page = await APageClient.OpenAsync(address, james.Cookies, "/wallet", "35,000");
        Assert.True(page.IsOpen);
    }

    [Fact]
    public async Task What_a_person_takes_with_them_stays_in_no_cache()
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = james.Cookies });
        using var file = await http.GetAsync(address + "/wallet/history.csv");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.True(file.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_is_the_origin_and_the_inner_one_is_not()
    {
        await using var behind = await AProduct.StartAsync(settings: ["--MyPay:PublicBaseUrl=https://pay.example"]);
        var inner = address = await behind.ListenAsync();
        (string, string)[] asForwarded = [("Host", "pay.example"), ("X-Forwarded-Proto", "https")];

        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync("https://pay.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync("http://pay.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync("https://pay.example:8443"));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync("https://www.pay.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(inner));

        Task<HttpStatusCode> NegotiateAsync(string origin) =>
            AskAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", origin, null, asForwarded);
    }

    private static readonly (HttpMethod Method, string Path, string? Accept)[] Ways =
    [
        (HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", null),
        (HttpMethod.Get, "/_blazor?id=any", "text/event-stream"),
        (HttpMethod.Get, "/_blazor?id=any", null),
        (HttpMethod.Post, "/_blazor?id=any", null),
        (HttpMethod.Delete, "/_blazor?id=any", null),
        (HttpMethod.Post, "/_blazor/disconnect", null),
        (HttpMethod.Get, "/_blazor/initializers", null),
        (HttpMethod.Post, "/_BLAZOR/negotiate", null),
    ];

    private async Task<HttpStatusCode> AskAsync(
        HttpMethod method,
        string path,
        string? origin,
        string? accept = null,
        params (string Name, string Value)[] headers
    )
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = james.Cookies });
        using var request = new HttpRequestMessage(method, address + path);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> ConnectAsync(string? origin)
    {
        using var line = new ClientWebSocket();
        line.Options.Cookies = james.Cookies;
        line.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            line.Options.SetRequestHeader("Origin", origin);
        try
        {
            await line.ConnectAsync(
                new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/_blazor"),
                CancellationToken.None
            );
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return line.HttpStatusCode;
    }
}
