using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.BackOffice.Announcements;
using MyPay.Domain.BackOffice.Fees;
using MyPay.Domain.BackOffice.Switches;

namespace MyPay.Domain.BackOffice;

/// <summary>The part of BackOffice that keeps fees, switches, bank hours and announcements.</summary>
internal static class RulesModule
{
    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.AddScoped<IFeeDesk, FeeDesk>();
        services.AddScoped<IApprovedAction, ChangeBankFee>();
        services.AddScoped<IApprovedAction, ChangeGradeRate>();
        services.AddScoped<ISwitchDesk, SwitchDesk>();
        services.AddScoped<IBankHours, BankHours>();
        services.AddScoped<IApprovedAction, ChangeBank>();
        services.AddScoped<IAnnouncements, AnnouncementDesk>();
        return services;
    }
}
