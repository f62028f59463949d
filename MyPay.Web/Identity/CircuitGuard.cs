using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using MyPay.Domain.Membership;

namespace MyPay.Web.Identity;

/// <summary>An open page outlives its cookie: every few seconds it is asked whether the sign-in still holds (locked, closed, frozen, password changed elsewhere, signed out).</summary>
internal sealed class CircuitGuard(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(4);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await SessionCookie.HoldsAsync(scope.ServiceProvider.GetRequiredService<ISessions>(), authenticationState.User, cancellationToken) is not null;
    }
}
