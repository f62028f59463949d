using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Reconciliation;

internal sealed class Reconciling(
    IBankStatements bank,
    Matching matching,
    MyPayDb db,
    Journal journal,
    TimeProvider clock,
    ILogger<Reconciling> log
) : IReconciliation
{
    private const int LongestWords = 500;

    // Banks correct their own books for so long; older open cases are looked at by hand.
    private const int DaysBack = 60;

    public async Task<Result<ReconDay>> RunAsync(string account, DateOnly date, CancellationToken ct)
    {
        if (!(await bank.FetchAsync(account, date, ct)).TryGet(out var fetch, out var refusal))
            return refusal;
        var matched = await matching.RunAsync(account, date, fetch, ct);
        return await journal.WriteAsync<ReconDay>(write => ReconCases.Keep(write, matched), ct);
    }

    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var yesterday = SeoulTime.Today(clock).AddDays(-1);
        var oldest = yesterday.AddDays(-DaysBack);
        var clear = 0;
        foreach (var account in bank.Accounts)
        {
            var open = await db.Set<ReconCaseRow>()
                .Where(c => c.Account == account.Key && c.ClosedAt == null && c.Date >= oldest)
                .Select(c => c.Date)
                .Distinct()
                .ToListAsync(ct);
            var waiting = await db.Set<ReconDayRow>()
                .Where(d => d.Account == account.Key && d.Waiting > 0 && d.Date >= oldest)
                .Select(d => d.Date)
                .ToListAsync(ct);
            var last = await db.Set<ReconDayRow>()
                .Where(d => d.Account == account.Key && d.Date <= yesterday)
                .MaxAsync(d => (DateOnly?)d.Date, ct);

            // Nights that were slept through, too.
            var from = last is { } day && day.AddDays(1) >= oldest ? day.AddDays(1) : yesterday;
            var missed = Enumerable
                .Range(0, Math.Max(0, yesterday.DayNumber - from.DayNumber + 1))
                .Select(from.AddDays);
            foreach (
                var date in open.Concat(waiting)
                    .Concat(missed)
                    .Append(yesterday)
                    .Distinct()
                    .Where(d => d <= yesterday)
                    .OrderDescending()
            )
            {
                var run = await RunAsync(account.Key, date, ct);
                if (run.TryGet(out var done, out var refusal))
                    clear += done.IsClear ? 1 : 0;
                else
                    log.LogWarning(
                        "{Account} could not be reconciled for {Date}: {Code}.",
                        account.Key,
                        date,
                        refusal.Code
                    );
            }
        }

        return clear;
    }

    public async Task<IReadOnlyList<ReconDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var days = await db.Set<ReconDayRow>()
            .AsNoTracking()
            .Where(d => d.Date >= from && d.Date <= to)
            .OrderByDescending(d => d.Date)
            .ThenBy(d => d.Account)
            .ToListAsync(ct);
        var open = await db.Set<ReconCaseRow>()
            .AsNoTracking()
            .Where(c => c.Date >= from && c.Date <= to && c.ClosedAt == null)
            .GroupBy(c => new { c.Account, c.Date })
            .Select(g => new
            {
                g.Key.Account,
                g.Key.Date,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        return [.. days.Select(d => d.View(open.Find(o => o.Account == d.Account && o.Date == d.Date)?.Count ?? 0))];
    }

    public async Task<IReadOnlyList<ReconCase>> CasesAsync(ReconFilter filter, CancellationToken ct)
    {
        var rows = db.Set<ReconCaseRow>().AsNoTracking().Where(c => c.ClosedAt == null != filter.Closed);
        if (filter.Date is { } date)
            rows = rows.Where(c => c.Date == date);
        if (filter.Account is { } account)
            rows = rows.Where(c => c.Account == account);
        rows = filter.Closed
            ? rows.OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id)
            : rows.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id);
        return [.. (await rows.Take(filter.Limit).ToListAsync(ct)).Select(row => row.View())];
    }

    public async Task<ReconCaseDetail?> FindAsync(string id, CancellationToken ct)
    {
        if (await db.Set<ReconCaseRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } row)
            return null;
        var events = await db.Set<ReconEventRow>()
            .AsNoTracking()
            .Where(e => e.Case == id)
            .OrderBy(e => e.Id)
            .ToListAsync(ct);
        return new(
            row.View(),
            row.ReadSides(),
            [.. events.Select(e => new ReconEvent(e.At, e.ActorName, e.Act, e.Text))]
        );
    }

    public Task<Result<ReconCase>> AssignAsync(string id, Actor owner, Actor by, CancellationToken ct) =>
        ActAsync(
            id,
            by,
            (write, row) =>
            {
                if (row.OwnerId == owner.Id)
                    return default(Done);
                (row.OwnerId, row.OwnerName) = (owner.Id, owner.Name);
                ReconCases.Tell(write, id, by, ReconAct.Assigned, owner.Name);
                return default(Done);
            },
            ct
        );

    public Task<Result<ReconCase>> NoteAsync(string id, string note, Actor by, CancellationToken ct) =>
        ActAsync(
            id,
            by,
            (write, _) =>
            {
                if (Words(note) is not { } words)
                    return new Refusal(RefusalKind.Invalid, "settlement.recon.note_missing", (long)LongestWords);
                ReconCases.Tell(write, id, by, ReconAct.Noted, words);
                return default(Done);
            },
            ct
        );

    public Task<Result<ReconCase>> ExplainAsync(string id, string reason, Actor by, CancellationToken ct) =>
        ActAsync(
            id,
            by,
            (write, row) =>
            {
                if (Words(reason) is not { } words)
                    return new Refusal(RefusalKind.Invalid, "settlement.recon.note_missing", (long)LongestWords);
                if (row.Difference != 0)
                    return new Refusal(RefusalKind.Conflict, "settlement.recon.money_differs", row.Difference);
                if (row.ReadSides().Call is { State: BankCallState.OperatorCase })
                    return WriteOffs.CallOpen();
                (row.ClosedAt, row.Closing) = (write.Now, ReconClosing.Explained);
                ReconCases.Tell(write, id, by, ReconAct.Explained, words);
                return default(Done);
            },
            ct
        );

    private async Task<Result<ReconCase>> ActAsync(
        string id,
        Actor by,
        Func<JournalWrite, ReconCaseRow, Result<Done>> act,
        CancellationToken ct
    ) =>
        await journal.WriteAsync<ReconCase>(
            write =>
            {
                if (!StaffRoles.Has(write.Db, by, SignInRoles.Operator))
                    return StaffRoles.Missing;
                if (write.Db.Set<ReconCaseRow>().Find(id) is not { } row)
                    return WriteOffs.NotFound();
                if (row.ClosedAt is not null)
                    return WriteOffs.Closed();
                return act(write, row).TryGet(out _, out var refusal) ? row.View() : refusal;
            },
            ct
        );

    private static string? Words(string? typed) =>
        TypedText.Lines(typed) is { Length: > 0 } words && !TypedText.IsLonger(words, LongestWords) ? words : null;
}
