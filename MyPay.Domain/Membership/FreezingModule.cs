using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Membership.Freezing;

namespace MyPay.Domain.Membership;

/// <summary>The part of Membership that the back office works with.</summary>
internal static class FreezingModule
{
    public static IServiceCollection AddFreezing(this IServiceCollection services)
    {
        services.AddScoped<IMemberDesk, MemberDesk>();
        services.AddSingleton<IFreezes, Freezes>();
        services.AddSingleton<IMemberSignals, MemberSignals>();
        return services;
    }
}
