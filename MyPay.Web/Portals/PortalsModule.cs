using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using MudBlazor.Services;
using MyPay.Domain.Membership;
using MyPay.Web.Host;
using MyPay.Web.Identity;
using MyPay.Web.Jobs;
using MyPay.Web.Mail;
using MyPay.Web.Portals.Admin.Audit;
using MyPay.Web.Portals.Admin.Certificates;
using MyPay.Web.Portals.Admin.Payments;
using MyPay.Web.Portals.Merchant.Payments;
using MyPay.Web.Portals.Parts.Settlement;
using MyPay.Web.Portals.Wallet;
using MyPay.Web.Portals.Wallet.History;
using MyPay.Web.Portals.Wallet.Statements;

namespace MyPay.Web.Portals;

/// <summary>The pages: services, the middleware that they need, and their addresses.</summary>
public static class PortalsModule
{
    public const string ThemeCookie = "mypay-theme";

    public static IServiceCollection AddPortals(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddHttpContextAccessor();
        // a bad request is the caller's, in Development too
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddMudServices();
        services.AddSingleton(typeof(PerCall<>));
        services.AddSingleton<Handover>();
        services.AddSingleton<CspReportLimit>();
        services.AddHostedService<BrowserReportWriter>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            // Korean unless the person chose English: the browser's own language does not decide here.
            options.SetDefaultCulture("ko").AddSupportedCultures("ko", "en").AddSupportedUICultures("ko", "en");
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>
    /// Middleware of the pages: languages, and the page of whatever goes wrong. After forwarded headers, before
    /// authentication.
    /// </summary>
    public static WebApplication UsePortals(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseStatusCodePages(ErrorPages.ShowAsync);
        // In Development the framework shows the exception itself.
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(static failing => failing.Run(static _ => Task.CompletedTask));
        return app;
    }

    /// <summary>
    /// The addresses of the pages and their files. After authentication, authorization and antiforgery.
    /// </summary>
    public static WebApplication MapPortals(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapPost("/preferences/language", ChooseLanguageAsync);
        app.MapPost("/logout", SignOutAsync).DisableAntiforgery(); // it asks for the token itself
        app.MapPost("/mail/stop/now", StopMailAsync).DisableAntiforgery();
        app.MapPasskeys();
        app.MapCspReports();
        app.MapNowhere();
        app.MapHistoryCsv();
        app.MapWalletStatements();
        app.MapPaymentsCsv();
        app.MapOfficePaymentsCsv();
        app.MapAuditCsv();
        app.MapStatementFiles();
        app.MapCertificateFile();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
            {
                // SecurityHeaders says it, once and for every answer
                options.ContentSecurityFrameAncestorsPolicy = null;
                // secrets and chosen text share a batch: nothing to leak by its size
                options.DisableWebSocketCompression = true;
            });
        return app;
    }

    // A form field keeps this behind antiforgery; only addresses of our own are returned to.
    private static async Task<RedirectHttpResult> ChooseLanguageAsync(
        HttpContext context,
        ClaimsPrincipal person,
        IMembers members,
        ISignIns signIns,
        [FromForm] string language,
        [FromForm] string? returnUrl
    )
    {
        var chosen = language == "en" ? "en" : "ko";
        ChosenLanguage.Keep(context, chosen);
        if (person.HasClaim(claim => claim.Type == SignInModule.MemberClaim))
            await members.ChangeLanguageAsync(person.MemberId(), chosen);
        else if (person.FindFirstValue(ClaimTypes.NameIdentifier) is { } signIn)
            await signIns.ChangeLanguageAsync(signIn, chosen);
        return TypedResults.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    // RFC 8058: a mail program presses this by itself, without cookies; all that the link can do is to stop one kind of
    // letter.
    private static async Task<Results<Ok, NotFound<string>>> StopMailAsync(string? t, StopLinks links, INotices notices)
    {
        if (links.Read(t) is not { } stop)
            return TypedResults.NotFound("Not a link of ours.");
        await notices.WishMailAsync(stop.Member, stop.Kind, wanted: false);
        return TypedResults.Ok();
    }

    // Whoever is signed out already, in another window or by a second press, has nothing that a token would protect.
    private static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SigningIn signingIn
    )
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return TypedResults.BadRequest();
            await signingIn.SignOutAsync();
        }

        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        return TypedResults.LocalRedirect(LocalAddress.OrHome(form["returnUrl"]));
    }
}
