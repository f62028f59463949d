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

    /// <summary>The claim of a session that was opened with a second step or a passkey.</summary>
    public const string SecondStepClaim = "mypay:second-step";

    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <summary>The session of this person's cookie; null for a cookie without one.</summary>
    public static Guid? Of(ClaimsPrincipal person) =>
        Guid.TryParseExact(person.FindFirstValue(Claim), "N", out var session) ? session : null;

    public static IReadOnlyList<Claim> For(Guid session, bool withSecondStep) =>
        [new(Claim, session.ToString("N")), .. withSecondStep ? new[] { new Claim(SecondStepClaim, "yes") } : []];

    /// <summary>What of a session's claims stays when the rest is made anew.</summary>
    public static IReadOnlyList<Claim> KeptBy(ClaimsPrincipal person) =>
        [.. person.FindAll(claim => claim.Type == Claim || claim.Type == SecondStepClaim)];

    /// <summary>The session of a sign-in that still holds; null when it was ended, or the person shut out.</summary>
    public static async Task<Guid?> HoldsAsync(
        ISessions sessions,
        ClaimsPrincipal person,
        CancellationToken ct = default
    ) =>
        Of(person) is { } session
        && await sessions.HoldsAsync(
            person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            person.FindFirstValue(StampClaim),
            session,
            ct
        )
            ? session
            : null;

    /// <summary>
    /// At every request. Identity's own look at the security stamp comes once a minute and makes the claims anew. In a
    /// scope of its own: an open page's websocket is a request of hours, and would keep Identity's managers and their
    /// DbContext as long.
    /// </summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var request = http.RequestServices;
        await using var scope = request.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await ValidateNowAsync(context);
        }
        finally
        {
            http.RequestServices = request;
        }
    }

    private static async Task ValidateNowAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not { } person)
            return;

        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISessions>();
        if (await HoldsAsync(sessions, person) is { } session)
        {
            if (IsOpened(context.Request))
                await sessions.SeenAsync(session);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // By somebody. What an open page fetches, and its line, come and go by themselves. A client that does not say is
    // believed.
    private static bool IsOpened(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_blazor")
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    /// <summary>Identity makes the person anew from time to time; the session stays theirs.</summary>
    public static Task KeepAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal is { } person)
            ((ClaimsIdentity)context.NewPrincipal!.Identity!).AddClaims(
                KeptBy(person).Select(claim => new Claim(claim.Type, claim.Value))
            );
        return Task.CompletedTask;
    }
}
