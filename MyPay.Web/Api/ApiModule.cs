using Microsoft.AspNetCore.Authentication;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Docs;
using MyPay.Web.Api.Door;
using MyPay.Web.Api.Kakao;
using MyPay.Web.Api.V1;

namespace MyPay.Web.Api;

/// <summary>
/// The merchant API: the KakaoPay dialect under <c>/online</c>, MyPay's own calls under <c>/v1</c>, and the document
/// and docs of both.
/// </summary>
internal static class ApiModule
{
    /// <summary>Whoever holds an API key. No cookie counts here.</summary>
    public const string Policy = "api-key";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiAnswers();
        services.AddSingleton<RateLimits>();
        services.AddHostedService<Jobs.RequestLogWriter>();
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Policy,
                policy => policy.AddAuthenticationSchemes(ApiKeyHandler.SchemeName).RequireAuthenticatedUser()
            );
        services.AddApiDocument();
        return services;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapKakao();
        app.MapPayments();
        app.MapRecurring();
        app.MapSettlements();
        app.MapWebhooks();
        app.MapEvents();
        app.MapWrongAddresses();
        app.MapApiDocument();
        return app;
    }
}
