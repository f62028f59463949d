using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Storage.Ledger;

namespace MyPay.Domain.Money.Ledger;

/// <summary>Each charge and withdrawal stands in the ledger exactly as its state says: a charge credited once when done and never otherwise, a withdrawal settled or returned.</summary>
internal sealed class BankMoveProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("charges and withdrawals as booked");
        var slips = snapshot.Db.Set<SlipRow>();
        var moves = snapshot.Db.Set<BankMove>().Select(m => new { m.Id, m.Direction, m.State, m.Origin });
        await foreach (var move in moves.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Look();
            var source = $"money:{move.Id:N}";
            var booked = await slips.Where(s => s.Source == source || s.Source == source + ":settled" || s.Source == source + ":returned")
                .Select(s => s.Kind).OrderBy(kind => kind).ToListAsync(ct);
            string[] expected = (move.Direction, move.State) switch
            {
                (BankDirection.In, MoveState.Done) => [move.Origin == ChargeOrigin.Hand ? "charge" : "auto-charge"],
                (BankDirection.In, _) => [],
                (_, MoveState.Done) => ["withdraw", "withdraw-settled"],
                (_, MoveState.Failed) => ["return", "withdraw"],
                _ => ["withdraw"],
            };
            tally.Same($"{source} is {move.State}", string.Join(", ", expected), string.Join(", ", booked));
        }

        return tally.Done();
    }
}
