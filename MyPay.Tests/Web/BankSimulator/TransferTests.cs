using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using static MyPay.Tests.Web.BankSimulator.SimulatedBank;

namespace MyPay.Tests.Web.BankSimulator;

[Trait("Lane", "Fast")]
public sealed class TransferTests(SimulatedBank bank) : IClassFixture<SimulatedBank>
{
    private readonly string number = NewNumber();
    private readonly string id = NewId();

    [Fact]
    public async Task A_withdrawal_is_one_movement_into_the_contract_account()
    {
        // opens the contract account
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(NewId(), NewNumber(), "1"));
        var contract = await bank.BalanceAsync(Contract, "004");

        var answer = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        Assert.Equal(("A0000", "000", id, Today), Codes(answer));
        Assert.Equal(
            ("15000", "088", "마이페이충전"),
            ((string?)answer["tran_amt"], (string?)answer["bank_code_std"], (string?)answer["print_content"])
        );
        Assert.Equal("마이페이", (string?)answer["dps_account_holder_name"]);
        var row = Assert.Single(await bank.MovementsAsync(id));
        Assert.Equal(
            ("withdraw", "088", number, 15_000L),
            ((string?)row["kind"], (string?)row["bank"], (string?)row["number"], (long)row["amount"]!)
        );
        Assert.Equal("2026-03-02T10:30:00+09:00", (string?)row["at"]);
        Assert.Equal(9_985_000, await bank.BalanceAsync(number));
        Assert.Equal(contract + 15_000, await bank.BalanceAsync(Contract, "004"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deposit_is_one_movement_out_of_the_contract_account(bool byFintech)
    {
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(NewId(), NewNumber(), "1"));
        var contract = await bank.BalanceAsync(Contract, "004");

        var answer = byFintech
            ? await bank.PostAsync(Requests.DepositFintechPath, Requests.DepositByFintech(id, number))
            : await bank.PostAsync(Requests.DepositPath, Requests.Deposit(id, number));

        Assert.Equal("A0000", (string?)answer["rsp_code"]);
        var done = answer["res_list"]![0]!;
        Assert.Equal(
            ("000", id, "15000", "1"),
            (
                (string?)done["bank_rsp_code"],
                (string?)done["bank_tran_id"],
                (string?)done["tran_amt"],
                (string?)done["tran_no"]
            )
        );
        var row = Assert.Single(await bank.MovementsAsync(id));
        Assert.Equal(("deposit", "마이페이1234"), ((string?)row["kind"], (string?)row["printContent"]));
        Assert.Equal(10_015_000, await bank.BalanceAsync(number));
        Assert.Equal(contract - 15_000, await bank.BalanceAsync(Contract, "004"));
    }

    [Fact]
    public async Task A_used_id_moves_nothing_more_that_day()
    {
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        var again = await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));
        var otherCall = await bank.PostAsync(Requests.DepositPath, Requests.Deposit(id, number));
        var inquiry = await bank.PostAsync(Requests.RealNamePath, Requests.RealName(id, number));

        Assert.Equal(("A0326", "822", id, Today), Codes(again));
        Assert.Equal(
            ("A0326", "822"),
            ((string?)otherCall["rsp_code"], (string?)otherCall["res_list"]![0]!["bank_rsp_code"])
        );
        Assert.Equal(("A0326", "822", id, Today), Codes(inquiry));
        Assert.Single(await bank.MovementsAsync(id));
        Assert.Equal(9_985_000, await bank.BalanceAsync(number));
    }

    [Fact]
    public async Task Twenty_calls_at_once_with_one_id_move_once()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number)))
        );

        Assert.Single(answers, answer => (string?)answer["bank_rsp_code"] == "000");
        Assert.Single(await bank.MovementsAsync(id));
    }

    [Fact]
    public async Task The_contract_account_never_goes_below_zero()
    {
        var body = Requests.Deposit(id, number, "10000001");
        body["cntr_account_num"] = NewNumber();

        var answer = await bank.PostAsync(Requests.DepositPath, body);

        Assert.Equal(
            ("A0002", "453"),
            ((string?)answer["rsp_code"], (string?)answer["res_list"]![0]!["bank_rsp_code"])
        );
        Assert.Empty(await bank.MovementsAsync(id));
    }

    [Theory]
    [InlineData("on", "815")]
    [InlineData("off", "000")]
    public async Task A_deposit_to_another_name_is_refused_when_the_name_is_checked(string option, string code)
    {
        await bank.PostAsync(Requests.RealNamePath, Requests.RealName(NewId(), number, "김하늘"));
        var body = Requests.Deposit(id, number);
        body["name_check_option"] = option;
        body["req_list"]![0]!["account_holder_name"] = "박바다";

        var answer = await bank.PostAsync(Requests.DepositPath, body);

        Assert.Equal(code, (string?)answer["res_list"]![0]!["bank_rsp_code"]);
        Assert.Equal(code == "000" ? 1 : 0, (await bank.MovementsAsync(id)).Count);
    }

    [Theory]
    [InlineData("1", "15000", Today, "000")]
    [InlineData("2", "15000", Today, "701")]
    [InlineData("1", "15001", Today, "701")]
    [InlineData("1", "15000", "20260301", "701")]
    public async Task The_result_inquiry_knows_a_transfer_only_when_everything_matches(
        string checkType,
        string amount,
        string day,
        string code
    )
    {
        await bank.PostAsync(Requests.WithdrawPath, Requests.Withdraw(id, number));

        var row = await bank.ResultAsync(id, checkType, amount, day);

        Assert.Equal(
            (code, id, amount),
            ((string?)row["bank_rsp_code"], (string?)row["bank_tran_id"], (string?)row["tran_amt"])
        );
    }

    [Fact]
    public async Task The_result_inquiry_takes_25_rows_and_no_more()
    {
        Assert.Equal("A0000", (string?)(await bank.PostAsync("/v2.0/transfer/result", Many(25)))["rsp_code"]);
        Assert.Equal("A0004", (string?)(await bank.PostAsync("/v2.0/transfer/result", Many(26)))["rsp_code"]);

        static JsonObject Many(int count) =>
            new()
            {
                ["check_type"] = "1",
                ["tran_dtime"] = "20260302103000",
                ["req_cnt"] = count.ToString(CultureInfo.InvariantCulture),
                ["req_list"] = new JsonArray([
                    .. Enumerable
                        .Range(1, count)
                        .Select(no => new JsonObject
                        {
                            ["tran_no"] = no.ToString(CultureInfo.InvariantCulture),
                            ["org_bank_tran_id"] = NewId(),
                            ["org_bank_tran_date"] = Today,
                            ["org_tran_amt"] = "1",
                        }),
                ]),
            };
    }

    [Fact]
    public async Task A_statement_shows_a_customers_lines_and_the_contract_accounts_mirror()
    {
        var contract = NewNumber();
        var withdrawal = Requests.Withdraw(id, number);
        withdrawal["cntr_account_num"] = contract;
        var deposit = Requests.Deposit(NewId(), number, "3000");
        deposit["cntr_account_num"] = contract;
        await bank.PostAsync(Requests.WithdrawPath, withdrawal);
        await bank.PostAsync(Requests.DepositPath, deposit);

        var customers = await bank.GetAsync(Requests.ListPath("088", number));
        var mirror = await bank.GetAsync(Requests.ListPath("004", contract));
        var mirrorIn = await bank.GetAsync(Requests.ListPath("004", contract, type: "I"));

        Assert.Equal(
            [("출금", "15000", "9985000", "마이페이충전"), ("입금", "3000", "9988000", "마이페이1234")],
            Lines(customers)
        );
        Assert.Equal(
            [("입금", "15000", "10015000", "충전 홍길동"), ("출금", "3000", "10012000", "출금 홍길동")],
            Lines(mirror)
        );
        Assert.Equal([("입금", "15000", "10015000", "충전 홍길동")], Lines(mirrorIn));
        var balance = await bank.GetAsync(Requests.BalancePath(number));
        Assert.Equal(
            ("000", "9988000", Today),
            ((string?)balance["bank_rsp_code"], (string?)balance["balance_amt"], (string?)balance["last_tran_date"])
        );
    }

    [Theory]
    [InlineData("A")]
    [InlineData("D")]
    public async Task A_statement_comes_in_pages(string sort)
    {
        for (var amount = 1; amount <= 27; amount++)
            await bank.PostAsync(
                Requests.WithdrawPath,
                Requests.Withdraw(NewId(), number, amount.ToString(CultureInfo.InvariantCulture))
            );

        var first = await bank.GetAsync(Requests.ListPath("088", number, sort: sort));
        var second = await bank.GetAsync(
            Requests.ListPath("088", number, sort: sort, trace: (string)first["befor_inquiry_trace_info"]!)
        );

        Assert.Equal(("Y", "N"), ((string?)first["next_page_yn"], (string?)second["next_page_yn"]));
        var amounts = Lines(first)
            .Concat(Lines(second))
            .Select(line => int.Parse(line.Amount!, CultureInfo.InvariantCulture));
        Assert.Equal(sort == "A" ? Enumerable.Range(1, 27) : Enumerable.Range(1, 27).Reverse(), amounts);
    }

    private static (string?, string?, string?, string?) Codes(JsonObject answer) =>
        (
            (string?)answer["rsp_code"],
            (string?)answer["bank_rsp_code"],
            (string?)answer["bank_tran_id"],
            (string?)answer["bank_tran_date"]
        );

    private static IEnumerable<(string? Way, string? Amount, string? After, string? Print)> Lines(
        JsonObject statement
    ) =>
        statement["res_list"]!
            .AsArray()
            .Select(line =>
                (
                    (string?)line!["inout_type"],
                    (string?)line["tran_amt"],
                    (string?)line["after_balance_amt"],
                    (string?)line["print_content"]
                )
            );
}
