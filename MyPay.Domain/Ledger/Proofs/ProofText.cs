using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>A proof as people and programs read it.</summary>
public static class ProofText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>JSON, camelCase.</summary>
    public static string ToJson(ProofReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>An aligned table; the last line begins with <c>OK</c> or <c>FAILED</c>.</summary>
    public static string ToText(ProofReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        var width = report.Checks.Select(c => c.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var check in report.Checks)
        {
            Line(
                text,
                $"{(check.Ok ? "ok    " : "FAILED")}  {check.Name.PadRight(width)}  {check.Checked, 12:N0} checked  {check.Wrong, 8:N0} wrong"
            );
            foreach (var finding in check.Findings)
                Line(text, $"        {Say(finding)}");
            if (check.Wrong > check.Findings.Count)
                Line(text, $"        … and {check.Wrong - check.Findings.Count:N0} more");
        }

        var (assets, owed, ratio) = (
            report.Coverage.BankAssets,
            report.Coverage.Liabilities,
            report.Coverage.BasisPoints
        );
        var percent = ratio is { } points
            ? string.Create(CultureInfo.InvariantCulture, $"{points / 100m:0.00} %")
            : "nothing owed";
        Line(
            text,
            $"coverage {percent} ({assets:N0} won at banks, {report.Coverage.Own:N0} of them our own, {owed:N0} won owed)"
        );
        Line(text, $"taken {report.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, root {report.RootHash}");
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Slips:N0} slips, {report.Entries:N0} entries, {report.Accounts:N0} accounts, {report.OnceKeys:N0} idempotency keys"
        );
        if (report.Ok)
            Line(text, $"OK {counts}");
        else
            Line(text, $"FAILED {report.Checks.Count(c => !c.Ok)} of {report.Checks.Count} checks: {counts}");
        return text.ToString();
    }

    private static string Say(ProofFinding finding)
    {
        var parts = new List<string>();
        if (finding.Table is { } table)
            parts.Add(finding.Row is { } row ? $"{table} {row}" : table);
        if (finding.Slip is { } slip && finding.Table != "ledger_slip")
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"slip {slip}"));
        if (finding.Account is { } account && finding.Table != "ledger_account")
            parts.Add(account);
        parts.Add(finding.What);
        if (finding.Expected is not null)
            parts.Add($"expected {finding.Expected}, found {finding.Actual}");
        return string.Join(": ", parts);
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
