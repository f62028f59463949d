using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>
/// What cases say was written off is what the ledger has booked for them, and no case closed so without its slip.
/// </summary>
internal sealed class WriteOffProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("write-offs as booked");
        var booked = new Dictionary<string, (long Sum, long Last)>(StringComparer.Ordinal);
        await foreach (
            var row in snapshot.RowsAsync(
                """
                SELECT s.source, -e.amount, s.seq
                  FROM ledger_slip s JOIN ledger_entry e ON e.slip = s.seq
                  JOIN ledger_account a ON a.id = e.account
                WHERE s.source >= 'settlement:recon:' AND s.source < 'settlement:recon;' AND a.kind = 1 ORDER BY s.seq
                """,
                ct
            )
        )
        {
            var id = (row.Text(0) ?? "").Split(':') is [_, _, var named, ..] ? named : "";
            booked[id] = (booked.GetValueOrDefault(id).Sum + (row.Number(1) ?? 0), row.Number(2) ?? 0);
        }

        await foreach (
            var row in snapshot.RowsAsync(
                "SELECT \"Id\", \"WrittenOff\", \"Slip\" FROM settlement_recon_case WHERE \"Slip\" IS NOT NULL "
                    + "OR \"WrittenOff\" <> 0 OR \"Closing\" = 'WrittenOff'",
                ct
            )
        )
        {
            var id = row.Text(0) ?? "";
            tally.Look("settlement_recon_case", id);
            var (sum, last) = booked.GetValueOrDefault(id);
            tally.Same($"written off for case {id}", sum, row.Number(1) ?? 0, last == 0 ? null : last);
            tally.Same($"slip of case {id}", last, row.Number(2) ?? 0);
            booked.Remove(id);
        }

        tally.At(null);
        foreach (var (id, (sum, last)) in booked)
            tally.Find(new($"a write-off without its case {id}", last, null, "0", $"{sum}"));
        return tally.Done();
    }
}
