using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MyPay.Web.Host;

namespace MyPay.Web.Identity;

/// <summary>
/// The browser's own number: random, signed by us, and still there after signing out, so that a person's own browser is
/// no news to them the next time. It lets nobody in; whoever deletes it is a new device.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection, MyPaySettings settings)
{
    private readonly string name = settings.CookieName("mypay-device");

    // As long as browsers keep a cookie at all.
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);
    private readonly IDataProtector protector = protection.CreateProtector("MyPay.Device");

    /// <summary>
    /// The browser's number, a new one when it has none of ours; kept for another <see cref="Life"/>.
    /// </summary>
    public string Renew(HttpContext http)
    {
        var token = Find(http) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(
            name,
            protector.Protect(token),
            new()
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                MaxAge = Life,
            }
        );
        return token;
    }

    /// <summary>The browser's number; null when it has none of ours.</summary>
    public string? Find(HttpContext http) => Read(http.Request.Cookies[name]);

    private string? Read(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie))
            return null;
        try
        {
            return protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null; // not of our making, or of keys that are gone
        }
    }
}
