using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Settlement.PayOut;

namespace MyPay.Domain.Settlement.Proofs;

/// <summary>
/// Each batch is paid at most once, for its whole payout, and each transfer stands in the ledger as its state says; no
/// other payout does.
/// </summary>
internal sealed class PayoutProof : IProof
{
    private const string Payouts = """
        SELECT b."Id", b."State", b."PayOut", b."Payouts", p."N", p."Amount", p."State",
               (SELECT string_agg(l.kind, ', ' ORDER BY l.seq) FROM ledger_slip l WHERE l.source IN (
                    'settlement:' || b."Id" || ':payout:' || p."N", 'settlement:' || b."Id" || ':payout:' || p."N" || ':settled', 'settlement:' || b."Id" || ':payout:' || p."N" || ':returned')),
               (SELECT l.lines FROM ledger_slip l WHERE l.source = 'settlement:' || b."Id" || ':payout:' || p."N"),
               (SELECT id FROM ledger_account WHERE code = 'franchise-payable:' || b."Franchise")
        FROM settlement_batch b LEFT JOIN settlement_payout p ON p."Batch" = b."No"
        ORDER BY b."No", p."N"
        """;

    private const string Strangers = """
        SELECT l.seq, l.source FROM ledger_slip l
        WHERE l.kind IN ('payout', 'payout-settled', 'payout-returned') AND NOT EXISTS (
            SELECT 1 FROM settlement_payout p JOIN settlement_batch b ON b."No" = p."Batch"
            WHERE b."Id" = substr(l.source, 12, 20) AND l.source IN (
                'settlement:' || b."Id" || ':payout:' || p."N", 'settlement:' || b."Id" || ':payout:' || p."N" || ':settled', 'settlement:' || b."Id" || ':payout:' || p."N" || ':returned'))
        """;

    private const string Returns = """
        SELECT b."Id", p."N", p."Amount", p."State", p."ReturnSlip", l.kind, l.lines, a.id
        FROM settlement_payout p JOIN settlement_batch b ON b."No" = p."Batch"
        LEFT JOIN ledger_slip l ON l.seq = p."ReturnSlip"
        LEFT JOIN ledger_account a ON a.code = 'franchise-payable:' || b."Franchise"
        WHERE p."State" = 'Returned' OR p."ReturnSlip" IS NOT NULL
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("settlement payouts");
        Way? open = null;
        await foreach (var row in snapshot.RowsAsync(Payouts, ct))
        {
            if (open?.Id != row.Text(0))
            {
                open?.Close(tally);
                open = new Way(row);
            }

            if (row.Number(4) is null)
                continue;
            tally.Look("settlement_payout", $"{row.Text(0)}/{row.Number(4)}");
            open!.Add(row, tally);
        }

        open?.Close(tally);
        tally.At(null);
        await foreach (var row in snapshot.RowsAsync(Strangers, ct))
            tally.Find(new($"{row.Text(1)} is booked, but no payout knows it", row.Number(0)));
        await foreach (var row in snapshot.RowsAsync(Returns, ct))
            CheckReturn(row, tally);
        return tally.Done();
    }

    /// <summary>What came back stands as payable again.</summary>
    private static void CheckReturn(ProofRow row, ProofTally tally)
    {
        var (what, slip, account) = (
            $"payout {row.Number(1)} of {row.Text(0)}, which came back",
            row.Number(4),
            row.Number(7)
        );
        tally.At("settlement_payout", $"{row.Text(0)}/{row.Number(1)}");
        tally.Same($"state of {what}", nameof(PayoutState.Returned), row.Text(3), slip);
        tally.Same($"slip of {what}", "write-off", row.Text(5), slip);
        if (SlipLines.TryRead(row.Text(6) ?? "", out var lines))
            tally.Same(
                $"payable line of {what}",
                row.Number(2) ?? 0,
                lines.Where(l => l.Account == account).Sum(l => l.Signed),
                slip
            );
    }

    /// <summary>One batch while its transfers go by.</summary>
    private sealed class Way(ProofRow row)
    {
        private readonly string state = row.Text(1) ?? "";
        private readonly long payOut = row.Number(2) ?? 0,
            said = row.Number(3) ?? 0;
        private int transfers,
            alive;
        private string last = "";

        public string Id { get; } = row.Text(0) ?? "";

        public void Add(ProofRow row, ProofTally tally)
        {
            var what = $"payout {row.Number(4)} of {Id}";
            transfers++;
            tally.Same($"number of {what}", transfers, row.Number(4));
            tally.Same($"amount of {what}", payOut, row.Number(5) ?? 0);
            last = row.Text(6) ?? "";
            if (last is not (nameof(PayoutState.Failed) or nameof(PayoutState.Returned)))
                alive++;
            tally.Same(
                $"slips of {what}, {last}",
                last switch
                {
                    nameof(PayoutState.Paid) or nameof(PayoutState.Returned) => "payout, payout-settled",
                    nameof(PayoutState.Failed) => "payout, payout-returned",
                    _ => "payout",
                },
                row.Text(7)
            );
            var account = row.Number(9);
            if (SlipLines.TryRead(row.Text(8) ?? "", out var lines))
                tally.Same(
                    $"payable line of {what}",
                    -payOut,
                    lines.Where(l => l.Account == account).Sum(l => l.Signed)
                );
        }

        public void Close(ProofTally tally)
        {
            tally.At("settlement_batch", Id);
            tally.Same($"transfers of {Id}", transfers, said);
            if (alive > 1)
                tally.Find(new($"{Id} is paid more than once", null, null, "1", $"{alive}"));
            var expected =
                alive == 0
                    ? ""
                    : last switch
                    {
                        nameof(PayoutState.Paid) => nameof(BatchState.Paid),
                        nameof(PayoutState.Unknown) => nameof(BatchState.Unknown),
                        _ => nameof(BatchState.Paying),
                    };
            var actual = state is nameof(BatchState.Paid) or nameof(BatchState.Unknown) or nameof(BatchState.Paying)
                ? state
                : "";
            tally.Same($"state of {Id} by its transfers", expected, actual);
        }
    }
}
