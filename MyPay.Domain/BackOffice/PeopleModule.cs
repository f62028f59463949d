using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice.Care;
using MyPay.Domain.BackOffice.Fraud;
using MyPay.Domain.BackOffice.People;
using MyPay.Domain.Money;

namespace MyPay.Domain.BackOffice;

/// <summary>The part of BackOffice that looks after members.</summary>
internal static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<IMemberCare, MemberCare>();
        services.AddSingleton<IApprovedAction, Unfreeze>();
        // In this order: what the rules let pass is noted, and must be the last to be asked.
        services.AddSingleton<IOutgoingGuard, CalmGuard>().AddSingleton<IOutgoingGuard, FraudGuard>();
        services.AddScoped<ICalmLimits, CalmLimits>();
        services.AddScoped<IFraudDesk, FraudDesk>();
        services.AddScoped<IStaffDesk, StaffDesk>().AddScoped<IStaffWatch, StaffWatch>();
        services.AddScoped<IApprovedAction, AddStaff>();
        return services;
    }
}
