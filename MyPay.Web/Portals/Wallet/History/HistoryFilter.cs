using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>Which days.</summary>
public enum HistoryPeriod
{
    Month,
    Last,
    ThreeMonths,
    Days,
}

/// <summary>
/// What of the history is shown. It lives in the address, so that it can be kept, shared with oneself and gone back to.
/// </summary>
/// <param name="Incoming">Null: both ways.</param>
public sealed record HistoryFilter(
    HistoryPeriod Period,
    DateOnly? From,
    DateOnly? To,
    bool? Incoming,
    IReadOnlyList<MovementKind> Kinds,
    string? Text
)
{
    public const string Page = "/wallet/history";
    public const string Csv = "/wallet/history.csv";

    /// <summary>The kinds that a person may pick, in the order of the chips.</summary>
    public static IReadOnlyList<MovementKind> Choices { get; } =
    [
        MovementKind.Charge,
        MovementKind.AutoCharge,
        MovementKind.Send,
        MovementKind.Receive,
        MovementKind.Withdraw,
        MovementKind.Pay,
        MovementKind.Refund,
        MovementKind.Return,
    ];

    /// <summary>This month, everything.</summary>
    public static HistoryFilter None { get; } = new(HistoryPeriod.Month, null, null, null, [], null);

    public bool IsNone => Address() == Page;

    /// <summary>Reads an address; what it does not understand, it leaves out.</summary>
    public static HistoryFilter Parse(string? period, string? from, string? to, string? way, string? kind, string? text)
    {
        var (first, last) = (Day(from), Day(to));
        if (first > last)
            (first, last) = (last, first);
        var named = period switch
        {
            "last" => HistoryPeriod.Last,
            "3m" => HistoryPeriod.ThreeMonths,
            "days" => HistoryPeriod.Days,
            null when first is not null || last is not null => HistoryPeriod.Days,
            _ => HistoryPeriod.Month,
        };
        var kinds = (kind ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            named,
            named == HistoryPeriod.Days ? first : null,
            named == HistoryPeriod.Days ? last : null,
            way switch
            {
                "in" => true,
                "out" => false,
                _ => null,
            },
            [.. Choices.Where(choice => kinds.Contains(choice.ToString(), StringComparer.OrdinalIgnoreCase))],
            TypedText.SearchOrNull(text)
        );
    }

    /// <summary>The address that reads back as this filter; what is not chosen does not stand in it.</summary>
    public string Address(string page = Page)
    {
        var query = new Dictionary<string, string?>
        {
            ["period"] = Period switch
            {
                HistoryPeriod.Last => "last",
                HistoryPeriod.ThreeMonths => "3m",
                HistoryPeriod.Days => "days",
                _ => null,
            },
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["way"] = Incoming switch
            {
                true => "in",
                false => "out",
                null => null,
            },
            ["kind"] = Kinds.Count == 0 ? null : string.Join(',', Kinds).ToLowerInvariant(),
            ["q"] = Text,
        };
        return QueryHelpers.AddQueryString(page, query);
    }

    /// <summary>The first and the last day, both included; null: open.</summary>
    public (DateOnly? From, DateOnly? To) Range(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return Period switch
        {
            HistoryPeriod.Last => (month.AddMonths(-1), month.AddDays(-1)),
            HistoryPeriod.ThreeMonths => (today.AddMonths(-3).AddDays(1), today),
            HistoryPeriod.Days => (From, To),
            _ => (month, month.AddMonths(1).AddDays(-1)),
        };
    }

    public MovementFilter ToMovementFilter(DateOnly today)
    {
        var (from, to) = Range(today);
        return new(from, to, Incoming, Kinds.Count == 0 ? null : Kinds, Text);
    }

    /// <summary>With this kind picked, or not picked when it was.</summary>
    public HistoryFilter Toggle(MovementKind kind) =>
        this with
        {
            Kinds = Kinds.Contains(kind)
                ? [.. Kinds.Where(k => k != kind)]
                : [.. Choices.Where(k => k == kind || Kinds.Contains(k))],
        };

    private static DateOnly? Day(string? text) => TypedDate.Day(text);
}
