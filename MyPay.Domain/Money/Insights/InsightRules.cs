using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money.Insights;

/// <summary>How sums become a month that can be read. Pure: the database has added up before.</summary>
internal static class InsightRules
{
    /// <summary>Shops that are shown.</summary>
    public const int MostShops = 10;

    public static MonthInsight Month(
        DateOnly month,
        DateOnly today,
        IReadOnlyList<WalletFlow> flows,
        IReadOnlyDictionary<string, string> ofShop,
        IReadOnlyDictionary<string, string> ownOfShop
    )
    {
        var before = month.AddMonths(-1);
        var isRunning = month.Year == today.Year && month.Month == today.Month;

        // The running month is compared with as much of the one before; the 31st of a longer month with all of it.
        var until = isRunning
            ? before.AddDays(Math.Min(today.Day, DateTime.DaysInMonth(before.Year, before.Month)) - 1)
            : month.AddDays(-1);
        var now = flows.Where(f => f.Date >= month).ToList();
        var then = flows.Where(f => f.Date < month && f.Date <= until).ToList();
        var out_ = now.Where(f => !f.IsIn).ToList();
        var thenByCategory = then.Where(f => !f.IsIn).ToLookup(CategoryOf);
        var incoming = now.Where(f => f.IsIn).ToList();
        return new(
            month,
            !isRunning && month < today,
            incoming.Sum(f => f.Signed),
            -out_.Where(f => !f.IsBack).Sum(f => f.Signed),
            out_.Where(f => f.IsBack).Sum(f => f.Signed),
            now.Sum(f => f.Count),
            [
                .. incoming
                    .GroupBy(f => f.Kind)
                    .Select(g => new SourceSum(g.Key, g.Sum(f => f.Signed), g.Sum(f => f.Count)))
                    .OrderByDescending(s => s.Won),
            ],
            [
                .. out_.GroupBy(CategoryOf)
                    .Select(g => new CategorySum(g.Key, Net(g), g.Sum(f => f.Count), Net(thenByCategory[g.Key])))
                    .OrderByDescending(c => c.Won)
                    .ThenBy(c => c.Category, StringComparer.Ordinal),
            ],
            [
                .. out_.Where(f => f.Shop is not null)
                    .GroupBy(f => f.Shop!)
                    .Select(g => new ShopSum(
                        g.Key,
                        OfShop(g.Key),
                        ownOfShop.ContainsKey(g.Key),
                        Net(g),
                        g.Sum(f => f.Count)
                    ))
                    .OrderByDescending(s => s.Won)
                    .ThenBy(s => s.Name, StringComparer.Ordinal)
                    .Take(MostShops),
            ],
            [
                .. out_.GroupBy(f => f.Date)
                    .Select(g => new DaySum(g.Key, Net(g), g.Sum(f => f.Count)))
                    .OrderBy(d => d.Date),
            ],
            new(until, then.Count > 0, then.Where(f => f.IsIn).Sum(f => f.Signed), Net(then.Where(f => !f.IsIn)))
        );

        string CategoryOf(WalletFlow flow) =>
            InsightRules.CategoryOf(flow.Own, flow.Shop is null ? null : OfShop(flow.Shop), flow.Kind, flow.FromBank);
        string OfShop(string shop) =>
            ownOfShop.GetValueOrDefault(shop) ?? ofShop.GetValueOrDefault(shop, SpendCategories.Other);
    }

    /// <summary>
    /// The member's word about the movement comes first, then the shop's category, then what sort of movement it is.
    /// </summary>
    public static string CategoryOf(string? own, string? ofShop, MovementKind kind, bool fromBank) =>
        own
        ?? ofShop
        ?? kind switch
        {
            MovementKind.Withdraw => SpendCategories.Withdrawal,
            MovementKind.Return when fromBank => SpendCategories.Withdrawal,
            MovementKind.Send or MovementKind.Return => SpendCategories.Transfer,
            _ => SpendCategories.Other,
        };

    private static long Net(IEnumerable<WalletFlow> flows) => -flows.Sum(f => f.Signed);
}
