using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Who somebody is: others see a name that no bank has confirmed, and a confirmed one changes by an account.</summary>
public sealed class NameJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    public async Task Whoever_is_asked_by_an_unconfirmed_name_reads_so_before_anything_is_paid(
        int width,
        int height,
        ColorScheme colours
    )
    {
        var stranger = await product.MemberAsync("이말로");
        var jiwoo = await MemberAsync("jiwoo@mypay.test");
        await AskAsync(stranger.Id, jiwoo.Id);
        await AskAsync((await MemberAsync("james@mypay.test")).Id, jiwoo.Id);
        await using var person = await browser.PersonAsync(address, width, height);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await person.SignInAsync("jiwoo@mypay.test");
        await person.GoAsync("/wallet/requests");
        await Assertions.Expect(person.Test("row")).ToHaveCountAsync(2);
        var asked = person.Test("row").Filter(new() { HasText = "이말로" });
        await Assertions.Expect(asked.GetByTestId("name-unproved")).ToHaveTextAsync("미확인");
        await Assertions.Expect(person.Test("name-unproved")).ToHaveCountAsync(1); // James is confirmed
        await person.ShotAsync($"names-asked-{width}");

        await asked.Locator("[data-action=pay]").ClickAsync();
        await person.IsAtAsync("**/pay");
        await Assertions.Expect(person.Test("name-unproved")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync("아는 사람이 맞는지");
        await person.ShotAsync($"names-pay-{width}");

        await person.GoAsync("/wallet/send");
        await person.FillAsync("receiver", stranger.Email);
        await Assertions.Expect(person.Test("name-unproved")).ToBeVisibleAsync();
        await person.SubmitAsync();
        await person.FillAsync("amount", "1,000");
        await Assertions.Expect(person.Test("name-unproved")).ToBeVisibleAsync();
        await person.ShotAsync($"names-send-{width}");
        await person.SubmitAsync();
        await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync("아는 사람이 맞는지");
        await person.ShotAsync($"names-confirm-{width}");
    }

    [Fact]
    public async Task James_changes_his_name_by_an_account_that_bears_the_new_one()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/profile");
        await james.FillAsync("name", "James Bond");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("error").First).ToHaveAttributeAsync("data-code", "membership.name.proved");
        await james.ShotAsync("names-profile");

        await james.GoAsync("/wallet/accounts/link");
        await james.FillAsync("bank", "신한은행");
        await james.Page.GetByText("신한은행", new() { Exact = true }).ClickAsync();
        await james.SubmitAsync();
        await james.FillAsync("account", "110-456-789012");
        await james.FillAsync("holder", "James Bond");
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("code")).ToBeVisibleAsync();
        var won = (await product.JournalAsync()).Last(m => m.Number == "110456789012" && m.Amount == 1);
        await james.FillAsync("code", won.PrintContent[^4..]);
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("new-name")).ToContainTextAsync("James Bond");
        await james.ShotAsync("names-link");
        await james.Test("agree").CheckAsync();
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();

        Assert.Equal("James Bond", (await MemberAsync("james@mypay.test")).Name);
        await james.GoAsync("/wallet/notifications");
        await Assertions.Expect(james.Page.Locator("main")).ToContainTextAsync("이름이 ‘James Bond’(으)로 바뀌었어요");
    }

    private async Task<MemberView> MemberAsync(string email)
    {
        var id = await product.AskAsync((ISignIns s) => s.FindIdAsync(email));
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(id!)))!;
    }

    private async Task AskAsync(MemberId asker, MemberId payer) =>
        (
            await product.AskAsync(
                (IMoneyRequests r) => r.AskAsync(new(asker, [new(payer, Won.Of(1_000))], "점심", null, Once.NewKey()))
            )
        ).Granted();
}
