using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Portals.Public;

/// <summary>
/// Whatever goes wrong, and by whatever method, there is a page that says so in the person's language.
/// </summary>
public sealed partial class StatusPagesTests(StatusPagesTests.AnOddProduct product)
    : IClassFixture<StatusPagesTests.AnOddProduct>,
        IDisposable
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly CookieContainer cookies = new();
    private HttpClient? browser;

    private HttpClient http =>
        browser ??= new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = new Uri(product.Address),
        };

    public void Dispose() => browser?.Dispose();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Every_status_has_its_page_for_every_method_in_both_languages(int status)
    {
        foreach (var method in Methods)
        {
            foreach (var language in new[] { "ko", "en" })
            {
                using var answer = await SendAsync(
                    method,
                    $"/odd/{status}",
                    language,
                    method == "GET" ? null : new() { ["memo"] = "라테" }
                );
                Assert.Equal((method, status), (method, (int)answer.StatusCode));
                await IsAPageAsync(answer, language);
            }
        }
    }

    [Theory]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("PUT", "/nowhere", 404)]
    [InlineData("DELETE", "/wallet/nowhere", 404)]
    [InlineData("PUT", "/login", 404)]
    [InlineData("POST", "/login", 400)]
    [InlineData("POST", "/signup", 400)]
    [InlineData("POST", "/preferences/language", 400)]
    [InlineData("POST", "/css/tokens.css", 404)]
    public async Task What_is_sent_where_nothing_takes_it_gets_a_page(string method, string path, int status)
    {
        foreach (var language in new[] { "ko", "en" })
        {
            using var form = await SendAsync(method, path, language, new() { ["memo"] = "라테" });
            Assert.Equal(status, (int)form.StatusCode);
            await IsAPageAsync(form, language);
            using var empty = await SendAsync(method, path, language, null);
            Assert.InRange((int)empty.StatusCode, 400, 499);
            await IsAPageAsync(empty, language);
        }
    }

    [Fact]
    public async Task Signing_out_twice_is_fine()
    {
        await SignInAsync("james@mypay.test");
        var wallet = await TextAsync("/wallet/all");
        var token = Token()
            .Match(wallet[wallet.IndexOf("action=\"/logout\"", StringComparison.Ordinal)..])
            .Groups[1]
            .Value;
        for (var time = 0; time < 2; time++)
        {
            using var answer = await SendAsync(
                "POST",
                "/logout",
                "ko",
                new() { ["__RequestVerificationToken"] = token, ["returnUrl"] = "/login" }
            );
            Assert.Equal((HttpStatusCode.Found, "/login"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }

        using var turned = await http.GetAsync("/wallet");
        Assert.Equal(HttpStatusCode.Found, turned.StatusCode);
    }

    [Fact]
    public async Task Signing_out_by_another_sites_form_does_nothing()
    {
        await SignInAsync("james@mypay.test");
        using var answer = await SendAsync("POST", "/logout", "ko", new() { ["returnUrl"] = "/login" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await IsAPageAsync(answer, "ko");
        using var wallet = await http.GetAsync("/wallet");
        Assert.Equal(HttpStatusCode.OK, wallet.StatusCode);
    }

    [Theory]
    [InlineData("ko", "다른 창에서 로그인했어요")]
    [InlineData("en", "You have signed in in another window")]
    public async Task A_form_that_was_drawn_before_signing_in_says_so_and_keeps_what_was_typed(
        string language,
        string words
    )
    {
        var (login, join) = (
            Token().Match(await TextAsync("/login")).Groups[1].Value,
            Token().Match(await TextAsync("/signup")).Groups[1].Value
        );
        await SignInAsync("james@mypay.test");

        using var again = await SendAsync(
            "POST",
            "/login",
            language,
            new()
            {
                ["__RequestVerificationToken"] = login,
                ["_handler"] = "login",
                ["Input.Email"] = "jiwoo@mypay.test",
                ["Input.Password"] = "MyPay!2026",
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        var page = await IsAPageAsync(again, language);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("value=\"jiwoo@mypay.test\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"MyPay!2026\"", page, StringComparison.Ordinal);

        using var joining = await SendAsync(
            "POST",
            "/signup",
            language,
            new()
            {
                ["__RequestVerificationToken"] = join,
                ["_handler"] = "sign-up",
                ["Input.Name"] = "김마이",
                ["Input.Phone"] = "010-9876-5432",
            }
        );
        page = await IsAPageAsync(joining, language);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("value=\"김마이\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"010-9876-5432\"", page, StringComparison.Ordinal);

        // Its fresh token is good: pressed again, it does what it says.
        using var sent = await SendAsync(
            "POST",
            "/login",
            language,
            new()
            {
                ["__RequestVerificationToken"] = Token().Match(await again.Content.ReadAsStringAsync()).Groups[1].Value,
                ["_handler"] = "login",
                ["Input.Email"] = "jiwoo@mypay.test",
                ["Input.Password"] = "MyPay!2026",
            }
        );
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
    }

    [Fact]
    public async Task What_another_site_sends_is_not_brought_back_into_a_form()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signup")
        {
            Content = new FormUrlEncodedContent([new("_handler", "sign-up"), new("Input.Name", "나쁜 사람")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(
            "나쁜 사람",
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/admin/ledger?kind=abc")]
    [InlineData("/admin/members?page=2147483647")]
    [InlineData("/admin/members?page=-1")]
    [InlineData("/admin/notices?window=1.5")]
    [InlineData("/admin/calendar?tab=banks&window=99999999999")]
    public async Task A_mistyped_number_in_an_address_is_no_error(string path)
    {
        await SignInAsync("admin@mypay.test");
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> IsAPageAsync(HttpResponseMessage answer, string language)
    {
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Matches("<h1[^>]*>[^<]+</h1>", page);
        return page;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        string language,
        Dictionary<string, string>? form
    )
    {
        cookies.Add(
            http.BaseAddress!,
            new Cookie(".AspNetCore.Culture", Uri.EscapeDataString($"c={language}|uic={language}"), "/")
        );
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = form is null ? null : new FormUrlEncodedContent(form),
        };
        return await http.SendAsync(request);
    }

    private async Task<string> TextAsync(string path) => await http.GetStringAsync(path);

    private async Task SignInAsync(string email)
    {
        var token = Token().Match(await TextAsync("/login")).Groups[1].Value;
        using var answer = await SendAsync(
            "POST",
            "/login",
            "ko",
            new()
            {
                ["__RequestVerificationToken"] = token,
                ["_handler"] = "login",
                ["Input.Email"] = email,
                ["Input.Password"] = "MyPay!2026",
            }
        );
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>A product with an end of our own that answers any status, empty, as a broken one would.</summary>
    public sealed class AnOddProduct : IAsyncLifetime
    {
        private AProduct product = null!;

        public string Address { get; private set; } = "";

        public async Task InitializeAsync()
        {
            product = await AProduct.StartAsync(demo: true);
            product.Host.App.Map("/odd/{status:int}", (int status) => TypedResults.StatusCode(status));
            Address = await product.ListenAsync();
        }

        public async Task DisposeAsync() => await product.DisposeAsync();
    }
}
