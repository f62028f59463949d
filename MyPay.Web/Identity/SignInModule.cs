using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>Who is let in: cookies, lock-out, and the policies of the portals.</summary>
internal static class SignInModule
{
    /// <summary>The claim with the member's id.</summary>
    public const string MemberClaim = "mypay:member";

    public static IServiceCollection AddSignIn(this IServiceCollection services, MyPaySettings settings)
    {
        var staffNeedSecondStep = settings.StaffNeedSecondStep;
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = IdentityConstants.ApplicationScheme;
                options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddIdentityCookies();
        services
            .AddIdentityCore<SignIn>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                // Length and a list of common passwords, no composition rules: Membership's SignUpRules say it once.
                options.Password.RequiredLength = 8;
                options.Password.RequireDigit =
                    options.Password.RequireLowercase =
                    options.Password.RequireUppercase =
                    options.Password.RequireNonAlphanumeric =
                        false;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<MyPayDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Cookie.Name = settings.CookieName("mypay");
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = ISessions.Idle;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
            // Without the role: a 403 at the same address, not a journey to another one.
            cookie.Events.OnRedirectToAccessDenied = context => RefuseAsync(context, staffNeedSecondStep);
        });
        if (settings.IsPublicByTls)
            services.Configure<CookieAuthenticationOptions>(
                IdentityConstants.TwoFactorUserIdScheme,
                halfway => halfway.Cookie.Name = settings.CookieName("mypay-halfway")
            );
        // A changed password or a closed membership ends other sessions within a minute; open pages, see CircuitGuard,
        // within seconds.
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromMinutes(1);
            o.OnRefreshingPrincipal = SessionCookie.KeepAsync;
        });
        services.AddScoped<AuthenticationStateProvider, CircuitGuard>();
        services.AddScoped<CircuitHandler, CircuitActivity>();
        services.AddScoped<VisitorAddress>().AddScoped<CircuitHandler, CircuitAddress>();
        services.AddSingleton<DeviceCookie>().AddSingleton<SignUpCookie>().AddSingleton<OpenLines>();
        services.AddScoped<SigningIn>().AddScoped<PasskeyCeremonies>();
        services.AddSingleton<PublicAddress>();
        services.TryAddScoped<IPasskeyHandler<SignIn>, PasskeyHandler<SignIn>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>(BindToUs);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policies.Member, policy => policy.RequireClaim(MemberClaim))
            .AddPolicy(
                Policies.Franchise,
                policy => policy.RequireRole(SignInRoles.Owner, SignInRoles.Manager, SignInRoles.Cashier)
            )
            .AddPolicy(Policies.FranchiseOwner, policy => policy.RequireRole(SignInRoles.Owner))
            .AddPolicy(Policies.FranchiseManager, policy => policy.RequireRole(SignInRoles.Owner, SignInRoles.Manager))
            .AddPolicy(
                Policies.BackOffice,
                policy =>
                {
                    policy.RequireRole(IStaffSignIns.Roles);
                    if (staffNeedSecondStep)
                        policy.RequireClaim(SessionCookie.SecondStepClaim);
                }
            );
        return services;
    }

    private static async Task RefuseAsync(
        RedirectContext<CookieAuthenticationOptions> context,
        bool staffNeedSecondStep
    )
    {
        var person = context.HttpContext.User;
        if (staffNeedSecondStep && LacksSecondStep(person) && context.Request.Path.StartsWithSegments("/admin"))
        {
            context.Response.Redirect("/wallet/settings/security?needs=second-step");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await using var scope = context.HttpContext.RequestServices.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<IStaffWatch>()
            .RefusedAsync(person.Actor(), context.Request.Path.Value ?? "");
    }

    /// <summary>Works in the back office and has signed in by the password alone.</summary>
    public static bool LacksSecondStep(ClaimsPrincipal person) =>
        IStaffSignIns.Roles.Any(person.IsInRole)
        && !person.HasClaim(claim => claim.Type == SessionCookie.SecondStepClaim);

    // A passkey that the device unlocks by PIN, finger or face is possession and knowledge in one: it signs in alone,
    // so the unlocking is required, never preferred.
    private static void BindToUs(IdentityPasskeyOptions passkeys, PublicAddress address)
    {
        (passkeys.ServerDomain, passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = (
            address.Domain,
            "required",
            "required"
        );
        passkeys.ValidateOrigin = asked =>
        {
            var isOurs = address.IsOurs(asked.Origin) && !asked.CrossOrigin;
            if (!isOurs)
                asked.HttpContext.Items[PasskeyCeremonies.ForeignOrigin] = true;
            return ValueTask.FromResult(isOurs);
        };
    }

    /// <summary>Who is signed in, and from which session: what sensitive changes ask for.</summary>
    public static Actor Actor(this ClaimsPrincipal person) =>
        new(person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", person.Identity?.Name ?? "")
        {
            Session = SessionCookie.Of(person),
        };

    /// <summary>
    /// The member who is signed in. Throws where the policy <see cref="Policies.Member"/> did not stand guard.
    /// </summary>
    public static MemberId MemberId(this ClaimsPrincipal person) =>
        new(
            Guid.ParseExact(
                person.FindFirstValue(MemberClaim)
                    ?? throw new InvalidOperationException("Nobody with a wallet is signed in."),
                "N"
            )
        );

    /// <summary>
    /// Where a page about the sign-in itself leads back to: a member's settings, or the list of such pages.
    /// </summary>
    public static string SettingsOf(ClaimsPrincipal person) =>
        person.HasClaim(c => c.Type == MemberClaim) ? "/wallet/settings" : "/wallet/settings/security";

    /// <summary>Where a person belongs after signing in.</summary>
    public static string HomeOf(ClaimsPrincipal person) =>
        person.HasClaim(c => c.Type == MemberClaim) ? "/wallet"
        : person.IsInRole(SignInRoles.Owner)
        || person.IsInRole(SignInRoles.Manager)
        || person.IsInRole(SignInRoles.Cashier)
            ? "/merchant"
        : "/admin";
}

/// <summary>Names of the policies.</summary>
internal static class Policies
{
    public const string Member = "member";
    public const string Franchise = "franchise";
    public const string FranchiseOwner = "franchise-owner";
    public const string FranchiseManager = "franchise-manager";
    public const string BackOffice = "back-office";
}

/// <summary>Adds the member's id and name to the cookie's claims.</summary>
internal sealed class PersonClaims(
    UserManager<SignIn> users,
    RoleManager<IdentityRole> roles,
    IOptions<IdentityOptions> options,
    IMembers members
) : UserClaimsPrincipalFactory<SignIn, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(SignIn user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await members.FindBySignInAsync(user.Id) is { State: MemberState.Active } member)
            identity.AddClaim(new Claim(SignInModule.MemberClaim, member.Id.ToString()));
        return identity;
    }
}
