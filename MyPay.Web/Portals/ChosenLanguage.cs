using Microsoft.AspNetCore.Localization;

namespace MyPay.Web.Portals;

/// <summary>The language a person chose, in a cookie for a year.</summary>
internal static class ChosenLanguage
{
    public static void Keep(HttpContext context, string language) =>
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                Secure = context.Request.IsHttps,
            }
        );

    /// <summary>
    /// What a member chose on another device counts here too, until they choose otherwise on this one.
    /// </summary>
    public static void KeepUnlessChosen(HttpContext context, string language)
    {
        if (!context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName))
            Keep(context, language);
    }
}
