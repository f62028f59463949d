using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Web.Localization;
using MyPay.Web.Portals;

namespace MyPay.Web.Identity;

/// <summary>
/// Lets people in and out. An address that nobody has and a wrong password get the same answer after the same work; the
/// tries are counted by Membership, before it compares and where they come from, because Identity's own counter loses
/// tries that come at once, does not know MyPay's clock, and lets a stranger lock everybody out.
/// </summary>
internal sealed class SigningIn(
    SignInManager<SignIn> signIns,
    UserManager<SignIn> users,
    ISignIns passwords,
    IMembers members,
    ISessions sessions,
    ISecondFactors secondFactors,
    DeviceCookie device,
    PasskeyCeremonies passkeys,
    IHttpContextAccessor request,
    IStaffWatch watch,
    IServiceScopeFactory scopes
)
{
    private static readonly Refusal Wrong = new(RefusalKind.Forbidden, "sign_in.wrong");
    private static readonly Refusal OnHold = new(RefusalKind.Forbidden, "sign_in.on_hold");
    private static readonly Refusal BeginAgain = new(RefusalKind.Forbidden, "sign_in.begin_again");

    /// <summary>Not let in yet: the password was right, the second step comes.</summary>
    public static Refusal CodeNeeded { get; } = new(RefusalKind.Forbidden, "sign_in.code_needed");

    /// <summary>
    /// Signs in, or refuses with <c>sign_in.wrong</c>, <c>sign_in.locked</c> (minutes), <c>sign_in.on_hold</c>, or with
    /// <see cref="CodeNeeded"/>.
    /// </summary>
    public async Task<Result<ClaimsPrincipal>> SignInAsync(string? email, string? password)
    {
        var place = new SignInPlace(NetworkAddress.Of(request.HttpContext), device.Find(request.HttpContext!));
        if (!(await passwords.VerifySignInAsync(email, password, place)).TryGet(out var id, out var refusal))
        {
            if (await users.FindByNameAsync((email ?? "").Trim()) is { } asked && !asked.IsShutOut())
                await watch.NotLetInAsync(asked.Id, refusal.Code);
            return InOwnWords(refusal);
        }

        var person = (await users.FindByIdAsync(id))!;
        if (person.IsShutOut())
            return OnHold;

        if (!(await secondFactors.StateAsync(person.Id)).IsOn)
            return await LetInAsync(person, "password");

        // Identity's short-lived cookie remembers who it is that has yet to show a code.
        var halfway = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, person.Id)],
            IdentityConstants.TwoFactorUserIdScheme
        );
        await request.HttpContext!.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(halfway));
        return CodeNeeded;
    }

    /// <summary>
    /// The second step, for whom the first has let through a moment ago; refuses with <c>sign_in.begin_again</c>
    /// otherwise, or as <see cref="ISecondFactors.VerifyAsync"/>.
    /// </summary>
    public async Task<Result<ClaimsPrincipal>> GiveCodeAsync(string? code)
    {
        var halfway = await request.HttpContext!.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (halfway.Principal?.Identity?.Name is not { } id || await users.FindByIdAsync(id) is not { } person)
            return BeginAgain;
        if (person.IsShutOut())
            return OnHold;
        if (!(await secondFactors.VerifyAsync(id, code)).TryGet(out _, out var refusal))
        {
            await watch.NotLetInAsync(person.Id, refusal.Code);
            return refusal;
        }

        await request.HttpContext!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await LetInAsync(person, "code");
    }

    /// <summary>
    /// Signs in with a passkey, which is both steps in one: no code is asked for. Refuses with <c>sign_in.on_hold</c>
    /// and as <see cref="PasskeyCeremonies.SignInAsync"/>.
    /// </summary>
    public async Task<Result<ClaimsPrincipal>> SignInWithPasskeyAsync(string? credential, string? state)
    {
        if (
            !(await passkeys.SignInAsync(request.HttpContext!, credential, state)).TryGet(
                out var person,
                out var refusal
            )
        )
            return refusal;
        return person.IsShutOut() ? OnHold : await LetInAsync(person, "passkey");
    }

    /// <summary>Signs in the member who has just joined.</summary>
    public async Task<Result<ClaimsPrincipal>> SignInAsync(MemberView member) =>
        await LetInAsync((await users.FindByIdAsync(member.SignInId))!, "password");

    /// <summary>A new cookie for the same person, after a change of the password ended all the others.</summary>
    public async Task StaySignedInAsync(string signInId)
    {
        // A scope of its own: this one may have read the person with the old stamp.
        await using var fresh = scopes.CreateAsyncScope();
        var signer = fresh.ServiceProvider.GetRequiredService<SignInManager<SignIn>>();
        var person = (await signer.UserManager.FindByIdAsync(signInId))!;
        await signer.SignInWithClaimsAsync(
            person,
            isPersistent: false,
            SessionCookie.KeptBy(request.HttpContext!.User)
        );
    }

    /// <summary>Signs out here: the session ends, and with it the pages that are open in other tabs.</summary>
    public async Task SignOutAsync()
    {
        var person = request.HttpContext!.User;
        if (SessionCookie.Of(person) is { } session)
            await sessions.EndAsync(users.GetUserId(person) ?? "", session);
        await signIns.SignOutAsync();
    }

    private async Task<Result<ClaimsPrincipal>> LetInAsync(SignIn person, string how)
    {
        var principal = await signIns.CreateUserPrincipalAsync(person);
        var isMember = principal.HasClaim(claim => claim.Type == SignInModule.MemberClaim);
        if (!isMember && !principal.HasClaim(claim => claim.Type == ClaimTypes.Role))
            return OnHold; // a member who may not act has neither

        // A new sign-in is a new session: the one this browser had before ends with it.
        if (
            request.HttpContext!.User is { Identity.IsAuthenticated: true } before
            && SessionCookie.Of(before) is { } old
        )
            await sessions.EndAsync(users.GetUserId(before) ?? "", old);
        var opened = await sessions.OpenAsync(
            person.Id,
            DeviceName.Of(request.HttpContext!.Request.Headers.UserAgent),
            device.Renew(request.HttpContext),
            byPasskey: how == "passkey"
        );
        if (!opened.TryGet(out var session, out var refusal))
            return refusal;
        await signIns.SignInWithClaimsAsync(person, isPersistent: false, SessionCookie.For(session, how != "password"));
        if (!isMember)
            await watch.SignedInAsync(person.Id, how, DeviceName.Of(request.HttpContext!.Request.Headers.UserAgent));
        await KeepLanguageAsync(principal, isMember);
        return principal;
    }

    /// <summary>
    /// What a person chose on another device counts here too. Staff who have not chosen yet read what they read now.
    /// </summary>
    private async Task KeepLanguageAsync(ClaimsPrincipal person, bool isMember)
    {
        var chosen = isMember
            ? (await members.FindAsync(person.MemberId()))?.Language
            : person.FindFirstValue(SignInRoles.LanguageClaim);
        if (chosen is not null)
            ChosenLanguage.KeepUnlessChosen(request.HttpContext!, chosen);
        else if (!isMember)
            await passwords.ChangeLanguageAsync(users.GetUserId(person)!, Words.Language);
    }

    private static Refusal InOwnWords(Refusal refusal) =>
        refusal.Code switch
        {
            "membership.password.wrong" => Wrong,
            "membership.password.locked" => refusal with { Code = "sign_in.locked" },
            _ => refusal,
        };
}
