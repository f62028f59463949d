using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Api;

/// <summary>
/// The real product listening on a real port, with a franchise that sells and its keys. Shared: tests of it make their
/// own payments.
/// </summary>
public sealed class AnApi : IAsyncLifetime
{
    private static int shops;
    private readonly string[] settings;
    private HttpClient http = null!;
    private ApiShapes? shapes;

    public AnApi()
        : this([]) { }

    internal AnApi(params string[] settings) => this.settings = settings;

    internal AProduct Product { get; private set; } = null!;

    internal Script Script { get; } = new();

    internal FranchiseView Shop { get; private set; } = null!;

    internal string LiveKey { get; private set; } = "";

    internal string TestKey { get; private set; } = "";

    internal MemberView Member { get; private set; } = null!;

    internal string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Product = await AProduct.StartAsync(
            over: services =>
            {
                Scripted<IPayments>.Over(services, Script);
                Scripted<IInStore>.Over(services, Script);
                Scripted<IWebhooks>.Over(services, Script);
                Scripted<IFranchises>.Over(services, Script);
            },
            settings:
            [
                "--MyPay:Bank:CallTimeLimit=00:00:10",
                .. settings.Length == 0 ? ["--MyPay:RateLimit:PerKeyPerSecond=0"] : settings,
            ]
        );
        Address = await Product.ListenAsync();
        http = new HttpClient { BaseAddress = new Uri(Address) };
        shapes = new((await SendAsync(HttpMethod.Get, "/openapi/v1.json")).Raw);
        Shop = await ShopAsync();
        LiveKey = await KeyAsync(Shop.Id, live: true);
        TestKey = await KeyAsync(Shop.Id, live: false);
        Member = await Product.MemberWithAsync(1_000_000);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await Product.DisposeAsync();
    }

    internal async Task<FranchiseView> ShopAsync()
    {
        var n = Interlocked.Increment(ref shops);
        // Not 0001 and its like: the simulated bank has habits for those.
        var account = $"110123{n:00000}5";
        var form = AFranchise.Form(AFranchise.NumberOf(n), $"shop{n}@shop.example") with { AccountNumber = account };
        var applied = (await Product.AskAsync((IFranchises f) => f.ApplyAsync(form))).Granted();
        (await Product.AskAsync((IFranchiseOnboarding o) => o.StartAccountCheckAsync(applied.Id))).Granted();
        var won = (await Product.JournalAsync()).Last(m => m.Number == account && m.Amount == 1);
        (
            await Product.AskAsync(
                (IFranchiseOnboarding o) => o.EnterAccountCodeAsync(applied.Id, won.PrintContent[^4..])
            )
        ).Granted();
        (
            await Product.AskAsync(
                (IFranchiseOnboarding o) => o.ApproveAsync(applied.Id, FeeGrade.Micro, 80, 1, "admin@mypay.test")
            )
        ).Granted();
        return (
            await Product.AskAsync((IFranchiseDesk d) => d.AddDomainAsync(applied.Id, "https://shop.example"))
        ).Granted();
    }

    internal async Task<string> KeyAsync(FranchiseId franchise, bool live, params string[] scopes) =>
        (
            await Product.AskAsync(
                (IApiKeys k) =>
                    k.IssueAsync(franchise, "test", live, scopes.Length == 0 ? ApiScopes.All : scopes, Actor.System)
            )
        )
            .Granted()
            .RawKey;

    /// <summary>What the OpenAPI document says; each answer is held against it as it comes.</summary>
    internal ApiShapes Shapes => shapes!;

    /// <summary>Sends and reads; <paramref name="body"/> is an object for JSON, or the raw text.</summary>
    internal async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? auth = null,
        string? key = null,
        string? contentType = "application/json",
        string? language = null,
        bool asTyped = false
    )
    {
        // A client tidies an address before it sends it; a test of spellings wants it as it is.
        using var request = new HttpRequestMessage(
            method,
            asTyped
                ? new(Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
                : new Uri(path, UriKind.Relative)
        );
        if (auth is not null)
            request.Headers.TryAddWithoutValidation("Authorization", auth);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(
                body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body))
            );
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        Assert.Null(
            shapes?.Fault(method.Method, path, (int)answer.StatusCode, mediaType, text) is { } fault
                ? $"{method} {path} → {(int)answer.StatusCode} {text}: {fault}"
                : null
        );
        return new(
            (int)answer.StatusCode,
            isJson ? JsonDocument.Parse(text).RootElement : default,
            text,
            answer.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value)),
            mediaType
        );
    }

    /// <summary>A dialect call with the live key.</summary>
    internal Task<Answer> KakaoAsync(string call, object body, string? key = null, string? auth = null) =>
        SendAsync(HttpMethod.Post, $"/online/v1/payment/{call}", body, auth ?? $"SECRET_KEY {LiveKey}", key);

    /// <summary>A <c>/v1</c> call with the live key.</summary>
    internal Task<Answer> V1Async(
        HttpMethod method,
        string path,
        object? body = null,
        string? key = null,
        string? auth = null
    ) => SendAsync(method, $"/v1/{path}", body, auth ?? $"Bearer {LiveKey}", key);

    internal Dictionary<string, object?> ReadyBody(long total = 10_000, string? cid = null) =>
        new()
        {
            ["cid"] = cid ?? Shop.Cid,
            ["partner_order_id"] = "order-1",
            ["partner_user_id"] = "user-1",
            ["item_name"] = "아메리카노",
            ["quantity"] = 2,
            ["total_amount"] = total,
            ["tax_free_amount"] = 0,
            ["approval_url"] = "https://shop.example/ok?session=7",
            ["cancel_url"] = "https://shop.example/cancel",
            ["fail_url"] = "https://shop.example/fail",
        };

    /// <summary>Ready by HTTP, then the member's PIN; the approve body that is due.</summary>
    internal async Task<Dictionary<string, object?>> AuthorizedAsync(
        long total = 10_000,
        string? cid = null,
        string? auth = null,
        string order = "order-1"
    )
    {
        var body = ReadyBody(total, cid);
        body["partner_order_id"] = order;
        var ready = await KakaoAsync("ready", body, auth: auth);
        Assert.True(ready.Status == 200, ready.Raw);
        var tid = ready.Text("tid")!;
        (await Product.AskAsync((IPayments p) => p.OpenAsync(tid, Member.Id))).Granted();
        var back = (await Product.AskAsync((IPayments p) => p.AuthorizeAsync(tid, Member.Id))).Granted();
        return new()
        {
            ["cid"] = cid ?? Shop.Cid,
            ["tid"] = tid,
            ["partner_order_id"] = order,
            ["partner_user_id"] = "user-1",
            ["pg_token"] = AShop.TokenIn(back),
        };
    }

    /// <summary>A paid payment; the answer of approve.</summary>
    internal async Task<Answer> PaidAsync(
        long total = 10_000,
        string? cid = null,
        string? auth = null,
        string order = "order-1"
    )
    {
        var paid = await KakaoAsync("approve", await AuthorizedAsync(total, cid, auth, order), auth: auth);
        Assert.True(paid.Status == 200, paid.Raw);
        return paid;
    }

    internal sealed record Answer(
        int Status,
        JsonElement Json,
        string Raw,
        IReadOnlyDictionary<string, string> Headers,
        string? MediaType
    )
    {
        public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

        public long Number(string name) => Json.GetProperty(name).GetInt64();

        public string? Code => Text("code");

        public long ErrorCode => Number("error_code");
    }
}

[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<AnApi>
{
    public const string Name = "api";
}
