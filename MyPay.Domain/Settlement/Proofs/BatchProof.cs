using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Settlement.Proofs;

/// <summary>
/// Each batch is the sum of its lines, its money adds up, it takes over exactly what the one before left, and its slip
/// in the ledger says the same.
/// </summary>
internal sealed class BatchProof : IProof
{
    private const string Batches = """
        SELECT b."Id", b."Franchise", b."From", b."To", b."SealedAt" IS NOT NULL, b."State", b."Lines", b."Gross", b."Cancelled", b."Fee", b."Vat", b."CarryIn", b."ReserveKept", b."PayOut", b."CarryOut", b."LedgerSlip",
               x.n, x.gross, x.cancelled, x.fee, x.vat, l.seq, l.kind, l.lines, u.id, p.id, r.id, k.id
        FROM settlement_batch b
        LEFT JOIN (SELECT "Batch", count(*) AS n, sum(CASE WHEN "N" = 0 THEN "Amount" ELSE 0 END) AS gross, -sum(CASE WHEN "N" > 0 THEN "Amount" ELSE 0 END) AS cancelled, sum("Fee") AS fee, sum("Vat") AS vat
                   FROM settlement_line GROUP BY "Batch") x ON x."Batch" = b."No"
        LEFT JOIN ledger_slip l ON l.source = 'settlement:' || b."Id"
        LEFT JOIN ledger_account u ON u.code = 'franchise-unsettled:' || b."Franchise"
        LEFT JOIN ledger_account p ON p.code = 'franchise-payable:' || b."Franchise"
        LEFT JOIN ledger_account r ON r.code = 'franchise-receivable:' || b."Franchise"
        LEFT JOIN ledger_account k ON k.code = 'franchise-reserve:' || b."Franchise"
        ORDER BY b."Franchise", b."To"
        """;

    private const string Standings = """
        SELECT s."Franchise", s."Carry", s."Reserve", s."LastTo",
               coalesce((SELECT -balance FROM ledger_account WHERE code = 'franchise-receivable:' || s."Franchise"), 0),
               coalesce((SELECT balance FROM ledger_account WHERE code = 'franchise-reserve:' || s."Franchise"), 0)
        FROM settlement_franchise s
        """;

    private const string Debts = "SELECT \"Franchise\", \"AfterTo\", \"Amount\" FROM settlement_debt ORDER BY \"Id\"";

    private const string Strangers = """
        SELECT l.seq, l.source FROM ledger_slip l
        WHERE l.kind = 'settlement' AND NOT EXISTS (SELECT 1 FROM settlement_batch b WHERE l.source = 'settlement:' || b."Id")
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("settlement batches");
        var ends = new Dictionary<string, End>(StringComparer.Ordinal);
        var debts = new Dictionary<(string Franchise, string AfterTo), long>();
        await foreach (var row in snapshot.RowsAsync(Debts, ct))
        {
            var place = (row.Text(0) ?? "", row.Text(1) ?? "");
            debts[place] = debts.GetValueOrDefault(place) + (row.Number(2) ?? 0);
        }

        await foreach (var row in snapshot.RowsAsync(Batches, ct))
        {
            tally.Look("settlement_batch", row.Text(0));
            Check(row, ends, debts, tally);
        }

        await foreach (var row in snapshot.RowsAsync(Standings, ct))
        {
            var franchise = row.Text(0) ?? "";
            var end = EndOf(franchise, ends, debts);
            tally.At("settlement_franchise", franchise);
            tally.Same($"what {franchise} carries over", end.Carry, row.Number(1) ?? 0);
            tally.Same($"reserve of {franchise}", end.Reserve, row.Number(2) ?? 0);
            tally.Same($"last date of {franchise}", end.To, row.Text(3) ?? "");
            tally.Same($"what {franchise} owes, in the ledger", Math.Max(-end.Carry, 0), row.Number(4) ?? 0);
            tally.Same($"reserve of {franchise} in the ledger", end.Reserve, row.Number(5) ?? 0);
        }

        tally.At(null);
        await foreach (var row in snapshot.RowsAsync(Strangers, ct))
            tally.Find(new($"{row.Text(1)} is booked, but no batch knows it", row.Number(0)));
        return tally.Done();
    }

    /// <summary>How the batch before left the franchise, with the debts that ended since.</summary>
    private static End EndOf(string franchise, Dictionary<string, End> ends, Dictionary<(string, string), long> debts)
    {
        var end = ends.GetValueOrDefault(franchise) ?? new End("", 0, 0);
        return end with { Carry = end.Carry + debts.GetValueOrDefault((franchise, end.To)) };
    }

    private static void Check(
        ProofRow row,
        Dictionary<string, End> ends,
        Dictionary<(string, string), long> debts,
        ProofTally tally
    )
    {
        var (what, franchise, slip) = ($"batch {row.Text(0)}", row.Text(1) ?? "", row.Number(21));
        long Of(int column) => row.Number(column) ?? 0;
        tally.Same($"slips of {what}", Of(16), Of(6));
        tally.Same($"gross of {what}", Of(17), Of(7));
        tally.Same($"cancels of {what}", Of(18), Of(8));
        tally.Same($"fee of {what}", Of(19), Of(9));
        tally.Same($"VAT of {what}", Of(20), Of(10));
        if (row.Number(4) != 1)
        {
            tally.Same($"ledger slip of {what}, not sealed yet", null, slip);
            return;
        }

        var net = Of(17) - Of(18) - Of(19) - Of(20);
        var (carryIn, kept, payOut, carryOut) = (Of(11), Of(12), Of(13), Of(14));
        var before = EndOf(franchise, ends, debts);
        tally.Same(
            $"{what}: net + carry in - reserve against payout + carry out",
            net + carryIn - kept,
            payOut + carryOut
        );
        tally.Same($"carry in of {what}", before.Carry, carryIn);
        tally.Same($"period of {what} after the one before", true, string.CompareOrdinal(before.To, row.Text(2)) < 0);
        if (payOut < 0 || (payOut > 0 && carryOut != 0))
            tally.Find(new($"payout of {what}", slip, null, "all or nothing", $"{payOut} and {carryOut}"));
        tally.Same(
            $"{what} is {row.Text(5)}: pays something",
            row.Text(5) != nameof(BatchState.CarriedOver),
            payOut > 0
        );
        ends[franchise] = new(row.Text(3) ?? "", carryOut, before.Reserve + kept);

        long[] expected =
        [
            -net,
            payOut + Math.Max(carryOut, 0) - Math.Max(carryIn, 0),
            Math.Min(carryOut, 0) - Math.Min(carryIn, 0),
            kept,
        ];
        tally.Same($"ledger slip of {what}", slip, row.Number(15), slip);
        if (slip is null)
        {
            if (Array.Exists(expected, sum => sum != 0))
                tally.Find(new($"the slip of {what} is missing"));
            return;
        }

        if (!SlipLines.TryRead(row.Text(23) ?? "", out var lines))
        {
            tally.Find(new($"the slip of {what} cannot be read", slip));
            return;
        }

        tally.Same($"kind of the slip of {what}", "settlement", row.Text(22), slip);
        string[] names = ["unsettled", "payable", "receivable", "reserve"];
        for (var i = 0; i < names.Length; i++)
        {
            var account = row.Number(24 + i);
            tally.Same(
                $"{names[i]} line of {what}",
                expected[i],
                lines.Where(l => l.Account == account).Sum(l => l.Signed),
                slip
            );
        }
    }

    private sealed record End(string To, long Carry, long Reserve);
}
