using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The line goes away while a person types, chooses and presses: what stands on the screen is what is used, nothing is lost, nothing happens twice.</summary>
[Collection(nameof(Journey))]
public sealed class CutLineJourneys(ABrowser browser) : IAsyncLifetime
{
    private AProduct product = null!;
    private ALineToCut line = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        line = ALineToCut.To(await product.ListenAsync());
    }

    public async Task DisposeAsync()
    {
        await line.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task What_is_typed_and_pressed_while_the_line_is_away_is_what_is_sent()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await TypedAndPressedAwayAsync(james, () => james.Test("receiver").FillAsync("jiwoo@mypay.test"));
        await Assertions.Expect(james.Test("amount")).ToBeEnabledAsync();

        // Half of it before: the server holds 12.
        await james.Test("amount").FillAsync("12");
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12원 보내기");
        await TypedAndPressedAwayAsync(james, async () =>
        {
            await james.Test("amount").PressSequentiallyAsync("345");
            await james.Test("memo").FillAsync("어제 저녁");
            await james.Page.Locator("[data-envelope]").Nth(2).CheckAsync(new() { Force = true });
            await james.Test("wait").SetCheckedAsync(false);
        });

        // The button says more now than when it was pressed: it is given back, with the word that says so.
        await Assertions.Expect(james.Test("submit")).ToHaveTextAsync("12,345원 보내기");
        await Assertions.Expect(james.Page.Locator("[data-when=again]")).ToBeVisibleAsync();
        await james.SubmitAsync();
        var sheet = james.Page.Locator(".confirm");
        await Assertions.Expect(sheet).ToContainTextAsync("12,345원");
        await Assertions.Expect(sheet).ToContainTextAsync("어제 저녁");
        await Assertions.Expect(sheet).ToContainTextAsync("바로");
        await Assertions.Expect(sheet).ToContainTextAsync("봉투");

        await TypedAndPressedAwayAsync(james, () => Task.CompletedTask);
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        var jiwoo = await BalanceOfJiwooAsync();
        line.Cut();
        await GoneAsync(james);
        await james.PinInput.PressSequentiallyAsync("258039");
        line.Mend();
        await james.SeesResultAsync("12,345원");
        Assert.Equal(jiwoo + 12_345, await BalanceOfJiwooAsync());
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_cut_between_the_pin_and_its_answer_sends_once()
    {
        await using var james = await browser.PersonAsync(line.Address);
        await james.SignInAsync("james@mypay.test");
        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "10000");
        await james.Test("wait").SetCheckedAsync(false);
        await james.SubmitAsync();
        await james.SubmitAsync();
        await Assertions.Expect(james.PinInput).ToBeEnabledAsync();
        var jiwoo = await BalanceOfJiwooAsync();
        line.Deafen();
        await james.PinInput.PressSequentiallyAsync("258039");
        await Eventually.TrueAsync(async () => await BalanceOfJiwooAsync() == jiwoo + 10_000, "it has arrived");
        await james.Test("submit").EvaluateAsync("button => button.click()");   // once more, unheard of the answer
        line.Cut();
        await GoneAsync(james);
        line.Mend();
        await james.SeesResultAsync("10,000원");
        Assert.Equal(jiwoo + 10_000, await BalanceOfJiwooAsync());
        await product.VerifyAsync();
    }

    private async Task TypedAndPressedAwayAsync(APerson person, Func<Task> type)
    {
        await Assertions.Expect(person.Test("submit")).ToBeEnabledAsync();
        line.Cut();
        await GoneAsync(person);
        var before = person.Page.Url;
        await type();
        await person.Test("submit").ClickAsync();
        await Assertions.Expect(person.Page.Locator("[data-when=kept]").First).ToBeVisibleAsync();
        Assert.Equal(before, person.Page.Url);
        line.Mend();
        await Assertions.Expect(person.Page.Locator("[data-when=kept]").First).ToBeHiddenAsync();
    }

    private static Task GoneAsync(APerson person) => Assertions.Expect(person.Page.Locator("#components-reconnect-modal")).ToHaveClassAsync(new Regex("components-reconnect-show"));

    private async Task<long> BalanceOfJiwooAsync() => await product.BalanceAsync(await JiwooAsync());

    private async Task<MemberId> JiwooAsync() => (await product.AskAsync((IMembers m) => m.FindReceiversAsync(new(Guid.NewGuid()), "jiwoo@mypay.test")))[0].Id;
}
