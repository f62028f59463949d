using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Remittance.Allowances;
using MyPay.Domain.Remittance.Requests;

namespace MyPay.Domain.Remittance;

/// <summary>
/// What a request or a due date says was paid has a remittance of its own, of that amount, between those two.
/// </summary>
internal sealed class WishProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("requests and allowances as sent");
        var shares = snapshot
            .Db.Set<RequestShareRow>()
            .Where(s => s.State == ShareState.Paid)
            .Join(
                snapshot.Db.Set<RequestRow>(),
                s => s.Request,
                r => r.Id,
                (s, r) =>
                    new
                    {
                        Id = r.Id,
                        s.Transfer,
                        Sender = s.Payer,
                        Receiver = r.Asker,
                        s.Amount,
                    }
            );
        foreach (var share in await shares.ToListAsync(ct))
        {
            tally.Look("remittance_request_share", $"{Key(share.Id)}/{Key(share.Sender.Value)}");
            await LookAsync($"request:{share.Id:N}", share.Transfer, $"{share.Sender} {share.Receiver} {share.Amount}");
        }

        var runs = snapshot
            .Db.Set<AllowanceRunRow>()
            .Where(r => r.State == AllowanceRunState.Sent)
            .Join(
                snapshot.Db.Set<AllowanceRow>(),
                r => r.Allowance,
                a => a.Id,
                (r, a) =>
                    new
                    {
                        a.Id,
                        r.Due,
                        r.Transfer,
                        a.Sender,
                        a.Receiver,
                        a.Amount,
                    }
            );
        foreach (var run in await runs.ToListAsync(ct))
        {
            tally.Look("remittance_allowance_run", $"{Key(run.Id)}/{run.Due:yyyy-MM-dd}");
            await LookAsync(
                $"allowance:{run.Id:N}:{run.Due:yyyyMMdd}",
                run.Transfer,
                $"{run.Sender} {run.Receiver} {run.Amount}"
            );
        }

        return tally.Done();

        static string Key(Guid id) => $"{id:D}".ToUpperInvariant();

        async Task LookAsync(string what, Guid? transfer, string expected)
        {
            var sent = await snapshot.Db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == transfer, ct);
            tally.Same(what, expected, sent is null ? "nothing" : $"{sent.Sender} {sent.Receiver} {sent.Amount}");
        }
    }
}
