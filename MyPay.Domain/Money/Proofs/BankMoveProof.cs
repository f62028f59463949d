using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Money.Proofs;

/// <summary>
/// Each charge and withdrawal stands in the ledger exactly as its row says: a charge credited once when done and never
/// otherwise, a withdrawal settled or returned; and each of these slips moved its amount on its member's accounts.
/// </summary>
internal sealed class BankMoveProof : IProof
{
    private const int AtOnce = 500;
    private const string Table = "money_bank_move";
    private static readonly string[] Steps = ["", ":settled", ":returned"];

    private const string Moves = """
        SELECT "Id", "Direction", "State", "Origin", "Amount", "Member" FROM money_bank_move
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("charges and withdrawals as booked");
        var moves = new List<Move>(AtOnce);
        var known = 0L;
        await foreach (var row in snapshot.RowsAsync(Moves, ct))
        {
            moves.Add(Move.From(row));
            if (moves.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();
        await StrangeSlips.FindAsync(
            snapshot,
            tally,
            "source >= 'money:' AND source < 'money;' AND kind <> 'release'",
            known,
            ids => snapshot.Db.Set<BankMove>().Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct),
            ct
        );
        return tally.Done();

        async Task LookAsync()
        {
            var booked = await snapshot.SlipsAsync(
                [.. moves.SelectMany(move => SlipSources.Of(move.Source, Steps))],
                ct
            );
            known += booked.Count;
            foreach (var move in moves)
            {
                tally.Look(Table, move.Id);
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
                foreach (var step in Steps)
                    if (booked.TryGetValue(move.Source + step, out var slip))
                        Compare(tally, move, step, slip);
            }

            moves.Clear();
        }
    }

    /// <summary>The amount left one of them and reached the other, to the won.</summary>
    private static void Compare(ProofTally tally, Move move, string step, BookedSlip slip)
    {
        LedgerAccount[] own = [LedgerAccount.Wallet(move.Member), LedgerAccount.Pending(move.Member)];
        var transit = LedgerAccount.InTransitOut;
        var (left, reached) = (move.Direction, step) switch
        {
            (nameof(BankDirection.In), _) => (slip.On(AccountKind.Bank), slip.On(own)),
            (_, "") => (slip.On(own), slip.On(transit)),
            (_, ":settled") => (slip.On(transit), slip.On(AccountKind.Bank)),
            _ => (slip.On(transit), slip.On(own)),
        };
        tally.Same($"amount that left with {move.Source}{step}", -move.Amount, left, slip.Seq);
        tally.Same($"amount that arrived with {move.Source}{step}", move.Amount, reached, slip.Seq);
    }

    private sealed record Move(
        string Id,
        string? Direction,
        string? State,
        string? Origin,
        long Amount,
        MemberId Member
    )
    {
        public string Source => $"money:{SlipSources.IdOf(Id)}";

        public static Move From(ProofRow row) =>
            new(
                row.Text(0) ?? "",
                row.Text(1),
                row.Text(2),
                row.Text(3),
                row.Number(4) ?? 0,
                Guid.TryParse(row.Text(5), out var member) ? new(member) : default
            );
    }
}
