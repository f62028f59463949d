using System.Net;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web.Portals.Public;

public sealed class LoginPageTests : IAsyncLifetime
{
    private const string Password = "MyPay!2026";

    private AProduct product = null!;
    private MemberView member = null!;
    private APlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        member = await product.MemberAsync();
        browser = new APlainBrowser(await product.ListenAsync());
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task A_member_goes_where_they_came_from()
    {
        await browser.OpenAsync("/wallet/settings/limits");
        Assert.StartsWith("/login?returnUrl=", browser.Path, StringComparison.Ordinal);

        await SignInAsync();

        Assert.Equal("/wallet/settings/limits", browser.Path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/admin")]
    public async Task An_address_that_is_not_ours_or_not_open_to_them_leads_home(string address)
    {
        await browser.OpenAsync("/login?returnUrl=" + Uri.EscapeDataString(address));

        await SignInAsync();

        Assert.Equal("/wallet", browser.Path);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_told_the_same()
    {
        await browser.OpenAsync("/login");
        await SignInAsync(password: "wrong");
        var wrong = browser.Error;
        await SignInAsync(email: "nobody@mypay.test");

        Assert.Equal("sign_in.wrong", wrong);
        Assert.Equal(wrong, browser.Error);
        Assert.Equal("nobody@mypay.test", browser.ValueOf("Input.Email"));
    }

    [Fact]
    public async Task Five_misses_lock_even_the_right_password_out_for_ten_minutes_of_our_clock()
    {
        await browser.OpenAsync("/login");
        for (var i = 0; i < 5; i++)
            await SignInAsync(password: "wrong");

        await SignInAsync();
        Assert.Equal("sign_in.locked", browser.Error);

        product.Clock.Advance(TimeSpan.FromMinutes(11));
        await SignInAsync();
        Assert.Equal("/wallet", browser.Path);
    }

    [Fact]
    public async Task Guesses_that_come_at_once_are_all_counted()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async _ =>
                {
                    using var guesser = new APlainBrowser(product.Host.Address);
                    await guesser.OpenAsync("/login");
                    await guesser.SendAsync(("Input.Email", member.Email), ("Input.Password", "wrong"));
                })
        );

        await browser.OpenAsync("/login");
        await SignInAsync();

        Assert.Equal("sign_in.locked", browser.Error);
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_heard()
    {
        using var http = new HttpClient { BaseAddress = new Uri(product.Host.Address) };
        using var login = await http.PostAsync(
            "/login",
            Plain(("_handler", "login"), ("Input.Email", member.Email), ("Input.Password", Password))
        );
        await browser.OpenAsync("/login");
        await SignInAsync();
        using var signedIn = new HttpClient(new HttpClientHandler { CookieContainer = browser.Cookies })
        {
            BaseAddress = http.BaseAddress,
        };
        using var logout = await signedIn.PostAsync("/logout", Plain(("returnUrl", "/")));
        // has nothing that a token would protect
        using var nobody = await http.PostAsync("/logout", Plain(("returnUrl", "/docs")));

        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, logout.StatusCode);
        Assert.Equal(
            (HttpStatusCode.OK, "/docs"),
            (nobody.StatusCode, nobody.RequestMessage!.RequestUri!.AbsolutePath)
        );
        await browser.OpenAsync("/wallet");
        Assert.Equal("/wallet", browser.Path); // still signed in
    }

    [Fact]
    public async Task The_language_of_a_member_comes_along_unless_this_browser_chose_one()
    {
        await product.AskAsync((IMembers m) => m.ChangeLanguageAsync(member.Id, "en"));
        await browser.OpenAsync("/login?returnUrl=/wallet/settings/password");

        await SignInAsync();

        Assert.Contains("Current password", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_password_keeps_this_browser_and_ends_the_old_password()
    {
        await browser.OpenAsync("/login?returnUrl=/wallet/settings/password");
        await SignInAsync();

        await browser.SendAsync(("Input.Current", Password), ("Input.Next", "Password123"));
        Assert.Equal("membership.sign_up.password_weak", browser.Error);

        await browser.SendAsync(("Input.Current", Password), ("Input.Next", "New-horse-88"));
        Assert.Contains("data-testid=\"result\"", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/wallet/settings/password");
        Assert.Equal("/wallet/settings/password", browser.Path);

        using var other = new APlainBrowser(product.Host.Address);
        await other.OpenAsync("/login");
        await other.SendAsync(("Input.Email", member.Email), ("Input.Password", Password));
        Assert.Equal("sign_in.wrong", other.Error);
    }

    [Fact]
    public async Task Whoever_closes_is_signed_out_by_the_same_answer_and_not_let_in_again()
    {
        await browser.OpenAsync("/login?returnUrl=/wallet/settings/close/confirm");
        await SignInAsync();

        await browser.SendAsync(("Input.Password", Password));
        Assert.Contains("탈퇴했어요", browser.Page, StringComparison.Ordinal);

        await browser.OpenAsync("/wallet/settings/password");
        Assert.StartsWith("/login", browser.Path, StringComparison.Ordinal);
        await SignInAsync();
        Assert.Equal("sign_in.wrong", browser.Error);
    }

    [Fact]
    public async Task A_cookie_that_was_kept_is_worth_nothing_after_signing_out()
    {
        await browser.OpenAsync("/login?returnUrl=/wallet/settings/password");
        await SignInAsync();
        using var thief = new APlainBrowser(product.Host.Address);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            thief.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", cookie.Domain));
        await thief.OpenAsync("/wallet/settings/password");
        Assert.Equal("/wallet/settings/password", thief.Path);
        var session = Assert.Single(await product.AskAsync((ISessions s) => s.ListAsync(member.SignInId)));

        (await product.AskAsync((ISessions s) => s.EndAsync(member.SignInId, session.Id))).Granted();

        await thief.OpenAsync("/wallet/settings/password");
        Assert.StartsWith("/login", thief.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_links_by_the_dozen_is_slowed_down()
    {
        for (var i = 0; i < 20; i++)
        {
            await browser.OpenAsync("/login/forgot");
            await browser.SendAsync(("Input.Email", $"nobody{i}@mypay.test"));
            Assert.Null(browser.Error);
        }

        await browser.OpenAsync("/login/forgot");
        await browser.SendAsync(("Input.Email", "nobody@mypay.test"));
        Assert.Equal("sign_in.asked_too_often", browser.Error);
    }

    private Task SignInAsync(string? email = null, string password = Password) =>
        browser.SendAsync(("Input.Email", email ?? member.Email), ("Input.Password", password));

    private static FormUrlEncodedContent Plain(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
