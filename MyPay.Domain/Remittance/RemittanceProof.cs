using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Remittance;

/// <summary>
/// Each remittance stands in the ledger exactly as its row says: sent once, and then accepted, settled or returned,
/// never two of them; and each of these slips moved its amount between those it names.
/// </summary>
internal sealed class RemittanceProof : IProof
{
    private const int AtOnce = 500;
    private const string Table = "remittance_transfer";
    private static readonly string[] Steps = ["", ":accepted", ":settled", ":returned"];

    private const string Transfers = """
        SELECT "Id", "State", "Call" IS NOT NULL, "ExpiresAt" IS NOT NULL, "Amount", "Sender", "Receiver"
        FROM remittance_transfer
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("remittances as booked");
        var sent = new List<Sent>(AtOnce);
        var known = 0L;
        await foreach (var row in snapshot.RowsAsync(Transfers, ct))
        {
            sent.Add(Sent.From(row));
            if (sent.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();
        await StrangeSlips.FindAsync(
            snapshot,
            tally,
            "source >= 'remittance:' AND source < 'remittance;' AND kind <> 'release'",
            known,
            ids => snapshot.Db.Set<Transfer>().Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync(ct),
            ct
        );
        return tally.Done();

        async Task LookAsync()
        {
            var booked = await snapshot.SlipsAsync(
                [.. sent.SelectMany(transfer => SlipSources.Of(transfer.Source, Steps))],
                ct
            );
            known += booked.Count;
            foreach (var transfer in sent)
            {
                tally.Look(Table, transfer.Id);
                string[] expected = transfer.State switch
                {
                    nameof(RemittanceState.Done) when transfer.ToBank => ["send", "send-settled"],
                    nameof(RemittanceState.Done) when transfer.Waited => ["accept", "send"],
                    nameof(RemittanceState.Done) or nameof(RemittanceState.Waiting) or nameof(RemittanceState.AtBank) =>
                        ["send"],
                    _ => ["return", "send"],
                };
                tally.Same(
                    $"{transfer.Source} is {transfer.State}",
                    string.Join(", ", expected),
                    SlipSources.Say(booked, transfer.Source, Steps)
                );
                foreach (var step in Steps)
                    if (booked.TryGetValue(transfer.Source + step, out var slip))
                        Compare(tally, transfer, step, slip);
            }

            sent.Clear();
        }
    }

    /// <summary>The amount left one of them and reached the other, to the won.</summary>
    private static void Compare(ProofTally tally, Sent transfer, string step, BookedSlip slip)
    {
        var between =
            transfer.ToBank ? LedgerAccount.InTransitOut
            : transfer.Waited ? LedgerAccount.Awaiting(transfer.Sender)
            : (LedgerAccount?)null;
        LedgerAccount[] sender = [LedgerAccount.Wallet(transfer.Sender), LedgerAccount.Pending(transfer.Sender)];
        LedgerAccount[] receiver = transfer.Receiver is { } member
            ? [LedgerAccount.Wallet(member), LedgerAccount.Pending(member)]
            : [];
        var (left, reached) = step switch
        {
            "" => (slip.On(sender), between is { } first ? slip.On(first) : slip.On(receiver)),
            ":settled" => (OnBetween(), slip.On(AccountKind.Bank)),
            ":accepted" => (OnBetween(), slip.On(receiver)),
            _ => (OnBetween(), slip.On(sender)),
        };
        tally.Same($"amount that left with {transfer.Source}{step}", -transfer.Amount, left, slip.Seq);
        tally.Same($"amount that arrived with {transfer.Source}{step}", transfer.Amount, reached, slip.Seq);

        long OnBetween() => between is { } account ? slip.On(account) : 0;
    }

    private sealed record Sent(
        string Id,
        string? State,
        bool ToBank,
        bool Waited,
        long Amount,
        MemberId Sender,
        MemberId? Receiver
    )
    {
        public string Source => $"remittance:{SlipSources.IdOf(Id)}";

        public static Sent From(ProofRow row) =>
            new(
                row.Text(0) ?? "",
                row.Text(1),
                row.Number(2) == 1,
                row.Number(3) == 1,
                row.Number(4) ?? 0,
                Member(row.Text(5)) ?? default,
                Member(row.Text(6))
            );

        private static MemberId? Member(string? id) => Guid.TryParse(id, out var read) ? new(read) : null;
    }
}
