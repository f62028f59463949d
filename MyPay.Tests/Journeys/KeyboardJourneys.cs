using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>
/// Everything that matters, done without a mouse: the focus is seen at every stop, goes where the work is, and is never
/// lost or held.
/// </summary>
public sealed class KeyboardJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(
            demo: true,
            over: services => services.AddSingleton<IApprovedAction>(new OneWon())
        );
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task James_signs_in_skips_to_the_content_and_sends_money()
    {
        await using var james = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(james, "james@mypay.test", "**/wallet");
        await james.GoAsync("/wallet");
        await keys.TabAsync();
        await Assertions.Expect(james.Page.Locator(".skip")).ToBeFocusedAsync();
        await keys.KeyAsync("Enter");
        await keys.IsLedToAsync(james.Page.Locator("#main"));

        await keys.PressAsync(Link(james, "송금"));
        await keys.IsLedToAsync(james.Test("receiver"));
        await james.Page.Keyboard.TypeAsync("jiwoo@mypay.test");
        await keys.KeyAsync("Enter");
        await keys.IsLedToAsync(james.Test("amount"));
        await james.Page.Keyboard.TypeAsync("10000");
        await keys.KeyAsync("Enter");
        await keys.IsLedIntoAsync(".confirm");
        await keys.PressAsync(james.Test("submit"));
        await keys.IsLedToAsync(james.PinInput);

        await james.Page.Keyboard.TypeAsync("111222");
        // read out, wherever the focus is
        await Assertions.Expect(james.Page.Locator("[role=alert][data-testid=error]")).ToContainTextAsync("4번");
        await Assertions.Expect(james.PinInput).ToHaveValueAsync("");
        await keys.IsLedToAsync(james.PinInput);
        await james.Page.Keyboard.TypeAsync("258039");
        await james.SeesResultAsync("10,000원");
        await keys.IsLedIntoAsync(".flow-step");
        await keys.PressAsync(Link(james, "홈으로"));
        await james.SeesBalanceAsync("25,000원");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Who_types_before_the_server_s_last_word_types_on()
    {
        await using var james = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(james, "james@mypay.test", "**/wallet");
        var line = await ASlowLine.OfAsync(james.Page);
        await james.GoAsync("/wallet/charge");
        await Assertions.Expect(james.Test("amount")).ToBeEnabledAsync();
        await keys.PressAsync(Link(james, "뒤로"));
        await Assertions.Expect(Link(james, "송금")).ToBeVisibleAsync();
        line.Delay = TimeSpan.FromMilliseconds(400);

        await keys.PressAsync(Link(james, "송금"));
        await keys.IsLedToAsync(james.Test("receiver"));
        await james.Page.Keyboard.TypeAsync("jiwoo@mypay.test", new() { Delay = 120 });
        await keys.IsLedToAsync(james.Test("receiver"));
        await Assertions.Expect(james.Test("receiver")).ToHaveValueAsync("jiwoo@mypay.test");
    }

    [Fact]
    public async Task James_charges_and_goes_back_a_step_with_what_he_typed()
    {
        await using var james = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(james, "james@mypay.test", "**/wallet");
        await keys.PressAsync(Link(james, "충전"));
        await keys.TypeAsync(james.Test("amount"), "20000");
        await keys.KeyAsync("Enter");
        await keys.IsLedIntoAsync(".confirm");
        await keys.PressAsync(james.Page.GetByRole(AriaRole.Button, new() { Name = "뒤로" }));
        await Assertions.Expect(james.Test("amount")).ToHaveValueAsync("20,000");
        await keys.IsLedIntoAsync(".flow-step");
        await keys.PressAsync(james.Test("submit"));
        await keys.IsLedIntoAsync(".confirm");
        await keys.PressAsync(james.Test("submit"));
        await keys.IsLedToAsync(james.PinInput);
        await james.Page.Keyboard.TypeAsync("258039");
        await james.SeesResultAsync("20,000원");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task James_pays_at_a_checkout()
    {
        var coffee = product.Host.DemoShop!.Shop;
        var ready = (
            await product.AskAsync(
                (IPayments p) =>
                    p.ReadyAsync(
                        new(
                            coffee.Id,
                            true,
                            coffee.Cid,
                            "web-1",
                            "user-1",
                            "라테",
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
        await using var james = await browser.PersonAsync(address, 1280, 900);
        await james.Page.RouteAsync("http://localhost:3000/**", shop => shop.FulfillAsync(new() { Body = "shop" }));
        var keys = await SignInAsync(james, "james@mypay.test", "**/wallet");
        await james.GoAsync("/pay/" + ready.Tid);
        await keys.IsLedToAsync(james.PinInput);
        await james.Page.Keyboard.TypeAsync("25803");
        await keys.KeyAsync("Enter");
        await Assertions.Expect(james.Page.Locator("[role=alert][data-testid=error]")).ToBeVisibleAsync();
        await keys.GoesRoundAsync();
        await keys.TypeAsync(james.PinInput, "258039");
        await james.IsAtAsync("http://localhost:3000/ok**");
        Assert.Equal(
            PaymentState.Authorized,
            (await product.AskAsync((IPayments p) => p.FindAsync(coffee.Id, ready.Tid)))!.State
        );
    }

    [Fact]
    public async Task James_declines_a_request_and_may_think_better_of_it()
    {
        var (james, jiwoo) = (await MemberAsync("james@mypay.test"), await MemberAsync("jiwoo@mypay.test"));
        (
            await product.AskAsync(
                (IMoneyRequests r) =>
                    r.AskAsync(new(jiwoo.Id, [new(james.Id, Won.Of(12_000))], "영화표", null, Once.NewKey()))
            )
        ).Granted();
        await using var person = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(person, "james@mypay.test", "**/wallet");
        var decline = person.Page.Locator("[data-action=decline]");
        await keys.PressAsync(decline);
        await keys.IsLedToAsync(person.Test("memo")); // into the question
        await keys.KeyAsync("Escape");
        await Assertions.Expect(person.Test("memo")).ToHaveCountAsync(0);
        await keys.IsLedToAsync(decline); // and back

        await keys.KeyAsync("Enter");
        await keys.IsLedToAsync(person.Test("memo"));
        await person.Page.Keyboard.TypeAsync("다음에 줄게");
        await keys.PressAsync(person.Page.Locator("[data-action=decline-now]"));
        await Assertions.Expect(person.Page.Locator("[role=status]").GetByText("거절했어요")).ToBeVisibleAsync();
        await keys.IsLedIntoAsync("main");
        await keys.GoesRoundAsync();
    }

    [Fact]
    public async Task A_setting_is_turned_off_with_the_space_bar()
    {
        await using var james = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(james, "james@mypay.test", "**/wallet");
        await james.GoAsync("/wallet/settings/notifications");
        var payments = james.Test("wish-payment");
        await keys.ReachAsync(payments);
        await Assertions.Expect(payments).ToBeCheckedAsync();
        await keys.KeyAsync("Space");
        await Assertions.Expect(payments).Not.ToBeCheckedAsync();
        await Assertions.Expect(payments).ToBeFocusedAsync();
        var me = await MemberAsync("james@mypay.test");
        await Eventually.TrueAsync(
            async () => (await product.AskAsync((INotices n) => n.SilencedAsync(me.Id))).Contains(NoticeKind.Payment),
            "the wish is kept"
        );
    }

    [Fact]
    public async Task An_approver_approves()
    {
        var signIn = (await product.AskAsync((ISignIns s) => s.FindIdAsync("admin@mypay.test")))!;
        var admin = new MyPay.Domain.Platform.Audit.Actor(signIn, "admin@mypay.test");
        var asked = (await product.Approvals(a => a.AskAsync(OneWon.Ask(), admin))).Granted();
        await using var approver = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(approver, "approver@mypay.test", "**/admin");
        await keys.PressAsync(approver.Test("nav").GetByRole(AriaRole.Link, new() { Name = "승인", Exact = true }));
        await approver.IsAtAsync("**/admin/approvals");
        await keys.PressAsync(approver.Test("row").GetByRole(AriaRole.Link));
        await keys.TypeAsync(approver.Test("memo"), "확인했어요");
        await keys.PressAsync(approver.Test("submit"));
        await Assertions
            .Expect(approver.Page.Locator("[role=status][data-testid=result]"))
            .ToContainTextAsync("승인했고 실행했어요");
        await keys.IsLedIntoAsync("main");
        await keys.GoesRoundAsync();
        Assert.Equal(ApprovalState.Approved, (await product.Approvals(a => a.FindAsync(asked.Id)))!.State);
    }

    [Fact]
    public async Task A_shop_cancels_a_payment()
    {
        var coffee = product.Host.DemoShop!.Shop;
        var jiwoo = await MemberAsync("jiwoo@mypay.test");
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(jiwoo.Id));
        var sold = (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(coffee.Id, true, code.Code, 9_000, "order-1", "라테", null, Once.NewKey()))
            )
        ).Granted();
        await using var owner = await browser.PersonAsync(address, 1280, 900);
        var keys = await SignInAsync(owner, "owner@mypay.test", "**/merchant");
        await keys.PressAsync(owner.Test("nav").GetByRole(AriaRole.Link, new() { Name = "결제", Exact = true }));
        await owner.IsAtAsync("**/merchant/payments");
        await keys.PressAsync(owner.Test("row").First.GetByRole(AriaRole.Link).First);
        await owner.IsAtAsync($"**/merchant/payments/{sold.Tid}");
        await keys.TypeAsync(owner.Test("amount"), "4000");
        await keys.PressAsync(owner.Test("submit"));
        await owner.SeesResultAsync("취소했어요");
        await keys.IsLedToAsync(owner.Test("result"));
        await keys.GoesRoundAsync();
        Assert.Equal(
            5_000,
            (await product.AskAsync((IPayments p) => p.FindAsync(coffee.Id, sold.Tid)))!.Available.Total
        );
        await product.VerifyAsync();
    }

    private static async Task<AKeyboard> SignInAsync(APerson person, string email, string home)
    {
        var keys = new AKeyboard(person);
        await person.GoAsync("/login");
        await keys.TypeAsync(person.Test("email"), email);
        await keys.TypeAsync(person.Test("password"), "MyPay!2026");
        await keys.KeyAsync("Enter");
        await person.IsAtAsync(home);
        return keys;
    }

    private static ILocator Link(APerson person, string words) =>
        person.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words, Exact = true });

    private async Task<MemberView> MemberAsync(string email)
    {
        var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync(email));
        return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!;
    }
}
