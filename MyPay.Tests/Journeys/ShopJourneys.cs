using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.InStore;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>A shop's day at the desk, in a real browser.</summary>
public sealed class ShopJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";
    private FranchiseId coffee;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync(demo: true);
        address = await product.ListenAsync();
        coffee = (await product.AskAsync((IFranchises f) => f.SellersAsync()))[0];
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_cashier_rings_up_a_members_code_and_the_owner_gives_part_of_it_back()
    {
        var member = await product.MemberWithAsync(20_000);
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        await using var cashier = await AtDeskAsync("cashier@mypay.test");
        await using var owner = await AtDeskAsync("owner@mypay.test");

        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", code.Code);
        await Assertions.Expect(cashier.Test("submit")).ToHaveTextAsync("4,500원 결제하기");
        await cashier.SubmitAsync();
        await cashier.SeesResultAsync("4,500원");
        Assert.Equal(15_500, await product.BalanceAsync(member.Id));

        await Assertions.Expect(owner.Test("row").First).ToContainTextAsync("4,500원"); // without reloading
        await Assertions.Expect(owner.Test("balance")).ToHaveTextAsync("4,500원");
        await owner.Test("row").First.ClickAsync();
        await owner.IsAtAsync("**/merchant/payments/T*");
        await owner.FillAsync("amount", "1500");
        await owner.FillAsync("memo", "시럽이 빠졌어요");
        await owner.SubmitAsync();
        await owner.SeesResultAsync("1,500원");
        Assert.Equal(17_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_till_shows_a_QR_a_phone_pays_it_and_the_till_changes_by_itself()
    {
        await using var cashier = await AtDeskAsync("cashier@mypay.test");
        await cashier.GoAsync("/merchant/pos?by=qr");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("memo", "라테");
        await cashier.SubmitAsync();
        await Assertions.Expect(cashier.Test("qr")).ToContainTextAsync("4,500원");
        var code = await product.AskAsync((MyPayDb db) => db.Set<QrOrder>().Select(o => o.QrCode).SingleAsync());

        await using var phone = await browser.PersonAsync(address);
        await phone.SignInAsync("james@mypay.test");
        await phone.GoAsync("/q/" + code);
        await Assertions.Expect(phone.Test("amount")).ToHaveTextAsync("4,500원");
        await phone.EnterPinAsync();
        await phone.SeesResultAsync("4,500원");

        await cashier.SeesResultAsync("4,500원"); // without touching the till
        await Assertions.Expect(cashier.Page.Locator("paid-sound")).ToHaveCountAsync(1);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_code_that_is_not_known_says_so_and_takes_nothing()
    {
        await using var cashier = await AtDeskAsync("cashier@mypay.test");
        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", "000000000000");
        await cashier.SubmitAsync();

        await Assertions
            .Expect(cashier.Test("error").First)
            .ToHaveAttributeAsync("data-code", "payment.code.not_found");
    }

    [Fact]
    public async Task A_till_asks_above_what_the_shop_has_set()
    {
        await using var owner = await AtDeskAsync("owner@mypay.test");
        await owner.GoAsync("/merchant/settings?tab=till");
        await Assertions.Expect(owner.Test("asks-above")).ToHaveTextAsync("지금 100,000원 (마이 페이 기준)");
        await owner.FillAsync("amount", "500");
        await owner.Test("submit").ClickAsync();
        await Assertions
            .Expect(owner.Test("error").First)
            .ToHaveAttributeAsync("data-code", "franchise.till.asks_above_invalid");
        await owner.FillAsync("amount", "4000");
        await owner.Test("submit").ClickAsync();
        await owner.SeesResultAsync("금액을 저장했어요");
        await Assertions.Expect(owner.Test("asks-above")).ToHaveTextAsync("지금 4,000원");
        await owner.ShotAsync("settings-till");

        await using var cashier = await AtDeskAsync("cashier@mypay.test");
        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", "000000000000");
        await cashier.SubmitAsync();
        await Assertions.Expect(cashier.Test("question")).ToContainTextAsync("4,500원");

        await owner.FillAsync("amount", "");
        await owner.Test("submit").ClickAsync();
        await Assertions.Expect(owner.Test("asks-above")).ToHaveTextAsync("지금 100,000원 (마이 페이 기준)");
    }

    [Fact]
    public async Task A_cashier_sees_no_developers_page_and_cancels_no_more_than_the_limit()
    {
        var shop = (await product.AskAsync((IFranchises f) => f.FindAsync(coffee)))!;
        var tooMuch = shop.CashierCancelLimit.Amount + 10_000;
        var member = await product.MemberWithAsync(tooMuch);
        var payment = await SoldAsync(coffee, member, tooMuch);
        await using var cashier = await AtDeskAsync("cashier@mypay.test");

        await Assertions.Expect(cashier.Test("nav")).Not.ToContainTextAsync("개발자");
        var answer = await cashier.Page.GotoAsync("/merchant/developers");
        Assert.Equal((int)HttpStatusCode.Forbidden, answer!.Status);
        Assert.Equal(
            (int)HttpStatusCode.Forbidden,
            (await cashier.Page.APIRequest.GetAsync("/merchant/payments.csv")).Status
        );

        await cashier.GoAsync($"/merchant/payments/{payment.Tid}");
        await cashier.FillAsync("amount", tooMuch.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await cashier.SubmitAsync();
        await Assertions
            .Expect(cashier.Test("error").First)
            .ToHaveAttributeAsync("data-code", "payment.cancel.over_role_limit");
        Assert.Equal(0, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task Two_franchises_never_see_each_others_payments()
    {
        await OpenBakeryAsync();
        var member = await product.MemberWithAsync(20_000);
        var payment = await SoldAsync(coffee, member, 4_500);
        await using var baker = await AtDeskAsync("baker@mypay.test");

        await baker.GoAsync($"/merchant/payments?q={payment.Tid}");
        await Assertions.Expect(baker.Test("totals")).ToBeVisibleAsync();
        await Assertions.Expect(baker.Test("row")).ToHaveCountAsync(0);
        var answer = await baker.Page.GotoAsync($"/merchant/payments/{payment.Tid}");
        Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
        await using var owner = await AtDeskAsync("owner@mypay.test");
        await owner.GoAsync("/merchant/payments?q=4,500");
        await Assertions.Expect(owner.Test("row")).ToHaveCountAsync(1);
        var csv = await (await owner.Page.APIRequest.GetAsync("/merchant/payments.csv")).TextAsync();
        Assert.Contains(payment.Tid, csv, StringComparison.Ordinal);
        var others = await (await baker.Page.APIRequest.GetAsync("/merchant/payments.csv")).TextAsync();
        Assert.DoesNotContain(payment.Tid, others, StringComparison.Ordinal);
    }

    private async Task<APerson> AtDeskAsync(string email)
    {
        var person = await browser.PersonAsync(address, 1280, 900);
        await person.GoAsync("/login");
        await person.Test("email").FillAsync(email);
        await person.Test("password").FillAsync("MyPay!2026");
        await person.Test("submit").ClickAsync();
        await person.IsAtAsync("**/merchant");
        return person;
    }

    private async Task<PaymentView> SoldAsync(FranchiseId franchise, MemberView member, long won)
    {
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        return (
            await product.AskAsync(
                (IInStore s) =>
                    s.PayByCodeAsync(new(franchise, true, code.Code, won, "order-1", "라테", null, Once.NewKey()))
            )
        ).Granted();
    }

    private async Task OpenBakeryAsync()
    {
        const string number = "110987654321";
        var form = AFranchise.Form(AFranchise.NumberOf(7), "baker@mypay.test") with
        {
            TradeName = "동네빵집",
            AccountNumber = number,
            AccountHolder = "김사장",
            OwnerPassword = "MyPay!2026",
        };
        var bakery = (await product.AskAsync((IFranchises f) => f.ApplyAsync(form))).Granted();
        (await product.AskAsync((IFranchiseOnboarding o) => o.StartAccountCheckAsync(bakery.Id))).Granted();
        var won = (await product.JournalAsync()).Last(m => m.Number == number && m.Amount == 1);
        (
            await product.AskAsync(
                (IFranchiseOnboarding o) => o.EnterAccountCodeAsync(bakery.Id, won.PrintContent[^4..])
            )
        ).Granted();
        (
            await product.AskAsync(
                (IFranchiseOnboarding o) => o.ApproveAsync(bakery.Id, FeeGrade.Micro, 60, 1, "admin@mypay.test")
            )
        ).Granted();
    }
}
