using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>
/// The two ceremonies of WebAuthn, begun here and answered by a browser. Identity makes the options and verifies the
/// answers. Between the two the browser carries our state, sealed, for one purpose and ten minutes; Membership takes
/// each challenge once.
/// </summary>
internal sealed class PasskeyCeremonies(
    IPasskeyHandler<SignIn> handler,
    UserManager<SignIn> users,
    IPasskeys passkeys,
    IDataProtectionProvider protection,
    PublicAddress address,
    TimeProvider clock
)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Set on the request when an answer came from another site than ours.</summary>
    public static readonly object ForeignOrigin = new();

    private static readonly Refusal Refused = new(RefusalKind.Forbidden, "passkey.refused");
    private static readonly Refusal Late = new(RefusalKind.Forbidden, "passkey.late");

    /// <summary>Somebody wants to sign in; the browser offers what it has for us.</summary>
    public async Task<CeremonyAsk> AskForSignInAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(user: null, context);
        return new(made.RequestOptionsJson, Seal(made.AssertionState!, "sign-in"));
    }

    /// <summary>
    /// Who it is that signs in with this passkey. Refuses with <c>passkey.refused</c>, <c>passkey.late</c>,
    /// <c>passkey.wrong_address</c> (ours), and as <see cref="IPasskeys.UseAsync"/>.
    /// </summary>
    public async Task<Result<SignIn>> SignInAsync(HttpContext context, string? credential, string? state)
    {
        if (Open(state, "sign-in") is not { } known)
            return Late;
        var seen = await handler.PerformAssertionAsync(
            new()
            {
                HttpContext = context,
                CredentialJson = credential ?? "",
                AssertionState = known,
            }
        );
        if (!seen.Succeeded)
            return Why(context);
        return (await passkeys.UseAsync(seen.User.Id, seen.Passkey, known)).TryGet(out _, out var refusal)
            ? seen.User
            : refusal;
    }

    /// <summary>The signed-in person is to prove themselves once more, with a passkey of theirs.</summary>
    public async Task<Result<CeremonyAsk>> AskForProofAsync(HttpContext context, Actor by)
    {
        if (await users.FindByIdAsync(by.Id) is not { } person)
            return Refused;
        var made = await handler.MakeRequestOptionsAsync(person, context);
        return new CeremonyAsk(made.RequestOptionsJson, Seal(made.AssertionState!, Of("proof", by)));
    }

    /// <summary>Counts as the fresh proof of this session. Refusals of <see cref="SignInAsync"/>.</summary>
    public async Task<Result<Done>> ProveAsync(HttpContext context, Actor by, string? credential, string? state)
    {
        if (Open(state, Of("proof", by)) is not { } known)
            return Late;
        var seen = await handler.PerformAssertionAsync(
            new()
            {
                HttpContext = context,
                CredentialJson = credential ?? "",
                AssertionState = known,
            }
        );
        if (!seen.Succeeded)
            return Why(context);
        return seen.User.Id == by.Id ? await passkeys.UseAsync(by.Id, seen.Passkey, known, proves: by) : Refused;
    }

    /// <summary>The signed-in person adds a passkey. Refuses as <see cref="IPasskeys.MayAddAsync"/>.</summary>
    public async Task<Result<CeremonyAsk>> AskForNewAsync(HttpContext context, Actor by)
    {
        if (!(await passkeys.MayAddAsync(by)).TryGet(out _, out var refusal))
            return refusal;
        var made = await handler.MakeCreationOptionsAsync(
            new()
            {
                Id = by.Id,
                Name = by.Name,
                DisplayName = by.Name,
            },
            context
        );
        return new CeremonyAsk(made.CreationOptionsJson, Seal(made.AttestationState!, Of("new", by)));
    }

    /// <summary>
    /// Keeps the new passkey. Refuses with <c>passkey.refused</c>, <c>passkey.late</c>, <c>passkey.wrong_address</c>
    /// (ours), and as <see cref="IPasskeys.AddAsync"/>.
    /// </summary>
    public async Task<Result<PasskeyView>> AddAsync(
        HttpContext context,
        Actor by,
        string? credential,
        string? state,
        string? name
    )
    {
        if (Open(state, Of("new", by)) is not { } known)
            return Late;
        var seen = await handler.PerformAttestationAsync(
            new()
            {
                HttpContext = context,
                CredentialJson = credential ?? "",
                AttestationState = known,
            }
        );
        if (!seen.Succeeded)
            return Why(context);
        return seen.UserEntity.Id == by.Id ? await passkeys.AddAsync(by, seen.Passkey, name, known) : Refused;
    }

    private Refusal Why(HttpContext context) =>
        context.Items.ContainsKey(ForeignOrigin)
            ? new Refusal(RefusalKind.Forbidden, "passkey.wrong_address", address.ForPasskeys)
            : Refused;

    private static string Of(string purpose, Actor by) => $"{purpose}:{by.Id}:{by.Session:N}";

    private string Seal(string state, string purpose) =>
        For(purpose)
            .Protect(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(clock.GetUtcNow() + Life).ToUnixTimeMilliseconds()}|{state}"
                )
            );

    /// <summary>Null when it is not ours, was made for something else, or is too old.</summary>
    private string? Open(string? state, string purpose)
    {
        try
        {
            var (until, known) = For(purpose).Unprotect(state ?? "").Split('|', 2) is [var first, var rest]
                ? (first, rest)
                : ("0", "");
            return
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture))
                > clock.GetUtcNow()
                ? known
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(string purpose) => protection.CreateProtector("MyPay.Passkeys", purpose);
}

/// <summary>What a browser is asked: WebAuthn's options, and our state, which comes back with the answer.</summary>
/// <param name="Options">JSON.</param>
internal sealed record CeremonyAsk(string Options, string State);
