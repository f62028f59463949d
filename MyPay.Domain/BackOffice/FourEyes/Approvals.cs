using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.FourEyes;

internal sealed class Approvals(
    MyPayDb db,
    Journal journal,
    IEnumerable<IApprovedAction> actions,
    IStepUps stepUps,
    TimeProvider clock
) : IApprovals
{
    private const int LongestWords = 500;
    private readonly Dictionary<string, IApprovedAction> byKind = actions.ToDictionary(
        action => action.Kind,
        StringComparer.Ordinal
    );

    public async Task<Result<ApprovalView>> AskAsync(ApprovalAsk ask, Actor maker, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(maker);
        if (Words(ask.Reason) is not { } reason)
            return new Refusal(RefusalKind.Invalid, "backoffice.approval.reason_missing", (long)LongestWords);
        if (!byKind.TryGetValue(ask.Kind, out var action))
            throw new InvalidOperationException($"Nobody carries out {ask.Kind}.");
        var full = ask with { Reason = reason };
        return await journal.WriteAsync<ApprovalView>(write => Ask(write, action, full, maker), ct);
    }

    public async Task<IReadOnlyList<ApprovalView>> ListAsync(
        bool waitingOnly,
        int limit,
        string? kind,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var rows = db.Set<ApprovalRow>().AsNoTracking();
        if (kind is not null)
            rows = rows.Where(a => a.Kind == kind);
        rows = waitingOnly
            ? rows.Where(a => a.State == ApprovalState.Waiting && a.ExpiresAt > now)
                .OrderBy(a => a.AskedAt)
                .ThenBy(a => a.Id)
            : rows.OrderByDescending(a => a.AskedAt).ThenByDescending(a => a.Id);
        return [.. (await rows.Take(limit).ToListAsync(ct)).Select(row => Read(row, now))];
    }

    public async Task<ApprovalView?> FindAsync(Guid approval, CancellationToken ct) =>
        await db.Set<ApprovalRow>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == approval, ct) is { } row
            ? Read(row, clock.GetUtcNow())
            : null;

    public async Task<Result<ApprovalView>> DecideAsync(
        Guid approval,
        bool approve,
        string? note,
        Actor checker,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(checker);
        var words = Words(note);
        if (!approve && words is null)
            return new Refusal(RefusalKind.Invalid, "backoffice.approval.note_missing", (long)LongestWords);
        return await journal.WriteAsync<ApprovalView>(write => Decide(write, approval, approve, words, checker), ct);
    }

    public Task<Result<ApprovalView>> WithdrawAsync(Guid approval, Actor maker, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(maker);
        return journal.WriteAsync<ApprovalView>(
            write =>
            {
                if (!FindWaiting(write, approval).TryGet(out var row, out var refusal))
                    return refusal;
                if (row.MakerId != maker.Id)
                    return new Refusal(RefusalKind.Forbidden, "backoffice.approval.not_own_work");
                row.End(ApprovalState.Withdrawn, write.Now);
                Tell(write, row, maker, "backoffice.approval.withdrawn", null);
                return row.View(write.Now);
            },
            ct
        );
    }

    public async Task<int> ExpireDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.Set<ApprovalRow>().AnyAsync(a => a.State == ApprovalState.Waiting && a.ExpiresAt <= now, ct))
            return 0;
        var expired = await journal.WriteAsync<Voided>(
            write =>
            {
                var due = write
                    .Db.Set<ApprovalRow>()
                    .Where(a => a.State == ApprovalState.Waiting && a.ExpiresAt <= write.Now)
                    .OrderBy(a => a.ExpiresAt)
                    .Take(100)
                    .ToList();
                foreach (var row in due)
                    Expire(write, row);
                return new Voided(due.Count);
            },
            ct
        );
        return expired.TryGet(out var done, out _) ? done.Count : 0;
    }

    private static Result<ApprovalView> Ask(JournalWrite write, IApprovedAction action, ApprovalAsk ask, Actor maker)
    {
        if (!Staff.Has(write.Db, maker, SignInRoles.Operator))
            return Staff.RoleMissing;
        foreach (
            var earlier in write
                .Db.Set<ApprovalRow>()
                .Where(a => a.Kind == ask.Kind && a.Subject == ask.Subject && a.State == ApprovalState.Waiting)
                .ToList()
        )
        {
            if (earlier.IsWaitingAt(write.Now))
                return new Refusal(RefusalKind.Conflict, "backoffice.approval.already_asked", earlier.MakerName);
            Expire(write, earlier);
        }

        if (action.Check(write.Db, ask.Payload, write.Now) is { } against)
            return against;
        var row = new ApprovalRow
        {
            Id = NewId.At(write.Now),
            Kind = ask.Kind,
            Subject = ask.Subject,
            Payload = ask.Payload,
            Reason = ask.Reason,
            MakerId = maker.Id,
            MakerName = maker.Name,
            AskedAt = write.Now,
            ExpiresAt = write.Now + IApprovals.Lifetime,
            Text = JsonSerializer.Serialize(action.Read(write.Db, ask)),
        };
        write.Db.Add(row);
        Tell(write, row, maker, "backoffice.approval.asked", row.Reason);
        return row.View(write.Now);
    }

    private Result<ApprovalView> Decide(JournalWrite write, Guid approval, bool approve, string? note, Actor checker)
    {
        // In the write itself: a role taken away a moment ago counts, and a page that forgot to ask changes nothing.
        if (!Staff.Has(write.Db, checker, SignInRoles.Approver))
            return Staff.RoleMissing;
        if (!FindWaiting(write, approval).TryGet(out var row, out var refusal))
            return refusal;
        // A second pair of eyes is worth what is known of whose they are. Who decides at a page always has a session.
        if (approve && checker.Session is not null && !stepUps.Require(write, checker).TryGet(out _, out refusal))
            return refusal;
        if (row.MakerId == checker.Id)
            return new Refusal(RefusalKind.Forbidden, "backoffice.approval.own_work");
        if (!approve)
        {
            row.End(ApprovalState.Refused, write.Now, checker, note);
            Tell(write, row, checker, "backoffice.approval.refused", note);
            return row.View(write.Now);
        }

        if (!byKind.TryGetValue(row.Kind, out var action))
            return new Refusal(RefusalKind.Conflict, "backoffice.approval.not_possible");
        if (action.Check(write.Db, row.Payload, write.Now) is { } against)
            return against;
        row.Text = JsonSerializer.Serialize(action.Read(write.Db, row.Ask));
        row.End(ApprovalState.Approved, write.Now, checker, note);
        Tell(write, row, checker, "backoffice.approval.approved", note);
        var view = row.View(write.Now);
        return action.Carry(write, view, checker).TryGet(out _, out refusal) ? view : refusal;
    }

    private static Result<ApprovalRow> FindWaiting(JournalWrite write, Guid approval)
    {
        if (write.Db.Set<ApprovalRow>().Find(approval) is not { } row)
            return new Refusal(RefusalKind.NotFound, "backoffice.approval.not_found");
        if (row.IsWaitingAt(write.Now))
            return row;
        return row.State is ApprovalState.Waiting or ApprovalState.Expired
            ? new Refusal(RefusalKind.Conflict, "backoffice.approval.expired")
            : new Refusal(RefusalKind.Conflict, "backoffice.approval.not_waiting");
    }

    private static void Expire(JournalWrite write, ApprovalRow row)
    {
        row.End(ApprovalState.Expired, write.Now);
        Tell(write, row, Actor.System, "backoffice.approval.expired", null);
    }

    private static void Tell(JournalWrite write, ApprovalRow row, Actor actor, string what, string? reason)
    {
        write.Note(
            actor,
            what,
            row.Subject,
            reason,
            after: new
            {
                approval = row.Id.ToString("N"),
                kind = row.Kind,
                state = $"{row.State}",
            }
        );
        write.Touch(BackOfficeTopics.Approvals);
    }

    private static string? Words(string? written) =>
        TypedText.Lines(written) is { Length: > 0 } words && !TypedText.IsLonger(words, LongestWords) ? words : null;

    /// <summary>
    /// While it waits, what the act says now; an act that can't be read any more is shown as it was asked.
    /// </summary>
    private ApprovalView Read(ApprovalRow row, DateTimeOffset now)
    {
        var fresh =
            row.IsWaitingAt(now)
            && byKind.TryGetValue(row.Kind, out var action)
            && action.Check(db, row.Payload, now) is null
                ? action.Read(db, row.Ask)
                : null;
        return row.View(now, fresh);
    }

    private sealed record Voided(int Count);
}
