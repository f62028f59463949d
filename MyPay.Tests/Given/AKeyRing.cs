using Microsoft.Playwright;

namespace MyPay.Tests.Given;

/// <summary>
/// A passkey device in a person's browser (Chromium's virtual authenticator): it says yes by itself, unless told to
/// wait.
/// </summary>
internal sealed class AKeyRing
{
    private readonly ICDPSession browser;
    private readonly string id;

    private AKeyRing(ICDPSession browser, string id) => (this.browser, this.id) = (browser, id);

    public static async Task<AKeyRing> OfAsync(APerson person)
    {
        var browser = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await browser.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        var added = await browser.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return new(browser, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether whoever holds it is who unlocks it.</summary>
    public Task VerifiesAsync(bool yes) =>
        browser.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = yes });

    public async Task<int> CountAsync() =>
        (await browser.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!
            .Value.GetProperty("credentials")
            .GetArrayLength();
}
