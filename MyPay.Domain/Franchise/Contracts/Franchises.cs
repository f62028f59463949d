using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise.Onboarding;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Franchise.Stores;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Franchise.Contracts;

/// <summary>The face of Franchise.</summary>
internal sealed class Franchises(
    MyPayDb db,
    Applying applying,
    Agreements agreements,
    FranchiseViews views,
    DataKeys keys,
    TimeProvider clock
) : IFranchises
{
    private static readonly CompiledQuery<Func<MyPayDb, string, DateOnly, Task<Terms?>>> ByCid = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string cid, DateOnly today) =>
                (
                    from code in db.Set<CidRow>().AsNoTracking()
                    join franchise in db.Set<FranchiseRow>() on code.Franchise equals franchise.Id
                    where code.Cid == cid
                    select new Terms
                    {
                        Franchise = code.Franchise,
                        TradeName = franchise.TradeName,
                        BusinessNumber = franchise.BusinessNumber,
                        State = franchise.State,
                        Recurring = code.Recurring,
                        Live = code.Live,
                        RedirectDomains = franchise.RedirectDomains,
                        Rate = db.Set<ContractRow>()
                            .Where(c => c.Franchise == code.Franchise && c.From <= today)
                            .OrderByDescending(c => c.From)
                            .Select(c => (int?)c.RateBasisPoints)
                            .FirstOrDefault(),
                    }
                ).SingleOrDefault()
        )
    );

    public async Task<Result<FranchiseView>> ApplyAsync(
        FranchiseApplication application,
        CancellationToken ct = default
    )
    {
        if (!(await applying.ApplyAsync(application, ct)).TryGet(out var franchise, out var refusal))
            return refusal;
        return await views.AfterAsync(franchise, default(Done));
    }

    public Task<Result<Done>> CheckAsync(
        FranchiseApplication application,
        ApplicationPart part,
        CancellationToken ct = default
    ) => applying.CheckAsync(application, part, ct);

    public Task<FranchiseView?> FindAsync(FranchiseId franchise, CancellationToken ct = default) =>
        views.FindAsync(franchise, ct);

    /// <summary>On the way of every payment: one statement.</summary>
    public async Task<CidTerms?> FindByCidAsync(string cid, CancellationToken ct = default)
    {
        var found = await ByCid.On(db)(db, cid, SeoulTime.Today(clock));
        return found is { Rate: { } rate }
            ? new(
                found.Franchise,
                found.TradeName,
                found.BusinessNumber,
                found.State,
                found.Recurring,
                found.Live,
                rate,
                found.RedirectDomains
            )
            : null;
    }

    public async Task<IReadOnlyList<StoreView>> StoresAsync(FranchiseId franchise, CancellationToken ct = default) =>
        (
            await db.Set<StoreRow>()
                .AsNoTracking()
                .Where(s => s.Franchise == franchise)
                .OrderBy(s => s.Number)
                .ToListAsync(ct)
        ).ConvertAll(s => s.ToView());

    public async Task<StoreView?> FindStoreByQrAsync(string qrCode, CancellationToken ct = default) =>
        (await db.Set<StoreRow>().AsNoTracking().SingleOrDefaultAsync(s => s.QrCode == qrCode, ct))?.ToView();

    public async Task<StaffView?> FindStaffAsync(string signInId, CancellationToken ct = default) =>
        (
            await db.Set<StaffRow>()
                .AsNoTracking()
                .SingleOrDefaultAsync(s => s.SignInId == signInId && s.RemovedAt == null, ct)
        )?.ToView();

    public async Task<SettlementAccount?> FindSettlementAccountAsync(
        FranchiseId franchise,
        CancellationToken ct = default
    )
    {
        var row = await db.Set<FranchiseRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(f => f.Id == franchise && f.AccountProvedAt != null, ct);
        return row is null
            ? null
            : new(row.Bank, keys.Reveal(row.SealedNumber, FranchiseRow.NumberPlace(franchise)), row.Holder);
    }

    public Task<ContractTerms?> TermsOnAsync(FranchiseId franchise, DateOnly date, CancellationToken ct = default) =>
        agreements.OnAsync(franchise, date, ct);

    public Task<IReadOnlyList<ContractTerms>> TermsAsync(FranchiseId franchise, CancellationToken ct = default) =>
        agreements.AllAsync(franchise, ct);

    public Task<IReadOnlyList<FranchiseView>> FindManyAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct = default
    ) => views.ListAsync(rows => rows.Where(f => franchises.Contains(f.Id)), ct);

    public async Task<IReadOnlyDictionary<FranchiseId, string>> TradeNamesAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct = default
    ) =>
        await db.Set<FranchiseRow>()
            .AsNoTracking()
            .Where(f => franchises.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, f => f.TradeName, ct);

    public async Task<IReadOnlyDictionary<string, string>> CategoriesAsync(
        IReadOnlyCollection<string> tradeNames,
        CancellationToken ct = default
    )
    {
        var found = await db.Set<FranchiseRow>()
            .AsNoTracking()
            .Where(f => tradeNames.Contains(f.TradeName))
            .OrderBy(f => f.AppliedAt)
            .Select(f => new { f.TradeName, f.Category })
            .ToListAsync(ct);
        return found
            .DistinctBy(f => f.TradeName, StringComparer.Ordinal)
            .ToDictionary(f => f.TradeName, f => f.Category, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<FranchiseId>> SellersAsync(CancellationToken ct = default) =>
        await db.Set<FranchiseRow>()
            .AsNoTracking()
            .Where(f =>
                f.State == FranchiseState.Active
                || f.State == FranchiseState.Frozen
                || f.State == FranchiseState.Closing
            )
            .OrderBy(f => f.Id)
            .Select(f => f.Id)
            .ToListAsync(ct);

    public bool MaySell(JournalWrite write, FranchiseId franchise) =>
        write.Find<FranchiseRow>(franchise) is { State: FranchiseState.Active };

    private sealed class Terms
    {
        public FranchiseId Franchise { get; init; }

        public required string TradeName { get; init; }

        public required string BusinessNumber { get; init; }

        public FranchiseState State { get; init; }

        public bool Recurring { get; init; }

        public bool Live { get; init; }

        public required List<string> RedirectDomains { get; init; }

        public int? Rate { get; init; }
    }
}
