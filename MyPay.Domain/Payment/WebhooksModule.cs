using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Webhooks;

namespace MyPay.Domain.Payment;

/// <summary>Registers Payment's webhooks.</summary>
public static class WebhooksModule
{
    /// <summary>
    /// Registers webhooks. The host binds <see cref="WebhookOptions"/> and runs
    /// <see cref="IWebhookPost.DeliverDueAsync"/> as a job.
    /// </summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>();
        services.AddSingleton<IHostAddresses, SystemHostAddresses>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookPlaces>();
        services.AddSingleton<IWebhookPost, WebhookLanes>();
        services
            .AddScoped<Webhooks.Webhooks>()
            .AddScoped<IWebhooks>(services => services.GetRequiredService<Webhooks.Webhooks>());
        services.AddScoped<IWebhookLog, WebhookLog>();
        services.AddSingleton<WebhookProbe>();
        services.AddScoped<IWebhookEvents, WebhookEvents>();
        services.AddScoped<IWebhookUpkeep, WebhookUpkeep>();
        services.AddOutboxHandler<PaymentHappened, WebhookIntakeOfPayments>();
        services.AddOutboxHandler<WebhookNews, WebhookIntakeOfNews>();
        return services;
    }
}
