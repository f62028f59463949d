using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.BackOffice;

namespace MyPay.Web.Portals.Admin.Audit;

/// <summary>What of the audit log is shown. It lives in the address.</summary>
internal static class AuditQuery
{
    public const string Page = "/admin/audit";
    public const string Csv = "/admin/audit.csv";

    /// <summary>Reads an address; what it does not understand, it leaves out.</summary>
    public static AuditFilter Parse(string? actor, string? subject, string? action, string? from, string? to)
    {
        var (first, last) = (Day(from), Day(to));
        if (first > last) (first, last) = (last, first);
        return new(Words(actor), Words(subject), Words(action), first, last);
    }

    public static string Address(this AuditFilter filter, string page = Page) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["actor"] = filter.Actor, ["subject"] = filter.Subject, ["action"] = filter.Action,
        ["from"] = Iso(filter.From), ["to"] = Iso(filter.To),
    });

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
