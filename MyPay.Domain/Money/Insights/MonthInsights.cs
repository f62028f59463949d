using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Money.Insights;

internal sealed class MonthInsights(
    WalletFlows flows,
    IMovements movements,
    IFranchises franchises,
    MyPayDb db,
    Journal journal,
    TimeProvider clock
) : IInsights
{
    private static readonly Refusal CategoryUnknown = new(RefusalKind.Invalid, "money.insight.category_unknown");

    public async Task<MonthInsight> MonthAsync(MemberId member, DateOnly month, CancellationToken ct)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var sums = await flows.ByCategoryAsync(
            member,
            new(first.Later(-1).Year, first.Later(-1).Month, 1),
            first.EndOfMonth(),
            ct
        );
        var shops = sums.Select(f => f.Shop).OfType<string>().Distinct().ToList();
        var own = await db.Set<ShopCategoryRow>()
            .AsNoTracking()
            .Where(s => s.Member == member)
            .ToDictionaryAsync(s => s.Shop, s => s.Category, ct);
        var ofShop = shops.Count == 0 ? new Dictionary<string, string>() : await franchises.CategoriesAsync(shops, ct);
        return InsightRules.Month(first, SeoulTime.Today(clock), sums, ofShop, own);
    }

    public async Task<MovementCategory?> CategoryOfAsync(MemberId member, long number, CancellationToken ct)
    {
        if (await movements.FindAsync(member, number, ct) is not { } movement || !HasCategory(movement))
            return null;
        var own = (
            await db.Set<MovementCategoryRow>()
                .AsNoTracking()
                .SingleOrDefaultAsync(c => c.Member == member && c.Number == number, ct)
        )?.Category;
        var shop = movement.Kind is MovementKind.Pay or MovementKind.Refund ? movement.Counterparty : null;
        var ofShop = shop is null
            ? null
            : (
                await db.Set<ShopCategoryRow>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(s => s.Member == member && s.Shop == shop, ct)
            )?.Category
                ?? (await franchises.CategoriesAsync([shop], ct)).GetValueOrDefault(shop, SpendCategories.Other);
        return new(
            InsightRules.CategoryOf(
                own,
                ofShop,
                movement.Kind,
                movement.Source.StartsWith("money:", StringComparison.Ordinal)
            ),
            shop,
            own is not null
        );
    }

    public async Task<Result<Done>> MoveShopAsync(MemberId member, string shop, string? category, CancellationToken ct)
    {
        if (category is not null && !SpendCategories.IsKnown(category))
            return CategoryUnknown;
        if (!(await franchises.CategoriesAsync([shop], ct)).ContainsKey(shop))
            return new Refusal(RefusalKind.NotFound, "money.insight.shop_unknown");
        return await journal.WriteAsync<Done>(
            write =>
            {
                var rows = write.Db.Set<ShopCategoryRow>();
                var row = rows.Find(member, shop);
                if (category is null)
                    _ = row is null ? null : rows.Remove(row);
                else if (row is null)
                    rows.Add(
                        new()
                        {
                            Member = member,
                            Shop = shop,
                            Category = category,
                        }
                    );
                else
                    row.Category = category;
                write.Touch($"member:{member}");
                return default(Done);
            },
            ct
        );
    }

    public async Task<Result<Done>> MoveMovementAsync(
        MemberId member,
        long number,
        string? category,
        CancellationToken ct
    )
    {
        if (category is not null && !SpendCategories.IsKnown(category))
            return CategoryUnknown;
        if (await movements.FindAsync(member, number, ct) is not { } movement || !HasCategory(movement))
            return new Refusal(RefusalKind.NotFound, "money.insight.movement_unknown");
        return await journal.WriteAsync<Done>(
            write =>
            {
                var rows = write.Db.Set<MovementCategoryRow>();
                var row = rows.Find(member, number);
                if (category is null)
                    _ = row is null ? null : rows.Remove(row);
                else if (row is null)
                    rows.Add(
                        new()
                        {
                            Member = member,
                            Number = number,
                            Category = category,
                        }
                    );
                else
                    row.Category = category;
                write.Touch($"member:{member}");
                return default(Done);
            },
            ct
        );
    }

    private static bool HasCategory(Movement movement) =>
        movement.Signed < 0 || movement.Kind is MovementKind.Return or MovementKind.Refund;
}
