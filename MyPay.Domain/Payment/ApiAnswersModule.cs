using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.RequestLog;

namespace MyPay.Domain.Payment;

/// <summary>Registers the memory of the merchant API: its Idempotency-Keys and its request log.</summary>
public static class ApiAnswersModule
{
    /// <summary>
    /// Registers <see cref="IApiAnswers"/>, and <see cref="IApiCalls"/>: the host runs
    /// <see cref="IApiCallNotes.WriteAsync"/> as a job.
    /// </summary>
    public static IServiceCollection AddApiAnswers(this IServiceCollection services)
    {
        services.AddSingleton<RunningCalls>();
        services.AddSingleton<AnswersOnTheirWay>();
        services.AddScoped<IApiAnswers, ApiAnswers>();
        services.AddSingleton<IApiCallNotes, ApiCallNotes>();
        services.AddScoped<IApiCalls, ApiCalls>();
        return services;
    }
}
