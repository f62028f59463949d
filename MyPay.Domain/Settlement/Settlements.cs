using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;
using MyPay.Domain.Settlement.CloseDay;
using MyPay.Domain.Settlement.PayOut;

namespace MyPay.Domain.Settlement;

/// <summary>The face of Settlement.</summary>
internal sealed class Settlements(
    Closing closing,
    Previewing previewing,
    BatchDesk desk,
    BatchList list,
    Payouts payouts,
    MyPayDb db
) : ISettlements
{
    public Task<Result<CloseReport>> CloseAsync(DateOnly salesDate, Actor by, CancellationToken ct = default) =>
        closing.CloseAsync(salesDate, by, ct);

    public Task<IReadOnlyList<BatchView>> PreviewAsync(DateOnly salesDate, CancellationToken ct = default) =>
        previewing.PreviewAsync(salesDate, ct);

    public Task<DateOnly?> ClosedUntilAsync(CancellationToken ct = default) =>
        db.Set<ClosedDay>().AsNoTracking().MaxAsync(d => (DateOnly?)d.Date, ct);

    public Task<Result<BatchView>> ApproveAsync(string batch, Actor by, CancellationToken ct = default) =>
        desk.ApproveAsync(batch, by, ct);

    public Task<Result<BatchView>> HoldAsync(string batch, string reason, Actor by, CancellationToken ct = default) =>
        desk.HoldAsync(batch, reason, by, ct);

    public Task<Result<BatchView>> ReleaseAsync(
        string batch,
        string reason,
        Actor by,
        CancellationToken ct = default
    ) => desk.ReleaseAsync(batch, reason, by, ct);

    public Task<Result<BatchView>> RetryAsync(string batch, string reason, Actor by, CancellationToken ct = default) =>
        desk.RetryAsync(batch, reason, by, ct);

    public Task<int> PayDueAsync(CancellationToken ct = default) => payouts.PayDueAsync(ct);

    public Task<IReadOnlyList<BatchView>> CameBackAsync(string caseId, CancellationToken ct = default) =>
        PayoutReturns.CandidatesAsync(db, caseId, ct);

    public Task<BatchPage> ListAsync(BatchFilter filter, CancellationToken ct = default) => list.ListAsync(filter, ct);

    public Task<BatchView?> FindAsync(string batch, FranchiseId? franchise = null, CancellationToken ct = default) =>
        list.FindAsync(batch, franchise, ct);

    public Task<IReadOnlyList<SettlementLine>> LinesAsync(
        string batch,
        long after,
        int limit,
        CancellationToken ct = default
    ) => list.LinesAsync(batch, after, limit, ct);

    public Task<IReadOnlyList<BatchEvent>> HistoryAsync(string batch, CancellationToken ct = default) =>
        list.HistoryAsync(batch, ct);

    public Task<IReadOnlyList<BatchSum>> SumsAsync(CancellationToken ct = default) => list.SumsAsync(ct);

    public Task<IReadOnlyList<SettlementDay>> DaysAsync(
        DateOnly from,
        DateOnly to,
        FranchiseId? franchise = null,
        CancellationToken ct = default
    ) => list.DaysAsync(from, to, franchise, ct);

    public Task<FranchiseStanding> StandingAsync(FranchiseId franchise, CancellationToken ct = default) =>
        list.StandingAsync(franchise, ct);
}
