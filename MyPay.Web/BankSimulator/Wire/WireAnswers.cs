using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>The parts every answer is built from. All values travel as strings, Korean as plain UTF-8.</summary>
internal static class WireAnswers
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static JsonObject Head(DateTimeOffset now, string rspCode) =>
        new()
        {
            ["api_tran_id"] = Guid.NewGuid().ToString("N"),
            ["api_tran_dtm"] = now.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture),
            ["rsp_code"] = rspCode,
            ["rsp_message"] = Outcome.Say(rspCode),
        };

    public static JsonObject Refused(DateTimeOffset now, Flaw flaw)
    {
        var answer = Head(now, flaw.Code);
        answer["rsp_message"] = $"{Outcome.Say(flaw.Code)} ({flaw.Field})";
        return answer;
    }

    /// <summary>The bank's half of an answer, whether it stands at the top or in a row.</summary>
    public static JsonObject AddBank(
        this JsonObject answer,
        Outcome outcome,
        string bank,
        string bankTranId,
        string day
    ) =>
        answer.Add(
            ("bank_tran_id", bankTranId),
            ("bank_tran_date", day),
            ("bank_code_tran", bank),
            ("bank_rsp_code", outcome.BankCode),
            ("bank_rsp_message", Outcome.Say(outcome.BankCode))
        );

    /// <summary>
    /// An account's bank, name and masked number under <paramref name="prefix"/> ("", "wd_" or "dps_").
    /// </summary>
    public static JsonObject AddAccount(this JsonObject answer, string prefix, AccountKey? account, string holder) =>
        answer.Add(
            (prefix + "bank_code_std", account?.Bank ?? ""),
            (prefix + "bank_code_sub", account is null ? "" : account.Bank + "0000"),
            (prefix + "bank_name", account is null ? "" : BankDirectory.NameOf(account.Bank)),
            (prefix + "account_num_masked", account?.Masked ?? ""),
            (prefix + "account_holder_name", holder)
        );

    public static JsonObject Add(this JsonObject answer, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        foreach (var (name, value) in fields)
            answer[name] = value;
        return answer;
    }

    public static string Won(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rewrites a field wherever it stands, at the top or in a row.</summary>
    public static void Rewrite(JsonNode? node, string field, Func<string, string> change)
    {
        if (node is JsonArray rows)
        {
            foreach (var row in rows)
                Rewrite(row, field, change);
        }
        else if (node is JsonObject answer)
        {
            if (answer[field] is { } value)
                answer[field] = change(value.GetValue<string>());
            foreach (var (_, child) in answer)
                Rewrite(child, field, change);
        }
    }
}
