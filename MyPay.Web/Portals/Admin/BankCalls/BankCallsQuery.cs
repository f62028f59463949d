using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Admin.Audit;

namespace MyPay.Web.Portals.Admin.BankCalls;

/// <summary>Which calls are shown. It lives in the address.</summary>
/// <param name="View">A group of states: <c>open</c>, <c>case</c>, <c>ok</c>, <c>failed</c>; null: all.</param>
internal sealed record BankCallsQuery(
    string? View,
    string? Bank,
    string? Purpose,
    DateOnly? From,
    DateOnly? To,
    string? Text
)
{
    public const string Page = "/admin/bank-calls";

    public static BankCallsQuery Parse(
        string? view,
        string? bank,
        string? purpose,
        string? from,
        string? to,
        string? text
    )
    {
        var (first, last) = (AuditQuery.Day(from), AuditQuery.Day(to));
        if (first > last)
            (first, last) = (last, first);
        return new(
            view is "open" or "case" or "ok" or "failed" ? view : null,
            Words(bank),
            Words(purpose),
            first,
            last,
            Words(text)
        );
    }

    public string Address() =>
        QueryHelpers.AddQueryString(
            Page,
            new Dictionary<string, string?>
            {
                ["view"] = View,
                ["bank"] = Bank,
                ["service"] = Purpose,
                ["from"] = AuditQuery.Iso(From),
                ["to"] = AuditQuery.Iso(To),
                ["q"] = Text,
            }
        );

    public BankCallFilter ToFilter() => new(States, Bank, Purpose, From, To, Text);

    private BankCallState[]? States =>
        View switch
        {
            "open" => [BankCallState.Sending, BankCallState.Unknown, BankCallState.OperatorCase],
            "case" => [BankCallState.OperatorCase],
            "ok" => [BankCallState.Succeeded],
            "failed" => [BankCallState.Failed],
            _ => null,
        };

    private static string? Words(string? text) => TypedText.SearchOrNull(text);
}
