using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;

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
        if (first > last)
            (first, last) = (last, first);
        return new(Words(actor), Words(subject), Words(action), first, last);
    }

    public static string Address(this AuditFilter filter, string page = Page) =>
        QueryHelpers.AddQueryString(
            page,
            new Dictionary<string, string?>
            {
                ["actor"] = filter.Actor,
                ["subject"] = filter.Subject,
                ["action"] = filter.Action,
                ["from"] = Iso(filter.From),
                ["to"] = Iso(filter.To),
            }
        );

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) => TypedDate.Day(text);

    private static string? Words(string? text) => TypedText.SearchOrNull(text);
}
