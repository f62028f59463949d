using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Limits;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>Whole stories in a real browser, over the addresses and test ids of the contract.</summary>
public sealed class WalletJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
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
    public async Task James_sends_10000_to_Jiwoo_and_she_sees_it_arrive_without_reloading()
    {
        await using var james = await browser.PersonAsync(address);
        await using var jiwoo = await browser.PersonAsync(address, 1280, 900);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        await jiwoo.SeesBalanceAsync("1,500,000원");
        await james.SignInAsync("james@mypay.test");
        await james.SeesBalanceAsync("35,000원");

        await SendToMemberAsync(james, "jiwoo@mypay.test", "10,000원");
        await james.EnterPinAsync();
        await james.SeesResultAsync("10,000원");

        await jiwoo.SeesBalanceAsync("1,510,000원");
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("25,000원");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("지우");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Somebody_new_signs_up_links_an_account_charges_sends_to_an_account_and_finds_it_all_in_the_history()
    {
        await using var person = await browser.PersonAsync(address);
        await person.GoAsync("/signup");
        await person.FillAsync("email", "minsu@mypay.test");
        await person.FillAsync("password", "correct-horse-9");
        await person.FillAsync("name", "김민수");
        await person.FillAsync("phone", "010-7777-1234");
        await person.FillAsync("birth", "1995-03-02");
        foreach (var consent in await person.Page.GetByRole(AriaRole.Checkbox).AllAsync())
            await consent.CheckAsync();
        await person.SubmitAsync();
        await person.IsAtAsync("**/signup/code");
        await Assertions.Expect(person.Test("phone-tray")).ToContainTextAsync("시연용");
        await person.ShotAsync("sign-up-code");
        await person.Test("phone-message").First.ClickAsync();
        await Assertions.Expect(person.Test("code")).ToHaveValueAsync(product.CodeTo("01077771234"));
        await person.SubmitAsync();
        await person.IsAtAsync("**/signup/pin");

        await person.EnterPinAsync("123456");
        await Assertions.Expect(person.Test("error").First).ToBeVisibleAsync();
        await person.EnterPinAsync();
        await person.EnterPinAsync();
        await Assertions.Expect(person.Test("result")).ToBeVisibleAsync();

        await person.GoAsync("/wallet/accounts/link");
        await LinkAsync(person, "신한은행", "110-456-789012", "김민수");
        await Assertions.Expect(person.Test("result")).ToBeVisibleAsync();

        await person.GoAsync("/wallet/charge");
        await person.FillAsync("amount", "10,000원");
        await person.SubmitAsync();
        await person.SubmitAsync();
        await person.EnterPinAsync();
        await person.SeesResultAsync("10,000원");

        await person.GoAsync("/wallet/send?to=account");
        await ChooseBankAsync(person, "KB국민은행");
        await person.FillAsync("account", "222-3333-44455");
        await person.SubmitAsync();
        await person.FillAsync("amount", "4000");
        await person.SubmitAsync();
        await person.SubmitAsync();
        await person.EnterPinAsync();
        await person.SeesResultAsync("4,000원");

        await person.GoAsync("/wallet/history");
        await Assertions.Expect(person.Test("row")).ToHaveCountAsync(2);
        await Assertions.Expect(person.Test("row").First).ToContainTextAsync("4,000원");
        await person.Test("row").First.ClickAsync();
        await person.IsAtAsync("**/wallet/history/2");
        await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync("KB국민은행 44455");
        await person.GoAsync("/wallet");
        await person.SeesBalanceAsync("6,000원");
        Assert.Single(
            await product.JournalAsync(),
            m => m is { Number: "222333344455", Amount: 4_000, Kind: "deposit" }
        );
        // An open page knows the address that asked the bank, so that it is counted.
        Assert.Equal(1, await UsesAsync("holder.of-address"));
        Assert.Equal(1, await UsesAsync("text.address-day"));
        await product.VerifyAsync();

        Task<int> UsesAsync(string limit) =>
            product.AskAsync((MyPayDb db) => db.Set<LimitUseRow>().CountAsync(u => u.Limit == limit));
    }

    [Fact]
    public async Task Five_wrong_pins_lock_and_nothing_moves()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await SendToMemberAsync(james, "jiwoo@mypay.test", "1000");
        for (var tries = 4; tries >= 1; tries--)
        {
            await james.EnterPinAsync("111222");
            await james.SeesErrorAsync($"{tries}번");
        }

        await james.EnterPinAsync("111222");
        await james.SeesErrorAsync("잠");
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("35,000원");
    }

    [Fact]
    public async Task A_button_pressed_many_times_sends_once()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await SendToMemberAsync(james, "jiwoo@mypay.test", "3,000");
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        // Straight at the elements, faster than any rendering can lock them: the sixth digit sends, and so would each
        // press.
        await james.PinInput.EvaluateAsync(
            """
            input => {
              const button = document.querySelector('[data-testid=submit]');
              input.value = '258039';
              input.dispatchEvent(new Event('input', { bubbles: true }));
              for (let i = 0; i < 20; i++) button.click();
            }
            """
        );
        await james.SeesResultAsync("3,000원");

        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("32,000원");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_silent_bank_reads_as_checking_and_turns_into_the_truth_by_itself()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send?to=account");
        await ChooseBankAsync(james, "신한은행");
        product.Clock.IsImpatient = true; // such an account is silent
        await james.FillAsync("account", "110555550017");
        await james.SubmitAsync();
        await james.FillAsync("amount", "5000");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("은행 확인 중");

        await using (var other = await browser.PersonAsync(address))
        {
            await other.SignInAsync("james@mypay.test");
            await other.SeesBalanceAsync("30,000원");
            await Assertions.Expect(other.Page.Locator("main")).ToContainTextAsync("은행 확인 중");
        }

        product.Clock.Advance(TimeSpan.FromSeconds(62));
        await Assertions.Expect(james.Test("result")).Not.ToContainTextAsync("은행 확인 중");
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("30,000원");
        Assert.Single(await product.JournalAsync(), m => m.Number == "110555550017");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_first_time_receiver_accepts_from_the_home_page()
    {
        var newcomer = await product.MemberAsync("오처음");
        await using var james = await browser.PersonAsync(address);
        await using var receiver = await browser.PersonAsync(address);
        await receiver.SignInAsync(newcomer.Email);
        await receiver.SeesBalanceAsync("0원");
        await james.SignInAsync("james@mypay.test");
        await SendToMemberAsync(james, newcomer.Phone, "7,000");
        await james.EnterPinAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();

        await receiver.Page.GetByRole(AriaRole.Button, new() { Name = "받기", Exact = true }).ClickAsync();
        await receiver.SeesBalanceAsync("7,000원");
        await james.GoAsync("/wallet");
        await james.SeesBalanceAsync("28,000원");
        await product.VerifyAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("10.5")]
    [InlineData("99999999999999999999")]
    [InlineData("만원")]
    public async Task Amounts_that_are_none_are_refused_in_words_and_stay_visible(string typed)
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", typed);
        await james.SubmitAsync();

        await Assertions.Expect(james.Test("error").First).ToBeVisibleAsync();
        await Assertions.Expect(james.Test("amount")).Not.ToHaveValueAsync("");
    }

    [Fact]
    public async Task Signing_out_ends_every_open_page_of_that_browser_and_of_another_device_when_asked_to()
    {
        await using var phone = await browser.PersonAsync(address);
        await using var laptop = await browser.PersonAsync(address, 1280, 900);
        await phone.SignInAsync("james@mypay.test");
        await laptop.SignInAsync("james@mypay.test");
        await phone.GoAsync("/wallet/settings/devices");
        await Assertions.Expect(phone.Test("row")).ToHaveCountAsync(2);

        await phone.Test("sign-out-others").ClickAsync();
        await Assertions.Expect(phone.Test("row")).ToHaveCountAsync(1);
        await laptop.IsAtAsync("**/login?returnUrl=*");

        var otherTab = await phone.Page.Context.NewPageAsync();
        await otherTab.GotoAsync("/wallet");
        await Assertions.Expect(otherTab.GetByTestId("balance").First).ToHaveTextAsync("35,000원");
        await phone.GoAsync("/wallet/settings");
        await phone.Page.GetByTestId("sign-out").First.ClickAsync();
        await Assertions.Expect(otherTab).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        await otherTab.GotoAsync("/wallet/history");
        await Assertions.Expect(otherTab).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
    }

    [Fact]
    public async Task Two_step_sign_in_is_set_up_with_an_app_and_asks_for_its_code()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/settings/two-step");
        await Assertions.Expect(james.Test("submit")).ToBeEnabledAsync();
        await james.SubmitAsync();
        var secret = await james.Test("secret").TextContentAsync();
        await james.FillAsync("code", AnAuthenticator.Code(secret!, product.Clock.GetUtcNow()));
        await james.SubmitAsync();
        await Assertions.Expect(james.Test("result")).ToBeVisibleAsync();
        var recovery = await james.Page.Locator(".recovery-codes code").AllTextContentsAsync();

        await using var elsewhere = await browser.PersonAsync(address);
        await elsewhere.GoAsync("/login?returnUrl=%2Fwallet%2Fhistory");
        await elsewhere.FillAsync("email", "james@mypay.test");
        await elsewhere.FillAsync("password", "MyPay!2026");
        await elsewhere.SubmitAsync();
        await elsewhere.IsAtAsync("**/login/code?returnUrl=*");
        await elsewhere.FillAsync("code", "12 34");
        await elsewhere.SubmitAsync();
        await Assertions.Expect(elsewhere.Test("error").First).ToBeVisibleAsync();
        await elsewhere.FillAsync("code", recovery[0]);
        await elsewhere.SubmitAsync();
        await elsewhere.IsAtAsync("**/wallet/history");
    }

    [Fact]
    public async Task Pages_of_the_wallet_ask_for_a_sign_in_and_come_back()
    {
        await using var stranger = await browser.PersonAsync(address);
        await stranger.GoAsync("/wallet/history");
        await stranger.IsAtAsync("**/login?returnUrl=*");
        await stranger.FillAsync("email", "james@mypay.test");
        await stranger.FillAsync("password", "wrong-password");
        await stranger.SubmitAsync();
        await Assertions.Expect(stranger.Test("error").First).ToBeVisibleAsync();
        await stranger.FillAsync("password", "MyPay!2026");
        await stranger.SubmitAsync();
        await stranger.IsAtAsync("**/wallet/history");
    }

    private static async Task SendToMemberAsync(APerson sender, string receiver, string amount)
    {
        await sender.GoAsync("/wallet/send");
        await sender.FillAsync("receiver", receiver);
        await sender.SubmitAsync();
        await sender.FillAsync("amount", amount);
        await sender.SubmitAsync();
        await sender.SubmitAsync();
    }

    private static async Task ChooseBankAsync(APerson person, string bank)
    {
        await Assertions.Expect(person.Test("bank")).ToBeEnabledAsync();
        await person.Page.GetByText(bank, new() { Exact = true }).First.ClickAsync();
    }

    private async Task LinkAsync(APerson person, string bank, string number, string holder)
    {
        await ChooseBankAsync(person, bank);
        if (await person.Test("account").CountAsync() == 0)
            await person.SubmitAsync();
        await person.FillAsync("account", number);
        await person.FillAsync("holder", holder);
        await person.SubmitAsync();
        await Assertions.Expect(person.Test("code")).ToBeEnabledAsync();
        var digits = number.Replace("-", "", StringComparison.Ordinal);
        var won = (await product.JournalAsync()).Last(m => m.Number == digits && m.Amount == 1);
        await person.FillAsync("code", won.PrintContent[^4..]);
        await person.SubmitAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Checkbox).First).ToBeEnabledAsync();
        foreach (var consent in await person.Page.GetByRole(AriaRole.Checkbox).AllAsync())
            await consent.CheckAsync();
        await person.SubmitAsync();
    }
}
