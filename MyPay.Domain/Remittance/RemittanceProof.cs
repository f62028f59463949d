using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Remittance;

/// <summary>
/// Each remittance stands in the ledger exactly as its state says: sent once, and then accepted, settled or returned,
/// never two of them.
/// </summary>
internal sealed class RemittanceProof : IProof
{
    private const int AtOnce = 500;
    private static readonly string[] Steps = ["", ":accepted", ":settled", ":returned"];

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("remittances as booked");
        var sent = new List<Sent>(AtOnce);
        await foreach (
            var row in snapshot.RowsAsync(
                """SELECT "Id", "State", "Call" IS NOT NULL, "ExpiresAt" IS NOT NULL FROM remittance_transfer""",
                ct
            )
        )
        {
            sent.Add(
                new($"remittance:{SlipSources.IdOf(row.Text(0))}", row.Text(1), row.Number(2) == 1, row.Number(3) == 1)
            );
            if (sent.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();
        return tally.Done();

        async Task LookAsync()
        {
            var booked = await snapshot.KindsAsync(
                [.. sent.SelectMany(transfer => SlipSources.Of(transfer.Source, Steps))],
                ct
            );
            foreach (var transfer in sent)
            {
                tally.Look();
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
            }

            sent.Clear();
        }
    }

    private sealed record Sent(string Source, string? State, bool ToBank, bool Waited);
}
