using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>The dated terms of contracts.</summary>
internal sealed class Agreements(MyPayDb db, Journal journal)
{
    public async Task<ContractTerms?> OnAsync(FranchiseId franchise, DateOnly date, CancellationToken ct) =>
        (
            await db.Set<ContractRow>()
                .AsNoTracking()
                .Where(c => c.Franchise == franchise && c.From <= date)
                .OrderByDescending(c => c.From)
                .FirstOrDefaultAsync(ct)
        )?.ToView();

    public async Task<IReadOnlyList<ContractTerms>> AllAsync(FranchiseId franchise, CancellationToken ct) =>
        (
            await db.Set<ContractRow>()
                .AsNoTracking()
                .Where(c => c.Franchise == franchise)
                .OrderByDescending(c => c.From)
                .ToListAsync(ct)
        ).ConvertAll(c => c.ToView());

    public Task<Result<ContractTerms>> ChangeAsync(
        FranchiseId franchise,
        NewTerms terms,
        string reviewer,
        CancellationToken ct
    ) => journal.WriteAsync<ContractTerms>(write => Change(write, franchise, terms, reviewer), ct);

    private static Result<ContractTerms> Change(
        JournalWrite write,
        FranchiseId franchise,
        NewTerms terms,
        string reviewer
    )
    {
        if (!FranchiseRow.FindContracted(write, franchise).TryGet(out _, out var refusal))
            return refusal;
        if (!ContractRow.Make(write, franchise, terms, reviewer).TryGet(out var contract, out refusal))
            return refusal;

        // Today's slips already bear today's rate; and one date has one agreement.
        if (
            terms.From <= SeoulTime.DateOf(write.Now)
            || write.Db.Set<ContractRow>().Find(franchise, terms.From) is not null
        )
            return new Refusal(RefusalKind.Invalid, "franchise.contract.date_invalid");

        write.Db.Add(contract);
        var before = write
            .Db.Set<ContractRow>()
            .AsNoTracking()
            .Where(c => c.Franchise == franchise && c.From < terms.From)
            .OrderByDescending(c => c.From)
            .FirstOrDefault();
        ReviewRow.Add(
            write,
            franchise,
            ReviewStep.TermsChanged,
            null,
            reviewer,
            before?.Noted(),
            contract.Noted(),
            $"{terms.From:yyyy-MM-dd}"
        );
        return contract.ToView();
    }
}
