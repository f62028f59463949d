using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Payment;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.Proofs;

/// <summary>
/// Each line is the slip it names, to the won, of a day in its batch's period; and no slip of a settled day is missing
/// from the batches.
/// </summary>
internal sealed class LineProof : IProof
{
    private const string Lines = """
        SELECT l."LedgerSlip", l."Tid", l."N", l."Amount", l."Fee", l."Vat", l."SoldOn", b."Id", b."From", b."To", s.source, s.business_date, s.lines, u.id
        FROM settlement_line l
        LEFT JOIN settlement_batch b ON b."No" = l."Batch"
        LEFT JOIN ledger_slip s ON s.seq = l."LedgerSlip"
        LEFT JOIN ledger_account u ON u.code = 'franchise-unsettled:' || b."Franchise"
        ORDER BY l."LedgerSlip"
        """;

    private const string Missing = """
        SELECT s.seq, s.source, f."LastTo" FROM settlement_franchise f
        JOIN ledger_account a ON a.code = 'franchise-unsettled:' || f."Franchise"
        JOIN ledger_entry e ON e.account = a.id
        JOIN ledger_slip s ON s.seq = e.slip
        WHERE s.kind IN ('payment', 'cancel') AND s.business_date <= f."LastTo" AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l."LedgerSlip" = s.seq)
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("settlement lines");
        var feeIncome = await snapshot.NumberAsync("SELECT id FROM ledger_account WHERE code = 'fee-income'", ct);
        var vatPayable = await snapshot.NumberAsync("SELECT id FROM ledger_account WHERE code = 'vat-payable'", ct);
        await foreach (var row in snapshot.RowsAsync(Lines, ct))
        {
            tally.Look("settlement_line", $"{row.Number(0)}");
            Check(row, feeIncome, vatPayable, tally);
        }

        await CheckWordsAsync(snapshot, tally, ct);
        tally.At(null);
        await foreach (var row in snapshot.RowsAsync(Missing, ct))
            tally.Find(
                new(
                    $"{row.Text(1)} was sold in a settled period and is in no batch",
                    row.Number(0),
                    null,
                    $"settled until {row.Text(2)}"
                )
            );
        return tally.Done();
    }

    /// <summary>Order, item and rate were copied from the payment; they are still the same.</summary>
    private static async Task CheckWordsAsync(ProofSnapshot snapshot, ProofTally tally, CancellationToken ct)
    {
        var edited =
            from line in snapshot.Db.Set<SettledLine>()
            join sold in SoldWords.Of(snapshot.Db) on line.LedgerSlip equals sold.LedgerSlip
            where
                line.PartnerOrderId != sold.PartnerOrderId
                || line.ItemName != sold.ItemName
                || line.RateBasisPoints != sold.RateBasisPoints
            orderby line.LedgerSlip
            select new { Line = line, Sold = sold };
        await foreach (var row in edited.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.At("settlement_line", $"{row.Line.LedgerSlip}");
            var (line, sold, what) = (row.Line, row.Sold, $"of line {row.Line.Tid}:{row.Line.N}");
            tally.Same($"order {what}", sold.PartnerOrderId, line.PartnerOrderId, line.LedgerSlip);
            tally.Same($"item {what}", sold.ItemName, line.ItemName, line.LedgerSlip);
            tally.Same($"rate {what}", $"{sold.RateBasisPoints}", $"{line.RateBasisPoints}", line.LedgerSlip);
        }
    }

    private static void Check(ProofRow row, long? feeIncome, long? vatPayable, ProofTally tally)
    {
        var (slip, tid, n, soldOn) = (row.Number(0), row.Text(1), row.Number(2), row.Text(6));
        var what = $"line {tid}:{n} of batch {row.Text(7) ?? "that does not exist"}";
        if (row.Text(7) is null)
            tally.Find(new($"{what} has no batch", slip));
        tally.Same($"source of {what}", n == 0 ? $"payment:{tid}" : $"payment:{tid}:cancel:{n}", row.Text(10), slip);
        tally.Same($"sales date of {what}", row.Text(11), soldOn, slip);
        if (string.CompareOrdinal(soldOn, row.Text(8)) < 0 || string.CompareOrdinal(soldOn, row.Text(9)) > 0)
            tally.Find(new($"sales date of {what}", slip, null, $"{row.Text(8)} to {row.Text(9)}", soldOn));
        if (!SlipLines.TryRead(row.Text(12) ?? "", out var lines))
        {
            tally.Find(new($"the slip of {what} is missing or cannot be read", slip));
            return;
        }

        long On(long? account) => lines.Where(l => l.Account == account).Sum(l => l.Signed);
        var (amount, fee, vat) = (row.Number(3) ?? 0, row.Number(4) ?? 0, row.Number(5) ?? 0);
        tally.Same($"fee of {what}", On(feeIncome), fee, slip);
        tally.Same($"VAT of {what}", On(vatPayable), vat, slip);
        tally.Same($"amount of {what}", On(row.Number(13)) + On(feeIncome) + On(vatPayable), amount, slip);
    }
}
