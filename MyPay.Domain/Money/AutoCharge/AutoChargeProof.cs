using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Money.AutoCharge;

/// <summary>
/// Every charge that a threshold or a schedule made is one run's, of that amount and account; and a run that says it
/// was charged has such a charge, done.
/// </summary>
internal sealed class AutoChargeProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("automatic charges as made");
        var moves = snapshot.Db.Set<BankMove>();
        var charged =
            from run in snapshot.Db.Set<AutoChargeRunRow>()
            where run.State == AutoChargeRunState.Charged
            join move in moves on run.Charge equals move.Id into made
            from move in made.DefaultIfEmpty()
            select new
            {
                run.Rule,
                run.Occasion,
                run.Member,
                run.Account,
                run.Amount,
                run.Origin,
                Move = move,
            };
        await foreach (var run in charged.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Look("money_auto_charge_run", $"{run.Rule:D}/{run.Occasion}".ToUpperInvariant());
            var expected = $"{run.Member} {run.Account} {run.Amount} {run.Origin} {BankDirection.In} {MoveState.Done}";
            tally.Same(
                $"auto-charge:{run.Rule:N}:{run.Occasion}",
                expected,
                run.Move is { } move
                    ? $"{move.Member} {move.Account} {move.Amount} {move.Origin} {move.Direction} {move.State}"
                    : "nothing"
            );
        }

        var orphans = moves
            .Where(m =>
                (m.Origin == ChargeOrigin.Threshold || m.Origin == ChargeOrigin.Scheduled)
                && m.State != MoveState.Failed
            )
            .Where(m => !snapshot.Db.Set<AutoChargeRunRow>().Any(r => r.Charge == m.Id))
            .Select(m => m.Id);
        await foreach (var move in orphans.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.At("money_bank_move", $"{move:D}".ToUpperInvariant());
            tally.Find(new($"money:{move:N} was charged by a rule that knows nothing of it"));
        }

        return tally.Done();
    }
}
