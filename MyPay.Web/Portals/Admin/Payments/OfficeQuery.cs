using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Portals.Merchant.Payments;

namespace MyPay.Web.Portals.Admin.Payments;

/// <summary>What of all payments is shown: a shop's filter, and whose and how much. It lives in the address.</summary>
internal sealed record OfficeQuery(PaymentsFilter Filter, FranchiseId? Franchise, long? Least, long? Most)
{
    public const string Page = "/admin/payments";
    public const string Csv = "/admin/payments.csv";

    public bool IsNone => Filter.IsNone && Franchise is null && Least is null && Most is null;

    public static OfficeQuery Parse(PaymentsFilter filter, string? shop, string? least, string? most) =>
        new(filter, Guid.TryParse(shop, out var id) ? new FranchiseId(id) : null, Won(least), Won(most));

    public string Address(string page = Page)
    {
        var more = new Dictionary<string, string?>
        {
            ["shop"] = Franchise?.ToString(),
            ["min"] = Least?.ToString(CultureInfo.InvariantCulture),
            ["max"] = Most?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(Filter.Address(page), more);
    }

    public OfficePaymentFilter ToFilter(DateOnly today) => new(Filter.ToPaymentFilter(today), Franchise, Least, Most);

    public static long? Won(string? typed) => TypedWon.Parse(typed).TryGet(out var won, out _) ? won.Amount : null;
}
