using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Contracts;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>The face of onboarding: each step answers the franchise as it stands afterwards.</summary>
internal sealed class FranchiseOnboarding(
    MyPayDb db,
    Applying applying,
    SettlementAccountChecks checks,
    Reviews reviews,
    Agreements agreements,
    FranchiseViews views
) : IFranchiseOnboarding
{
    public async Task<Result<FranchiseView>> StartAccountCheckAsync(
        FranchiseId franchise,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await checks.StartAsync(franchise, ct));

    public async Task<Result<FranchiseView>> ChangeAccountAsync(
        FranchiseId franchise,
        string bank,
        string number,
        string holder,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await applying.ChangeAccountAsync(franchise, bank, number, holder, ct));

    public async Task<Result<FranchiseView>> KeepAccountAsync(FranchiseId franchise, CancellationToken ct = default) =>
        await AfterAsync(franchise, await checks.KeepAsync(franchise, ct));

    public async Task<Result<FranchiseView>> EnterAccountCodeAsync(
        FranchiseId franchise,
        string code,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await checks.EnterCodeAsync(franchise, code, ct));

    public Task<IReadOnlyList<FranchiseView>> ReviewQueueAsync(CancellationToken ct = default) =>
        views.ListAsync(
            rows =>
                rows.Where(f => f.State == FranchiseState.InReview)
                    .OrderBy(f => f.AccountProvedAt)
                    .ThenBy(f => f.Id)
                    .Take(200),
            ct
        );

    public Task<IReadOnlyList<FranchiseView>> SearchAsync(string? text, int limit, CancellationToken ct = default)
    {
        var name = ApplicationRules.NameKey(TypedText.Search(text));
        var digits = TypedDigits.Of(text);
        var isNumber = digits.Length >= 3;
        return views.ListAsync(
            rows =>
                rows.Where(f =>
                        name == ""
                        || f.NameKey.Contains(name)
                        || (isNumber && f.BusinessNumber.Contains(digits))
                        || db.Set<CidRow>().Any(c => c.Franchise == f.Id && c.Cid.Contains(name))
                    )
                    .OrderByDescending(f => f.AppliedAt)
                    .ThenByDescending(f => f.Id)
                    .Take(Math.Clamp(limit, 1, 500)),
            ct
        );
    }

    public async Task<Result<FranchiseView>> ApproveAsync(
        FranchiseId franchise,
        FeeGrade grade,
        int? rateBasisPoints,
        int cycleDays,
        string reviewer,
        CancellationToken ct = default
    ) =>
        await AfterAsync(
            franchise,
            await reviews.ApproveAsync(franchise, grade, rateBasisPoints, cycleDays, reviewer, ct)
        );

    public async Task<Result<FranchiseView>> RejectAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await reviews.RejectAsync(franchise, reason, reviewer, ct));

    public async Task<Result<FranchiseView>> AskAsync(
        FranchiseId franchise,
        string question,
        string reviewer,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await reviews.AskAsync(franchise, question, reviewer, ct));

    public async Task<Result<FranchiseView>> AnswerAsync(
        FranchiseId franchise,
        string answer,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await reviews.AnswerAsync(franchise, answer, ct));

    public async Task<Result<FranchiseView>> FreezeAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await reviews.FreezeAsync(franchise, reason, reviewer, ct));

    public async Task<Result<FranchiseView>> ResumeAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    ) => await AfterAsync(franchise, await reviews.ResumeAsync(franchise, reason, reviewer, ct));

    public Task<Result<ContractTerms>> ChangeTermsAsync(
        FranchiseId franchise,
        NewTerms terms,
        string reviewer,
        CancellationToken ct = default
    ) => agreements.ChangeAsync(franchise, terms, reviewer, ct);

    public async Task<IReadOnlyList<ReviewEntry>> HistoryAsync(FranchiseId franchise, CancellationToken ct = default) =>
        await db.Set<ReviewRow>()
            .AsNoTracking()
            .Where(r => r.Franchise == franchise)
            .OrderBy(r => r.Id)
            .Select(r => new ReviewEntry(r.Step, r.Note, r.By, r.At))
            .ToListAsync(ct);

    private Task<Result<FranchiseView>> AfterAsync(FranchiseId franchise, Result<Done> step) =>
        views.AfterAsync(franchise, step);
}
