using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Who may no longer, may no longer now: on pages that are open, by whatever they press, and by their keys.
/// </summary>
public sealed class CutOffJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_frozen_member_sends_nothing_from_a_page_that_was_ready_to()
    {
        var james = await MemberAsync("james@mypay.test");
        await using var person = await browser.PersonAsync(address);
        await person.SignInAsync("james@mypay.test");
        await person.GoAsync("/wallet/send");
        await person.FillAsync("receiver", "jiwoo@mypay.test");
        await person.SubmitAsync();
        await person.FillAsync("amount", "10,000");
        await person.SubmitAsync();
        await person.SubmitAsync();
        await Assertions.Expect(person.PinInput).ToBeEnabledAsync();
        await person.PinInput.FillAsync("25803");
        var before = await product.BalanceAsync(james.Id);

        await FreezeAsync(james);
        await DoAsync(
            person,
            "() => { const pin = document.querySelector('input[data-pin]'); pin.value = '258039'; "
                + "pin.dispatchEvent(new Event('input', { bubbles: true })); }"
        );

        await person.IsAtAsync("**/login?returnUrl=*");
        Assert.Equal(before, await product.BalanceAsync(james.Id));
        await person.GoAsync("/wallet");
        await person.IsAtAsync("**/login?returnUrl=*"); // the cookie is nobody's either
    }

    [Fact]
    public async Task A_change_that_nobody_told_us_of_is_found_by_itself()
    {
        var james = await MemberAsync("james@mypay.test");
        await using var person = await browser.PersonAsync(address);
        await person.SignInAsync("james@mypay.test");
        await person.SeesBalanceAsync("35,000원");
        await Assertions.Expect(person.Test("bell")).ToBeVisibleAsync();

        // As another instance of MyPay would write it: past this one's door and its feed.
        await using (
            var beside = new SqliteConnection(
                $"Data Source={Path.Combine(product.DataDirectory, "mypay.db")};Pooling=False"
            )
        )
        {
            await beside.OpenAsync();
            await using var command = beside.CreateCommand();
            command.CommandText = $"UPDATE identity_Users SET SecurityStamp = 'other' WHERE Id = '{james.SignInId}'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await person.IsAtAsync("**/login?returnUrl=*");
    }

    [Fact]
    public async Task A_cashier_who_was_removed_rings_nothing_up_any_more()
    {
        await using var cashier = await AtDeskAsync("cashier@mypay.test", "/merchant");
        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", "123456789012");
        await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");
        await using var owner = await AtDeskAsync("owner@mypay.test", "/merchant");
        await owner.GoAsync("/merchant/staff");
        await Assertions.Expect(owner.Test("submit")).ToBeEnabledAsync();
        await owner.Test("row").Filter(new() { HasText = "cashier@mypay.test" }).GetByText("빼기").ClickAsync();
        await owner.Page.GetByText("정말 빼기").ClickAsync();
        await Assertions.Expect(owner.Test("row")).ToHaveCountAsync(1);

        await PressAsync(cashier);

        await cashier.IsAtAsync("**/login?returnUrl=*");
    }

    [Fact]
    public async Task An_operator_who_lost_the_role_is_out_of_the_back_office()
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync("admin@mypay.test")))!;
        await using var admin = await AtDeskAsync("admin@mypay.test", "/admin");
        await admin.GoAsync("/admin/policies");
        await Assertions.Expect(admin.Page.Locator("h1")).ToBeVisibleAsync();

        await ChangeAsync((ISignIns s, JournalWrite write) => s.ChangeRole(write, signIn, SignInRoles.Auditor));
        await admin.IsAtAsync("**/login?returnUrl=*");
        await using var again = await AtDeskAsync("admin@mypay.test", "/admin"); // as an auditor
        await ChangeAsync((ISignIns s, JournalWrite write) => s.End(write, signIn));
        await again.IsAtAsync("**/login?returnUrl=*");
    }

    [Fact]
    public async Task A_page_that_nobody_touches_ends_with_its_session_and_one_in_use_stays()
    {
        var (james, jiwoo) = (await MemberAsync("james@mypay.test"), await MemberAsync("jiwoo@mypay.test"));
        await using var idle = await browser.PersonAsync(address);
        await using var used = await browser.PersonAsync(address);
        await using var touched = await browser.PersonAsync(address);
        foreach (var person in new[] { idle, used, touched })
        {
            await person.SignInAsync("james@mypay.test");
            await person.GoAsync("/wallet");
            await person.IsLiveAsync();
        }

        // One changes by itself, one opens another page, one is touched where it is.
        product.Clock.Advance(TimeSpan.FromHours(7));
        var later = product.Clock.GetUtcNow();
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(jiwoo.Id, james.Id, Won.Of(1_000), null, false, Once.NewKey()))
            )
        ).Granted();
        await idle.SeesBalanceAsync("36,000원");
        await used.GoAsync("/wallet/history");
        await touched.Page.Keyboard.PressAsync("Shift");
        await Eventually.TrueAsync(
            async () => (await SessionsAsync()).Count(session => session.SeenAt >= later) == 2,
            "two pages are in use"
        );
        product.Clock.Advance(TimeSpan.FromHours(6));

        await idle.IsAtAsync("**/login?returnUrl=*");
        Assert.Equal(2, (await SessionsAsync()).Count);
        await touched.SeesBalanceAsync("36,000원");
        await used.GoAsync("/wallet");
        await used.SeesBalanceAsync("36,000원");

        Task<IReadOnlyList<SessionView>> SessionsAsync() =>
            product.AskAsync((ISessions s) => s.ListAsync(james.SignInId));
    }

    [Fact]
    public async Task The_line_of_a_page_and_what_it_fetches_keep_no_session()
    {
        using var browser = new APlainBrowser(address);
        await browser.OpenAsync("/login");
        await browser.SendAsync(("Input.Email", "james@mypay.test"), ("Input.Password", "MyPay!2026"));
        product.Clock.Advance(TimeSpan.FromHours(7));
        using var page = new HttpClient(new HttpClientHandler { CookieContainer = browser.Cookies })
        {
            BaseAddress = new Uri(address),
            DefaultRequestHeaders = { { "Origin", address } },
        };
        using var line = await page.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.OK, line.StatusCode);
        page.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "cors");
        using var script = await page.GetAsync("/js/line.js");
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        product.Clock.Advance(TimeSpan.FromHours(6));

        await browser.OpenAsync("/wallet");
        Assert.Equal("/login?returnUrl=%2Fwallet", browser.Path);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_by_the_next_call()
    {
        var coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
        var key = (
            await product.AskAsync(
                (IApiKeys k) => k.IssueAsync(coffee, "서버", live: true, ApiScopes.All, Actor.System)
            )
        ).Granted();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.RawKey);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await http.GetAsync("/v1/payments?limit=1")).StatusCode);

        (await product.AskAsync((IApiKeys k) => k.RevokeAsync(coffee, key.View.Id))).Granted();

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/v1/payments?limit=1")).StatusCode);
    }

    private static Task PressAsync(APerson person) =>
        DoAsync(person, "() => document.querySelector('[data-testid=submit]').click()");

    // On whatever stands there: the page may be leaving already.
    private static async Task DoAsync(APerson person, string script)
    {
        try
        {
            await person.Page.EvaluateAsync(script);
        }
        catch (PlaywrightException)
        {
            // It has left.
        }
    }

    private Task FreezeAsync(MemberView member) =>
        ChangeAsync(
            (IFreezes f, JournalWrite write) =>
                f.Set(write, member.Id, FreezeLevel.Everything, "신고 접수", Actor.System)
        );

    private async Task ChangeAsync<TFace>(Action<TFace, JournalWrite> change)
        where TFace : notnull =>
        (
            await product.AskAsync(
                (TFace face) =>
                    product.AskAsync(
                        (Journal j) =>
                            j.WriteAsync<Done>(write =>
                            {
                                change(face, write);
                                return default(Done);
                            })
                    )
            )
        ).Granted();

    private async Task<MemberView> MemberAsync(string email)
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync(email)))!;
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn)))!;
    }

    private async Task<APerson> AtDeskAsync(string email, string home)
    {
        var person = await browser.PersonAsync(address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.SubmitAsync();
        await person.IsAtAsync("**" + home);
        return person;
    }
}
