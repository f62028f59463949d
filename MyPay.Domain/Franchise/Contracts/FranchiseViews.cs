using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>
/// Puts a franchise together as its people and the back office see it: row, today's terms, CIDs, account check.
/// </summary>
internal sealed class FranchiseViews(MyPayDb db, TimeProvider clock)
{
    public async Task<FranchiseView?> FindAsync(FranchiseId franchise, CancellationToken ct) =>
        await ListAsync(rows => rows.Where(f => f.Id == franchise), ct) is [var view] ? view : null;

    public async Task<Result<FranchiseView>> AfterAsync(FranchiseId franchise, Result<Done> step)
    {
        if (!step.TryGet(out _, out var refusal))
            return refusal;
        return await FindAsync(franchise, CancellationToken.None) is { } view ? view : FranchiseRow.NotFound();
    }

    public async Task<IReadOnlyList<FranchiseView>> ListAsync(
        Func<IQueryable<FranchiseRow>, IQueryable<FranchiseRow>> choose,
        CancellationToken ct
    )
    {
        var rows = await choose(db.Set<FranchiseRow>().AsNoTracking()).ToListAsync(ct);
        var ids = rows.ConvertAll(f => f.Id);
        var today = SeoulTime.Today(clock);
        var terms = (
            await db.Set<ContractRow>()
                .AsNoTracking()
                .Where(c => ids.Contains(c.Franchise) && c.From <= today)
                .ToListAsync(ct)
        ).ToLookup(c => c.Franchise);
        var cids = (
            await db.Set<CidRow>().AsNoTracking().Where(c => ids.Contains(c.Franchise)).ToListAsync(ct)
        ).ToLookup(c => c.Franchise);
        var changes = await db.Set<AccountChangeRow>()
            .AsNoTracking()
            .Where(c => ids.Contains(c.Franchise))
            .ToDictionaryAsync(c => c.Franchise, ct);
        var waiting = rows.Where(f => f.State == FranchiseState.Applied || changes.ContainsKey(f.Id))
            .Select(f => f.Id)
            .ToList();
        var checks = (
            await db.Set<SettlementCheckRow>()
                .AsNoTracking()
                .Where(c =>
                    waiting.Contains(c.Franchise)
                    && c.State != AccountCheckState.Dropped
                    && c.State != AccountCheckState.Failed
                    && c.State != AccountCheckState.Passed
                )
                .ToListAsync(ct)
        ).ToLookup(c => c.Franchise);
        // who has no terms yet is shown those of the grade
        var rates = rows.TrueForAll(f => terms.Contains(f.Id)) ? null : await GradeRates.OnAsync(db, today, ct);
        return rows.ConvertAll(f =>
            View(
                f,
                rates,
                terms[f.Id].MaxBy(c => c.From),
                [.. cids[f.Id]],
                checks[f.Id].MaxBy(c => c.StartedAt),
                changes.GetValueOrDefault(f.Id)
            )
        );
    }

    private static FranchiseView View(
        FranchiseRow row,
        IReadOnlyDictionary<FeeGrade, int>? rates,
        ContractRow? terms,
        List<CidRow> cids,
        SettlementCheckRow? check,
        AccountChangeRow? change
    )
    {
        string Cid(bool live, bool recurring) => cids.Find(c => c.Live == live && c.Recurring == recurring)?.Cid ?? "";
        var grade = terms?.Grade ?? FeeGrades.Of(row.ExpectedSales);
        return new(
            row.Id,
            row.BusinessNumber,
            row.TradeName,
            row.Representative,
            row.Category,
            row.State,
            grade,
            terms?.RateBasisPoints ?? rates![grade],
            terms?.CycleDays ?? 1,
            Cid(true, false),
            Cid(true, true),
            Cid(false, false),
            Cid(false, true),
            row.RedirectDomains,
            row.CashierCancelLimit,
            row.Bank,
            row.Masked,
            row.Holder,
            row.AppliedAt,
            row.ReviewNote
        )
        {
            ExpectedYearlySales = row.ExpectedSales,
            TillAsksAbove = row.TillAsksAbove,
            Phone = row.Phone,
            OwnerEmail = row.OwnerEmail,
            AccountCheck = check?.ToView(),
            AccountChange = change?.ToView(),
            ClosingAskedAt = row.ClosingAskedAt,
            ClosingReason = row.ClosingReason,
            LeftAt = row.LeftAt,
        };
    }
}
