using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Tests.Given;

/// <summary>People who are signed in: signing in is a fresh proof, for ten minutes.</summary>
internal static class Acting
{
    public static Task<Actor> SignedInAsync(this AProduct product, string signInId, string device = "Chrome · Mac") =>
        product.AskAsync((ISessions s) => OpenAsync(s, signInId, device));

    public static Task<Actor> SignedInAsync(this AMembership house, string signInId, string device = "Chrome · Mac") =>
        house.AskAsync((ISessions s) => OpenAsync(s, signInId, device));

    private static async Task<Actor> OpenAsync(ISessions sessions, string signInId, string device) =>
        new(signInId, "somebody") { Session = (await sessions.OpenAsync(signInId, device)).Granted() };
}
