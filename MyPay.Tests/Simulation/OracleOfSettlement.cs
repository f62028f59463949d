namespace MyPay.Tests.Simulation;

/// <summary>A settlement batch, as it must be.</summary>
internal sealed class Batch(Shop shop, DateOnly to, long net, long payOut, long carryOut, DateOnly due)
{
    public Shop Shop => shop;

    public DateOnly To => to;

    public long Net => net;

    public long PayOut => payOut;

    public long CarryOut => carryOut;

    public DateOnly Due => due;

    public string State { get; set; } = payOut > 0 ? "Draft" : "CarriedOver";

    public override string ToString() =>
        $"{shop.Name} until {to:MM-dd}: net {net:N0}, pays {payOut:N0}, carries {carryOut:N0}, due {due:MM-dd}, "
        + $"{State}";
}

/// <summary>Closing days, batches and payouts.</summary>
internal sealed partial class Oracle
{
    private DateOnly? closedUntil;
    private DateOnly? firstSale;

    public List<Batch> Batches { get; } = [];

    public Forecast Close(DateOnly day) =>
        new() { No = day >= Today ? "the day has not ended" : null, Main = () => CloseUntil(day) };

    private void CloseUntil(DateOnly day)
    {
        if (
            closedUntil is null
            && Shops.SelectMany(shop => shop.Lines).Select(line => (DateOnly?)line.Day).Min() is { } first
            && first <= day
        )
            firstSale ??= first;
        var from = closedUntil?.AddDays(1) ?? firstSale ?? day;
        for (var date = from; date <= day; date = date.AddDays(1))
        {
            foreach (var shop in Shops.Where(shop => !shop.Terms.IsWeekly || date.DayOfWeek == DayOfWeek.Sunday))
                Settle(shop, date);
            closedUntil = date;
        }
    }

    private void Settle(Shop shop, DateOnly day)
    {
        var lines = shop.Lines.FindAll(line => line.Day <= day);
        var net = lines.Sum(line => line.Gross - line.Cancelled - line.Fee - line.Vat);
        var (kept, payOut, carryOut) = Share(net + shop.Carry, shop.Reserve, shop.Terms);
        if (lines.Count == 0 && payOut == 0)
            return;

        shop.Lines.RemoveAll(line => line.Day <= day);
        shop.Unsettled -= net;
        shop.Payable += payOut + Math.Max(carryOut, 0) - Math.Max(shop.Carry, 0);
        shop.Receivable += Math.Min(carryOut, 0) - Math.Min(shop.Carry, 0);
        shop.Reserve += kept;
        shop.Carry = carryOut;
        Batches.Add(new(shop, day, net, payOut, carryOut, BusinessDaysAfter(day, shop.Terms.CycleDays)));
    }

    /// <summary>
    /// First the reserve is filled or covers what is owed; then what reaches the minimum is paid, and the rest carried
    /// over.
    /// </summary>
    private static (long Kept, long PayOut, long CarryOut) Share(long available, long reserve, ShopTerms terms)
    {
        long kept;
        if (available < 0)
            kept = -Math.Max(Math.Min(reserve, -available), reserve - terms.Reserve);
        else if (reserve >= terms.Reserve)
            kept = terms.Reserve - reserve;
        else
            kept = Math.Min(terms.Reserve - reserve, available);
        var rest = available - kept;
        var payOut = rest > 0 && rest >= terms.MinimumPayout ? rest : 0;
        return (kept, payOut, rest - payOut);
    }

    /// <summary>No public holiday falls into the weeks of these stories.</summary>
    private static DateOnly BusinessDaysAfter(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (!IsWeekend(day))
                count--;
        }

        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>From one of these states to another; the reason why not otherwise.</summary>
    public static Forecast Move(Batch batch, string[] from, string to, string? no = null) =>
        new() { No = no ?? (from.Contains(batch.State) ? null : "wrong state"), Main = () => batch.State = to };

    /// <summary>The batches that are paid now, in their order.</summary>
    public List<Batch> DueNow() =>
        IsWeekend(Today)
            ? []
            : [.. Batches.Where(batch => batch.State == "Approved" && batch.Due <= Today).OrderBy(batch => batch.Due)];

    public void PayoutBegins(Batch batch)
    {
        batch.State = "Paying";
        batch.Shop.Payable -= batch.PayOut;
        inTransit += batch.PayOut;
    }

    public void PayoutEnds(Batch batch, bool arrived)
    {
        batch.State = arrived ? "Paid" : "Failed";
        if (arrived)
        {
            Arrived(batch.PayOut);
            return;
        }

        inTransit -= batch.PayOut;
        batch.Shop.Payable += batch.PayOut;
    }
}
