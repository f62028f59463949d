using System.Threading.RateLimiting;

namespace MyPay.Web.Identity;

/// <summary>
/// How often one machine may ask for links by mail: whoever tries many addresses in a row is slowed down, before any
/// address is looked at.
/// </summary>
internal sealed class AskingLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(from =>
        RateLimitPartition.GetSlidingWindowLimiter(
            from,
            _ =>
                new()
                {
                    PermitLimit = 20,
                    Window = TimeSpan.FromMinutes(10),
                    SegmentsPerWindow = 5,
                    QueueLimit = 0,
                }
        )
    );

    public bool Allows(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire($"{context.Connection.RemoteIpAddress}");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
