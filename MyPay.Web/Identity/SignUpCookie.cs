using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using MyPay.Domain.Membership;
using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>
/// A sign-up between its form and its code: kept in the person's own browser, encrypted by us, for half an hour. The
/// password stands in it as a hash only.
/// </summary>
internal sealed class SignUpCookie(
    IDataProtectionProvider protection,
    DeviceCookie device,
    MyPaySettings settings,
    TimeProvider clock
)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly string name = settings.CookieName("mypay-signup");
    private readonly IDataProtector protector = protection.CreateProtector("MyPay.SignUp");

    /// <summary>Whose codes a browser's are.</summary>
    public string AskerOf(HttpContext http) => $"browser:{device.Renew(http)}";

    public void Keep(HttpContext http, SignUpDraft draft, PhoneProof proof)
    {
        var kept = new Kept(draft, proof, clock.GetUtcNow() + Life);
        http.Response.Cookies.Append(
            name,
            protector.Protect(JsonSerializer.Serialize(kept)),
            new()
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                MaxAge = Life,
            }
        );
    }

    /// <summary>Null when there is none, or its half hour is over.</summary>
    public Kept? Read(HttpContext http)
    {
        if (http.Request.Cookies[name] is not { Length: > 0 } cookie)
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(protector.Unprotect(cookie));
            return kept?.Until > clock.GetUtcNow() ? kept : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Forget(HttpContext http) =>
        http.Response.Cookies.Delete(name, new() { Secure = http.Request.IsHttps, HttpOnly = true });

    internal sealed record Kept(SignUpDraft Draft, PhoneProof Proof, DateTimeOffset Until);
}
