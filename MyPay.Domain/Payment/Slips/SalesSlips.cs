using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Payment.Slips;

/// <summary>Live slips as settlement reads them: by franchise and business date, in pieces.</summary>
internal sealed class SalesSlips(MyPayDb db) : ISalesSlips
{
    // From one franchise to the next along the index: what it costs grows with the franchises, not with their slips.
    private const string Sellers = """
        WITH RECURSIVE seller(id) AS (
            SELECT min("Franchise") FROM payment_slip
            UNION ALL
            SELECT (SELECT min("Franchise") FROM payment_slip WHERE "Franchise" > seller.id) FROM seller WHERE seller.id IS NOT NULL)
        SELECT seller.id AS "Value" FROM seller
        WHERE seller.id IS NOT NULL
          AND EXISTS (SELECT 1 FROM payment_slip s WHERE s."Franchise" = seller.id AND s."SoldOn" BETWEEN {0} AND {1} AND s."Live")
        """;

    public async Task<IReadOnlyList<FranchiseId>> FranchisesAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    )
    {
        var found = await db.Database.SqlQueryRaw<string>(Sellers, Day(from), Day(to)).ToListAsync(ct);
        return found.ConvertAll(id => new FranchiseId(Guid.ParseExact(id, "N")));
    }

    // As the column keeps it.
    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<SalesSlip>> SlipsAsync(
        FranchiseId franchise,
        DateOnly from,
        DateOnly to,
        long after,
        int limit,
        CancellationToken ct = default
    )
    {
        var slips = db.Set<SaleSlip>()
            .AsNoTracking()
            .Where(s => s.Franchise == franchise && s.LedgerSlip > after && s.Live);
        // One date is read along the index, already in order; only several dates must be sorted.
        slips = from == to ? slips.Where(s => s.SoldOn == from) : slips.Where(s => s.SoldOn >= from && s.SoldOn <= to);
        return await (
            from slip in slips.OrderBy(s => s.LedgerSlip).Take(limit)
            join purchase in db.Set<Purchase>().AsNoTracking() on slip.Tid equals purchase.Tid
            orderby slip.LedgerSlip
            select new SalesSlip(
                slip.Tid,
                slip.N,
                purchase.PartnerOrderId,
                purchase.ItemName,
                slip.N == 0 ? slip.Total : -slip.Total,
                slip.N == 0 ? slip.Fee : -slip.Fee,
                slip.N == 0 ? slip.FeeVat : -slip.FeeVat,
                slip.RateBasisPoints,
                slip.SoldOn,
                slip.At,
                slip.LedgerSlip!.Value
            )
        ).ToListAsync(ct);
    }

    public static IQueryable<SoldWords> Words(MyPayDb db) =>
        from slip in db.Set<SaleSlip>().AsNoTracking()
        join purchase in db.Set<Purchase>().AsNoTracking() on slip.Tid equals purchase.Tid
        where slip.Live && slip.LedgerSlip != null
        select new SoldWords
        {
            LedgerSlip = slip.LedgerSlip!.Value,
            PartnerOrderId = purchase.PartnerOrderId,
            ItemName = purchase.ItemName,
            RateBasisPoints = slip.RateBasisPoints,
        };

    public Task<DateOnly?> FirstDateAsync(CancellationToken ct = default) =>
        db.Set<SaleSlip>().AsNoTracking().Where(s => s.Live).MinAsync(s => (DateOnly?)s.SoldOn, ct);
}
