using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Sms;

/// <summary>How text messages leave the house.</summary>
internal static class SmsModule
{
    public static IServiceCollection AddSms(this IServiceCollection services, SmsSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<DemoPhone>();
        services.AddHttpClient(GatewayCarrier.Client);
        services.AddScoped<GatewayCarrier>().AddScoped<PickupTexts>();
        if (settings.Url is not null)
            services.AddScoped<ITextCarrier>(at => new ShownTexts(
                at.GetRequiredService<GatewayCarrier>(),
                at.GetRequiredService<DemoPhone>()
            ));
        else if (settings.PickupDirectory is not null)
            services.AddScoped<ITextCarrier>(at => new ShownTexts(
                at.GetRequiredService<PickupTexts>(),
                at.GetRequiredService<DemoPhone>()
            ));
        return services;
    }
}
