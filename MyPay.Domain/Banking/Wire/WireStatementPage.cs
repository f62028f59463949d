using System.Globalization;
using System.Text.Json;

namespace MyPay.Domain.Banking.Wire;

/// <summary>A line of a statement as the bank gives it. Signed won: what came in is positive.</summary>
internal sealed record WireStatementLine(
    TimeOnly Time,
    long Signed,
    long Balance,
    string PrintContent,
    string TranType
);

/// <summary>A page of an account's statement.</summary>
/// <param name="Lines">Oldest first.</param>
/// <param name="Trace">Asks for the next page; null on the last.</param>
internal sealed record WireStatementPage(IReadOnlyList<WireStatementLine> Lines, string? Trace)
{
    /// <summary>
    /// Null for anything that is not a whole page of this date: half a statement would show money missing that is
    /// there.
    /// </summary>
    public static WireStatementPage? Read(JsonElement answer, DateOnly date)
    {
        if (!answer.TryGetProperty("res_list", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return null;
        if (Number(answer, "page_record_cnt") is { } count && count != rows.GetArrayLength())
            return null;
        var more = Text(answer, "next_page_yn");
        var trace = Text(answer, "befor_inquiry_trace_info");
        if (more is not ("Y" or "N") || (more == "Y" && string.IsNullOrWhiteSpace(trace)))
            return null;

        var lines = new List<WireStatementLine>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (ReadLine(row, date) is not { } line)
                return null;
            lines.Add(line);
        }

        return new(lines, more == "Y" ? trace : null);
    }

    private static WireStatementLine? ReadLine(JsonElement row, DateOnly date)
    {
        if (row.ValueKind != JsonValueKind.Object)
            return null;
        if (Text(row, "tran_date") != date.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            return null;
        if (
            !TimeOnly.TryParseExact(
                Text(row, "tran_time"),
                "HHmmss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return null;
        if (Number(row, "tran_amt") is not (> 0 and var amount) || Number(row, "after_balance_amt") is not { } balance)
            return null;
        var sign = Text(row, "inout_type") switch
        {
            "입금" => 1,
            "출금" => -1,
            _ => 0,
        };
        return sign == 0
            ? null
            : new(time, sign * amount, balance, Text(row, "print_content") ?? "", Text(row, "tran_type") ?? "");
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement from, string name) =>
        long.TryParse(Text(from, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
