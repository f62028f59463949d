using Microsoft.Playwright;
using MyPay.Domain.Payment;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Journeys;

/// <summary>The wallet and the shop in a real browser, their store in PostgreSQL: nobody can tell.</summary>
public sealed class PostgresJourneys(ABrowser browser) : IClassFixture<ABrowser>, IAsyncLifetime
{
    private AProduct product = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        product = await AProduct.StartOnAsync(Database.PostgreSql, demo: true);
        address = await product.ListenAsync();
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task James_sends_money_to_Jiwoo_and_she_sees_it_arrive_without_reloading()
    {
        await using var james = await browser.PersonAsync(address);
        await using var jiwoo = await browser.PersonAsync(address, 1280, 900);
        await jiwoo.SignInAsync("jiwoo@mypay.test");
        await jiwoo.SeesBalanceAsync("1,500,000원");
        await james.SignInAsync("james@mypay.test");
        await james.SeesBalanceAsync("35,000원");

        await james.GoAsync("/wallet/send");
        await james.FillAsync("receiver", "jiwoo@mypay.test");
        await james.SubmitAsync();
        await james.FillAsync("amount", "10,000원");
        await james.SubmitAsync();
        await james.SubmitAsync();
        await james.EnterPinAsync();
        await james.SeesResultAsync("10,000원");
        await jiwoo.SeesBalanceAsync("1,510,000원");

        await james.GoAsync("/wallet/history");
        await Assertions.Expect(james.Test("row").First).ToContainTextAsync("지우");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_cashier_rings_up_a_code_and_the_owner_sees_it_and_gives_part_of_it_back()
    {
        var member = await product.MemberWithAsync(20_000);
        var code = await product.AskAsync((IInStore s) => s.IssueCodeAsync(member.Id));
        await using var cashier = await AtDeskAsync("cashier@mypay.test");
        await using var owner = await AtDeskAsync("owner@mypay.test");

        await cashier.GoAsync("/merchant/pos");
        await cashier.FillAsync("amount", "4500");
        await cashier.FillAsync("code", code.Code);
        await cashier.SubmitAsync();
        await cashier.SeesResultAsync("4,500원");

        await Assertions.Expect(owner.Test("row").First).ToContainTextAsync("4,500원"); // without reloading
        await owner.Test("row").First.ClickAsync();
        await owner.IsAtAsync("**/merchant/payments/T*");
        await owner.FillAsync("amount", "1500");
        await owner.FillAsync("memo", "시럽이 빠졌어요");
        await owner.SubmitAsync();
        await owner.SeesResultAsync("1,500원");
        Assert.Equal(17_000, await product.BalanceAsync(member.Id));
        await product.VerifyAsync();
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
}
