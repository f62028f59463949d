using System.Globalization;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// A till with a scanner: a machine that types faster than anybody, wherever the focus happens to be.
/// </summary>
public sealed class TillJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private MemberView member = null!;
    private string address = "";
    private APerson cashier = null!;
    private ASlowLine line = null!;
    private AScanner scanner = null!;

    private ILocator Amount => cashier.Test("amount");

    private ILocator Code => cashier.Test("code");

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        var coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
        (await product.AskAsync((IFranchiseDesk d) => d.AddStoreAsync(coffee, "2호점"))).Granted();
        member = await product.MemberWithAsync(500_000);
        cashier = await browser.PersonAsync(address, 1280, 900);
        await cashier.GoAsync("/login");
        await cashier.Test("email").FillAsync("cashier@mypay.test");
        await cashier.Test("password").FillAsync("MyPay!2026");
        await cashier.Test("submit").ClickAsync();
        await cashier.IsAtAsync("**/merchant");
        line = await ASlowLine.OfAsync(cashier.Page);
        scanner = await AScanner.OfAsync(cashier.Page);
        await cashier.GoAsync("/merchant/pos");
        await Assertions.Expect(cashier.Test("submit")).ToBeEnabledAsync();
    }

    public async Task DisposeAsync()
    {
        await cashier.DisposeAsync();
        await product.DisposeAsync();
    }

    /// <summary>Each way to scan, at places all over the page.</summary>
    [Fact]
    public Task A_scan_is_a_code_here_and_there_and_never_part_of_the_amount() => ScanAtAsync(every: 5);

    [Fact]
    [Trait("Lane", "Long")]
    public Task A_scan_is_a_code_wherever_the_focus_is_and_never_part_of_the_amount() => ScanAtAsync(every: 1);

    private async Task ScanAtAsync(int every)
    {
        await TapAsync("4", "5", "00");
        await Assertions.Expect(Amount).ToHaveValueAsync("4,500");
        var count = await cashier.Page.EvaluateAsync<int>(
            "() => (window.stops = () => [document.body, ...document.querySelectorAll('a[href], "
                + "button:enabled, input:enabled:not([type=hidden]), select:enabled, summary, "
                + "[tabindex]')].filter(e => e.checkVisibility({ visibilityProperty: true })))().length"
        );
        Assert.True(count > 30, $"only {count} places for the focus");
        for (var place = 0; place < count; place += every)
        {
            var what = await cashier.Page.EvaluateAsync<string>(
                "place => { document.activeElement?.blur(); const at = window.stops()[place]; at.focus(); "
                    + "return at.outerHTML.slice(0, 160); }",
                place
            );
            var code = CodeDigits.New();
            var (typed, suffix) = (place % 6) switch
            {
                0 => (code, "Enter"),
                1 => (code, "Tab"),
                2 => ("]C1" + code, "Enter"),
                3 => (code, null),
                4 => ("]c1" + code, "Tab"),
                _ => (code + code, "Enter"),
            };
            await scanner.ScanAsync(typed, suffix);
            await Eventually.TrueAsync(
                async () =>
                    await cashier.Page.EvaluateAsync<string?>(
                        "() => document.querySelector('[data-testid=code]')?.value"
                    ) == code,
                $"{typed} + {suffix}, scanned at {what}"
            );
            Assert.Equal("4,500", await Amount.InputValueAsync());
            Assert.Equal("", await cashier.Test("memo").InputValueAsync());
            Assert.EndsWith("/merchant/pos", cashier.Page.Url, StringComparison.Ordinal);
            Assert.Equal(
                ("system", "no"),
                (
                    await cashier.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"),
                    await cashier.Page.EvaluateAsync<string>("() => document.querySelector('.desk').dataset.open")
                )
            );
            if (suffix == "Enter")
                await Assertions
                    .Expect(cashier.Test("error").First)
                    .ToHaveAttributeAsync("data-code", new System.Text.RegularExpressions.Regex("^payment.code"));
            await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");
            await Code.FillAsync("");
        }

        await Assertions
            .Expect(cashier.Test("store"))
            .ToHaveValueAsync(await cashier.Test("store").Locator("option").First.GetAttributeAsync("value") ?? "");
        Assert.Equal(500_000, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task A_scan_on_a_page_that_stutters_leaves_nothing_in_the_amount()
    {
        await TapAsync("4", "5", "00");
        string[] places = ["body", "[data-testid=amount]", "[data-testid=code]", ".desk-nav a", "[data-testid=store]"];
        var scans = 0;
        foreach (
            var (prefix, suffix) in new[]
            {
                ("]C1", "Enter"),
                ("]c1", "Tab"),
                ("]E0", null),
                ("~", "Enter"),
                ("", "Tab"),
                ("", null),
            }
        )
        {
            // After each sign of the prefix, where it might still be the person's, and at places within the code.
            foreach (
                var stutter in Enumerable
                    .Range(0, prefix.Length)
                    .Concat([prefix.Length + 1, prefix.Length + 7, prefix.Length + 9])
            )
            {
                var (code, place) = (CodeDigits.New(), places[scans++ % places.Length]);
                await cashier.Page.EvaluateAsync(
                    "place => { document.activeElement?.blur(); document.querySelector(place).focus(); }",
                    place
                );
                await scanner.ScanAsync((prefix + code)[..(stutter + 1)], null);
                var pauseMs = stutter < prefix.Length && prefix.Length > 1 ? 1200 : 450;
                await cashier.Page.EvaluateAsync(
                    "ms => { for (const until = performance.now() + ms; performance.now() < until;); }",
                    pauseMs
                );
                await scanner.ScanAsync((prefix + code)[(stutter + 1)..], suffix, pauseMs);
                await Eventually.TrueAsync(
                    async () => await Code.InputValueAsync() == code,
                    $"{prefix}{code} + {suffix}, a stutter after sign {stutter + 1}, scanned at {place}"
                );
                Assert.Equal("4,500", await Amount.InputValueAsync());
                await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");
                await Code.FillAsync("");
            }
        }

        Assert.Equal("", await cashier.Test("memo").InputValueAsync());
        Assert.EndsWith("/merchant/pos", cashier.Page.Url, StringComparison.Ordinal);
        Assert.Equal(500_000, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task Signs_and_numbers_of_a_person_stay_a_persons()
    {
        // A sign that slipped, then an amount, in a field and beside it.
        foreach (var place in new[] { "body", "[data-testid=amount]" })
        {
            await cashier.Page.EvaluateAsync(
                "place => { document.activeElement?.blur(); document.querySelector(place).focus(); }",
                place
            );
            await cashier.Page.Keyboard.TypeAsync("]4500", new() { Delay = 60 });
            await Assertions.Expect(Amount).ToHaveValueAsync("4,500");
            await Amount.FillAsync("");
        }

        // Words with the same signs, and many digits of an item, at a person's pace.
        await cashier.Test("memo").FocusAsync();
        await cashier.Page.Keyboard.TypeAsync("[new]A1 880123", new() { Delay = 60 });
        await Assertions.Expect(cashier.Test("memo")).ToHaveValueAsync("[new]A1 880123");

        // A code that is read off and typed by hand, and another in its place.
        var code = CodeDigits.New();
        await Code.FocusAsync();
        await cashier.Page.Keyboard.TypeAsync(code, new() { Delay = 150 });
        await Assertions.Expect(Code).ToHaveValueAsync(code);
        code = CodeDigits.New();
        await cashier.Page.Keyboard.PressAsync("ControlOrMeta+a");
        await cashier.Page.Keyboard.TypeAsync(code, new() { Delay = 150 });
        await Assertions.Expect(Code).ToHaveValueAsync(code);
        await Assertions.Expect(Amount).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Keys_a_scan_and_Enter_charge_what_stands_there_once()
    {
        // Tapped, scanned, read twice.
        await TapAsync("4", "5", "00");
        var code = await NextCodeAsync();
        await scanner.ScanAsync(code, "Enter");
        await scanner.ScanAsync(code, "Enter");
        await cashier.SeesResultAsync("4,500원");
        await scanner.ScanAsync(code, "Enter");
        await cashier.SeesResultAsync("4,500원");
        Assert.Equal(495_500, await product.BalanceAsync(member.Id));

        // The next customer is scanned while the last one's result is still there: a new sale, whose amount is missing.
        await cashier.Page.Keyboard.PressAsync("Shift");
        code = await NextCodeAsync();
        await scanner.ScanAsync(code, "Enter");
        await Assertions.Expect(Code).ToHaveValueAsync(code);
        await Assertions.Expect(Amount).ToHaveValueAsync("");

        // Typed beside the fields; Enter is the next step, never a key.
        await cashier.Page.EvaluateAsync("() => document.activeElement?.blur()");
        await cashier.Page.Keyboard.TypeAsync("4500", new() { Delay = 60 });
        await Assertions.Expect(Amount).ToHaveValueAsync("4,500");
        await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");
        await cashier.Page.Keyboard.PressAsync("Enter");
        await cashier.SeesResultAsync("4,500원");
        Assert.Equal(491_000, await product.BalanceAsync(member.Id));
        await Assertions.Expect(cashier.Page.Locator("[data-calm]")).ToHaveCountAsync(0);
        await cashier.Page.Keyboard.PressAsync("Enter"); // the next customer
        await Assertions.Expect(Amount).ToHaveValueAsync("");

        // Typed into the amount and sent on: to the code that is missing.
        await Amount.ClickAsync();
        await cashier.Page.Keyboard.TypeAsync("4500");
        await cashier.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Code).ToBeFocusedAsync();
        await Assertions.Expect(Amount).ToHaveValueAsync("4,500");

        // Read on the first page of the shop: the till opens with it.
        await cashier.GoAsync("/merchant");
        await Assertions.Expect(cashier.Page.Locator(".desk-toggle")).ToBeEnabledAsync();
        code = await NextCodeAsync();
        await scanner.ScanAsync(code, "Enter");
        await cashier.IsAtAsync("**/merchant/pos");
        await Assertions.Expect(Code).ToHaveValueAsync(code);
        await cashier.Page.Keyboard.TypeAsync("4500", new() { Delay = 60 });
        await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");

        // Full-width digits, as an input method writes them, into the amount.
        await Amount.FocusAsync();
        code = await NextCodeAsync();
        foreach (var digit in code)
            await cashier.Page.Keyboard.InsertTextAsync(((char)(digit - '0' + '０')).ToString());
        await cashier.Page.Keyboard.PressAsync("Enter");
        await cashier.SeesResultAsync("4,500원");
        Assert.Equal(486_500, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_key_then_a_digit_within_the_latency_are_both_what_is_charged_and_much_is_asked_for_once()
    {
        line.Delay = TimeSpan.FromMilliseconds(400);
        await TapAsync("4", "5");
        await Amount.FocusAsync();
        await cashier.Page.Keyboard.TypeAsync("00");
        await TapAsync("00");
        await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("450,000원 결제하기");
        await Assertions.Expect(Amount).ToHaveValueAsync("450,000");
        line.Delay = TimeSpan.Zero;

        var code = await NextCodeAsync();
        await scanner.ScanAsync(code, "Enter");
        await Assertions.Expect(cashier.Test("question")).ToContainTextAsync("450,000원이 맞나요?");
        await scanner.ScanAsync(code, "Enter"); // read again: no answer to a question
        await Assertions.Expect(cashier.Test("question")).ToContainTextAsync("450,000원이 맞나요?");
        await cashier.ShotAsync("till-question");
        Assert.Equal(500_000, await product.BalanceAsync(member.Id));

        await cashier.Page.GetByRole(AriaRole.Button, new() { Name = "금액 고치기" }).ClickAsync();
        await Assertions.Expect(Amount).ToHaveValueAsync("450,000");
        await cashier.SubmitAsync();
        await Assertions.Expect(cashier.Test("question")).ToBeVisibleAsync();
        await Assertions.Expect(cashier.Page.Locator("[data-calm]")).ToHaveCountAsync(0);
        await cashier.SubmitAsync(); // asked once
        await cashier.SeesResultAsync("450,000원");
        Assert.Equal(50_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    private async Task TapAsync(params string[] keys)
    {
        foreach (var key in keys)
            await cashier.Page.Locator($".pos-key[data-key='{key}']").ClickAsync();
    }

    private async Task<string> NextCodeAsync() =>
        (await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id))).Code;
}
