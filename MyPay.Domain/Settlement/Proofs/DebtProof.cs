using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Settlement.Leaving;

namespace MyPay.Domain.Settlement.Proofs;

/// <summary>
/// Each debt that was collected or given up stands in the ledger with its amount, on the franchise's own accounts; and
/// no debt was given up beside them.
/// </summary>
internal sealed class DebtProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("franchise debts as ended");
        var written = (
            await snapshot.Db.Set<SlipRow>().Where(s => s.Kind == "debt-written-off").Select(s => s.Seq).ToListAsync(ct)
        ).ToHashSet();
        foreach (var debt in await snapshot.Db.Set<DebtRow>().OrderBy(d => d.Id).ToListAsync(ct))
        {
            tally.Look("settlement_debt", $"{debt.Id}");
            written.Remove(debt.Slip);
            var what = $"debt {debt.Id} of {debt.Franchise}";
            var slip = await snapshot.Db.Set<SlipRow>().SingleOrDefaultAsync(s => s.Seq == debt.Slip, ct);
            string[] codes =
            [
                LedgerAccount.FranchiseReceivable(debt.Franchise).Code,
                LedgerAccount.FranchisePayable(debt.Franchise).Code,
            ];
            var own = await snapshot
                .Db.Set<AccountRow>()
                .Where(a => codes.Contains(a.Code))
                .Select(a => a.Id)
                .ToListAsync(ct);
            if (slip is null || !SlipLines.TryRead(slip.Lines, out var lines))
            {
                tally.Find(new($"the slip of {what} is missing or cannot be read", debt.Slip));
                continue;
            }

            tally.Same(
                $"amount of {what}",
                debt.Amount,
                lines.Where(l => own.Contains(l.Account)).Sum(l => l.Signed),
                debt.Slip
            );
            tally.Same(
                $"source of {what}",
                true,
                debt.Kind == DebtEnd.WrittenOff
                    ? slip.Source == LeavingWrites.SourceOf(debt.Id)
                    : slip.Source.StartsWith($"settlement:recon:{debt.Case}:", StringComparison.Ordinal),
                debt.Slip
            );
        }

        tally.At(null);
        foreach (var slip in written)
            tally.Find(new("a debt was given up, but nobody knows whose", slip));
        return tally.Done();
    }
}
