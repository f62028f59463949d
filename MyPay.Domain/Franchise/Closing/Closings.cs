using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.ApiKeys;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Franchise.Closing;

/// <summary>The owner's side of leaving.</summary>
internal sealed class Closings(Journal journal, FranchiseViews views) : IFranchiseClosing
{
    private static readonly FranchiseState[] MayLeave = [FranchiseState.Active, FranchiseState.Frozen];

    public static Refusal WrongState() => new(RefusalKind.Conflict, "franchise.closing.wrong_state");

    public static bool CanLeave(FranchiseRow row) => MayLeave.Contains(row.State);

    public async Task<Result<FranchiseView>> AskAsync(FranchiseId franchise, string? reason, CancellationToken ct)
    {
        if (ApplicationRules.Note(reason) is not { } words)
            return new Refusal(
                RefusalKind.Invalid,
                "franchise.review.note_missing",
                (long)ApplicationRules.LongestNote
            );
        return await ChangeAsync(
            franchise,
            (write, row) =>
            {
                (row.ClosingAskedAt, row.ClosingReason) = (row.ClosingAskedAt ?? write.Now, words);
                ReviewRow.Add(write, franchise, ReviewStep.ClosingAsked, words);
            },
            ct
        );
    }

    public Task<Result<FranchiseView>> TakeBackAsync(FranchiseId franchise, CancellationToken ct) =>
        ChangeAsync(
            franchise,
            (write, row) =>
            {
                if (row.ClosingAskedAt is null)
                    return;
                (row.ClosingAskedAt, row.ClosingReason) = (null, null);
                ReviewRow.Add(write, franchise, ReviewStep.ClosingTakenBack);
            },
            ct
        );

    public Task<IReadOnlyList<FranchiseView>> AskedAsync(CancellationToken ct) =>
        views.ListAsync(
            rows =>
                rows.Where(f =>
                        f.ClosingAskedAt != null
                        && (f.State == FranchiseState.Active || f.State == FranchiseState.Frozen)
                    )
                    .OrderBy(f => f.ClosingAskedAt)
                    .Take(200),
            ct
        );

    private async Task<Result<FranchiseView>> ChangeAsync(
        FranchiseId franchise,
        Action<JournalWrite, FranchiseRow> change,
        CancellationToken ct
    ) =>
        await views.AfterAsync(
            franchise,
            await journal.WriteAsync<Done>(
                write =>
                {
                    if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
                        return refusal;
                    if (!CanLeave(row))
                        return WrongState();
                    change(write, row);
                    return default(Done);
                },
                ct
            )
        );
}

/// <summary>The back office's side, in its own writes.</summary>
internal sealed class ClosingWrites : IFranchiseClosingWrites
{
    public Refusal? Against(MyPayDb db, FranchiseId franchise) =>
        db.Set<FranchiseRow>().AsNoTracking().SingleOrDefault(f => f.Id == franchise) is not { } row
            ? FranchiseRow.NotFound()
        : Closings.CanLeave(row) ? null
        : Closings.WrongState();

    public string NameOf(MyPayDb db, FranchiseId franchise) =>
        db.Set<FranchiseRow>().Where(f => f.Id == franchise).Select(f => f.TradeName).SingleOrDefault() ?? "";

    public Result<Done> Begin(JournalWrite write, FranchiseId franchise, string reason, Actor checker)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        if (!Closings.CanLeave(row))
            return Closings.WrongState();

        var before = row.State;
        (row.State, row.LeftAt) = (FranchiseState.Closing, write.Now);
        foreach (
            var key in write.Db.Set<ApiKeyRow>().Where(k => k.Franchise == franchise && k.RevokedAt == null).ToList()
        )
            key.RevokedAt = write.Now;
        write.Touch(CallerCache.Topic);
        ReviewRow.Add(
            write,
            franchise,
            ReviewStep.Closing,
            reason,
            checker.Name,
            new { state = $"{before}" },
            new { state = $"{row.State}" }
        );
        return default(Done);
    }

    public void Finish(JournalWrite write, FranchiseId franchise)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out _) || row.State != FranchiseState.Closing)
            return;
        row.State = FranchiseState.Closed;
        ReviewRow.Add(
            write,
            franchise,
            ReviewStep.Closed,
            null,
            Actor.System.Name,
            new { state = $"{FranchiseState.Closing}" },
            new { state = $"{row.State}" }
        );
    }
}
