using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Mail;

/// <summary>How letters leave the house.</summary>
internal static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, MailSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<StopLinks>().AddSingleton<FreezeLinks>();
        services.AddScoped<Letters>();
        if (settings.Host is not null)
            services.AddScoped<IMailCarrier, SmtpCarrier>();
        else if (settings.PickupDirectory is not null)
            services.AddScoped<IMailCarrier, PickupCarrier>();
        services.AddHostedService<MailSender>();
        return services;
    }
}
