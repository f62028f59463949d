using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>One slip per source. Counted without the unique index: it is the index's promise that is checked.</summary>
internal sealed class SourceProof : LedgerCheck
{
    public override async Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var sources = new ProofTally("sources unique");

        // Grouped by an expression that no index knows.
        await foreach (
            var row in snapshot.RowsAsync(
                "SELECT source || '', count(*), max(seq) FROM ledger_slip GROUP BY source || ''",
                ct
            )
        )
        {
            sources.Look();
            if (row.Number(1) is > 1)
                sources.Find(
                    new($"booked more than once: {row.Text(0)}", row.Number(2), null, "1", $"{row.Number(1)}")
                );
        }

        return [sources.Done()];
    }
}
