using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Batches;

/// <summary>
/// What people do to a batch: approve, hold, release, retry. Each is one write that looks at the state, and at the
/// person's roles, as they are then.
/// </summary>
internal sealed class BatchDesk(Journal journal, IStepUps stepUps)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "settlement.batch.not_found");
    private static readonly Refusal OwnWork = new(RefusalKind.Forbidden, "settlement.batch.own_work");

    public Task<Result<BatchView>> ApproveAsync(string batch, Actor by, CancellationToken ct) =>
        MoveAsync(
            batch,
            [BatchState.Draft],
            by,
            [SignInRoles.Approver],
            (write, row) =>
            {
                if (IsMaker(write, row, by))
                    return OwnWork;
                if (by.Session is not null && !stepUps.Require(write, by).TryGet(out _, out var unproved))
                    return unproved; // who decides at a page always has a session
                (row.State, row.ApprovedBy, row.Note) = (BatchState.Approved, by.Name, null);
                BatchNews.Note(write, row, by, Acts.Approved, BatchState.Draft);
                return row.ToView();
            },
            ct
        );

    public Task<Result<BatchView>> HoldAsync(string batch, string reason, Actor by, CancellationToken ct) =>
        WithReasonAsync(
            batch,
            reason,
            [BatchState.Draft, BatchState.Approved, BatchState.Failed],
            BatchState.Held,
            Acts.Held,
            by,
            [SignInRoles.Operator, SignInRoles.Approver],
            ct
        );

    public Task<Result<BatchView>> ReleaseAsync(string batch, string reason, Actor by, CancellationToken ct) =>
        WithReasonAsync(
            batch,
            reason,
            [BatchState.Held],
            BatchState.Draft,
            Acts.Released,
            by,
            [SignInRoles.Operator],
            ct
        );

    public Task<Result<BatchView>> RetryAsync(string batch, string reason, Actor by, CancellationToken ct) =>
        WithReasonAsync(
            batch,
            reason,
            [BatchState.Failed],
            BatchState.Draft,
            Acts.Retried,
            by,
            [SignInRoles.Operator],
            ct
        );

    /// <summary>Closed, released or retried it, or began to.</summary>
    private static bool IsMaker(JournalWrite write, BatchRow row, Actor by) =>
        row.StartedById == by.Id
        || write
            .Db.Set<BatchEventRow>()
            .AsNoTracking()
            .Any(e => e.Batch == row.No && e.ById == by.Id && Acts.OfMakers.Contains(e.Act));

    private Task<Result<BatchView>> WithReasonAsync(
        string batch,
        string reason,
        BatchState[] from,
        BatchState to,
        string act,
        Actor by,
        string[] roles,
        CancellationToken ct
    )
    {
        var words = TypedText.Lines(reason);
        if (words.Length == 0 || TypedText.IsLonger(words, BatchRules.LongestReason))
            return Task.FromResult<Result<BatchView>>(
                new Refusal(RefusalKind.Invalid, "settlement.batch.reason_missing", (long)BatchRules.LongestReason)
            );
        return MoveAsync(
            batch,
            from,
            by,
            roles,
            (write, row) =>
            {
                var before = row.State;
                (row.State, row.ApprovedBy, row.Note) = (to, null, to == BatchState.Held ? words : null);
                row.Fail(null);
                BatchNews.Note(write, row, by, act, before, words);
                return row.ToView();
            },
            ct
        );
    }

    private Task<Result<BatchView>> MoveAsync(
        string batch,
        BatchState[] from,
        Actor by,
        string[] roles,
        Func<JournalWrite, BatchRow, Result<BatchView>> move,
        CancellationToken ct
    ) =>
        journal.WriteAsync<BatchView>(
            write =>
            {
                if (!StaffRoles.Has(write.Db, by, roles))
                    return StaffRoles.Missing;
                var row = write.Db.Set<BatchRow>().SingleOrDefault(b => b.Id == batch && b.SealedAt != null);
                if (row is null)
                    return NotFound;
                return from.Contains(row.State)
                    ? move(write, row)
                    : new Refusal(RefusalKind.Conflict, "settlement.batch.wrong_state", row.State);
            },
            ct
        );
}
