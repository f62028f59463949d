using Bunit;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.Charge;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class ChargePageTests : WalletPageTest
{
    [Theory]
    [InlineData("", "amount.missing")]
    [InlineData("만원", "amount.invalid")]
    [InlineData("9999", "money.charge.below_minimum")]
    [InlineData("15000", "money.charge.not_in_units")]
    [InlineData("1970000", "money.charge.over_cap")]
    public void An_amount_that_cannot_be_charged_is_refused_where_it_stands(string typed, string code)
    {
        var page = Render<ChargePage>();

        Type(page, "amount", typed);
        Press(page);

        Assert.Equal(code, ErrorOf(page));
    }

    [Fact]
    public void All_is_what_fits_under_the_cap_in_whole_units()
    {
        Wallets.Balance = Won.Of(35_000);
        var page = Render<ChargePage>();

        Assert.Equal("1960000", page.Find("[data-set]").GetAttribute("data-set"));
    }

    [Fact]
    public void Every_step_has_one_button_and_it_says_what_it_does()
    {
        Wallets.Charges.Enqueue(View(MoveState.Done));
        var page = Render<ChargePage>();

        Type(page, "amount", "10000");
        Assert.Equal("10,000원 충전하기", Assert.Single(page.FindAll("[data-testid=submit]")).TextContent.Trim());
        Press(page);
        Assert.Contains("만 원", page.Find(".confirm").TextContent, StringComparison.Ordinal);
        Assert.Equal("10,000원 충전하기", Assert.Single(page.FindAll("[data-testid=submit]")).TextContent.Trim());
        Press(page);
        Assert.Equal("10,000원 충전하기", Assert.Single(page.FindAll("[data-testid=submit]")).TextContent.Trim());
        Type(page, "pin", "258039");

        Assert.Equal("success", page.WaitForElement("[data-testid=result]").GetAttribute("data-state"));
        Assert.Equal((Given.Kookmin.Id, 10_000L), (Wallets.Asked[0].Account, Wallets.Asked[0].Amount.Amount));
    }

    [Fact]
    public void An_open_outcome_is_shown_as_open()
    {
        Wallets.Charges.Enqueue(View(MoveState.Checking));
        var page = Render<ChargePage>();

        Type(page, "amount", "10000");
        Press(page);
        Press(page);
        Type(page, "pin", "258039");

        Assert.Equal("checking", page.WaitForElement("[data-testid=result]").GetAttribute("data-state"));
    }

    [Fact]
    public void Without_an_account_it_leads_to_linking_one()
    {
        Accounts.Accounts = [];

        var page = Render<ChargePage>();

        Assert.Equal("/wallet/accounts/link?returnUrl=%2F", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-testid=submit]"));
    }

    private static ChargeView View(MoveState state) =>
        new(Guid.NewGuid(), Won.Of(10_000), state, "KB국민은행 78901", Won.Of(45_000), Given.Now, null);
}
