using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Storage.Ledger;

namespace MyPay.Domain.Remittance;

/// <summary>Each remittance stands in the ledger exactly as its state says: sent once, and then accepted, settled or returned, never two of them.</summary>
internal sealed class RemittanceProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("remittances as booked");
        var slips = snapshot.Db.Set<SlipRow>();
        var transfers = snapshot.Db.Set<Transfer>().Select(t => new { t.Id, t.State, ToBank = t.Call != null, Waited = t.ExpiresAt != null });
        await foreach (var transfer in transfers.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Look();
            var source = $"remittance:{transfer.Id:N}";
            var booked = await slips.Where(s => s.Source == source || s.Source == source + ":accepted" || s.Source == source + ":settled" || s.Source == source + ":returned")
                .Select(s => s.Kind).OrderBy(kind => kind).ToListAsync(ct);
            string[] expected = transfer.State switch
            {
                RemittanceState.Done when transfer.ToBank => ["send", "send-settled"],
                RemittanceState.Done when transfer.Waited => ["accept", "send"],
                RemittanceState.Done or RemittanceState.Waiting or RemittanceState.AtBank => ["send"],
                _ => ["return", "send"],
            };
            tally.Same($"{source} is {transfer.State}", string.Join(", ", expected), string.Join(", ", booked));
        }

        return tally.Done();
    }
}
