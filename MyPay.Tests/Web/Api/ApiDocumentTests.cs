using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using MyPay.Web.Api.Door;
using MyPay.Web.Api.V1;
using Xunit;

namespace MyPay.Tests.Web.Api;

[Collection(ApiCollection.Name)]
public sealed class ApiDocumentTests(AnApi api)
{
    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_valid()
    {
        var answer = await api.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.StartsWith("3.1", answer.Text("openapi"), StringComparison.Ordinal);
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer.Raw));
        var read = await OpenApiDocument.LoadAsync(text, "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public async Task Private_addresses_get_no_webhooks_in_production_settings()
    {
        var closed = new AnApi("--MyPay:Webhooks:AllowPrivate=false", "--MyPay:RateLimit:PerKeyPerSecond=0");
        await closed.InitializeAsync();
        try
        {
            foreach (
                var url in new[]
                {
                    "http://shop.example/x",
                    "https://10.0.0.5/x",
                    "https://127.0.0.1/x",
                    "https://169.254.169.254/x",
                    "https://localhost/x",
                    "https://[::1]/x",
                }
            )
                Assert.Equal(
                    (422, "webhook-url-forbidden"),
                    await closed.V1Async(HttpMethod.Post, "webhook-endpoints", new { url }) is var answer
                        ? (answer.Status, answer.Code)
                        : default
                );
        }
        finally
        {
            await closed.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_lists_every_call_with_every_status_and_an_example()
    {
        var document = (await api.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        var listed = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")
            )
            .Order();
        var endpoints = api
            .Product.Host.App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText is { } path
                && (
                    path.StartsWith("/v1", StringComparison.Ordinal)
                    || path.StartsWith("/online", StringComparison.Ordinal)
                )
                && !path.Contains("**", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(
            endpoints
                .Select(endpoint =>
                    $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} "
                    + $"{endpoint.RoutePattern.RawText}"
                )
                .Order(),
            listed
        );
        Assert.Equal(7 + 25, endpoints.Count);

        foreach (var endpoint in endpoints)
        {
            var sheet = endpoint.Metadata.GetMetadata<CallSheet>()!;
            var operation = document
                .GetProperty("paths")
                .GetProperty(sheet.Path)
                .GetProperty(sheet.Method.ToLowerInvariant());
            Assert.Equal(
                sheet.Statuses.Select(status => $"{status}").Order(),
                operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order()
            );
            if (sheet.Request is not null)
                Assert.True(
                    operation
                        .GetProperty("requestBody")
                        .GetProperty("content")
                        .GetProperty("application/json")
                        .TryGetProperty("example", out _),
                    sheet.Name
                );
            if (sheet.Response is not null)
                Assert.True(
                    operation
                        .GetProperty("responses")
                        .GetProperty($"{sheet.Success}")
                        .GetProperty("content")
                        .GetProperty("application/json")
                        .TryGetProperty("example", out _),
                    sheet.Name
                );
        }
    }

    [Fact]
    public async Task Numbers_are_numbers_and_the_dialect_speaks_snake_case_without_nulls()
    {
        var schemas = (await api.SendAsync(HttpMethod.Get, "/openapi/v1.json"))
            .Json.GetProperty("components")
            .GetProperty("schemas");
        Assert.Equal(
            "integer",
            schemas
                .GetProperty("NewOrderBody")
                .GetProperty("properties")
                .GetProperty("amount")
                .GetProperty("type")
                .GetString()
        );
        var ready = schemas.GetProperty("KakaoReadyBody");
        Assert.Equal(
            "integer",
            ready.GetProperty("properties").GetProperty("total_amount").GetProperty("type").GetString()
        );
        Assert.Equal(
            "string",
            ready.GetProperty("properties").GetProperty("item_code").GetProperty("type").GetString()
        );
        Assert.Contains(
            "partner_order_id",
            ready.GetProperty("required").EnumerateArray().Select(name => name.GetString())
        );
        Assert.DoesNotContain(
            "\"null\"",
            schemas.GetProperty("KakaoOrderAnswer").GetRawText(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ko", "개발 문서")]
    [InlineData("en", "Developer docs")]
    public async Task The_docs_can_be_read_without_anybody_elses_server(string language, string title)
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.Address) };
        http.DefaultRequestHeaders.Add("Cookie", $".AspNetCore.Culture=c%3D{language}%7Cuic%3D{language}");
        var page = System.Net.WebUtility.HtmlDecode(await http.GetStringAsync("/docs"));
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains($"{api.Address}/online/v1/payment/ready", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"https?://", page);
        Assert.All(
            ApiErrors.All.Concat(V1Errors.All),
            error => Assert.Contains($"id=\"{error.Code}\"", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_errors_type_leads_to_its_place_in_the_docs()
    {
        var type = (await api.V1Async(HttpMethod.Get, "payments?limit=0")).Text("type");
        Assert.Equal("/docs#invalid-limit", type);
    }

    [Fact]
    public void Every_error_has_both_languages_and_its_words_take_their_arguments() =>
        Assert.All(
            ApiErrors.All.Concat(V1Errors.All),
            error =>
            {
                Assert.Matches("[가-힣]", error.Say("ko", "a", 1, 2));
                Assert.DoesNotMatch("[가-힣]", error.Say("en", "a", 1, 2));
            }
        );
}

public sealed class RateLimitTests
{
    [Fact]
    public async Task Calls_beyond_the_limit_are_told_when_to_come_again()
    {
        var api = new AnApi("--MyPay:RateLimit:PerKeyPerSecond=5");
        await api.InitializeAsync();
        try
        {
            var answers = new List<AnApi.Answer> { await api.V1Async(HttpMethod.Get, "me") };
            answers.AddRange(
                await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => api.V1Async(HttpMethod.Get, "me")))
            );
            var limited = answers.First(answer => answer.Status == 429);
            Assert.Equal(
                ("quota-exceeded", "1", "\"default\";q=5;w=1"),
                (limited.Code, limited.Headers["Retry-After"], limited.Headers["RateLimit-Policy"])
            );
            Assert.Equal("\"default\";r=0;t=1", limited.Headers["RateLimit"]);
            Assert.Equal("\"default\";r=4;t=1", answers[0].Headers["RateLimit"]);

            // Another key has a bucket of its own, and a second later there is room again.
            Assert.Equal(200, (await api.V1Async(HttpMethod.Get, "me", auth: $"Bearer {api.TestKey}")).Status);
            await Task.Delay(1_300);
            Assert.Equal(200, (await api.V1Async(HttpMethod.Get, "me")).Status);
        }
        finally
        {
            await api.DisposeAsync();
        }
    }
}
