using Microsoft.Playwright;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// People on two instances: nobody can tell which is whose, and one that stops takes nobody's page with it.
/// </summary>
[Trait("Lane", "Long")]
public sealed class ClusterJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private ACluster cluster = null!;

    public async Task InitializeAsync()
    {
        cluster = await ACluster.PrepareAsync(crowd: 1);
        await cluster.StartAsync();
    }

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task A_page_on_one_instance_shows_at_once_what_happens_on_the_other_and_ends_with_its_sign_in()
    {
        await using var jiwoo = await browser.PersonAsync(cluster.Instances[0].Address, 1280, 900);
        await using var james = await browser.PersonAsync(cluster.Instances[1].Address);
        await using var cashier = await AtDeskAsync("cashier@mypay.test", cluster.Instances[1]);
        await using var owner = await AtDeskAsync("owner@mypay.test", cluster.Instances[0]);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        await jiwoo.SeesBalanceAsync("1,500,000원");
        await james.SignInAsync("james@mypay.test");

        await SendAsync(james, "jiwoo@mypay.test", "10,000원");
        await james.EnterPinAsync();
        await james.SeesResultAsync("10,000원");
        await jiwoo.SeesBalanceAsync("1,510,000원"); // without reloading

        // A payment, approved on another instance than the one the shop's owner looks at.
        await james.GoAsync("/wallet/code");
        await Assertions
            .Expect(james.Test("code"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{4} \d{4} \d{4}$"));
        var code = await james.Test("code").TextContentAsync();
        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", code!);
        await cashier.SubmitAsync();
        await cashier.SeesResultAsync("4,500원");
        await Assertions.Expect(owner.Test("row").First).ToContainTextAsync("4,500원"); // without reloading

        // Signed out everywhere else, on the other instance: the page here is nobody's any more.
        await using var other = await browser.PersonAsync(cluster.Instances[1].Address);
        await other.SignInAsync("jiwoo@mypay.test");
        await other.GoAsync("/wallet/settings/devices");
        await Assertions.Expect(other.Test("sign-out-others")).ToBeEnabledAsync();
        await other.Test("sign-out-others").ClickAsync();
        await jiwoo.IsAtAsync("**/login?returnUrl=*");
    }

    [Fact]
    public async Task An_instance_that_stops_hands_its_people_to_the_other_and_no_money_moves_by_that()
    {
        await using var james = await browser.PersonAsync(cluster.Address);
        await james.SignInAsync("james@mypay.test");
        await james.SeesBalanceAsync("35,000원");
        // the same browser: the same instance
        var sending = new APerson(james.Page.Context, await james.Page.Context.NewPageAsync());
        var before = await TransfersAsync();
        await SendAsync(sending, "jiwoo@mypay.test", "10,000원");
        await Assertions.Expect(sending.PinInput).ToBeEnabledAsync();
        var stopping = await cluster.WhereAsync("/wallet");
        var staying = cluster.Instances.Single(instance => instance != stopping);

        Assert.Equal(0, await stopping.StopAsync());

        // In the middle of a step the person decides; a page that only shows something comes back by itself.
        await Assertions.Expect(sending.Page.Locator("[data-reconnect=reload]").First).ToBeVisibleAsync();
        await sending.ShotAsync("cluster-stopped-in-a-step");
        await sending.Page.Locator("[data-reconnect=reload]").First.ClickAsync();
        await Assertions.Expect(sending.Test("receiver")).ToBeEnabledAsync(); // from the beginning, on the other
        await Eventually.TrueAsync(
            async () => await cluster.WhereAsync("/wallet") == staying,
            "the wallet comes back on the other",
            tries: 600
        );
        await james.SeesBalanceAsync("35,000원");

        await SendAsync(sending, "jiwoo@mypay.test", "10,000원");
        await sending.EnterPinAsync();
        await sending.SeesResultAsync("10,000원");
        await james.SeesBalanceAsync("25,000원"); // without reloading, on the other instance now
        Assert.Equal(before + 1, await TransfersAsync());
    }

    private Task<long> TransfersAsync() => cluster.Store.NumberAsync("SELECT count(*) FROM remittance_transfer");

    private static async Task SendAsync(APerson person, string receiver, string won)
    {
        await person.GoAsync("/wallet/send");
        await person.FillAsync("receiver", receiver);
        await person.SubmitAsync();
        await person.FillAsync("amount", won);
        await person.SubmitAsync();
        await person.SubmitAsync();
    }

    private async Task<APerson> AtDeskAsync(string email, AnInstance at)
    {
        var person = await browser.PersonAsync(at.Address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**/merchant");
        return person;
    }
}
