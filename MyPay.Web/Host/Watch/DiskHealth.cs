using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MyPay.Web.Host.Watch;

/// <summary>
/// Red while there is less than a twentieth of the data directory's disk free and less than a gigabyte: time to make
/// room, before writes are refused.
/// </summary>
internal sealed class DiskHealth(MyPaySettings settings) : IHealthCheck
{
    private const long Gigabyte = 1L << 30;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var disk = new DriveInfo(settings.DataDirectory);
        return Task.FromResult(
            IsScarce(disk.AvailableFreeSpace, disk.TotalSize)
                ? HealthCheckResult.Unhealthy(
                    $"only {disk.AvailableFreeSpace / (1 << 20):N0} MB free where the data lies"
                )
                : HealthCheckResult.Healthy()
        );
    }

    internal static bool IsScarce(long free, long total) => free < Gigabyte && free < total / 20;
}
