using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using MyPay.Web.Identity;

namespace MyPay.Web.Portals;

/// <summary>
/// Where a person goes after signing in: back to where they came from, if that is ours and open to them; else home.
/// </summary>
internal static class Homes
{
    public static async Task<string> AfterSigningInAsync(
        ClaimsPrincipal person,
        string? wished,
        IAuthorizationService doors
    )
    {
        var home = SignInModule.HomeOf(person);
        var address = LocalAddress.OrHome(wished, home);
        var door = Portal.Of(address) switch
        {
            "wallet" => Policies.Member,
            "merchant" => Policies.Franchise,
            "admin" => Policies.BackOffice,
            _ => null,
        };
        return door is null || (await doors.AuthorizeAsync(person, door)).Succeeded ? address : home;
    }
}
