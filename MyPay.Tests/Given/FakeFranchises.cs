using System.Collections.Concurrent;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Tests.Given;

/// <summary>Franchises as a test wants them: no application, no review, terms that change with a line.</summary>
internal sealed class FakeFranchises : IFranchises, IFranchiseClosingWrites
{
    private readonly ConcurrentDictionary<FranchiseId, FranchiseView> franchises = new();
    private readonly ConcurrentDictionary<FranchiseId, StoreView> stores = new();
    private readonly ConcurrentDictionary<FranchiseId, List<ContractTerms>> contracts = new();
    private int made;

    /// <summary>A franchise that sells, with one store.</summary>
    public FranchiseView Add(string tradeName, int rateBasisPoints)
    {
        var n = Interlocked.Increment(ref made);
        var id = new FranchiseId(Guid.NewGuid());
        stores[id] = new(new(Guid.NewGuid()), id, "본점", $"STOREQR{n:000}");
        return franchises[id] = new(
            id,
            "1208147521",
            tradeName,
            "사장",
            "cafe",
            FranchiseState.Active,
            FeeGrade.General,
            rateBasisPoints,
            1,
            $"ML{n:00000000}",
            $"MR{n:00000000}",
            $"TC{n:00000000}",
            $"TR{n:00000000}",
            ["https://shop.test", "https://*.mall.test:8443", "http://localhost:3000"],
            Won.Of(30_000),
            "004",
            "***-**-12345",
            tradeName,
            AProduct.Noon,
            null
        );
    }

    public void Change(FranchiseId franchise, Func<FranchiseView, FranchiseView> change) =>
        franchises[franchise] = change(franchises[franchise]);

    public StoreView StoreOf(FranchiseId franchise) => stores[franchise];

    public Task<FranchiseView?> FindAsync(FranchiseId franchise, CancellationToken ct = default) =>
        Task.FromResult(franchises.GetValueOrDefault(franchise));

    public Task<CidTerms?> FindByCidAsync(string cid, CancellationToken ct = default)
    {
        var f = franchises.Values.SingleOrDefault(f =>
            cid == f.Cid || cid == f.RecurringCid || cid == f.TestCid || cid == f.TestRecurringCid
        );
        return Task.FromResult(
            f is null
                ? null
                : new CidTerms(
                    f.Id,
                    f.TradeName,
                    f.BusinessNumber,
                    f.State,
                    cid == f.RecurringCid || cid == f.TestRecurringCid,
                    cid == f.Cid || cid == f.RecurringCid,
                    f.RateBasisPoints,
                    f.RedirectDomains
                )
        );
    }

    public Task<IReadOnlyList<StoreView>> StoresAsync(FranchiseId franchise, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<StoreView>>(stores.TryGetValue(franchise, out var store) ? [store] : []);

    public Task<StoreView?> FindStoreByQrAsync(string qrCode, CancellationToken ct = default) =>
        Task.FromResult(stores.Values.SingleOrDefault(s => s.QrCode == qrCode));

    public Task<StaffView?> FindStaffAsync(string signInId, CancellationToken ct = default) =>
        Task.FromResult<StaffView?>(null);

    public bool MaySell(JournalWrite write, FranchiseId franchise) =>
        franchises.TryGetValue(franchise, out var f) && f.State == FranchiseState.Active;

    public Task<Result<Done>> CheckAsync(
        FranchiseApplication application,
        ApplicationPart part,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    /// <summary>Terms from a date on.</summary>
    public void Agree(
        FranchiseId franchise,
        SettlementRhythm rhythm = SettlementRhythm.Daily,
        int cycleDays = 1,
        long minimum = 0,
        long reserve = 0,
        DateOnly from = default
    ) =>
        contracts
            .GetOrAdd(franchise, _ => new())
            .Add(
                new(
                    from,
                    FeeGrade.General,
                    150,
                    rhythm,
                    cycleDays,
                    Won.Of(minimum),
                    Won.Of(reserve),
                    "admin",
                    AProduct.Noon
                )
            );

    public Task<SettlementAccount?> FindSettlementAccountAsync(FranchiseId franchise, CancellationToken ct = default) =>
        Task.FromResult(
            franchises.TryGetValue(franchise, out var f) && f.SettlementBank.Length > 0
                ? new SettlementAccount(f.SettlementBank, "11022233344", f.SettlementHolder)
                : null
        );

    public async Task<ContractTerms?> TermsOnAsync(
        FranchiseId franchise,
        DateOnly date,
        CancellationToken ct = default
    ) => (await TermsAsync(franchise, ct)).FirstOrDefault(t => t.From <= date);

    public Task<IReadOnlyList<ContractTerms>> TermsAsync(FranchiseId franchise, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ContractTerms>>(
            contracts.TryGetValue(franchise, out var agreed)
                ? [.. agreed.OrderByDescending(t => t.From)]
                :
                [
                    new(
                        default,
                        FeeGrade.General,
                        franchises[franchise].RateBasisPoints,
                        SettlementRhythm.Daily,
                        franchises[franchise].CycleDays,
                        Won.Zero,
                        Won.Zero,
                        "admin",
                        AProduct.Noon
                    ),
                ]
        );

    public Task<IReadOnlyList<FranchiseView>> FindManyAsync(
        IReadOnlyCollection<FranchiseId> ids,
        CancellationToken ct = default
    ) => Task.FromResult<IReadOnlyList<FranchiseView>>([.. franchises.Values.Where(f => ids.Contains(f.Id))]);

    public Task<IReadOnlyDictionary<FranchiseId, string>> TradeNamesAsync(
        IReadOnlyCollection<FranchiseId> ids,
        CancellationToken ct = default
    ) =>
        Task.FromResult<IReadOnlyDictionary<FranchiseId, string>>(
            franchises.Values.Where(f => ids.Contains(f.Id)).ToDictionary(f => f.Id, f => f.TradeName)
        );

    public Task<IReadOnlyDictionary<string, string>> CategoriesAsync(
        IReadOnlyCollection<string> tradeNames,
        CancellationToken ct = default
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(
            franchises
                .Values.Where(f => tradeNames.Contains(f.TradeName))
                .DistinctBy(f => f.TradeName)
                .ToDictionary(f => f.TradeName, f => f.Category)
        );

    public Task<IReadOnlyList<FranchiseId>> SellersAsync(CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<FranchiseId>>([.. franchises.Keys]);

    public Refusal? Against(MyPayDb db, FranchiseId franchise) =>
        franchises[franchise].State is FranchiseState.Active or FranchiseState.Frozen
            ? null
            : new(RefusalKind.Conflict, "franchise.closing.wrong_state");

    public string NameOf(MyPayDb db, FranchiseId franchise) => franchises[franchise].TradeName;

    public Result<Done> Begin(JournalWrite write, FranchiseId franchise, string reason, Actor checker)
    {
        Change(franchise, f => f with { State = FranchiseState.Closing });
        return default(Done);
    }

    public void Finish(JournalWrite write, FranchiseId franchise)
    {
        if (franchises[franchise].State == FranchiseState.Closing)
            Change(franchise, f => f with { State = FranchiseState.Closed });
    }

    public Task<Result<FranchiseView>> ApplyAsync(FranchiseApplication application, CancellationToken ct = default) =>
        throw new NotSupportedException();
}
