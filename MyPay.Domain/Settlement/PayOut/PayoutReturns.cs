using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;
using MyPay.Domain.Settlement.Leaving;
using MyPay.Domain.Settlement.Reconciliation;

namespace MyPay.Domain.Settlement.PayOut;

/// <summary>
/// A payout the bank gave back after its yes. The settled slip stays; what came in is booked where it belongs: payable
/// again.
/// </summary>
internal sealed class PayoutReturns : IPayoutReturns
{
    /// <summary>How long after its payout money may come back, days.</summary>
    private const int Longest = 31;

    private const int Most = 20;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "settlement.batch.not_found");
    private static readonly Refusal NotThisMoney = new(RefusalKind.Conflict, "settlement.payout.not_this_money");
    private static readonly Refusal GivenBack = new(RefusalKind.Conflict, "settlement.payout.given_back");

    public Refusal? Against(MyPayDb db, string caseId, string batch)
    {
        var found = db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefault(c => c.Id == caseId);
        if (WriteOffs.Against(found) is { } refusal)
            return refusal;
        var row = db.Set<BatchRow>().AsNoTracking().SingleOrDefault(b => b.Id == batch && b.SealedAt != null);
        if (row is null)
            return NotFound;
        return
            IsIncoming(found!)
            && row.State == BatchState.Paid
            && row.PayOut == found!.Difference
            && row.PaidOn <= found.Date
            ? null
            : NotThisMoney;
    }

    public BatchView? Find(MyPayDb db, string batch) =>
        db.Set<BatchRow>().AsNoTracking().SingleOrDefault(b => b.Id == batch && b.SealedAt != null)?.ToView();

    public Result<Done> Return(
        JournalWrite write,
        string caseId,
        string batch,
        string reason,
        Actor maker,
        Actor checker
    )
    {
        if (Against(write.Db, caseId, batch) is { } refusal)
            return refusal;
        var row = write.Db.Set<BatchRow>().Single(b => b.Id == batch);
        var payout = write.Db.Set<PayoutRow>().Find(row.No, row.Payouts)!;
        var booked = WriteOffs.Book(
            write,
            caseId,
            reason,
            maker,
            checker,
            slip => slip.Credit(LedgerAccount.FranchisePayable(row.Franchise), Won.Of(row.PayOut), row.Id)
        );
        if (!booked.TryGet(out var slip, out refusal))
            return refusal;

        (payout.State, payout.FailureCode, payout.ReturnSlip) = (PayoutState.Returned, GivenBack.Code, slip);
        (row.State, row.PaidAt, row.PaidOn, row.ApprovedBy) = (BatchState.Failed, null, null, null);
        row.Fail(GivenBack);
        BatchNews.Note(write, row, checker, Acts.Returned, BatchState.Paid, reason);
        BatchNews.Publish(write, row);
        LeavingWrites.ReopenIfSettled(write, row.Franchise, checker);
        return default(Done);
    }

    /// <summary>The paid batches whose payout a case's money can be, the newest first.</summary>
    public static async Task<IReadOnlyList<BatchView>> CandidatesAsync(MyPayDb db, string caseId, CancellationToken ct)
    {
        var found = await db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, ct);
        if (found is null || found.ClosedAt is not null || !IsIncoming(found))
            return [];
        var (won, last, first) = (found.Difference, found.Date, found.Date.AddDays(-Longest));
        var rows = await db.Set<BatchRow>()
            .AsNoTracking()
            .Where(b => b.State == BatchState.Paid && b.PayOut == won && b.PaidOn >= first && b.PaidOn <= last)
            .OrderByDescending(b => b.PaidOn)
            .ThenByDescending(b => b.No)
            .Take(Most)
            .ToListAsync(ct);
        return rows.ConvertAll(b => b.ToView());
    }

    private static bool IsIncoming(ReconCaseRow found) => found is { Kind: ReconKind.MissingHere, Difference: > 0 };
}
