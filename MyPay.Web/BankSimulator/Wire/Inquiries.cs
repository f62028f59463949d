using System.Globalization;
using System.Text.Json.Nodes;
using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Ledger;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>
/// The calls that move nothing. Each takes its <c>bank_tran_id</c> for the day like a transfer does. An inquiry may be
/// an account's first use: <c>account_holder_name</c> (a field of this simulator, not of KFTC) then names its holder,
/// else a name is derived from the number.
/// </summary>
internal sealed class Inquiries(Book book, Statements statements, TimeProvider clock)
{
    private const string BusinessNumber = "6";

    /// <summary>The simulator has no birth dates: any well-formed one is the holder's.</summary>
    public Plan RealName(WireFields fields)
    {
        var id = fields.BankTranId();
        var account = fields.BankAccount();
        var infoType = fields.Text("account_holder_info_type", 1);
        var info = fields.Text("account_holder_info", 10);
        if (infoType != " " && !char.IsAsciiDigit(infoType.FirstOrDefault()))
            fields.Spoil("account_holder_info_type");
        if (
            infoType == BusinessNumber
                ? info.Length != 10 || !info.All(char.IsAsciiDigit)
                : !BankTime.IsMoment(info, "yyMMdd")
        )
            fields.Spoil("account_holder_info", Outcome.BadHolderInfo);
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");
        var name = fields.Optional("account_holder_name", 20);

        return new(
            account,
            false,
            _ =>
                Look(id, account, name)
                    .Answer.Add(
                        ("account_num", account.Number),
                        ("account_holder_info_type", infoType),
                        ("account_holder_info", info),
                        ("account_type", "1")
                    )
        );
    }

    public Plan Receive(WireFields fields)
    {
        var id = fields.BankTranId();
        fields.ReadContract();
        var byFintech = fields.Optional("fintech_use_num", 24) is not null;
        var account = byFintech ? fields.FintechAccount() : fields.BankAccount();
        fields.Optional("account_seq", 3);
        var name = fields.Optional("account_holder_name", 20);
        var print = fields.Text("print_content", 20);
        var amount = fields.Amount();
        fields.ReadRequester(mustNameAccount: false);
        fields.ReadSubFranchise();
        fields.Optional("cms_num", 32);
        if (fields.Optional("tran_dtime", 14) is not null)
            fields.Moment("tran_dtime", "yyyyMMddHHmmss");

        return new(
            account,
            false,
            _ =>
                Look(id, account, name)
                    .Answer.Add(
                        ("account_num", account.Number),
                        ("print_content", print),
                        ("tran_amt", WireAnswers.Won(amount)),
                        ("account_type", "1")
                    )
        );
    }

    public Plan Balance(WireFields fields)
    {
        var id = fields.BankTranId();
        var account = fields.FintechAccount();
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");

        return new(
            account,
            false,
            _ =>
            {
                var (answer, known) = Look(id, account, null);
                var balance = known is null ? "" : WireAnswers.Won(known.Balance);
                return answer.Add(
                    ("fintech_use_num", fields.Text("fintech_use_num", 24)),
                    ("balance_amt", balance),
                    ("available_amt", balance),
                    ("account_type", "1"),
                    ("product_name", "보통예금"),
                    ("last_tran_date", LastDay(account))
                );
            }
        );
    }

    /// <summary>25 lines a page; <c>befor_inquiry_trace_info</c> of one answer asks for the next page.</summary>
    public Plan TransactionList(WireFields fields)
    {
        var id = fields.BankTranId();
        var account = fields.FintechAccount();
        var which = fields.OneOf("inquiry_type", "A", "I", "O");
        var byTime = fields.OneOf("inquiry_base", "D", "T") == "T";
        var from = fields.Moment("from_date", "yyyyMMdd") + Clock(fields, "from_time", byTime, "000000");
        var to = fields.Moment("to_date", "yyyyMMdd") + Clock(fields, "to_time", byTime, "235959");
        if (string.CompareOrdinal(from, to) > 0)
            fields.Spoil("to_date");
        var newestFirst = fields.OneOf("sort_order", "D", "A") == "D";
        fields.Moment("tran_dtime", "yyyyMMddHHmmss");
        var trace = fields.Optional("befor_inquiry_trace_info", 18);
        if (trace is not null && !trace.All(char.IsAsciiDigit))
            fields.Spoil("befor_inquiry_trace_info");

        return new(
            account,
            false,
            _ =>
            {
                var (answer, known) = Look(id, account, null);
                long? after = trace is null ? null : long.Parse(trace, CultureInfo.InvariantCulture);
                var (lines, more) = known is null
                    ? ([], false)
                    : statements.Page(new(account, which != "O", which != "I", from, to, newestFirst, after));
                return answer.Add(
                    ("fintech_use_num", fields.Text("fintech_use_num", 24)),
                    ("balance_amt", known is null ? "" : WireAnswers.Won(known.Balance)),
                    ("page_record_cnt", WireAnswers.Won(lines.Count)),
                    ("next_page_yn", more ? "Y" : "N"),
                    ("befor_inquiry_trace_info", more ? WireAnswers.Won(lines[^1].Seq) : ""),
                    ("res_list", new JsonArray([.. lines.Select(Line)]))
                );
            }
        );
    }

    // With inquiry_base D the times are not asked for, but may stand there.
    private static string Clock(WireFields fields, string name, bool byTime, string wholeDay)
    {
        if (byTime)
            return fields.Moment(name, "HHmmss");
        fields.Optional(name, 6);
        return wholeDay;
    }

    private static JsonObject Line(StatementLine line) =>
        new()
        {
            ["tran_date"] = line.Day,
            ["tran_time"] = line.Time,
            ["inout_type"] = line.CameIn ? "입금" : "출금",
            ["tran_type"] = "대체",
            ["print_content"] = line.PrintContent,
            ["tran_amt"] = WireAnswers.Won(line.Amount),
            ["after_balance_amt"] = WireAnswers.Won(line.Balance),
            ["branch_name"] = "",
        };

    private string LastDay(AccountKey account) =>
        statements.Page(new(account, true, true, "", "9", NewestFirst: true, After: null)).Lines.FirstOrDefault()?.Day
        ?? "";

    // The account is null when the answer is no.
    private (JsonObject Answer, Account? Known) Look(string bankTranId, AccountKey account, string? name)
    {
        var now = clock.SeoulNow();
        var outcome = !book.Claim(bankTranId, now.Day()) ? Outcome.Duplicate : account.Refusal ?? Outcome.Success;
        var known = outcome.IsSuccess ? book.Visit(account, name) : null;
        var answer = WireAnswers
            .Head(now, outcome.RspCode)
            .AddBank(outcome, account.Bank, bankTranId, now.Day())
            .AddAccount("", account, known?.Holder ?? "");
        return (answer, known);
    }
}
