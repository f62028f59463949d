using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

/// <summary>The table of the contract: what an account does is written in the end of its number.</summary>
[Trait("Lane", "Fast")]
public sealed class AccountTableTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    [Theory]
    [InlineData("0404", "412")]
    [InlineData("0415", "415")]
    public async Task No_call_can_use_an_account_that_is_not_there_or_closed(string ending, string code)
    {
        var number = NewNumber(ending);
        var (withdrawal, deposit) = (NewId(), NewId());

        await AssertRefusedAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));
        await AssertRefusedAsync(Requests.ReceivePath, Requests.Receive(NewId(), number));
        await AssertRefusedAsync(Requests.WithdrawPath, Requests.Withdraw(withdrawal, number));
        var answer = await bank.PostAsync(Requests.DepositPath, Requests.Deposit(deposit, number));
        var balance = await bank.GetAsync(Requests.BalancePath(number));

        Assert.Equal(("A0002", code), ((string?)answer["rsp_code"], (string?)answer["res_list"]![0]!["bank_rsp_code"]));
        Assert.Equal(code, (string?)balance["bank_rsp_code"]);
        Assert.Equal(code, (string?)(await bank.ResultAsync(withdrawal, "1"))["bank_rsp_code"]);
        Assert.Empty(await bank.MovementsAsync(withdrawal));
        Assert.Empty(await bank.MovementsAsync(deposit));

        async Task AssertRefusedAsync(string path, JsonObject body)
        {
            var refused = await bank.PostAsync(path, body);
            Assert.Equal(("A0002", code), ((string?)refused["rsp_code"], (string?)refused["bank_rsp_code"]));
        }
    }

    [Theory]
    [InlineData("123456789")]
    [InlineData("123456789012345")]
    public async Task A_number_of_another_length_is_no_account(string number)
    {
        var answer = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));

        Assert.Equal("412", (string?)answer["bank_rsp_code"]);
    }

    [Fact]
    public async Task The_short_account_never_pays_but_takes_money()
    {
        var number = NewNumber("0453");
        var (withdrawal, deposit) = (NewId(), NewId());
        using var rich = await bank.Client.PutAsJsonAsync($"/sim/accounts/088/{number}", new { balance = 9_000_000 });

        var refused = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(withdrawal, number));
        await bank.PostAsync(Requests.DepositPath, Requests.Deposit(deposit, number));

        Assert.Equal(("A0002", "453"), ((string?)refused["rsp_code"], (string?)refused["bank_rsp_code"]));
        Assert.Empty(await bank.MovementsAsync(withdrawal));
        Assert.Equal(9_015_000, await bank.BalanceAsync(number));
    }

    [Fact]
    public async Task An_ordinary_account_is_short_below_its_balance()
    {
        var number = NewNumber();
        var (most, tooMuch) = (NewId(), NewId());

        var paid = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(most, number, "10000000"));
        var refused = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(tooMuch, number, "1"));

        Assert.Equal("000", (string?)paid["bank_rsp_code"]);
        Assert.Equal("453", (string?)refused["bank_rsp_code"]);
        Assert.Equal(0, await bank.BalanceAsync(number));
    }

    [Theory]
    [InlineData("0017", true)]
    [InlineData("0018", false)]
    public async Task A_silent_account_answers_inquiries_but_no_transfer(string ending, bool moves)
    {
        var number = NewNumber(ending);
        var (withdrawal, deposit) = (NewId(), NewId());

        var named = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));
        Assert.True(await bank.IsSilentAsync(Requests.DepositPath, Requests.Deposit(deposit, number)));
        Assert.True(await bank.IsSilentAsync(Requests.WithdrawPath, Requests.Withdraw(withdrawal, number)));

        Assert.Equal("000", (string?)named["bank_rsp_code"]);
        Assert.Equal(moves ? 1 : 0, (await bank.MovementsAsync(withdrawal)).Count);
        Assert.Equal(moves ? 1 : 0, (await bank.MovementsAsync(deposit)).Count);
        Assert.Equal(moves ? "000" : "701", (string?)(await bank.ResultAsync(withdrawal, "1"))["bank_rsp_code"]);
        Assert.Equal(moves ? "000" : "701", (string?)(await bank.ResultAsync(deposit, "2"))["bank_rsp_code"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_processing_account_settles_at_the_third_result_inquiry(string checkType)
    {
        var number = NewNumber("0001");
        var id = NewId();
        var answer =
            checkType == "1"
                ? await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number))
                : await bank.PostAsync(Requests.DepositPath, Requests.Deposit(id, number));
        Assert.Equal("A0001", (string?)answer["rsp_code"]);

        foreach (var code in new[] { "400", "400" })
        {
            Assert.Equal(code, (string?)(await bank.ResultAsync(id, checkType))["bank_rsp_code"]);
            Assert.Empty(await bank.MovementsAsync(id));
        }

        Assert.Equal("000", (string?)(await bank.ResultAsync(id, checkType))["bank_rsp_code"]);
        Assert.Equal("000", (string?)(await bank.ResultAsync(id, checkType))["bank_rsp_code"]);
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task The_web_page_account_answers_html_and_does_nothing()
    {
        var number = NewNumber("0099");
        var id = NewId();

        using var inquiry = await bank.SendAsync(Requests.RealNamePath, Requests.RealName(NewId(), number));
        using var transfer = await bank.SendAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal("text/html", inquiry.Content.Headers.ContentType?.MediaType);
        Assert.Equal((200, "text/html"), ((int)transfer.StatusCode, transfer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task The_first_use_names_the_holder_for_good()
    {
        var number = NewNumber();

        var first = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number, "김하늘"));
        var later = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number, "박바다"));
        var receive = await bank.PostAsync(Requests.ReceivePath, Requests.Receive(NewId(), number));

        Assert.Equal("김하늘", (string?)first["account_holder_name"]);
        Assert.Equal("김하늘", (string?)later["account_holder_name"]);
        Assert.Equal("김하늘", (string?)receive["account_holder_name"]);
    }

    [Fact]
    public async Task A_first_use_without_a_name_derives_one()
    {
        var answer = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), "1100020003333"));

        Assert.Matches("^[가-힣]{3}$", (string?)answer["account_holder_name"]);
    }
}
