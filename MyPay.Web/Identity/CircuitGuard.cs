using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MyPay.Domain.Membership;
using MyPay.Domain.Storage;

namespace MyPay.Web.Identity;

/// <summary>An open page outlives its cookie: every few seconds it is asked whether the sign-in still holds (locked, closed, password changed elsewhere, signed out).</summary>
internal sealed class CircuitGuard(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(4);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SignIn>>();
        var user = await users.GetUserAsync(authenticationState.User);
        if (user is null || user.LockoutEnd == DateTimeOffset.MaxValue) return false;
        var sessions = scope.ServiceProvider.GetRequiredService<ISessions>();
        if (SessionCookie.Of(authenticationState.User) is not { } session || !await sessions.IsOpenAsync(user.Id, session, cancellationToken)) return false;
        var stamp = authenticationState.User.Claims.FirstOrDefault(c => c.Type == options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value;
        return stamp == await users.GetSecurityStampAsync(user);
    }
}
