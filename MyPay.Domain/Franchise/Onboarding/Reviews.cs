using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Franchise.Stores;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>What back office and applicant say to each other, and what comes of it.</summary>
internal sealed class Reviews(Journal journal)
{
    public Task<Result<Done>> ApproveAsync(
        FranchiseId franchise,
        FeeGrade grade,
        int? rateBasisPoints,
        int cycleDays,
        string reviewer,
        CancellationToken ct
    ) => journal.WriteAsync<Done>(write => Approve(write, franchise, grade, rateBasisPoints, cycleDays, reviewer), ct);

    public Task<Result<Done>> RejectAsync(
        FranchiseId franchise,
        string? reason,
        string reviewer,
        CancellationToken ct
    ) =>
        MoveAsync(
            franchise,
            [FranchiseState.InReview, FranchiseState.Asked],
            FranchiseState.Rejected,
            ReviewStep.Rejected,
            reason,
            reviewer,
            ct
        );

    public Task<Result<Done>> AskAsync(
        FranchiseId franchise,
        string? question,
        string reviewer,
        CancellationToken ct
    ) =>
        MoveAsync(
            franchise,
            [FranchiseState.InReview, FranchiseState.Asked],
            FranchiseState.Asked,
            ReviewStep.Asked,
            question,
            reviewer,
            ct
        );

    public Task<Result<Done>> AnswerAsync(FranchiseId franchise, string? answer, CancellationToken ct) =>
        MoveAsync(franchise, [FranchiseState.Asked], FranchiseState.InReview, ReviewStep.Answered, answer, null, ct);

    public Task<Result<Done>> FreezeAsync(
        FranchiseId franchise,
        string? reason,
        string reviewer,
        CancellationToken ct
    ) => MoveAsync(franchise, [FranchiseState.Active], FranchiseState.Frozen, ReviewStep.Frozen, reason, reviewer, ct);

    public Task<Result<Done>> ResumeAsync(
        FranchiseId franchise,
        string? reason,
        string reviewer,
        CancellationToken ct
    ) => MoveAsync(franchise, [FranchiseState.Frozen], FranchiseState.Active, ReviewStep.Resumed, reason, reviewer, ct);

    private static Result<Done> Approve(
        JournalWrite write,
        FranchiseId franchise,
        FeeGrade grade,
        int? rateBasisPoints,
        int cycleDays,
        string reviewer
    )
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        if (row.State is not (FranchiseState.InReview or FranchiseState.Asked))
            return WrongState();

        var before = row.State;
        var terms = new NewTerms(SeoulTime.DateOf(write.Now), grade, rateBasisPoints, cycleDays);
        if (!ContractRow.Make(write, franchise, terms, reviewer).TryGet(out var contract, out refusal))
            return refusal;
        (row.State, row.ReviewNote) = (FranchiseState.Active, null);
        write.Db.Add(contract);
        foreach (var (live, recurring) in new[] { (true, false), (true, true), (false, false), (false, true) })
            CidRow.Add(write, franchise, live, recurring);
        StoreRow.Add(write, franchise, 1, row.TradeName);
        ReviewRow.Add(
            write,
            franchise,
            ReviewStep.Approved,
            null,
            reviewer,
            new { state = $"{before}" },
            new { state = $"{row.State}", terms = contract.Noted() }
        );
        return default(Done);
    }

    private Task<Result<Done>> MoveAsync(
        FranchiseId franchise,
        FranchiseState[] from,
        FranchiseState to,
        ReviewStep step,
        string? words,
        string? reviewer,
        CancellationToken ct
    )
    {
        if (ApplicationRules.Note(words) is not { } note)
            return Task.FromResult<Result<Done>>(
                new Refusal(RefusalKind.Invalid, "franchise.review.note_missing", (long)ApplicationRules.LongestNote)
            );
        return journal.WriteAsync<Done>(
            write =>
            {
                if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
                    return refusal;
                if (!from.Contains(row.State))
                    return WrongState();
                var before = row.State;
                (row.State, row.ReviewNote) = (to, to == FranchiseState.Active ? null : note);
                ReviewRow.Add(
                    write,
                    franchise,
                    step,
                    note,
                    reviewer,
                    new { state = $"{before}" },
                    new { state = $"{to}" }
                );
                return default(Done);
            },
            ct
        );
    }

    private static Refusal WrongState() => new(RefusalKind.Conflict, "franchise.review.wrong_state");
}
