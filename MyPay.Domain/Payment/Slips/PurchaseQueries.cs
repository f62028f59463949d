using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Slips;

/// <summary>Looking a payment up, as every call about one does.</summary>
internal static class PurchaseQueries
{
    private static readonly CompiledQuery<Func<MyPayDb, string, Task<Purchase?>>> ByTid = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string tid) => db.Set<Purchase>().AsNoTracking().SingleOrDefault(p => p.Tid == tid)
        )
    );

    private static readonly CompiledQuery<Func<MyPayDb, string, IAsyncEnumerable<SaleSlip>>> SlipsOf = new(() =>
        EF.CompileAsyncQuery((MyPayDb db, string tid) => db.Set<SaleSlip>().AsNoTracking().Where(s => s.Tid == tid))
    );

    /// <summary>The payment; null when there is none.</summary>
    public static Task<Purchase?> FindPurchaseAsync(this MyPayDb db, string tid) => ByTid.On(db)(db, tid);

    /// <summary>Its slips, in no order.</summary>
    public static async Task<List<SaleSlip>> SlipsOfAsync(this MyPayDb db, string tid)
    {
        var slips = new List<SaleSlip>();
        await foreach (var slip in SlipsOf.On(db)(db, tid))
            slips.Add(slip);
        return slips;
    }
}
