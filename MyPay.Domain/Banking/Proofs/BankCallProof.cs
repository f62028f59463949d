using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Banking.Proofs;

/// <summary>
/// Each call to a bank stands in the ledger as its row says: its fee once, and its amount on the corporate account if
/// and only if the bank said yes; and the ledger knows no fee of a call that is not there.
/// </summary>
internal sealed class BankCallProof : IProof
{
    private const int AtOnce = 500;
    private const string Table = "banking_call";

    private const string Calls = """
        SELECT "Id", "Kind", "State", "Amount", "Fee", "Purpose", "Reference" FROM banking_call
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("bank calls as booked");
        var calls = new List<Call>(AtOnce);
        var fees = 0L;
        await foreach (var row in snapshot.RowsAsync(Calls, ct))
        {
            calls.Add(Call.From(row));
            if (calls.Count == AtOnce)
                await LookAsync();
        }

        await LookAsync();
        await StrangeSlips.FindAsync(
            snapshot,
            tally,
            "kind = 'bank-fee'",
            fees,
            async ids =>
            {
                var asked = ids.ConvertAll(id => new BankCallId(id));
                var calls = snapshot.Db.Set<BankCall>().Where(call => asked.Contains(call.Id));
                return (await calls.Select(call => call.Id).ToListAsync(ct)).ConvertAll(id => id.Value);
            },
            ct
        );
        return tally.Done();

        async Task LookAsync()
        {
            var booked = await snapshot.SlipsAsync(
                [.. calls.SelectMany(call => call.Sources.Append(call.FeeSource))],
                ct
            );
            foreach (var call in calls)
            {
                tally.Look(Table, call.Id);
                var fee = booked.GetValueOrDefault(call.FeeSource);
                if (fee is not null)
                    fees++;
                tally.Same("fee", call.Fee, fee?.On(LedgerAccount.BankFeePayable) ?? 0, fee?.Seq);
                if (call.Sources.Count == 0)
                    continue;
                var slips = call.Sources.Select(source => booked.GetValueOrDefault(source)).OfType<BookedSlip>();
                tally.Same(
                    $"amount of {call.Purpose} {call.Reference}, {call.State}",
                    call.Moved,
                    slips.Sum(slip => slip.On(AccountKind.Bank)),
                    slips.FirstOrDefault()?.Seq
                );
            }

            calls.Clear();
        }
    }

    private sealed record Call(
        string Id,
        string? Kind,
        string? State,
        long Amount,
        long Fee,
        string? Purpose,
        string Reference
    )
    {
        public string FeeSource => $"banking:{SlipSources.IdOf(Id)}:fee";

        /// <summary>
        /// What it moved on the corporate account, credits positive: money that came is a debit there, whatever is not
        /// certain moved nothing.
        /// </summary>
        public long Moved =>
            State != nameof(BankCallState.Succeeded) ? 0
            : Kind == nameof(BankCallKind.Withdraw) ? -Amount
            : Amount;

        /// <summary>The slip that books the bank's yes, by the module that asked; none for an inquiry.</summary>
        public IReadOnlyList<string> Sources =>
            Kind == nameof(BankCallKind.HolderInquiry)
                ? []
                : Purpose switch
                {
                    "money.charge" => [$"money:{Reference}"],
                    "money.withdraw" => [$"money:{Reference}:settled"],
                    "remittance.to-bank" => [$"remittance:{Reference}:settled"],
                    "settlement.payout" when Reference.Split(':') is [var batch, var n] =>
                    [
                        $"settlement:{batch}:payout:{n}:settled",
                    ],
                    "membership.account-check" => [$"membership:{Reference}:account-check"],
                    "franchise.account-check" => [$"franchise:{Reference}:account-check"],
                    _ => [],
                };

        public static Call From(ProofRow row) =>
            new(
                row.Text(0) ?? "",
                row.Text(1),
                row.Text(2),
                row.Number(3) ?? 0,
                row.Number(4) ?? 0,
                row.Text(5),
                row.Text(6) ?? ""
            );
    }
}
