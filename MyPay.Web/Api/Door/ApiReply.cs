using MyPay.Domain.Payment;

namespace MyPay.Web.Api.Door;

/// <summary>An answer whose bytes are known before they are sent, so that it can be kept and given again.</summary>
internal sealed record ApiReply(int Status, string ContentType, string Body) : IResult
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A body too long to be held, written as it is read; never kept for a key.</summary>
    public Func<Stream, CancellationToken, Task>? Write { get; init; }

    /// <summary>
    /// Only what took effect uses a key up. A refused call leaves nothing behind, its key included: the same key may
    /// ask again when the reason has gone.
    /// </summary>
    public bool IsFinal => Status is >= 200 and < 300 && Write is null;

    public static ApiReply Json(object answer, int status = StatusCodes.Status200OK) =>
        new(status, ApiJson.MediaType, ApiJson.Write(answer));

    public static ApiReply Empty() => new(StatusCodes.Status204NoContent, "", "");

    public static ApiReply Replay(ApiAnswer earlier) =>
        new(earlier.Status, earlier.ContentType, earlier.Body) { Headers = [("Idempotency-Replayed", "true")] };

    public ApiReply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (Body.Length == 0 && Write is null)
            return;
        response.ContentType = ContentType;
        if (Write is not null)
        {
            await Write(response.Body, httpContext.RequestAborted);
            return;
        }

        await response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
