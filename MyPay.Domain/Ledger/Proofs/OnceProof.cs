using System.Text.Json;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>Idempotency: one row per key, one effect per key, each with an answer that can be given again.</summary>
internal sealed class OnceProof : LedgerCheck
{
    private readonly ProofTally keys = new("idempotency");

    public long Count => keys.Checked;

    public override async Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var previous = "";
        await foreach (
            var row in snapshot.RowsAsync(
                """
                SELECT key, fingerprint, answer, first_slip, first_slip IS NULL OR EXISTS (SELECT 1 FROM ledger_slip WHERE seq = first_slip)
                FROM journal_once ORDER BY key
                """,
                ct
            )
        )
        {
            var key = Convert.ToHexStringLower(row.Bytes(0));
            keys.Look("journal_once", key);
            var slip = row.Number(3);
            if (key == previous)
                keys.Find(new($"key {key} is kept twice", slip));
            if (key.Length != 64 || row.Bytes(1).Length != 32)
                keys.Find(new($"key {key} or its fingerprint is not a SHA-256", slip));
            if (row.Number(4) != 1)
                keys.Find(new($"the slip of key {key} does not exist", slip));
            if (!IsJson(row.Text(2)))
                keys.Find(new($"the answer of key {key} cannot be read", slip));
            previous = key;
        }

        keys.At(null);
        await foreach (
            var row in snapshot.RowsAsync(
                "SELECT first_slip, count(*) FROM journal_once WHERE first_slip IS NOT NULL GROUP BY "
                    + "first_slip HAVING count(*) > 1",
                ct
            )
        )
            keys.Find(new("several keys claim one slip", row.Number(0), null, "1", $"{row.Number(1)}"));

        return [keys.Done()];
    }

    private static bool IsJson(string? answer)
    {
        try
        {
            using var parsed = JsonDocument.Parse(answer ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
