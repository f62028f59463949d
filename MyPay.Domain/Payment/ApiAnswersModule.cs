using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Payment.Idempotency;

namespace MyPay.Domain.Payment;

/// <summary>Registers the memory of the merchant API's Idempotency-Keys.</summary>
public static class ApiAnswersModule
{
    /// <summary>Registers <see cref="IApiAnswers"/>.</summary>
    public static IServiceCollection AddApiAnswers(this IServiceCollection services)
    {
        services.AddSingleton<RunningCalls>();
        services.AddScoped<IApiAnswers, ApiAnswers>();
        return services;
    }
}
