using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.Leaving;

internal sealed class Leavings(
    IFranchises franchises,
    IFranchiseClosingWrites closing,
    BatchList batches,
    MyPayDb db,
    Journal journal
) : ILeavings
{
    private const int Most = 200;

    // A batch in one of these still moves money, or waits for somebody.
    private static readonly BatchState[] Unfinished =
    [
        BatchState.Draft,
        BatchState.Approved,
        BatchState.Paying,
        BatchState.Failed,
        BatchState.Unknown,
        BatchState.Held,
    ];
    private static readonly BatchState[] AtBank = [BatchState.Paying, BatchState.Unknown];
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "settlement.leaving.not_found");
    private static readonly Refusal Settled = new(RefusalKind.Conflict, "settlement.leaving.settled");

    public async Task<IReadOnlyList<LeavingView>> ListAsync(bool openOnly, CancellationToken ct)
    {
        var rows = db.Set<LeavingRow>().AsNoTracking();
        rows = openOnly
            ? rows.Where(l => l.SettledAt == null).OrderBy(l => l.Since)
            : rows.OrderByDescending(l => l.Since);
        return await ViewsAsync(await rows.Take(Most).ToListAsync(ct), ct);
    }

    public async Task<LeavingView?> FindAsync(FranchiseId franchise, CancellationToken ct) =>
        await db.Set<LeavingRow>().AsNoTracking().SingleOrDefaultAsync(l => l.Franchise == franchise, ct) is { } row
            ? (await ViewsAsync([row], ct))[0]
            : null;

    public Task<int> OpenAsync(CancellationToken ct) => db.Set<LeavingRow>().CountAsync(l => l.SettledAt == null, ct);

    public Task<Result<Done>> TakeAsync(FranchiseId franchise, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (!StaffRoles.Has(write.Db, by, SignInRoles.Operator))
                    return StaffRoles.Missing;
                if (write.Db.Set<LeavingRow>().Find(franchise) is not { } row)
                    return NotFound;
                if (row.SettledAt is not null)
                    return Settled;
                if (row.OwnerId == by.Id)
                    return default(Done);
                (row.OwnerId, row.OwnerName) = (by.Id, by.Name);
                LeavingWrites.Tell(write, franchise, by, "assigned");
                return default(Done);
            },
            ct
        );

    public async Task<int> FinishDueAsync(CancellationToken ct)
    {
        var open = await db.Set<LeavingRow>()
            .AsNoTracking()
            .Where(l => l.SettledAt == null)
            .OrderBy(l => l.Since)
            .Take(Most)
            .ToListAsync(ct);
        var closed = open.Count == 0 ? null : await ClosedUntilAsync(ct);
        var finished = 0;
        foreach (var row in open)
        {
            if (!IsDayClosed(row, closed))
                continue;
            if (
                (await journal.WriteAsync<bool>(write => Finish(write, row.Franchise), ct)).TryGet(out var done, out _)
                && done
            )
                finished++;
        }

        return finished;
    }

    private Result<bool> Finish(JournalWrite write, FranchiseId franchise)
    {
        if (write.Db.Set<LeavingRow>().Find(franchise) is not { SettledAt: null } row)
            return false;
        var left = SeoulTime.DateOf(row.Since);
        if (!write.Db.Set<ClosedDay>().Any(d => d.Date >= left))
            return false;
        LedgerAccount[] accounts =
        [
            LedgerAccount.FranchiseUnsettled(franchise),
            LedgerAccount.FranchisePayable(franchise),
            LedgerAccount.FranchiseReceivable(franchise),
            LedgerAccount.FranchiseReserve(franchise),
        ];
        if (Array.Exists(accounts, account => write.BalanceOf(account) != 0))
            return false;
        if (
            write
                .Db.Set<BatchRow>()
                .AsNoTracking()
                .Any(b =>
                    b.Franchise == franchise && (b.SealedAt == null || (b.PayOut > 0 && Unfinished.Contains(b.State)))
                )
        )
            return false;

        row.SettledAt = write.Now;
        closing.Finish(write, franchise);
        LeavingWrites.Tell(write, franchise, Actor.System, "settled");
        return true;
    }

    private Task<DateOnly?> ClosedUntilAsync(CancellationToken ct) =>
        db.Set<ClosedDay>().AsNoTracking().MaxAsync(d => (DateOnly?)d.Date, ct);

    private static bool IsDayClosed(LeavingRow row, DateOnly? closedUntil) =>
        closedUntil >= SeoulTime.DateOf(row.Since);

    private async Task<IReadOnlyList<LeavingView>> ViewsAsync(List<LeavingRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(l => l.Franchise);
        var standings = await batches.StandingsAsync(ids, ct);
        var owesSince = await db.Set<StandingRow>()
            .AsNoTracking()
            .Where(s => ids.Contains(s.Franchise))
            .ToDictionaryAsync(s => s.Franchise, s => s.OwesSince, ct);
        var unfinished = await db.Set<BatchRow>()
            .AsNoTracking()
            .Where(b => ids.Contains(b.Franchise) && b.SealedAt != null && b.PayOut > 0 && Unfinished.Contains(b.State))
            .OrderByDescending(b => b.To)
            .ToListAsync(ct);
        var openOf = unfinished.ToLookup(b => b.Franchise);
        var names = await franchises.TradeNamesAsync(ids, ct);
        var closed = await ClosedUntilAsync(ct);
        return rows.ConvertAll(row =>
        {
            var (standing, open) = (standings[row.Franchise], openOf[row.Franchise].Take(Most).ToList());
            return new LeavingView(
                row.Franchise,
                names.GetValueOrDefault(row.Franchise, ""),
                row.Since,
                row.SettledAt,
                row.Owner,
                row.Reopened,
                standing.Unsettled,
                standing.Payable,
                open.Where(b => AtBank.Contains(b.State)).Sum(b => b.PayOut),
                standing.Reserve,
                standing.OwedToUs,
                owesSince.GetValueOrDefault(row.Franchise),
                open.ConvertAll(b => b.ToView()),
                IsDayClosed(row, closed)
            );
        });
    }
}
