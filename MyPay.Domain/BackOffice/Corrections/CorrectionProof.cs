using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice.FourEyes;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Corrections;

/// <summary>
/// Every correction in the ledger was made by two people: one slip, one approval, one row between them.
/// </summary>
internal sealed class CorrectionProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("corrections by two people");
        var corrections = await snapshot.Db.Set<CorrectionRow>().ToDictionaryAsync(c => c.Slip, ct);
        var approvals = await snapshot
            .Db.Set<ApprovalRow>()
            .Where(a => a.State == ApprovalState.Approved && (a.Kind == Adjustment.Kind || a.Kind == Reversal.Kind))
            .ToDictionaryAsync(a => a.Id, ct);
        // Their sources begin alike, so the index finds them among all slips.
        await foreach (
            var row in snapshot.RowsAsync(
                "SELECT seq, kind, source FROM ledger_slip WHERE source >= 'backoffice:' AND source < 'backoffice;'",
                ct
            )
        )
        {
            var (seq, kind) = (row.Number(0) ?? 0, row.Text(1));
            if (kind is not (CorrectionRules.AdjustmentSlip or CorrectionRules.ReversalSlip))
                continue;
            tally.Look();
            if (!corrections.Remove(seq, out var correction))
                tally.Find(new("a correction without its row", seq));
            else if (row.Text(2) != $"backoffice:{correction.Approval:N}")
                tally.Find(
                    new(
                        "a correction under another request's name",
                        seq,
                        null,
                        $"backoffice:{correction.Approval:N}",
                        row.Text(2)
                    )
                );
            else if (!approvals.TryGetValue(correction.Approval, out var approval))
                tally.Find(new("a correction nobody approved", seq));
            else if (approval.CheckerId is null || approval.CheckerId == approval.MakerId)
                tally.Find(new("a correction by one person", seq));
        }

        foreach (var orphan in corrections.Keys)
            tally.Find(new("a correction's row without its slip", orphan));
        return tally.Done();
    }
}
