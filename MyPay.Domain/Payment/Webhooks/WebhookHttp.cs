using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace MyPay.Domain.Payment.Webhooks;

/// <summary>What is sent in one attempt.</summary>
internal sealed record WebhookParcel(string Url, string MessageId, byte[] Body, IReadOnlyList<string> Secrets);

/// <summary>What came of an attempt.</summary>
/// <param name="Error">Why there is no answer, or why it does not count.</param>
internal sealed record WebhookAnswer(
    DateTimeOffset At,
    int? Status,
    string? Error,
    int Milliseconds,
    string? Body = null,
    TimeSpan? RetryAfter = null
)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>
/// Sends one attempt over HTTP: signed, in 10 seconds, following nothing and trusting nothing that comes back.
/// </summary>
internal sealed class WebhookHttp(WebhookTargets targets, TimeProvider clock) : IDisposable
{
    private const int LargestAnswer = 64 * 1_024;
    private const int KeptAnswer = 2 * 1_024;

    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null, // our traces are nobody else's business
            ConnectCallback = targets.ConnectAsync,
            ConnectTimeout = WebhookRules.TimeLimit,
            MaxResponseHeadersLength = 16, // KB
            MaxResponseDrainSize = 0,
            // A fresh connection each: every attempt resolves and checks again, and on a reused one the handler itself
            // may send twice.
            PooledConnectionLifetime = TimeSpan.Zero,
        }
    );

    public async Task<WebhookAnswer> SendAsync(WebhookParcel parcel)
    {
        var (at, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        WebhookAnswer Unanswered(string error) => new(at, null, error, Elapsed(started));
        if (!WebhookAddressRules.Check(parcel.Url, targets.AllowPrivate).TryGet(out var url, out var refusal))
            return Unanswered($"forbidden: {refusal.Args.FirstOrDefault()}");

        using var limit = new CancellationTokenSource(WebhookRules.TimeLimit, clock);
        try
        {
            using var request = Request(url, parcel, at);
            using var response = await http.SendAsync(request, limit.Token);
            var body = await ReadAsync(response.Content, limit.Token);
            var status = (int)response.StatusCode;
            return new(
                at,
                status,
                status is >= 300 and < 400 ? "redirect" : null,
                Elapsed(started),
                body,
                RetryAfter(response)
            );
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Unanswered("timeout");
        }
        catch (HttpRequestException failure)
        {
            return Unanswered(Name(failure));
        }
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(Uri url, WebhookParcel parcel, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(parcel.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MyPay-Webhooks", "1"));
        request.Headers.Add("webhook-id", parcel.MessageId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            "webhook-signature",
            WebhookRules.Sign(parcel.Secrets, parcel.MessageId, timestamp, parcel.Body)
        );
        return request;
    }

    /// <summary>
    /// The beginning of the body as text. The status is what counts: a body that never ends or breaks off changes
    /// nothing about it.
    /// </summary>
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken limit)
    {
        var bytes = new byte[LargestAnswer];
        var length = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(limit);
            while (length < bytes.Length && await stream.ReadAsync(bytes.AsMemory(length), limit) is > 0 and var read)
                length += read;
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        { }

        var text = new char[KeptAnswer];
        var letters = Encoding
            .UTF8.GetDecoder()
            .GetChars(bytes.AsSpan(0, Math.Min(length, KeptAnswer)), text, flush: false);
        return string.Concat(
            new string(text, 0, letters).Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)
        );
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            return null;
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
    }

    private int Elapsed(long started) => (int)Math.Min(clock.GetElapsedTime(started).TotalMilliseconds, int.MaxValue);

    private static string Name(HttpRequestException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is ForbiddenAddressException forbidden)
                return $"forbidden: {forbidden.Address}";
        return failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "dns",
            HttpRequestError.SecureConnectionError => "tls",
            HttpRequestError.ConnectionError => "connection",
            _ => "invalid-response",
        };
    }
}
