using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Web.Identity;

namespace MyPay.Web.Api.Door;

/// <summary>
/// Reads the API key: <c>SECRET_KEY x</c> or <c>DEV_SECRET_KEY x</c> at the dialect's door, <c>Bearer x</c> at
/// <c>/v1</c>. Wrong, ended and revoked keys get one answer, and many of them from one network address are slowed down;
/// a key in the address is refused wherever it came from:
/// addresses are logged.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "mypay-api-key";
    private const string KeyBeginning = "mpk_";
    private const int LongestKey = 200;
    private static readonly object CallerItem = new();
    private static readonly string[] KeyParameters =
    [
        "key",
        "api_key",
        "apikey",
        "access_token",
        "secret_key",
        "authorization",
    ];

    private long? wait;

    /// <summary>Who calls. Only behind the door's policy.</summary>
    public static ApiCaller CallerOf(HttpContext context) => (ApiCaller)context.Items[CallerItem]!;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiDoor.Of(Request.Path) is not { } door)
            return AuthenticateResult.NoResult();
        if (HasKeyInAddress())
            return AuthenticateResult.Fail("The key stands in the address.");
        if (Request.Headers.Authorization.Count == 0)
            return AuthenticateResult.NoResult();

        var raw = ReadKey(door, Request.Headers.Authorization.ToString());
        var caller = raw is null
            ? null
            : await Context.RequestServices.GetRequiredService<IApiKeys>().FindCallerAsync(raw, Context.RequestAborted);
        if (caller is null)
        {
            wait = await WaitAfterAsync(raw);
            return AuthenticateResult.Fail("No such key.");
        }

        await Context.RequestServices.HoldConnectionAsync(Context.RequestAborted);

        Context.Items[CallerItem] = caller;
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, caller.KeyId.ToString("N"))],
            SchemeName
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (ApiDoor.Of(Request.Path) is not { } door)
            return base.HandleChallengeAsync(properties);
        if (wait is { } seconds)
            return door.Refuse(Context, ApiFault.Of(ApiErrors.TooManyWrongKeys, seconds))
                .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
                .ExecuteAsync(Context);
        var keyless = Request.Headers.Authorization.Count == 0 && !HasKeyInAddress();
        var reply = keyless ? door.RefuseKeyless(Context) : door.Refuse(Context, ApiFault.Of(ApiErrors.InvalidApiKey));
        return reply.With("WWW-Authenticate", $"{door.KeySchemes[0]} realm=\"MyPay\"").ExecuteAsync(Context);
    }

    /// <summary>Seconds that the address of a wrong key is told to wait; null: none.</summary>
    private async Task<long?> WaitAfterAsync(string? raw)
    {
        if (raw is null || NetworkAddress.Of(Context) is not { } address)
            return null;
        var keys = Context.RequestServices.GetRequiredService<IApiKeys>();
        return await keys.WrongAsync(raw, address, Context.RequestAborted) is { } time
            ? (long)Math.Ceiling(time.TotalSeconds)
            : null;
    }

    private static string? ReadKey(ApiDoor door, string header)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !door.KeySchemes.Contains(header[..space], StringComparer.OrdinalIgnoreCase))
            return null;
        var key = header[(space + 1)..].Trim();
        return key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and <= '~') ? key : null;
    }

    private bool HasKeyInAddress() =>
        Request.Query.Any(parameter =>
            (
                KeyParameters.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)
                && !string.IsNullOrEmpty(parameter.Value)
            ) || parameter.Value.Any(value => value?.Contains(KeyBeginning, StringComparison.Ordinal) == true)
        );
}
