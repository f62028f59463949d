using System.Net;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Host;

public sealed class HeadTests : IAsyncLifetime
{
    private AProduct product = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(await product.ListenAsync()),
        };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await product.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/docs")]
    [InlineData("/admin")]
    [InlineData("/nowhere")]
    [InlineData("/css/tokens.css")]
    [InlineData("/healthz/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Head_answers_as_get_does_and_sends_no_body(string path)
    {
        using var get = await http.GetAsync(path);
        using var head = await http.SendAsync(new(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.Location, head.Headers.Location);
        Assert.True(head.Headers.Contains("X-Content-Type-Options"));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Many_heads_on_one_connection_leave_it_in_order()
    {
        for (var i = 0; i < 20; i++)
        {
            using var head = await http.SendAsync(new(HttpMethod.Head, "/"));
            using var get = await http.GetAsync("/healthz/live");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (head.StatusCode, get.StatusCode));
        }
    }
}
