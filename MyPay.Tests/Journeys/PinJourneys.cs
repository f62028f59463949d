using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Six digits wherever they are asked for: all of the pad in sight at every size, however they are typed, sent once.
/// </summary>
public sealed class PinJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private static readonly (int Width, int Height)[] Sizes =
    [
        (320, 480),
        (320, 568),
        (360, 640),
        (375, 553),
        (390, 664),
        (393, 660),
        (390, 844),
        (568, 320),
        (667, 320),
        (844, 390),
        (1280, 600),
        (1440, 900),
    ];

    // Where the least room is.
    private static readonly (int Width, int Height)[] Tightest = [(320, 480), (375, 553), (568, 320), (667, 320)];

    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    private FranchiseView Coffee => product.Host.DemoShop!.Shop;

    [Fact]
    public async Task Before_money_moves_all_of_the_pad_and_the_refusal_are_in_sight_at_every_size()
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await AtThePinOfATransferAsync(james);
        await SeesAllAsync(james, "sending", "111222");
        await james.GoAsync("/q/" + (await OrderAsync()).QrCode);
        await SeesAllAsync(james, "an order", "111222");
        await james.GoAsync("/pay/" + (await ReadyAsync(Coffee.Cid)).Tid);
        await SeesAllAsync(james, "a checkout", "111222");
        await james.GoAsync("/pay/" + (await ReadyAsync(Coffee.RecurringCid)).Tid);
        await SeesAllAsync(james, "a recurring checkout", "111222");
    }

    [Fact]
    public async Task In_the_settings_all_of_the_pad_and_the_refusal_are_in_sight_at_every_size()
    {
        await using var jiwoo = await browser.PersonAsync(address);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        product.Clock.Advance(TimeSpan.FromMinutes(11)); // a sign-in is proof enough for ten
        await jiwoo.GoAsync("/wallet/settings/profile");
        await jiwoo.FillAsync("phone", "010-9876-1234");
        await jiwoo.SubmitAsync();
        await jiwoo.Test("step-up-other").ClickAsync();
        await SeesAllAsync(jiwoo, "a proof", "111222");
        await jiwoo.EnterPinAsync();
        await jiwoo.GoAsync("/wallet/settings/close");
        await jiwoo.SubmitAsync();
        await SeesAllAsync(jiwoo, "closing", "111222");
        await jiwoo.GoAsync("/wallet/settings/pin");
        await SeesAllAsync(jiwoo, "the PIN in use", "111222");
        await jiwoo.EnterPinAsync();
        await Assertions.Expect(jiwoo.Page.Locator("main")).ToContainTextAsync("여섯 자리 숫자를 골라");
        await SeesAllAsync(jiwoo, "a new PIN", "123456");
        await jiwoo.EnterPinAsync("741963");
        await Assertions.Expect(jiwoo.Page.Locator("main")).ToContainTextAsync("한 번 더");
        await SeesAllAsync(jiwoo, "a new PIN again", "741964");
    }

    [Fact]
    public void Only_these_pages_hold_a_pad()
    {
        // A new one is measured above before it stands here.
        string[] measured = ["ClosePage.razor", "NewPin.razor", "PinPage.razor", "PinStep.razor", "StepUp.razor"];
        Assert.Equal(["PinForm.razor"], Holders("<PinPad"));
        Assert.Equal(measured, Holders("<PinForm"));
    }

    [Theory]
    [InlineData("258 039")]
    [InlineData("２５８０３９")]
    public async Task A_pasted_pin_is_six_digits(string written)
    {
        await using var james = await browser.PersonAsync(address);
        await james.SignInAsync("james@mypay.test");
        await AtThePinOfATransferAsync(james);
        await james.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await james.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", written);
        await james.PinInput.FocusAsync();
        await james.Page.Keyboard.PressAsync("Control+V");
        await james.SeesResultAsync("10,000원");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Keys_tapped_and_digits_typed_on_a_slow_line_are_all_of_them_kept()
    {
        await using var james = await browser.PersonAsync(address, 1280, 900);
        await james.SignInAsync("james@mypay.test");
        var line = await ASlowLine.OfAsync(james.Page);
        await AtThePinOfATransferAsync(james);
        line.Delay = TimeSpan.FromMilliseconds(400);
        await Assertions.Expect(james.Page.Locator("[data-calm]")).ToHaveCountAsync(0);
        foreach (
            var (digit, isTapped) in new[]
            {
                ('2', true),
                ('5', false),
                ('8', true),
                ('0', false),
                ('3', true),
                ('9', false),
            }
        )
        {
            if (isTapped)
                await james.Page.Locator($".pin-key[data-key='{digit}']").ClickAsync();
            else
                await james.Page.Keyboard.PressAsync(digit.ToString());
        }

        await Assertions.Expect(james.Page.Locator(".pin-dot[data-full]")).ToHaveCountAsync(6);
        await james.SeesResultAsync("10,000원");
        await product.VerifyAsync();
    }

    private static string[] Holders(string tag) =>
        [
            .. House
                .Sources.Under("MyPay.Web", "*.razor")
                .Where(file => file.Text.Contains(tag, StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file.Path))
                .Order(StringComparer.Ordinal),
        ];

    // As it comes, and after digits that are refused: then there is most to see, so that is measured at every size.
    private static async Task SeesAllAsync(APerson person, string where, string refused)
    {
        await Assertions.Expect(person.PinInput).ToBeEnabledAsync();
        var hidden = await HiddenAsync(person.Page, "as it comes", Tightest);
        await person.EnterPinAsync(refused);
        await Assertions.Expect(person.Page.Locator(".pin-said [data-testid=error]")).ToBeVisibleAsync();
        hidden.AddRange(await HiddenAsync(person.Page, "refused", Sizes));
        foreach (var (width, height) in new[] { (320, 480), (667, 320), (1440, 900) })
        {
            if (!APerson.KeepsShots)
                break;
            await person.Page.SetViewportSizeAsync(width, height);
            await person.ShotAsync($"pin-{where.Replace(' ', '-')}-{width}");
        }

        await person.Page.SetViewportSizeAsync(390, 844);

        Assert.True(hidden.Count == 0, $"{where}:\n{string.Join("\n", hidden)}");
    }

    /// <summary>What of the pad is not in sight, or lies under something else, without scrolling.</summary>
    private static async Task<List<string>> HiddenAsync(IPage page, string when, (int Width, int Height)[] sizes)
    {
        var found = new List<string>();
        foreach (var (width, height) in sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            var hidden = await page.EvaluateAsync<string[]>(
                """
                () => {
                  scrollTo(0, 0);
                  const parts = [...document.querySelectorAll('.pin-key, .pin-dots, .pin-what, .pin-said [data-testid=error]')];
                  const isSeen = part => {
                    const { left, right, top, bottom } = part.getBoundingClientRect();
                    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return false;
                    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                    return part.contains(at) || at?.closest('.pin-box') === part.closest('.pin-box');
                  };
                  return parts.filter(part => !isSeen(part)).map(part => {
                    const { top, bottom } = part.getBoundingClientRect();
                    return `${part.className} ${part.dataset.key ?? ''} ${Math.round(top)}–${Math.round(bottom)}`;
                  });
                }
                """
            );
            Assert.Equal(12, await page.Locator(".pin-key").CountAsync());
            found.AddRange(hidden.Select(part => $"{width}×{height} {when}: {part}"));
        }

        return found;
    }

    private static async Task AtThePinOfATransferAsync(APerson person)
    {
        await person.GoAsync("/wallet/send");
        await person.FillAsync("receiver", "jiwoo@mypay.test");
        await person.SubmitAsync();
        await person.FillAsync("amount", "10000");
        await person.SubmitAsync();
        await person.SubmitAsync();
        await Assertions.Expect(person.PinInput).ToBeEnabledAsync();
    }

    private async Task<OrderView> OrderAsync() =>
        (
            await product.AskAsync(
                (IInStore s) => s.CreateOrderAsync(new(Coffee.Id, true, 4_500, "qr-1", "라테", null, Once.NewKey()))
            )
        ).Granted();

    private async Task<PaymentView> ReadyAsync(string cid) =>
        (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            Coffee.Id,
                            true,
                            cid,
                            "web-1",
                            "user-1",
                            "아이스 바닐라 라테 큰 컵",
                            null,
                            1,
                            4_500,
                            0,
                            null,
                            0,
                            "http://localhost:3000/ok",
                            "http://localhost:3000/no",
                            "http://localhost:3000/fail",
                            null,
                            null,
                            null
                        )
                    )
            )
        ).Granted();
}
