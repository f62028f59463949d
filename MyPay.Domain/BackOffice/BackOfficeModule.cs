using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice.Care;
using MyPay.Domain.BackOffice.FourEyes;

namespace MyPay.Domain.BackOffice;

/// <summary>Registers BackOffice.</summary>
public static class BackOfficeModule
{
    /// <summary>Registers BackOffice. The host runs <see cref="IApprovals.ExpireDueAsync"/> as a job.</summary>
    public static IServiceCollection AddBackOffice(this IServiceCollection services)
    {
        services.AddScoped<IApprovals, Approvals>();
        services.AddScoped<IMemberCare, MemberCare>();
        services.AddSingleton<IApprovedAction, Unfreeze>();
        return services;
    }
}
