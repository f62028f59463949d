using System.Globalization;
using System.Threading.RateLimiting;
using MyPay.Web.Host;

namespace MyPay.Web.Api.Door;

/// <summary>So many calls a second for each API key. Every answer says how many are left.</summary>
internal sealed class RateLimits(MyPaySettings settings) : IDisposable
{
    private const string Policy = "default";
    private readonly int perSecond = settings.RateLimitPerKeyPerSecond;

    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(key =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = settings.RateLimitPerKeyPerSecond,
                Window = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            }
        )
    );

    /// <summary>Takes one call of this key, and writes the headers. Null: go on.</summary>
    public ApiFault? Take(Guid key, HttpResponse response)
    {
        if (perSecond == 0)
            return null;
        using var lease = limiter.AttemptAcquire(key);
        var left = lease.IsAcquired ? limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0 : 0;
        response.Headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Policy}\";q={perSecond};w=1"
        );
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";r={left};t=1");
        if (lease.IsAcquired)
            return null;
        response.Headers.RetryAfter = "1";
        return ApiFault.Of(ApiErrors.QuotaExceeded, perSecond);
    }

    public void Dispose() => limiter.Dispose();
}
