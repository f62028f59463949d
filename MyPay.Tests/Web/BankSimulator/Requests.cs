using System.Text.Json.Nodes;

namespace MyPay.Tests.Web.BankSimulator;

/// <summary>Well-formed requests as MyPay's gateway would send them.</summary>
internal static class Requests
{
    public const string WithdrawPath = "/v2.0/transfer/withdraw/fin_num";
    public const string DepositPath = "/v2.0/transfer/deposit/acnt_num";
    public const string DepositFintechPath = "/v2.0/transfer/deposit/fin_num";
    public const string RealNamePath = "/v2.0/inquiry/real_name";
    public const string ReceivePath = "/v2.0/inquiry/receive";

    private const string Now = "20260302103000";

    public static JsonObject Withdraw(string id, string number, string amount = "15000") =>
        new()
        {
            ["bank_tran_id"] = id,
            ["cntr_account_type"] = "N",
            ["cntr_account_num"] = SimulatedBank.Contract,
            ["dps_print_content"] = "충전 홍길동",
            ["fintech_use_num"] = SimulatedBank.Fintech("088", number),
            ["wd_print_content"] = "마이페이충전",
            ["tran_amt"] = amount,
            ["tran_dtime"] = Now,
            ["req_client_name"] = "홍길동",
            ["req_client_bank_code"] = "088",
            ["req_client_account_num"] = number,
            ["req_client_num"] = "MEMBER1",
            ["transfer_purpose"] = "RC",
        };

    public static JsonObject Deposit(string id, string number, string amount = "15000") =>
        Deposit(DepositRow(id, number, amount));

    public static JsonObject DepositByFintech(string id, string number)
    {
        var row = DepositRow(id, number, "15000");
        row.Remove("bank_code_std");
        row.Remove("account_num");
        row["fintech_use_num"] = SimulatedBank.Fintech("088", number);
        return Deposit(row);
    }

    public static JsonObject RealName(string id, string number, string? holder = null)
    {
        var body = new JsonObject
        {
            ["bank_tran_id"] = id,
            ["bank_code_std"] = "088",
            ["account_num"] = number,
            ["account_holder_info_type"] = " ",
            ["account_holder_info"] = "900131",
            ["tran_dtime"] = Now,
        };
        if (holder is not null)
            body["account_holder_name"] = holder;
        return body;
    }

    public static JsonObject Receive(string id, string number) =>
        new()
        {
            ["bank_tran_id"] = id,
            ["cntr_account_type"] = "N",
            ["cntr_account_num"] = SimulatedBank.Contract,
            ["bank_code_std"] = "088",
            ["account_num"] = number,
            ["print_content"] = "홍길동",
            ["tran_amt"] = "15000",
            ["req_client_name"] = "홍길동",
            ["req_client_num"] = "MEMBER1",
            ["transfer_purpose"] = "TR",
        };

    public static string BalancePath(string number, string bank = "088") =>
        $"/v2.0/account/balance/fin_num?bank_tran_id={SimulatedBank.NewId()}&fintech_use_num={SimulatedBank.Fintech(bank, number)}&tran_dtime={Now}";

    public static string ListPath(
        string bank,
        string number,
        string type = "A",
        string sort = "A",
        string trace = ""
    ) =>
        $"/v2.0/account/transaction_list/fin_num?bank_tran_id={SimulatedBank.NewId()}&fintech_use_num={SimulatedBank.Fintech(bank, number)}"
        + $"&inquiry_type={type}&inquiry_base=D&from_date=20260301&to_date=20260331"
        + $"&sort_order={sort}&tran_dtime={Now}&befor_inquiry_trace_info={trace}";

    private static JsonObject Deposit(JsonObject row) =>
        new()
        {
            ["cntr_account_type"] = "N",
            ["cntr_account_num"] = SimulatedBank.Contract,
            ["wd_pass_phrase"] = "NONE",
            ["wd_print_content"] = "출금 홍길동",
            ["name_check_option"] = "on",
            ["tran_dtime"] = Now,
            ["req_cnt"] = "1",
            ["req_list"] = new JsonArray(row),
        };

    private static JsonObject DepositRow(string id, string number, string amount) =>
        new()
        {
            ["tran_no"] = "1",
            ["bank_tran_id"] = id,
            ["bank_code_std"] = "088",
            ["account_num"] = number,
            ["print_content"] = "마이페이1234",
            ["tran_amt"] = amount,
            ["req_client_name"] = "홍길동",
            ["req_client_num"] = "MEMBER1",
            ["transfer_purpose"] = "TR",
        };
}
