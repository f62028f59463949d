using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using MyPay.Web.Api.Door;
using Xunit;

namespace MyPay.Tests.Web;

/// <summary>
/// Every GET there is, pages, exports and calls, is asked with the ends of the calendar and with what is no date in
/// each of its words. None breaks. A new address is in this by being there.
/// </summary>
public sealed class CalendarEndsTests(CalendarEndsTests.Doors doors) : IClassFixture<CalendarEndsTests.Doors>
{
    private static readonly string[] Days =
    [
        "0001-01-01",
        "9999-12-31",
        "9999-12-30",
        "0000-00-00",
        "2026-02-30",
        "99999-01-01",
        "",
    ];
    private static readonly string[] DateNames = ["from", "to", "day", "date", "month", "since", "until"];

    [Fact]
    public async Task No_address_breaks_at_the_ends_of_the_calendar()
    {
        var asked = 0;
        var found = new List<string>();
        foreach (var route in doors.Routes)
        {
            foreach (var address in AddressesOf(route).Distinct(StringComparer.Ordinal))
            {
                asked++;
                var status = await doors.AskAsync(address);
                var isCall = address.StartsWith("/v1", StringComparison.Ordinal);
                if (isCall ? status is not (200 or 400 or 404) : status >= 500 || status == 401)
                    found.Add($"{status} {address}");
            }
        }

        Assert.True(found.Count == 0, $"{found.Count} of {asked}:\n{string.Join('\n', found)}");
        Assert.True(asked > 400, $"Only {asked} addresses were asked: the walk has lost its way.");
    }

    [Theory]
    [InlineData("/v1/payments?to=9999-12-31", 200)]
    [InlineData("/v1/payments?from=0001-01-01", 200)]
    [InlineData("/v1/payments?from=2026-11-24&to=2026-11-23", 400)]
    [InlineData("/v1/payments?from=2026-02-30", 400)]
    [InlineData("/v1/settlements?from=0001-01-01", 200)]
    [InlineData("/v1/settlements?to=9999-12-31", 200)]
    [InlineData("/v1/settlements?dateType=paidOutDate&to=9999-12-31", 200)]
    public async Task A_call_answers_or_says_what_is_wrong(string address, int status) =>
        Assert.Equal(status, await doors.AskAsync(address));

    private static IEnumerable<string> AddressesOf(Door door)
    {
        var isDated = door.Gaps.Any(IsDate);
        foreach (
            var day in Days.Concat(
                isDated || door.Words.Any(w => w is "month") ? Days.Where(d => d.Length >= 7).Select(d => d[..7]) : []
            )
        )
        {
            if (isDated && day.Length == 0)
                continue;
            var path = door.Fill(gap => IsDate(gap) ? Uri.EscapeDataString(day) : "csv");
            yield return path + Query(door.Words.Select(word => (word, day)));
            foreach (var word in door.Words.Where(IsDate))
                yield return path + Query([(word, day)]);
        }

        if (door.Words.Contains("from") && door.Words.Contains("to"))
            yield return door.Fill(_ => "2026-11-23") + "?from=9999-12-31&to=0001-01-01";
    }

    private static bool IsDate(string name) => DateNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Query(IEnumerable<(string Name, string Value)> words) =>
        string.Join('&', words.Select(w => $"{w.Name}={Uri.EscapeDataString(w.Value)}")) is { Length: > 0 } query
            ? "?" + query
            : "";

    /// <summary>An address that can be asked: its gaps, and the words that it takes behind the question mark.</summary>
    internal sealed record Door(string Pattern, IReadOnlyList<string> Gaps, IReadOnlyList<string> Words)
    {
        public string Fill(Func<string, string> value) =>
            Gaps.Aggregate(
                Pattern,
                (path, gap) =>
                    System.Text.RegularExpressions.Regex.Replace(path, "{\\*{0,2}" + gap + "[^/]*}", _ => value(gap))
            );
    }

    /// <summary>A product, and everybody who may open one of its doors.</summary>
    public sealed class Doors : IAsyncLifetime
    {
        private AProduct product = null!;
        private readonly Dictionary<string, HttpClient> people = new(StringComparer.Ordinal);

        internal IReadOnlyList<Door> Routes { get; private set; } = [];

        public async Task InitializeAsync()
        {
            product = await AProduct.StartAsync(demo: true, settings: "--MyPay:RateLimit:PerKeyPerSecond=0");
            var address = await product.ListenAsync();
            foreach (var email in new[] { "james@mypay.test", "owner@mypay.test", "admin@mypay.test" })
            {
                using var browser = new APlainBrowser(address);
                await browser.OpenAsync("/login");
                await browser.SendAsync(("Input.Email", email), ("Input.Password", "MyPay!2026"));
                people[email] = new(
                    new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false }
                )
                {
                    BaseAddress = new(address),
                };
            }

            var shop = people["/v1"] = new() { BaseAddress = new(address) };
            shop.DefaultRequestHeaders.Add("Authorization", "Bearer " + product.DemoLiveKey!);
            var routes = product
                .Host.App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods
                    || methods.HttpMethods.Contains("GET")
                )
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText is ['/', ..] path
                    && !path.Contains("{*", StringComparison.Ordinal)
                    && !path.StartsWith("/_", StringComparison.Ordinal)
                );
            Routes = [.. routes.Select(DoorOf).Where(IsOpen).OrderBy(door => door.Pattern, StringComparer.Ordinal)];
        }

        public async Task DisposeAsync()
        {
            foreach (var person in people.Values)
                person.Dispose();
            await product.DisposeAsync();
        }

        internal async Task<int> AskAsync(string address)
        {
            using var answer = await people[WhoOpens(address)].GetAsync(address);
            await answer.Content.ReadAsByteArrayAsync();
            return (int)answer.StatusCode;
        }

        private static string WhoOpens(string address) =>
            address.StartsWith("/v1", StringComparison.Ordinal) ? "/v1"
            : address.StartsWith("/admin", StringComparison.Ordinal) ? "admin@mypay.test"
            : address.StartsWith("/merchant", StringComparison.Ordinal) ? "owner@mypay.test"
            : "james@mypay.test";

        // One whose other gaps need something that is there has nothing to do with dates, unless it takes some.
        private static bool IsOpen(Door door) => door.Words.Count > 0 || door.Gaps.Any(IsDate);

        private static Door DoorOf(RouteEndpoint endpoint)
        {
            var gaps = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToList();
            return new(
                endpoint.RoutePattern.RawText!,
                gaps,
                [.. WordsOf(endpoint).Except(gaps, StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.Ordinal)]
            );
        }

        private static IEnumerable<string> WordsOf(Endpoint endpoint)
        {
            if (endpoint.Metadata.GetMetadata<CallSheet>() is { } sheet)
                return sheet.Queries.Select(query => query.Name);
            if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: { } page })
                return page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Select(property =>
                        property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is { } from
                            ? from.Name ?? property.Name
                            : null
                    )
                    .OfType<string>();
            return endpoint.Metadata.GetMetadata<MethodInfo>() is { } method
                ? method.GetParameters().Where(p => p.ParameterType == typeof(string)).Select(p => p.Name!)
                : [];
        }
    }
}
