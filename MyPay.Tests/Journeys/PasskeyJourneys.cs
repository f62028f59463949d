using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MyPay.Domain.Membership;
using MyPay.Tests.Domain.Membership.Passkeys;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Passkeys with a real browser's WebAuthn, which knows names and no addresses in digits: the product is opened as
/// localhost.
/// </summary>
public sealed partial class PasskeyJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "",
        named = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        named = address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_member_makes_a_passkey_signs_in_with_it_alone_and_takes_it_away()
    {
        await using var james = await browser.PersonAsync(named);
        var ring = await AKeyRing.OfAsync(james);
        await james.SignInAsync("james@mypay.test");
        await TurnTwoStepOnAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/passkeys");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("아직 패스키가 없어요");
        await Assertions.Expect(james.Test("add")).ToBeEnabledAsync();
        await james.ShotAsync("passkeys-empty");
        await MakeAsync(james, "내 노트북");
        Assert.Equal(1, await ring.CountAsync());
        await james.ShotAsync("passkeys");
        await product.LetterAsync(NoticeEvent.PasskeyAdded, "james@mypay.test");

        await SignOutAsync(james);
        await PasskeySignInAsync(james, "/wallet"); // no code is asked for: the passkey is both steps
        await james.GoAsync("/wallet/settings/passkeys");
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("마지막으로 사용");

        await Assertions.Expect(james.Test("rename")).ToBeEnabledAsync();
        await james.Test("rename").ClickAsync();
        await james.FillAsync("name", "회사 노트북");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("row")).ToContainTextAsync("회사 노트북");
        await james.Test("remove").ClickAsync();
        await james.Test("sure").ClickAsync();
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(0);
        await SignOutAsync(james);
        await OpenLoginAsync(james);
        await james.SeesErrorAsync("지운 패스키"); // the browser offers it by itself, and it is refused
        await james.Test("passkey").ClickAsync();
        await Assertions.Expect(james.Test("error").First).ToHaveAttributeAsync("data-code", new Regex("passkey"));
        Assert.Contains("/login", james.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin@mypay.test", "/admin")]
    [InlineData("owner@mypay.test", "/merchant")]
    public async Task Staff_sign_in_with_a_passkey_too(string email, string home)
    {
        await using var person = await browser.PersonAsync(named, 1280, 900);
        await AKeyRing.OfAsync(person);
        await AtHomeAsync(person, email, home);
        await person.Page.Locator(".desk-person a").ClickAsync();
        await person.IsAtAsync("**/wallet/settings/security");
        await person.ShotAsync($"security-{home[1..]}");
        await person.Page.Locator("a[href='/wallet/settings/passkeys']").ClickAsync();
        await MakeAsync(person, "내 기기");
        await SignOutAsync(person);

        await PasskeySignInAsync(person, home);
    }

    [Fact]
    public async Task The_eleventh_is_refused_on_the_page_and_by_the_call_behind_it()
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync("james@mypay.test")))!;
        var actor = await product.SignedInAsync(signIn);
        for (byte n = 1; n <= IPasskeys.Most; n++)
        {
            var key = n;
            (
                await product.AskAsync(
                    (IPasskeys p) => p.AddAsync(actor, PasskeyTests.New(key), $"기기 {key}", $"seed-{key}")
                )
            ).Granted();
        }

        await using var james = await browser.PersonAsync(named);
        await AKeyRing.OfAsync(james);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/passkeys");
        await Assertions.Expect(james.Test("row")).ToHaveCountAsync(10);
        await Assertions.Expect(james.Test("rename").First).ToBeEnabledAsync();
        await Assertions.Expect(james.Test("add")).ToBeDisabledAsync();
        await james.ShotAsync("passkeys-full");
        await james.GoAsync("/wallet/settings/password"); // a form with a token
        var said = await james.Page.EvaluateAsync<JsonElement>(
            """
            () => fetch('/passkeys/new', { method: 'POST', headers: { 'Content-Type': 'application/json', 'RequestVerificationToken': document.querySelector('[name=__RequestVerificationToken]').value } })
              .then(answer => answer.json())
            """
        );
        Assert.Equal("membership.passkey.too_many", said.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_device_that_does_not_know_who_holds_it_signs_nobody_in()
    {
        await using var james = await browser.PersonAsync(named);
        var ring = await AKeyRing.OfAsync(james);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/passkeys");
        await MakeAsync(james, "내 노트북");
        await ring.VerifiesAsync(false);
        await SignOutAsync(james);
        await OpenLoginAsync(james);
        await james.Test("passkey").ClickAsync();
        await Assertions.Expect(james.Test("error").First).ToHaveAttributeAsync("data-code", "passkey.cancelled");
        await james.ShotAsync("login-passkey-cancelled");
    }

    [Fact]
    public async Task At_another_address_the_browser_says_no_and_the_page_says_where_to_go()
    {
        await using var stranger = await browser.PersonAsync(address); // digits
        await AKeyRing.OfAsync(stranger);
        await stranger.GoAsync("/login");
        await stranger.Test("passkey").ClickAsync();

        await Assertions
            .Expect(stranger.Test("error").First)
            .ToHaveAttributeAsync("data-code", "passkey.wrong_address");
        await stranger.SeesErrorAsync(named);
    }

    [Fact]
    public async Task An_answer_made_for_another_site_or_sent_twice_lets_nobody_in()
    {
        await using var james = await browser.PersonAsync(named);
        await AKeyRing.OfAsync(james);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/passkeys");
        await MakeAsync(james, "내 노트북");
        await SignOutAsync(james);

        // The sign-in page's own steps by hand, so that the answer can be altered and kept. The page itself must not
        // offer the passkey meanwhile.
        await james.GoAsync("/login/forgot");
        var found = await james.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const token = document.querySelector('[name=__RequestVerificationToken]').value;
              const asked = await (await fetch('/passkeys/sign-in', { method: 'POST', headers: { 'Content-Type': 'application/json', 'RequestVerificationToken': token } })).json();
              const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(asked.options)) });
              return { credential: JSON.stringify(credential), state: asked.state };
            }
            """
        );
        var (credential, state) = (
            found.GetProperty("credential").GetString()!,
            found.GetProperty("state").GetString()!
        );
        using var http = new APlainBrowser(named);

        Assert.Equal(
            "passkey.wrong_address",
            await SendAsync(
                http,
                Altered(credential, data => data.Replace(named, "https://evil.example", StringComparison.Ordinal)),
                state
            )
        );
        Assert.Equal(
            "passkey.refused",
            await SendAsync(
                http,
                Altered(credential, data => data.Replace("webauthn.get", "webauthn.create", StringComparison.Ordinal)),
                state
            )
        );
        Assert.Equal("passkey.late", await SendAsync(http, credential, state + "x"));
        Assert.Null(await SendAsync(http, credential, state));
        Assert.StartsWith("/wallet", http.Path, StringComparison.Ordinal);

        using var thief = new APlainBrowser(named);
        Assert.Contains(
            await SendAsync(thief, credential, state),
            new[] { "membership.passkey.used_before", "passkey.refused" }
        ); // counter or challenge, whichever is looked at first
    }

    [Fact]
    public async Task A_forged_host_header_is_not_what_passkeys_are_bound_to()
    {
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(named) };
        http.DefaultRequestHeaders.Host = "evil.example";
        var page = await http.GetStringAsync("/login");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/passkeys/sign-in")
        {
            Headers = { { "RequestVerificationToken", Token().Match(page).Groups[1].Value } },
        };
        // The cookie was set for the forged host; a browser there would send it.
        request.Headers.Add(
            "Cookie",
            string.Join("; ", handler.CookieContainer.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"))
        );
        using var answer = await http.SendAsync(request);

        var options = JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync())
            .RootElement.GetProperty("options")
            .GetString()!;
        Assert.Equal("localhost", JsonDocument.Parse(options).RootElement.GetProperty("rpId").GetString());
        using var bare = await http.PostAsync("/passkeys/sign-in", null);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode); // without the page's token nobody is asked anything
    }

    private static async Task MakeAsync(APerson person, string name)
    {
        await Assertions.Expect(person.Test("add")).ToBeEnabledAsync();
        await person.Test("add").ClickAsync();
        await person.FillAsync("name", name);
        await person.ShotAsync("passkeys-new");
        await person.Test("make").ClickAsync();
        await person.SeesResultAsync("패스키를 추가했어요");
        await Assertions.Expect(person.Test("row")).ToContainTextAsync(name);
    }

    // The browser forgets who it was, without passing the sign-in page, which would offer the passkey at once.
    private static async Task SignOutAsync(APerson person)
    {
        await person.GoAsync("/login/forgot");
        await person.Page.Context.ClearCookiesAsync();
    }

    // The browser may offer the passkey by itself, as soon as the page is there or before the button is pressed.
    private static async Task PasskeySignInAsync(APerson person, string home)
    {
        await OpenLoginAsync(person);
        try
        {
            await person.Test("passkey").ClickAsync(new() { Timeout = 5_000 });
        }
        catch (Exception gone) when (gone is TimeoutException or PlaywrightException)
        {
            // Signed in already.
        }

        await person.IsAtAsync("**" + home);
    }

    private static async Task OpenLoginAsync(APerson person)
    {
        try
        {
            await person.GoAsync("/login");
        }
        catch (PlaywrightException)
        {
            // The page has gone on before it was loaded.
        }
    }

    private static async Task AtHomeAsync(APerson person, string email, string home)
    {
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.SubmitAsync();
        await person.IsAtAsync("**" + home);
    }

    private async Task TurnTwoStepOnAsync(string email)
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync(email)))!;
        var actor = await product.SignedInAsync(signIn);
        var secret = (await product.AskAsync((ISecondFactors f) => f.BeginAsync(actor))).Granted();
        (
            await product.AskAsync(
                (ISecondFactors f) => f.TurnOnAsync(signIn, AnAuthenticator.Code(secret, product.Clock.GetUtcNow()))
            )
        ).Granted();
    }

    private static async Task<string?> SendAsync(APlainBrowser http, string credential, string state)
    {
        await http.OpenAsync("/login");
        await http.SendFormAsync(
            "passkey-form",
            ("Passkey.Credential", credential),
            ("Passkey.State", state),
            ("Passkey.Trouble", "")
        );
        return http.Error;
    }

    private static string Altered(string credential, Func<string, string> change)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(credential)!;
        var data = System.Buffers.Text.Base64Url.DecodeFromChars((string)node["response"]!["clientDataJSON"]!);
        var altered = change(System.Text.Encoding.UTF8.GetString(data));
        node["response"]!["clientDataJSON"] = System.Buffers.Text.Base64Url.EncodeToString(
            System.Text.Encoding.UTF8.GetBytes(altered)
        );
        return node.ToJsonString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
