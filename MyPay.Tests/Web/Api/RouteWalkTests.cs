using System.Text;
using System.Text.Json;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Tests.Given;
using Xunit;
using static MyPay.Tests.Web.Api.RouteSample;

namespace MyPay.Tests.Web.Api;

/// <summary>
/// Every route of both doors, out of the OpenAPI document: a key of the other mode, of another shop or without the
/// scope sees and changes nothing, and every spelling of an address is the same call to an Idempotency-Key. A route
/// that has no sample fails the walk: whoever adds a route adds its line to <see cref="Samples"/>.
/// </summary>
public sealed class RouteWalkTests(RouteWalkTests.AWalk walk) : IClassFixture<RouteWalkTests.AWalk>
{
    /// <summary>How each route is asked for the owner's things.</summary>
    private static readonly RouteSample[] Samples =
    [
        Makes("KakaoReady", t => Ready(t)),
        Asks(
            "KakaoApprove",
            t => new
            {
                cid = t.Cid,
                tid = t.AuthorizedTid,
                partner_order_id = "order-1",
                partner_user_id = "user-1",
                pg_token = t.PgToken,
            }
        ) with
        {
            Once = true,
        },
        Asks("KakaoOrder", t => new { cid = t.Cid, tid = t.Tid }),
        Asks(
            "KakaoCancel",
            t => new
            {
                cid = t.Cid,
                tid = t.Tid,
                cancel_amount = 10,
                cancel_tax_free_amount = 0,
            }
        ),
        Asks(
            "KakaoSubscription",
            t => new
            {
                cid = t.RecurringCid,
                sid = t.Sid,
                partner_order_id = "order-2",
                partner_user_id = "user-1",
                item_name = "구독",
                quantity = 1,
                total_amount = 777,
                tax_free_amount = 0,
            }
        ),
        Asks("KakaoSidStatus", t => new { cid = t.RecurringCid, sid = t.Sid }),
        Asks("KakaoInactive", t => new { cid = t.RecurringCid, sid = t.LastSid }) with
        {
            Last = true,
        },
        Asks("FindPayment", t => t.Tid),
        Lists("ListPayments"),
        Lists("ListRecurring"),
        Asks("FindRecurring", t => t.Sid),
        Asks("CancelPayment", t => t.Tid, _ => new { amount = 10, reason = "x" }),
        Makes(
            "PayByCode",
            t => new
            {
                code = t.Code,
                amount = 10,
                orderId = "pos-1",
                itemName = "x",
            }
        ) with
        {
            Once = true,
        },
        Makes(
            "CreateOrder",
            _ => new
            {
                amount = 10,
                orderId = "qr-2",
                itemName = "x",
            }
        ),
        Asks("FindOrder", t => t.Order),
        Lists("Me"),
        Lists("ListSettlements"),
        Asks("FindSettlement", t => t.Settlement),
        Asks("ListSettlementLines", t => t.Settlement),
        Lists("ListWebhookEndpoints"),
        Makes("AddWebhookEndpoint", _ => new { url = "http://127.0.0.1:9/more" }),
        Asks("FindWebhookEndpoint", t => t.Endpoint),
        Asks("ChangeWebhookEndpoint", t => t.Endpoint, _ => new { description = "changed" }),
        Asks("RemoveWebhookEndpoint", t => t.LastEndpoint) with
        {
            Last = true,
        },
        Asks("RotateWebhookSecret", t => t.Endpoint, _ => null),
        Lists("ListWebhookDeliveries"),
        Asks("FindWebhookDelivery", t => t.Delivery),
        Asks("RedeliverWebhook", t => t.Delivery, _ => null),
        Lists("ListEvents"),
        Asks("FindEvent", t => t.Event),
        Asks("ResendEvents", t => t.Endpoint, _ => new { since = "2026-11-20T00:00:00+09:00" }),
        Asks("TestWebhook", t => t.Endpoint, _ => new { type = "payment.approved" }),
    ];

    /// <summary>The calls that are walked here.</summary>
    internal static IEnumerable<string> Walked => Samples.Select(sample => sample.Route);

    [Fact]
    public async Task Every_route_has_a_sample_and_every_sample_a_route()
    {
        var routes = await walk.RoutesAsync();
        Assert.True(routes.Count > 20);
        Assert.Equal(routes.Select(route => route.Name).Order(), Samples.Select(sample => sample.Route).Order());
    }

    [Theory]
    [InlineData("the other mode")]
    [InlineData("another shop")]
    [InlineData("another shop's other mode")]
    public async Task A_strangers_key_sees_and_changes_nothing(string whose)
    {
        var stranger = whose switch
        {
            "the other mode" => walk.OtherMode,
            "another shop" => walk.OtherShop,
            _ => walk.OtherShopsOtherMode,
        };
        var wrong = new List<string>();
        foreach (var (route, sample) in await RoutesAsync())
        {
            foreach (var withOwnCid in new[] { false, true })
            {
                var things = await walk.ThingsAsync(fresh: sample.Once);
                var asked = withOwnCid
                    ? things with
                    {
                        Cid = stranger.Cid,
                        RecurringCid = stranger.RecurringCid,
                    }
                    : things;
                var before = await walk.SeenByOwnerAsync();
                var answer = await walk.SendAsync(
                    route,
                    sample.PathOf(route, asked),
                    sample.Body(asked),
                    stranger.Key,
                    route.Keyed ? Key() : null
                );
                var isOwn = sample.Kind != SampleKind.Asks && (withOwnCid || !route.IsDialect);
                var isRight = isOwn
                    ? answer.Status is >= 200 and < 300 && !things.Names.Any(answer.Raw.Contains)
                    : IsNo(route, answer);
                if (!isRight)
                    wrong.Add($"{route.Name}: {answer.Status} {answer.Raw}");
                if (before != await walk.SeenByOwnerAsync())
                    wrong.Add($"{route.Name} changed what is the owner's");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_a_body_or_a_filter_names_is_its_owners_alone()
    {
        var things = await walk.ThingsAsync();
        foreach (var stranger in new[] { walk.OtherMode, walk.OtherShop, walk.OtherShopsOtherMode })
        {
            var auth = $"Bearer {stranger.Key}";
            var own = (
                await walk.Api.V1Async(
                    HttpMethod.Post,
                    "webhook-endpoints",
                    new { url = "http://127.0.0.1:9/stranger" },
                    auth: auth
                )
            ).Text("id");
            var resent = await walk.Api.V1Async(
                HttpMethod.Post,
                $"webhook-endpoints/{own}/resend",
                new { eventId = things.Event },
                auth: auth
            );
            Assert.Equal((404, "not-found"), (resent.Status, resent.Code));
            foreach (
                var list in new[]
                {
                    $"webhook-deliveries?endpointId={things.Endpoint}",
                    "payments?partnerOrderId=order-1&limit=100",
                    "events?type=payment.approved&limit=100",
                    "settlements?from=2026-11-23&to=2026-11-23",
                }
            )
            {
                var answer = await walk.Api.V1Async(HttpMethod.Get, list, auth: auth);
                Assert.True(answer.Status == 200 && !things.Names.Any(answer.Raw.Contains), $"{list}: {answer.Raw}");
            }
        }
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused_everywhere()
    {
        var things = await walk.ThingsAsync();
        var wrong = new List<string>();
        foreach (var (route, sample) in await RoutesAsync())
        {
            if (route.Scope is null)
            {
                if (route.Name != "Me")
                    wrong.Add($"{route.Name} needs no scope");
                continue;
            }

            var answer = await walk.SendAsync(
                route,
                sample.PathOf(route, things),
                sample.Body(things),
                walk.Lacking[route.Scope],
                route.Keyed ? Key() : null
            );
            if (
                answer.Status != 403
                || (route.IsDialect ? answer.ErrorCode != -403 : answer.Code != "insufficient-scope")
            )
                wrong.Add($"{route.Name}: {answer.Status} {answer.Raw}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_spelling_of_an_address_is_the_same_call_to_a_key()
    {
        var wrong = new List<string>();
        foreach (
            var (route, sample) in (await RoutesAsync())
                .Where(known => known.Route.Keyed)
                .OrderBy(known => known.Sample.Last)
        )
        {
            var things = await walk.ThingsAsync(fresh: sample.Once);
            var (path, body, key) = (sample.PathOf(route, things), sample.Body(things), Key());
            var first = await walk.SendAsync(route, path, body, walk.Owner.Key, key);
            if (first.Status is < 200 or >= 300)
                wrong.Add($"{route.Name}: {first.Status} {first.Raw}");
            foreach (var spelling in Spellings(route, path))
            {
                var again = await walk.SendAsync(route, spelling, body, walk.Owner.Key, key);
                if (again.Raw != first.Raw || again.Headers.GetValueOrDefault("Idempotency-Replayed") != "true")
                    wrong.Add($"{route.Name} as {spelling}: {again.Status} {again.Raw}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task One_key_of_two_shops_two_modes_or_two_objects_is_as_many_calls()
    {
        var (key, body) = (
            Key(),
            new
            {
                amount = 10,
                orderId = "same",
                itemName = "x",
            }
        );
        var made = new List<string?>();
        foreach (var caller in new[] { walk.Owner, walk.OtherMode, walk.OtherShop, walk.OtherShopsOtherMode })
        {
            var answer = await walk.Api.V1Async(HttpMethod.Post, "orders", body, key, $"Bearer {caller.Key}");
            Assert.Equal(201, answer.Status);
            Assert.False(answer.Headers.ContainsKey("Idempotency-Replayed"));
            made.Add(answer.Text("id"));
        }

        Assert.Equal(4, made.Distinct().Count());
    }

    [Fact]
    public async Task An_empty_filter_is_refused_by_every_list()
    {
        var things = await walk.ThingsAsync();
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var (route, sample) in await RoutesAsync())
        {
            foreach (var query in route.Queries)
            {
                foreach (var empty in new[] { "", "=", "=%20", "=%E3%80%80" })
                {
                    asked++;
                    var answer = await walk.SendAsync(
                        route,
                        $"{sample.PathOf(route, things)}?{query}{empty}",
                        null,
                        walk.Owner.Key,
                        null
                    );
                    if (answer.Status != 400)
                        wrong.Add($"{route.Name}?{query}{empty}: {answer.Status}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(asked > 40, $"only {asked}");
    }

    private async Task<List<(Route Route, RouteSample Sample)>> RoutesAsync() =>
        [
            .. (await walk.RoutesAsync()).Select(route =>
                (
                    route,
                    Samples.SingleOrDefault(sample => sample.Route == route.Name)
                        ?? throw new InvalidOperationException($"{route.Name} has no sample.")
                )
            ),
        ];

    // The dialect: not this key's CID, no such TID, no such SID. /v1: not there, or a payment of the other mode.
    private static bool IsNo(Route route, AnApi.Answer answer) =>
        route.IsDialect
            ? answer.Status == 400 && answer.ErrorCode is -731 or -721 or -750
            : answer is { Status: 404, Code: "not-found" } or { Status: 401, Code: "key-mode-mismatch" };

    /// <summary>
    /// What the router takes for the same address. Names in the address keep their case: those are theirs.
    /// </summary>
    private static IEnumerable<string> Spellings(Route route, string path)
    {
        var literal = route
            .Path.Split('/')
            .Zip(path.Split('/'), (template, segment) => (Segment: segment, IsName: template.StartsWith('{')))
            .ToList();
        yield return path + "/";
        yield return string.Join('/', literal.Select(s => s.IsName ? s.Segment : s.Segment.ToUpperInvariant()));
        yield return string.Join(
            '/',
            literal.Select(s =>
                s.IsName || s.Segment.Length == 0 ? s.Segment : char.ToUpperInvariant(s.Segment[0]) + s.Segment[1..]
            )
        ) + "/";
        yield return string.Join(
            '/',
            literal.Select(s => s.Segment.Length == 0 ? s.Segment : $"%{(int)s.Segment[0]:X2}{s.Segment[1..]}")
        );
        yield return string.Join(
            '/',
            literal.Select(s => Guid.TryParse(s.Segment, out var id) ? id.ToString("D").ToUpperInvariant() : s.Segment)
        );
        yield return path + "?x=1";
    }

    private static object Ready(Things t) =>
        new
        {
            cid = t.Cid,
            partner_order_id = "order-1",
            partner_user_id = "user-1",
            item_name = "아메리카노",
            quantity = 1,
            total_amount = 10,
            tax_free_amount = 0,
            approval_url = "https://shop.example/ok",
            cancel_url = "https://shop.example/cancel",
            fail_url = "https://shop.example/fail",
        };

    private static string Key() => Guid.NewGuid().ToString("N");

    /// <summary>A key and its CIDs.</summary>
    public sealed record Caller(string Key, string Cid, string RecurringCid);

    /// <summary>A product with a shop that owns one of each thing, and strangers.</summary>
    public sealed class AWalk : IAsyncLifetime
    {
        private List<Route>? routes;
        private Things? things;

        internal AnApi Api { get; } = new();

        internal Caller Owner { get; private set; } = null!;

        internal Caller OtherMode { get; private set; } = null!;

        internal Caller OtherShop { get; private set; } = null!;

        internal Caller OtherShopsOtherMode { get; private set; } = null!;

        /// <summary>By scope, the owner's keys that have all but this.</summary>
        internal IReadOnlyDictionary<string, string> Lacking { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Api.InitializeAsync();
            var other = await Api.ShopAsync();
            Owner = new(Api.LiveKey, Api.Shop.Cid, Api.Shop.RecurringCid);
            OtherMode = new(Api.TestKey, Api.Shop.TestCid, Api.Shop.TestRecurringCid);
            OtherShop = new(await Api.KeyAsync(other.Id, live: true), other.Cid, other.RecurringCid);
            OtherShopsOtherMode = new(await Api.KeyAsync(other.Id, live: false), other.TestCid, other.TestRecurringCid);
            var lacking = new Dictionary<string, string>();
            foreach (var scope in ApiScopes.All)
                lacking[scope] = await Api.KeyAsync(Api.Shop.Id, true, [.. ApiScopes.All.Where(s => s != scope)]);
            Lacking = lacking;
        }

        public Task DisposeAsync() => Api.DisposeAsync();

        internal async Task<IReadOnlyList<Route>> RoutesAsync() =>
            routes ??= [.. Route.Of((await Api.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json)];

        /// <summary>One of each thing that the owner has.</summary>
        /// <param name="fresh">With a new one of what is used up by being used.</param>
        internal async Task<Things> ThingsAsync(bool fresh = false)
        {
            if (things is not null && !fresh)
                return things;
            things ??= await MakeThingsAsync();
            var authorized = await Api.AuthorizedAsync();
            var code = (await Api.Product.AskAsync((IInStore s) => s.IssueCodeAsync(Api.Member.Id))).Code;
            return things = things with
            {
                AuthorizedTid = (string)authorized["tid"]!,
                PgToken = (string)authorized["pg_token"]!,
                Code = code,
            };
        }

        private async Task<Things> MakeThingsAsync()
        {
            var endpoint = (
                await Api.V1Async(HttpMethod.Post, "webhook-endpoints", new { url = "http://127.0.0.1:9/own" })
            ).Text("id")!;
            var last = (
                await Api.V1Async(HttpMethod.Post, "webhook-endpoints", new { url = "http://127.0.0.1:9/last" })
            ).Text("id")!;
            var tid = (await Api.PaidAsync(100_000)).Text("tid")!;
            var sid = (await Api.PaidAsync(1_000, Api.Shop.RecurringCid)).Text("sid")!;
            var lastSid = (await Api.PaidAsync(1_000, Api.Shop.RecurringCid)).Text("sid")!;
            var order = (
                await Api.V1Async(
                    HttpMethod.Post,
                    "orders",
                    new
                    {
                        amount = 10,
                        orderId = "qr-1",
                        itemName = "x",
                    },
                    Key()
                )
            ).Text("id")!;
            var delivery = default(JsonElement);
            await Eventually.TrueAsync(
                async () =>
                    (
                        delivery = (await Api.V1Async(HttpMethod.Get, $"webhook-deliveries?endpointId={endpoint}"))
                            .Json.GetProperty("data")
                            .EnumerateArray()
                            .FirstOrDefault()
                    ).ValueKind == JsonValueKind.Object,
                "a delivery"
            );

            // A sold day is settled; the clock stays in the next one.
            Api.Product.Clock.Advance(TimeSpan.FromHours(22));
            (await Api.Product.AskAsync((ISettlements s) => s.CloseAsync(new(2026, 11, 23), Actor.System))).Granted();
            var settlement = (await Api.Product.AskAsync((ISettlements s) => s.ListAsync(new()))).Items.Single().Id;
            return new(
                Owner.Cid,
                Owner.RecurringCid,
                tid,
                sid,
                lastSid,
                order,
                endpoint,
                last,
                delivery.GetProperty("id").GetString()!,
                delivery.GetProperty("messageId").GetString()!,
                settlement,
                "",
                "",
                ""
            );
        }

        /// <summary>All that the owner can see, in one text.</summary>
        internal async Task<string> SeenByOwnerAsync()
        {
            var seen = new StringBuilder();
            var own = things!;
            foreach (
                var path in new[]
                {
                    "payments?limit=100",
                    $"orders/{own.Order}",
                    "settlements",
                    "webhook-endpoints",
                    $"settlements/{own.Settlement}/lines",
                }
            )
                seen.Append('\n').Append((await Api.V1Async(HttpMethod.Get, path)).Raw);
            return seen.ToString();
        }

        internal Task<AnApi.Answer> SendAsync(Route route, string path, object? body, string key, string? once) =>
            Api.SendAsync(
                new HttpMethod(route.Method),
                path,
                body,
                route.IsDialect ? $"SECRET_KEY {key}" : $"Bearer {key}",
                once,
                asTyped: true
            );
    }
}

/// <summary>What the owner has. The names are those that nobody else may see.</summary>
internal sealed record Things(
    string Cid,
    string RecurringCid,
    string Tid,
    string Sid,
    string LastSid,
    string Order,
    string Endpoint,
    string LastEndpoint,
    string Delivery,
    string Event,
    string Settlement,
    string AuthorizedTid,
    string PgToken,
    string Code
)
{
    public IEnumerable<string> Names =>
        [Tid, Sid, LastSid, Order, Endpoint, LastEndpoint, Delivery, Event, Settlement, AuthorizedTid];
}

/// <summary>What a route does with the owner's things.</summary>
internal enum SampleKind
{
    /// <summary>Names one: a stranger is refused.</summary>
    Asks,

    /// <summary>Lists the caller's own.</summary>
    Lists,

    /// <summary>Makes something of the caller's own.</summary>
    Makes,
}

/// <summary>How a route is asked.</summary>
internal sealed record RouteSample(
    string Route,
    SampleKind Kind,
    Func<Things, string>? Name,
    Func<Things, object?> Body
)
{
    /// <summary>Ends what it is asked about: comes last.</summary>
    public bool Last { get; init; }

    /// <summary>Its sample is used up by it.</summary>
    public bool Once { get; init; }

    public static RouteSample Asks(string route, Func<Things, object> body) => new(route, SampleKind.Asks, null, body);

    public static RouteSample Asks(string route, Func<Things, string> name) =>
        new(route, SampleKind.Asks, name, _ => null);

    public static RouteSample Asks(string route, Func<Things, string> name, Func<Things, object?> body) =>
        new(route, SampleKind.Asks, name, body);

    public static RouteSample Lists(string route) => new(route, SampleKind.Lists, null, _ => null);

    public static RouteSample Makes(string route, Func<Things, object> body) =>
        new(route, SampleKind.Makes, null, body);

    public string PathOf(Route route, Things things) =>
        string.Join(
            '/',
            route
                .Path.Split('/')
                .Select(segment =>
                    !segment.StartsWith('{') ? segment
                    : Name is null
                        ? throw new InvalidOperationException($"{Route} names something, its sample does not.")
                    : Name(things)
                )
        );
}

/// <summary>A route of the OpenAPI document.</summary>
internal sealed record Route(
    string Name,
    string Method,
    string Path,
    string? Scope,
    bool Keyed,
    IReadOnlyList<string> Queries
)
{
    public bool IsDialect => Path.StartsWith("/online/", StringComparison.Ordinal);

    public static IEnumerable<Route> Of(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        let parameters = operation.Value.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray()
                .Select(p => (In: p.GetProperty("in").GetString(), Name: p.GetProperty("name").GetString()!))
                .ToList()
            : []
        let scope = operation.Value.GetProperty("description").GetString()!.Split("(scope: `")
        select new Route(
            operation.Value.GetProperty("operationId").GetString()!,
            operation.Name.ToUpperInvariant(),
            path.Name,
            scope.Length > 1 ? scope[1].Split('`')[0] : null,
            parameters.Contains(("header", "Idempotency-Key")),
            [.. parameters.Where(p => p.In == "query").Select(p => p.Name)]
        );
}
