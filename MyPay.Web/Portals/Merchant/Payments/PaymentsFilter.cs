using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Web.Portals.Merchant.Payments;

/// <summary>Which days.</summary>
public enum PaymentsPeriod
{
    Week,
    Today,
    Month,
    ThreeMonths,
    Days,
}

/// <summary>Which states, as a shop sorts them.</summary>
public enum PaymentsKind
{
    All,
    Paid,
    Cancelled,
    Pending,
    Failed,
}

/// <summary>What of the payments is shown. It lives in the address.</summary>
/// <param name="Live">Null: test payments too.</param>
public sealed record PaymentsFilter(
    PaymentsPeriod Period,
    DateOnly? From,
    DateOnly? To,
    PaymentsKind Kind,
    bool? Live,
    string? Text
)
{
    public const string Page = "/merchant/payments";
    public const string Csv = "/merchant/payments.csv";

    /// <summary>The last seven days, everything.</summary>
    public static PaymentsFilter None { get; } = new(PaymentsPeriod.Week, null, null, PaymentsKind.All, null, null);

    public bool IsNone => this == None;

    /// <summary>Reads an address; what it does not understand, it leaves out.</summary>
    public static PaymentsFilter Parse(
        string? period,
        string? from,
        string? to,
        string? state,
        string? mode,
        string? text
    )
    {
        var (first, last) = (Day(from), Day(to));
        if (first > last)
            (first, last) = (last, first);
        var named = period switch
        {
            "today" => PaymentsPeriod.Today,
            "month" => PaymentsPeriod.Month,
            "3m" => PaymentsPeriod.ThreeMonths,
            "days" => PaymentsPeriod.Days,
            null when first is not null || last is not null => PaymentsPeriod.Days,
            _ => PaymentsPeriod.Week,
        };
        var kind = state switch
        {
            "paid" => PaymentsKind.Paid,
            "cancelled" => PaymentsKind.Cancelled,
            "pending" => PaymentsKind.Pending,
            "failed" => PaymentsKind.Failed,
            _ => PaymentsKind.All,
        };
        var isDays = named == PaymentsPeriod.Days;
        return new(
            named,
            isDays ? first : null,
            isDays ? last : null,
            kind,
            mode switch
            {
                "live" => true,
                "test" => false,
                _ => null,
            },
            TypedText.SearchOrNull(text)
        );
    }

    /// <summary>The address that reads back as this filter; what is not chosen does not stand in it.</summary>
    public string Address(string page = Page) =>
        QueryHelpers.AddQueryString(
            page,
            new Dictionary<string, string?>
            {
                ["period"] = Period switch
                {
                    PaymentsPeriod.Today => "today",
                    PaymentsPeriod.Month => "month",
                    PaymentsPeriod.ThreeMonths => "3m",
                    PaymentsPeriod.Days => "days",
                    _ => null,
                },
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["state"] = Kind == PaymentsKind.All ? null : Kind.ToString().ToLowerInvariant(),
                ["mode"] = Live switch
                {
                    true => "live",
                    false => "test",
                    null => null,
                },
                ["q"] = Text,
            }
        );

    /// <summary>The first and the last day, both included; null: open.</summary>
    public (DateOnly? From, DateOnly? To) Range(DateOnly today) =>
        Period switch
        {
            PaymentsPeriod.Today => (today, today),
            PaymentsPeriod.Month => (new(today.Year, today.Month, 1), today),
            PaymentsPeriod.ThreeMonths => (today.AddMonths(-3).AddDays(1), today),
            PaymentsPeriod.Days => (From, To),
            _ => (today.AddDays(-6), today),
        };

    public PaymentFilter ToPaymentFilter(DateOnly today)
    {
        var (from, to) = Range(today);
        return new(from, to, States, Text: Text, Live: Live);
    }

    private PaymentState[]? States =>
        Kind switch
        {
            PaymentsKind.Paid => [PaymentState.Paid, PaymentState.PartlyCancelled],
            PaymentsKind.Cancelled => [PaymentState.Cancelled, PaymentState.PartlyCancelled],
            PaymentsKind.Pending => [PaymentState.Ready, PaymentState.Opened, PaymentState.Authorized],
            PaymentsKind.Failed => [PaymentState.Failed, PaymentState.Quit, PaymentState.Expired],
            _ => null,
        };

    private static DateOnly? Day(string? text) => TypedDate.Day(text);
}
