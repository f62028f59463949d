using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Corrections;

/// <summary>
/// What a correction may do. Money on its way and franchises' money belong to rows of other modules (transfers,
/// payments, batches): a slip there without its row would be a lie, so those accounts have ways of their own. Rounding
/// must stay zero.
/// </summary>
internal static class CorrectionRules
{
    public const string AdjustmentSlip = "adjustment";
    public const string ReversalSlip = "reversal";
    private const int MostLines = 10;
    private const long Most = 1_000_000_000_000;

    public static readonly IReadOnlyList<LedgerAccount> Fixed =
    [
        LedgerAccount.WriteOff,
        LedgerAccount.FeeIncome,
        LedgerAccount.VatPayable,
        LedgerAccount.BankFeePayable,
        LedgerAccount.BankFeeExpense,
        LedgerAccount.AccountCheckExpense,
        LedgerAccount.Capital,
    ];

    private static readonly AccountKind[] Allowed =
    [
        AccountKind.Bank,
        AccountKind.Wallet,
        AccountKind.Pending,
        .. Fixed.Select(account => account.Kind),
    ];

    public static Result<SlipPreview> Preview(MyPayDb db, Adjustment? adjustment)
    {
        if (
            adjustment?.Lines is not { Count: >= 2 and <= MostLines } lines
            || lines.Any(line => line.Signed is 0 or > Most or < -Most || string.IsNullOrWhiteSpace(line.Account))
        )
            return new Refusal(RefusalKind.Invalid, "backoffice.adjustment.lines_invalid", (long)MostLines);
        var (debits, credits) = (
            -lines.Where(l => l.Signed < 0).Sum(l => l.Signed),
            lines.Where(l => l.Signed > 0).Sum(l => l.Signed)
        );
        if (debits != credits)
            return new Refusal(RefusalKind.Invalid, "backoffice.adjustment.not_balanced", debits, credits);
        return Preview(db, [.. lines.Select(line => (line.Account, line.Signed))], null);
    }

    public static Result<SlipPreview> Preview(MyPayDb db, Reversal? reversal)
    {
        if (
            reversal is null
            || db.Set<SlipRow>().AsNoTracking().SingleOrDefault(s => s.Seq == reversal.Slip) is not { } slip
            || !SlipLines.TryRead(slip.Lines, out var lines)
        )
            return new Refusal(RefusalKind.NotFound, "backoffice.reversal.slip_unknown");
        if (slip.Kind == ReversalSlip)
            return new Refusal(RefusalKind.Conflict, "backoffice.reversal.is_reversal");
        if (db.Set<CorrectionRow>().AsNoTracking().SingleOrDefault(c => c.Reverses == reversal.Slip) is { } earlier)
            return new Refusal(RefusalKind.Conflict, "backoffice.reversal.already_reversed", earlier.Slip);
        var ids = lines.Select(line => line.Account).Distinct().ToList();
        var codes = db.Set<AccountRow>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .ToDictionary(a => a.Id, a => a.Code);
        return Preview(
            db,
            [.. lines.Select(line => (codes.GetValueOrDefault(line.Account, ""), -line.Signed))],
            reversal.Slip
        );
    }

    public static T? Read<T>(string payload)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Result<SlipPreview> Preview(MyPayDb db, List<(string Code, long Signed)> lines, long? reverses)
    {
        var codes = lines.Select(line => line.Code).Distinct(StringComparer.Ordinal).ToList();
        var rows = db.Set<AccountRow>()
            .AsNoTracking()
            .Where(a => codes.Contains(a.Code))
            .ToDictionary(a => a.Code, StringComparer.Ordinal);
        var preview = new List<PreviewLine>();
        foreach (var (code, signed) in lines)
        {
            // An account of somebody's must be there already; ours open by their first slip.
            var account = rows.TryGetValue(code, out var row)
                ? new LedgerAccount(row.Code, row.Kind)
                : Fixed.FirstOrDefault(known => known.Code == code);
            if (account.Code is null)
                return new Refusal(RefusalKind.NotFound, "backoffice.adjustment.account_unknown", code);
            if (!Allowed.Contains(account.Kind))
                return new Refusal(RefusalKind.Forbidden, "backoffice.adjustment.account_forbidden", code);
            var before = row?.Balance ?? 0;
            var after = before + lines.Where(line => line.Code == code).Sum(line => line.Signed);
            if (account.NeverNegative && after < 0)
                return new Refusal(RefusalKind.Conflict, "ledger.insufficient", -after, before);
            preview.Add(new(account, signed, before, after));
        }

        return new SlipPreview(preview, lines.Where(line => line.Signed > 0).Sum(line => line.Signed), reverses);
    }
}
