using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Platform.Browsers;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>Browsers tell what the policy refused; others cannot make us believe, keep or do more than that.</summary>
public sealed class CspReportTests : IAsyncLifetime
{
    private const string Legacy = "application/csp-report";
    private const string Reporting = "application/reports+json";

    private AProduct product = null!;
    private HttpClient http = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        address = (await product.ListenAsync()).TrimEnd('/');
        http = new() { BaseAddress = new(address) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task The_policy_says_where_to_report_to()
    {
        using var plain = await http.GetAsync("/");
        Assert.EndsWith("; report-uri /csp-reports", Policy(plain), StringComparison.Ordinal);
        Assert.False(plain.Headers.Contains("Reporting-Endpoints"));

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Headers = { { "X-Forwarded-Proto", "https" } },
        };
        using var secure = await http.SendAsync(asked);
        Assert.EndsWith("; report-uri /csp-reports; report-to csp", Policy(secure), StringComparison.Ordinal);
        Assert.Equal("csp=\"/csp-reports\"", secure.Headers.GetValues("Reporting-Endpoints").Single());
    }

    [Fact]
    public async Task Both_forms_of_a_report_are_one_row_without_what_an_address_hides()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await SendAsync(
                Legacy,
                Old("/pay/T2811000000000000001?pg_token=secret", "script-src-elem", "https://evil.example/x.js?card=1")
            )
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            await SendAsync(
                Reporting,
                JsonSerializer.Serialize(
                    new[]
                    {
                        New("/pay/T2811000000000000002", "script-src-elem", "https://evil.example/x.js#2"),
                        New("/login/reset?t=secret", "connect-src", "https://evil.example/4111111111111111"),
                        new { type = "deprecation", body = new { documentURL = "x" } } as object,
                    }
                )
            )
        );

        Assert.Equal(
            [
                ("connect-src", "https://evil.example", "/login/reset", 1),
                ("script-src-elem", "https://evil.example/x.js", "/pay/{Tid}", 2),
            ],
            await KeptAsync()
        );
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)] // what a form of another site can send
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_another_sites_form_could_send_is_not_taken(string type, HttpStatusCode status)
    {
        Assert.Equal(status, await SendAsync(type, Old("/", "img-src", "data")));
        Assert.Empty(await KeptAsync());
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_of_another_site_is_refused(string site)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Legacy, Old("/", "img-src", "data"), site));
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_report_of_another_address_or_of_no_directive_is_not_kept()
    {
        var foreign = Old("/", "img-src", "data").Replace(address, "https://other.example", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Legacy, foreign));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Legacy, Old("/", "<b>no directive</b>", "data")));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Legacy, "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Legacy, "no json"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Legacy, "3"));
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_body_may_be_so_long_and_no_byte_longer()
    {
        var report = Old("/", "img-src", "data");
        var room = CspReports.LongestBody - Encoding.UTF8.GetByteCount(report);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Legacy, report + new string(' ', room)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(Legacy, report + new string(' ', room + 1)));
        Assert.Equal([("img-src", "data", "/", 1)], await KeptAsync());
    }

    [Fact]
    public async Task One_address_is_heard_thirty_times_a_minute()
    {
        var report = Old("/", "img-src", "data");
        for (var i = 0; i < CspReportLimit.PerMinute; i++)
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Legacy, report));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(Legacy, report));
        Assert.Equal(30, (await KeptAsync()).Single().Count);

        product.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(Legacy, report));
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_are_one_and_others_are_not()
    {
        var limit = new CspReportLimit(product.Clock);
        for (var i = 0; i < CspReportLimit.PerMinute; i++)
            Assert.True(limit.Allows(IPAddress.Parse($"2001:db8:0:1::{i:x}")));
        Assert.False(limit.Allows(IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.True(limit.Allows(IPAddress.Parse("2001:db8:0:2::1")));
        Assert.True(limit.Allows(IPAddress.Parse("192.0.2.1")));
    }

    [Theory]
    [InlineData("/nowhere/abcdef", "/…")] // no page of ours: nothing of it
    [InlineData("/mail/confirm", "/mail/confirm")]
    [InlineData("/wallet/history/77", "/wallet/history/{Number:long}")]
    [InlineData("/js/shell.js", "/js/shell.js")]
    public void An_address_of_ours_is_kept_as_its_template(string path, string kept) =>
        Assert.Equal(kept, CspReports.PageOf(path));

    private string Old(string page, string directive, string blocked) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["csp-report"] = new Dictionary<string, string>
                {
                    ["document-uri"] = address + page,
                    ["effective-directive"] = directive,
                    ["violated-directive"] = directive,
                    ["blocked-uri"] = blocked,
                },
            }
        );

    private object New(string page, string directive, string blocked) =>
        new
        {
            type = "csp-violation",
            age = 10,
            url = address + page,
            body = new
            {
                documentURL = address + page,
                effectiveDirective = directive,
                blockedURL = blocked,
            },
        };

    private async Task<HttpStatusCode> SendAsync(string type, string body, string? site = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, CspReports.Path) { Content = content };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<(string Directive, string Blocked, string Page, long Count)>> KeptAsync()
    {
        await product.Host.App.Services.GetRequiredService<BrowserReports>().WriteAsync();
        var kept = await product.AskAsync((BrowserReportBook book) => book.ListAsync());
        return
        [
            .. kept.Select(row => (row.Report.Directive, row.Report.Blocked, row.Report.Page, row.Count))
                .OrderBy(row => row.Directive, StringComparer.Ordinal),
        ];
    }

    private static string Policy(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Content-Security-Policy").Single();
}
