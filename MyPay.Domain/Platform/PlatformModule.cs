using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Jobs;
using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Platform;

/// <summary>
/// Registers what every module leans on: policies by date and the history of jobs. Audit and switches are written and
/// asked through the store itself.
/// </summary>
public static class PlatformModule
{
    /// <summary>Registers the platform; the store is registered before.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddScoped<JobHistory>();
        services.AddScoped<IPolicies, PoliciesOfToday>();
        return services;
    }
}
