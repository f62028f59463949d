using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice.Care;

namespace MyPay.Domain.BackOffice;

/// <summary>The part of BackOffice that looks after members.</summary>
internal static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<IMemberCare, MemberCare>();
        services.AddSingleton<IApprovedAction, Unfreeze>();
        return services;
    }
}
