using Microsoft.EntityFrameworkCore;
using MyPay.Domain.BackOffice.FourEyes;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Corrections;

/// <summary>
/// Every correction in the ledger was made by two people: one slip, one approval, one row between them; and it booked
/// what they agreed to.
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
                "SELECT seq, kind, source, lines FROM ledger_slip WHERE source >= 'backoffice:' AND source < 'backoffice;'",
                ct
            )
        )
        {
            var (seq, kind) = (row.Number(0) ?? 0, row.Text(1));
            if (kind is not (CorrectionRules.AdjustmentSlip or CorrectionRules.ReversalSlip))
                continue;
            tally.Look();
            if (!corrections.Remove(seq, out var correction))
            {
                tally.At(null);
                tally.Find(new("a correction without its row", seq));
                continue;
            }

            tally.At("backoffice_correction", Key(correction.Approval));
            if (row.Text(2) != $"backoffice:{correction.Approval:N}")
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
            else
                await CompareAsync(snapshot, tally, seq, row.Text(3), approval, ct);
        }

        foreach (var (orphan, correction) in corrections)
        {
            tally.At("backoffice_correction", Key(correction.Approval));
            tally.Find(new("a correction's row without its slip", orphan));
        }

        return tally.Done();
    }

    /// <summary>What two people agreed to is what was booked, account by account, to the won.</summary>
    private static async Task CompareAsync(
        ProofSnapshot snapshot,
        ProofTally tally,
        long seq,
        string? written,
        ApprovalRow approval,
        CancellationToken ct
    )
    {
        tally.At("backoffice_approval", Key(approval.Id));
        if (!SlipLines.TryRead(written ?? "", out var lines))
        {
            tally.Find(new("the slip of what was agreed to cannot be read", seq));
            return;
        }

        string agreed;
        if (approval.Kind == Adjustment.Kind)
            agreed = Say(
                (CorrectionRules.Read<Adjustment>(approval.Payload)?.Lines ?? []).Select(l => (l.Account, l.Signed))
            );
        else
        {
            var reversed = CorrectionRules.Read<Reversal>(approval.Payload)?.Slip;
            var first = await snapshot.Db.Set<SlipRow>().SingleOrDefaultAsync(slip => slip.Seq == reversed, ct);
            agreed = SlipLines.TryRead(first?.Lines ?? "", out var back)
                ? Say(back.Select(l => ($"#{l.Account}", -l.Signed)))
                : "nothing";
        }

        var ids = lines.Select(line => line.Account).Distinct().ToList();
        var codes =
            approval.Kind == Adjustment.Kind
                ? await snapshot
                    .Db.Set<AccountRow>()
                    .Where(account => ids.Contains(account.Id))
                    .ToDictionaryAsync(account => account.Id, account => account.Code, ct)
                : [];
        var booked = Say(lines.Select(l => (codes.GetValueOrDefault(l.Account, $"#{l.Account}"), l.Signed)));
        tally.Same("what was agreed to and what was booked", agreed, booked, seq);
    }

    private static string Say(IEnumerable<(string Account, long Signed)> lines) =>
        string.Join(
            ", ",
            lines
                .GroupBy(line => line.Account, StringComparer.Ordinal)
                .OrderBy(of => of.Key, StringComparer.Ordinal)
                .Select(of => $"{of.Key} {of.Sum(line => line.Signed)}")
        );

    private static string Key(Guid id) => $"{id:D}".ToUpperInvariant();
}
