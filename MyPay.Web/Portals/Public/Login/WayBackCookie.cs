namespace MyPay.Web.Portals.Public.Login;

/// <summary>
/// The way back of somebody who sets a new password: it waits in their browser until they come from the mail, and is
/// told to nobody by that mail.
/// </summary>
internal static class WayBackCookie
{
    private const string Name = "mypay-way-back";

    public static void Keep(HttpContext context, string? returnUrl)
    {
        if (!LocalAddress.IsLocal(returnUrl))
            return;
        context.Response.Cookies.Append(
            Name,
            returnUrl!,
            new()
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromMinutes(30),
                Path = "/login",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            }
        );
    }

    /// <summary>Null where none waits. From the browser: looked at again like any other way back.</summary>
    public static string? Read(HttpContext context) => context.Request.Cookies[Name];
}
