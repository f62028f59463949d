using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Membership;

namespace MyPay.Web.Identity;

/// <summary>The sign-in cookie names its session; a request whose session has ended is nobody's.</summary>
internal static class SessionCookie
{
    /// <summary>The claim with the session's id.</summary>
    public const string Claim = "mypay:session";

    /// <summary>The session of this person's cookie; null for a cookie without one.</summary>
    public static Guid? Of(ClaimsPrincipal person) => Guid.TryParseExact(person.FindFirstValue(Claim), "N", out var session) ? session : null;

    public static Claim For(Guid session) => new(Claim, session.ToString("N"));

    /// <summary>At every request: the security stamp as Identity checks it, then the session.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not { } person) return;

        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISessions>();
        if (Of(person) is { } session && await sessions.IsOpenAsync(person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", session))
        {
            await sessions.SeenAsync(session);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Identity makes the person anew from time to time; the session stays theirs.</summary>
    public static Task KeepAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(Claim) is { } session) ((ClaimsIdentity)context.NewPrincipal!.Identity!).AddClaim(new Claim(Claim, session.Value));
        return Task.CompletedTask;
    }
}
