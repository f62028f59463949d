using MyPay.Domain.Banking;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Money.Proofs;

/// <summary>
/// Each charge and withdrawal stands in the ledger exactly as its state says: a charge credited once when done and
/// never otherwise, a withdrawal settled or returned.
/// </summary>
internal sealed class BankMoveProof : IProof
{
    private const int AtOnce = 500;
    private static readonly string[] Steps = ["", ":settled", ":returned"];

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("charges and withdrawals as booked");
        var moves = new List<Move>(AtOnce);
        await foreach (
            var row in snapshot.RowsAsync("""SELECT "Id", "Direction", "State", "Origin" FROM money_bank_move""", ct)
        )
        {
            moves.Add(new($"money:{SlipSources.IdOf(row.Text(0))}", row.Text(1), row.Text(2), row.Text(3)));
            if (moves.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();
        return tally.Done();

        async Task LookAsync()
        {
            var booked = await snapshot.KindsAsync(
                [.. moves.SelectMany(move => SlipSources.Of(move.Source, Steps))],
                ct
            );
            foreach (var move in moves)
            {
                tally.Look();
                string[] expected = (move.Direction, move.State) switch
                {
                    (nameof(BankDirection.In), nameof(MoveState.Done)) =>
                    [
                        move.Origin == nameof(ChargeOrigin.Hand) ? "charge" : "auto-charge",
                    ],
                    (nameof(BankDirection.In), _) => [],
                    (_, nameof(MoveState.Done)) => ["withdraw", "withdraw-settled"],
                    (_, nameof(MoveState.Failed)) => ["return", "withdraw"],
                    _ => ["withdraw"],
                };
                tally.Same(
                    $"{move.Source} is {move.State}",
                    string.Join(", ", expected),
                    SlipSources.Say(booked, move.Source, Steps)
                );
            }

            moves.Clear();
        }
    }

    private sealed record Move(string Source, string? Direction, string? State, string? Origin);
}
