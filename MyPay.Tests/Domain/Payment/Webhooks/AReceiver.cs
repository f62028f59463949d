using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>A shop's server on real HTTP: keeps what arrives, byte for byte, and answers as the test says.</summary>
internal sealed class AReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly ConcurrentDictionary<(string Path, int Count), TaskCompletionSource> awaited = new();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, int> inFlight = new();
    private WebApplication? app;
    private Uri? address;

    /// <summary>How it answers; 204 until told otherwise.</summary>
    public Func<HttpContext, Arrival, Task> Answer { get; set; } = (http, _) => Status(http, 204);

    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    /// <summary>The most requests that were being answered at one path at once.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<AReceiver> StartAsync()
    {
        var receiver = new AReceiver();
        await receiver.UpAsync();
        return receiver;
    }

    public string Url(string path = "/hook") => new Uri(address!, path).ToString();

    /// <summary>Listens, on the port it had before if it was up already.</summary>
    public async Task UpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{address?.Port ?? 0}");
        app = builder.Build();
        app.Run(TakeAsync);
        await app.StartAsync();
        address ??= new Uri(app.Urls.First());
    }

    /// <summary>Refuses connections.</summary>
    public async Task DownAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Comes when this many have arrived at a path.</summary>
    public Task ArrivedAsync(string path, int count = 1)
    {
        var signal = awaited.GetOrAdd((path, count), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (arrivals.Count(a => a.Path == path) >= count)
            signal.TrySetResult();
        return signal.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Does not answer until released.</summary>
    public Task HangAsync() => released.Task;

    public void Release() => released.TrySetResult();

    public static Task Status(HttpContext http, int status, string body = "")
    {
        http.Response.StatusCode = status;
        return body.Length == 0 ? Task.CompletedTask : http.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        if (app is not null)
            await DownAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var path = http.Request.Path.Value!;
        var arrival = new Arrival(
            path,
            http.Request.Method,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            bytes.ToArray()
        );
        var now = inFlight.AddOrUpdate(path, 1, (_, n) => n + 1);
        lock (arrivals)
            MostAtOnce = Math.Max(MostAtOnce, now);
        arrivals.Enqueue(arrival);
        var count = arrivals.Count(a => a.Path == path);
        foreach (var ((where, enough), signal) in awaited)
            if (where == path && count >= enough)
                signal.TrySetResult();
        await Answer(http, arrival);
        inFlight.AddOrUpdate(path, 0, (_, n) => n - 1);
    }
}

/// <summary>A request as the shop got it.</summary>
internal sealed record Arrival(string Path, string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public long Timestamp => long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>
/// How a shop checks a webhook, written from the Standard Webhooks text alone: it shares no line with MyPay.
/// </summary>
internal static class ShopVerifier
{
    public static bool IsGenuine(
        string secret,
        IReadOnlyDictionary<string, string> headers,
        byte[] body,
        DateTimeOffset now
    )
    {
        if (
            !headers.TryGetValue("webhook-id", out var id)
            || !headers.TryGetValue("webhook-timestamp", out var stamp)
            || !headers.TryGetValue("webhook-signature", out var signatures)
        )
            return false;
        if (
            !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300
        )
            return false;

        using var hmac = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256,
            Convert.FromBase64String(secret.Split('_', 2)[1])
        );
        hmac.AppendData(Encoding.ASCII.GetBytes(id + "." + stamp + "."));
        hmac.AppendData(body);
        var expected = hmac.GetHashAndReset();
        var genuine = false;
        foreach (var signature in signatures.Split(' '))
        {
            var given = new byte[64];
            if (
                !signature.StartsWith("v1,", StringComparison.Ordinal)
                || !Convert.TryFromBase64String(signature[3..], given, out var length)
            )
                continue;
            genuine |= CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(0, length));
        }

        return genuine;
    }
}
