using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// N callers on connections that stay open, each sending its next call when the last one is answered.
/// </summary>
internal sealed class HttpBenchClient : IDisposable
{
    private readonly HttpBenchSite site;
    private readonly HttpClient http;
    private long orders;

    public HttpBenchClient(HttpBenchSite site)
    {
        this.site = site;
        http = new HttpClient(
            new SocketsHttpHandler { UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }
        )
        {
            BaseAddress = new Uri(site.Address),
        };
    }

    /// <summary>What was paid and not cancelled: TID, CID, key of its shop.</summary>
    public ConcurrentQueue<(string Tid, string Cid, string Key)> Paid { get; } = new();

    /// <summary>One-time codes nobody has used.</summary>
    public ConcurrentQueue<string> Codes { get; } = new();

    /// <summary>Runs calls until the time is over, or until a caller has nothing left to call about.</summary>
    public static async Task<Measured> RunAsync(string name, int inFlight, TimeSpan length, Func<Task<bool>> call)
    {
        var started = Stopwatch.GetTimestamp();
        var callers = Enumerable
            .Range(0, inFlight)
            .Select(_ =>
                Task.Run(async () =>
                {
                    var ticks = new List<long>(4_096);
                    while (Stopwatch.GetElapsedTime(started) < length)
                    {
                        var began = Stopwatch.GetTimestamp();
                        if (!await call())
                            break;
                        ticks.Add(Stopwatch.GetTimestamp() - began);
                    }

                    return ticks;
                })
            );
        var all = (await Task.WhenAll(callers)).SelectMany(ticks => ticks).ToList();
        return Measured.Of(name, inFlight, Stopwatch.GetElapsedTime(started), all);
    }

    /// <summary>The bare endpoint of the same server: what HTTP itself costs here.</summary>
    public async Task<bool> LiveAsync()
    {
        await http.GetByteArrayAsync("/healthz/live");
        return true;
    }

    /// <summary>KakaoPay dialect: a recurring payment of 1,000 won.</summary>
    public async Task<bool> SubscriptionAsync()
    {
        var n = Interlocked.Increment(ref orders);
        var shop = site.Shops[(int)(n % site.Shops.Count)];
        var sid = shop.Sids[(int)(n / site.Shops.Count % shop.Sids.Count)];
        var answer = await SendAsync(
            HttpMethod.Post,
            "/online/v1/payment/subscription",
            $"SECRET_KEY {shop.Key}",
            withKey: true,
            new
            {
                cid = shop.RecurringCid,
                sid,
                partner_order_id = Order(n),
                partner_user_id = "user-1",
                item_name = "원두 정기배송",
                quantity = 1,
                total_amount = 1_000,
                tax_free_amount = 0,
            }
        );
        Paid.Enqueue((answer.GetProperty("tid").GetString()!, shop.RecurringCid, shop.Key));
        return true;
    }

    /// <summary>KakaoPay dialect: the whole of one of those payments back.</summary>
    public async Task<bool> CancelAsync()
    {
        if (!Paid.TryDequeue(out var paid))
            return false;
        await SendAsync(
            HttpMethod.Post,
            "/online/v1/payment/cancel",
            $"SECRET_KEY {paid.Key}",
            withKey: true,
            new
            {
                cid = paid.Cid,
                tid = paid.Tid,
                cancel_amount = 1_000,
                cancel_tax_free_amount = 0,
            }
        );
        return true;
    }

    /// <summary><c>/v1</c>: how one of those payments stands.</summary>
    public async Task<bool> InquiryAsync()
    {
        if (!Paid.TryPeek(out var paid))
            return false;
        await SendAsync(HttpMethod.Get, $"/v1/payments/{paid.Tid}", $"Bearer {paid.Key}", withKey: false, null);
        return true;
    }

    /// <summary><c>/v1</c>: a member's one-time code is charged at the counter.</summary>
    public async Task<bool> CodeAsync()
    {
        if (!Codes.TryDequeue(out var code))
            return false;
        var n = Interlocked.Increment(ref orders);
        await SendAsync(
            HttpMethod.Post,
            "/v1/code-payments",
            $"Bearer {site.Shops[(int)(n % site.Shops.Count)].Key}",
            withKey: true,
            new
            {
                code,
                amount = 1_000,
                orderId = Order(n),
                itemName = "라테",
            }
        );
        return true;
    }

    public void Dispose() => http.Dispose();

    private static string Order(long n) => string.Create(CultureInfo.InvariantCulture, $"order-{n}");

    private async Task<JsonElement> SendAsync(
        HttpMethod method,
        string path,
        string authorization,
        bool withKey,
        object? body
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (withKey)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (body is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body))
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json") },
            };
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(said)}");
        using var document = JsonDocument.Parse(said);
        return document.RootElement.Clone();
    }
}
