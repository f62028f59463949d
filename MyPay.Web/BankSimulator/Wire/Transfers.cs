using System.Globalization;
using System.Text.Json.Nodes;
using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Ledger;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>The calls that move money, one amount each, and the inquiry that tells what became of them.</summary>
internal sealed class Transfers(Book book, TimeProvider clock)
{
    private const int MostInquiries = 25;

    public Plan Withdraw(WireFields fields)
    {
        var id = fields.BankTranId();
        var contract = fields.ReadContract();
        var contractPrint = fields.Text("dps_print_content", 20);
        var account = fields.FintechAccount();
        var print = fields.Optional("wd_print_content", 20) ?? TransferOrder.ContractHolder;
        var amount = fields.Amount();
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");
        fields.ReadRequester(mustNameAccount: true);
        fields.ReadSubFranchise();
        fields.ReadFinalReceiver();
        var order = new TransferOrder(id, Way.Withdraw, account, contract, amount, print, contractPrint);
        if (account == order.Contract)
            fields.Spoil("fintech_use_num");

        return new(
            account,
            true,
            failsLater =>
            {
                var now = clock.SeoulNow();
                var report = book.Transfer(order, now.Day(), failsLater);
                return WireAnswers
                    .Head(now, report.Outcome.RspCode)
                    .AddAccount("dps_", order.Contract, report.ContractHolder)
                    .Add(("dps_print_content", contractPrint))
                    .AddBank(report.Outcome, account.Bank, id, now.Day())
                    .AddAccount("", account, report.Holder)
                    .Add(
                        ("fintech_use_num", fields.Text("fintech_use_num", 24)),
                        ("account_alias", ""),
                        ("savings_bank_name", ""),
                        ("print_content", print),
                        ("tran_amt", WireAnswers.Won(amount)),
                        ("wd_limit_remain_amt", "10000000")
                    );
            }
        );
    }

    public Plan DepositByFintechNumber(WireFields fields) => Deposit(fields, row => row.FintechAccount());

    /// <summary>
    /// <c>account_holder_name</c> names the holder at an account's first use; later, with <c>name_check_option</c> on,
    /// another name is refused (815).
    /// </summary>
    public Plan DepositByAccountNumber(WireFields fields) => Deposit(fields, row => row.BankAccount());

    /// <summary>
    /// A call still in process answers A0000 with 400 in its row: the inquiry succeeded, the transfer has not yet.
    /// </summary>
    public Plan Result(WireFields fields)
    {
        var way = fields.OneOf("check_type", "1", "2") == "1" ? Way.Withdraw : Way.Deposit;
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");
        var count = fields.Digits("req_cnt", 1, 2);
        var rows = fields.Rows("req_list", MostInquiries);
        if (count != WireAnswers.Won(rows.Count))
            fields.Spoil("req_cnt");
        var asked = rows.ConvertAll(row =>
            (
                No: row.Digits("tran_no", 1, 5),
                Id: row.BankTranId("org_bank_tran_id"),
                Day: row.Moment("org_bank_tran_date", "yyyyMMdd"),
                Amount: row.Amount("org_tran_amt")
            )
        );

        return new(
            null,
            false,
            _ =>
                WireAnswers
                    .Head(clock.SeoulNow(), Outcome.Success.RspCode)
                    .Add(
                        ("res_cnt", count),
                        ("res_list", new JsonArray([.. asked.Select(a => ResultRow(a.No, way, a.Id, a.Day, a.Amount))]))
                    )
        );
    }

    private Plan Deposit(WireFields fields, Func<WireFields, AccountKey> readAccount)
    {
        var contract = fields.ReadContract();
        fields.Text("wd_pass_phrase", 128);
        var contractPrint = fields.Text("wd_print_content", 20);
        var checksName =
            fields.Optional("name_check_option", 3) is null || fields.OneOf("name_check_option", "on", "off") == "on";
        fields.ReadSubFranchise();
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");
        fields.OneOf("req_cnt", "1");
        var row = fields.Rows("req_list", 1) is [var only] ? only : new(null);

        var no = row.Digits("tran_no", 1, 5);
        var id = row.BankTranId();
        var account = readAccount(row);
        var print = row.Text("print_content", 20);
        var amount = row.Amount();
        row.Optional("account_seq", 3);
        var holder = row.Optional("account_holder_name", 20);
        row.ReadRequester(mustNameAccount: false);
        row.Optional("cms_num", 32);
        if (row.Optional("withdraw_bank_tran_id", 20) is not null)
            row.BankTranId("withdraw_bank_tran_id");
        if (row.Optional("recv_bank_tran_id", 20) is not null)
            row.BankTranId("recv_bank_tran_id");
        var order = new TransferOrder(id, Way.Deposit, account, contract, amount, print, contractPrint)
        {
            HolderName = holder,
            ChecksHolder = checksName,
        };
        if (account == order.Contract)
            fields.Spoil("cntr_account_num");
        return new(account, true, failsLater => DepositAnswer(order, no, row, failsLater));
    }

    private JsonObject DepositAnswer(TransferOrder order, string no, WireFields row, bool failsLater)
    {
        var now = clock.SeoulNow();
        var report = book.Transfer(order, now.Day(), failsLater);
        var done = new JsonObject { ["tran_no"] = no }
            .AddBank(report.Outcome, order.Customer.Bank, order.BankTranId, now.Day())
            .AddAccount("", order.Customer, report.Holder)
            .Add(
                ("fintech_use_num", row.Optional("fintech_use_num", 24) ?? ""),
                ("account_num", order.Customer.Number),
                ("savings_bank_name", ""),
                ("print_content", order.PrintContent),
                ("tran_amt", WireAnswers.Won(order.Amount))
            );
        return WireAnswers
            .Head(now, report.Outcome.RspCode)
            .AddAccount("wd_", order.Contract, report.ContractHolder)
            .Add(("wd_print_content", order.ContractPrintContent), ("res_cnt", "1"), ("res_list", new JsonArray(done)));
    }

    private JsonObject ResultRow(string no, Way way, string bankTranId, string day, long amount)
    {
        var (outcome, order) = book.Ask(way, bankTranId, day, amount);
        var (wd, dps) = way == Way.Withdraw ? (order?.Customer, order?.Contract) : (order?.Contract, order?.Customer);
        return new JsonObject { ["tran_no"] = no }
            .AddBank(outcome, order?.Customer.Bank ?? "", bankTranId, day)
            .AddAccount("wd_", wd, HolderOf(wd))
            .AddAccount("dps_", dps, HolderOf(dps))
            .Add(("tran_amt", WireAnswers.Won(amount)));
    }

    private string HolderOf(AccountKey? account) => account is null ? "" : book.Find(account)?.Holder ?? "";
}
