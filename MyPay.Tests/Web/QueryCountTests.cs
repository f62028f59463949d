using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Web;

/// <summary>
/// A page of twenty rows asks the database what a page of two asks: nothing is looked up row by row. And what it asks
/// is answered from an index, however much there is.
/// </summary>
public sealed partial class QueryCountTests
{
    private static readonly string[] WalletLists =
    [
        "/wallet",
        "/wallet/history",
        "/wallet/notifications",
        "/wallet/requests",
        "/wallet/allowances",
        "/wallet/send",
        "/wallet/settings/devices",
        "/wallet/statements/2026-11/print",
        "/notices",
    ];

    private static readonly string[] MerchantLists =
    [
        "/merchant/payments",
        "/merchant/settlements",
        "/merchant/settlements/{batch}",
        "/merchant/staff",
        "/merchant/qr",
        "/merchant/developers",
    ];

    private static readonly string[] DeskLists =
    [
        "/admin/approvals",
        "/admin/audit",
        "/admin/bank-calls",
        "/admin/browser-reports",
        "/admin/certificates",
        "/admin/franchises?view=all",
        "/admin/franchises?view=leaving",
        "/admin/fraud",
        "/admin/ledger",
        "/admin/ledger/accounts/wallet:{member}",
        "/admin/members",
        "/admin/members/{member}",
        "/admin/notices",
        "/admin/payments",
        "/admin/reconciliation",
        "/admin/settlements",
        "/admin/settlements/{batch}",
        "/admin/webhooks",
    ];

    // Whether there is one row or many, these ask the same; they show sums or a few of each.
    private static readonly string[] Others =
    [
        "/wallet/accounts",
        "/wallet/charge",
        "/wallet/charge/auto",
        "/wallet/insights",
        "/wallet/statements",
        "/wallet/settings",
        "/merchant",
        "/merchant/settings",
        "/merchant/pos",
        "/admin",
        "/admin/adjustments",
        "/admin/calendar",
        "/admin/franchises",
        "/admin/jobs",
        "/admin/mail?state=sent",
        "/admin/policies",
    ];

    private static readonly string[] ApiLists =
    [
        "/v1/payments?limit=100",
        "/v1/settlements?limit=100",
        "/v1/settlements/{batch}/lines",
        "/v1/webhook-deliveries?limit=100",
    ];

    // These grow for ever; whoever reads one whole reads a little longer every day.
    private static readonly string[] Growing =
    [
        "ledger_slip",
        "ledger_entry",
        "journal_once",
        "outbox_event",
        "audit_entry",
        "payment_purchase",
        "payment_slip",
        "payment_api_answer",
        "payment_api_call",
        "payment_webhook_message",
        "payment_webhook_delivery",
        "payment_webhook_attempt",
        "membership_notice",
        "membership_mail",
        "banking_call",
        "banking_statement_line",
        "money_bank_move",
        "remittance_transfer",
        "settlement_line",
        "settlement_event",
        "backoffice_outflow",
    ];

    private static readonly Lazy<Task<Dictionary<string, Look>>> Few = new(() => LookAsync(rows: 2));

    [Fact]
    public async Task Ten_times_the_rows_ask_the_database_no_more_often()
    {
        var few = await Few.Value;
        var many = await LookAsync(rows: 20);

        Assert.Equal([], few.Concat(many).Where(place => place.Value.Length == 0).Select(place => place.Key)); // each was shown
        Assert.Equal(
            [],
            WalletLists
                .Concat(MerchantLists)
                .Concat(DeskLists)
                .Concat(ApiLists)
                .Where(place => many[place].Length < few[place].Length + 18 * 10)
        ); // they do have the rows
        Assert.Equal(
            [],
            few.Keys.Where(place => many[place].Asked.Count > few[place].Asked.Count)
                .Select(place => Told(place, few[place].Asked, many[place].Asked))
        );
    }

    [Fact]
    public async Task No_page_reads_a_table_whole_that_grows()
    {
        var few = await Few.Value;

        Assert.Equal([], few.SelectMany(place => place.Value.Scans.Select(scan => $"{place.Key}: {scan}")).Distinct());
    }

    private static async Task<Dictionary<string, Look>> LookAsync(int rows)
    {
        await using var crowded = await ACrowdedProduct.OfAsync(rows);
        var seen = new Dictionary<string, Look>(StringComparer.Ordinal);
        foreach (
            var (email, places) in new[]
            {
                ("jiwoo@mypay.test", WalletLists),
                ("owner@mypay.test", MerchantLists),
                ("admin@mypay.test", DeskLists),
            }
        )
        {
            using var browser = new APlainBrowser(crowded.Address);
            await browser.OpenAsync("/login");
            await browser.SendAsync(("Input.Email", email), ("Input.Password", "MyPay!2026"));
            foreach (var place in places.Concat(Others.Where(other => other.Split('/')[1] == places[0].Split('/')[1])))
            {
                var path = PathOf(place);
                await browser.OpenAsync(path); // what is read once and kept is read now
                await browser.OpenAsync(path);
                seen[place] = new(
                    browser.Path == path && browser.Status == HttpStatusCode.OK ? browser.Page.Length : 0,
                    crowded.Asked.Of(path),
                    Scans(crowded.StoreFile, crowded.Asked.Of(path))
                );
            }
        }

        using var api = new HttpClient
        {
            BaseAddress = new Uri(crowded.Address),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", crowded.LiveKey) },
        };
        foreach (var place in ApiLists)
        {
            await api.GetStringAsync(PathOf(place));
            var length = (await api.GetStringAsync(PathOf(place))).Length;
            seen[place] = new(
                length,
                crowded.Asked.Of(PathOf(place)),
                Scans(crowded.StoreFile, crowded.Asked.Of(PathOf(place)))
            );
        }

        return seen;

        string PathOf(string place) =>
            place
                .Replace("{batch}", crowded.Batch, StringComparison.Ordinal)
                .Replace("{member}", $"{crowded.Member}", StringComparison.Ordinal);
    }

    /// <summary>The address, both counts, and what is asked more often than before.</summary>
    private static string Told(string place, IReadOnlyList<string> few, IReadOnlyList<string> many)
    {
        var before = few.CountBy(sql => sql).ToDictionary();
        var more = many.CountBy(sql => sql)
            .Where(sql => sql.Value > before.GetValueOrDefault(sql.Key))
            .Select(sql => $"{sql.Value} × {sql.Key}");
        return $"{place}: {few.Count} → {many.Count}\n{string.Join("\n", more)}";
    }

    /// <summary>Growing tables that these questions would read whole, each with the question.</summary>
    private static List<string> Scans(string store, IReadOnlyList<string> asked)
    {
        using var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var scans = new List<string>();
        foreach (var sql in asked.Distinct())
        {
            var tables = Named()
                .Matches(sql)
                .GroupBy(named => named.Groups[2].Value)
                .ToDictionary(g => g.Key, g => g.First().Groups[1].Value, StringComparer.Ordinal);
            using var explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            foreach (var name in Parameter().Matches(sql).Select(parameter => parameter.Value).Distinct())
                explain.Parameters.AddWithValue(name, 1);
            using var step = explain.ExecuteReader();
            while (step.Read())
            {
                // A page that reads an index from its end, as far as its LIMIT, and a question about nobody read no
                // table whole: the plan calls them scans too.
                var scan = Scan().Match(step.GetString(3));
                if (
                    scan.Success
                    && !sql.Contains("LIMIT", StringComparison.Ordinal)
                    && !sql.Contains("WHERE 0", StringComparison.Ordinal)
                    && tables.GetValueOrDefault(scan.Groups[1].Value) is { } table
                    && Growing.Contains(table)
                )
                    scans.Add($"{step.GetString(3)} of {table}: {sql}");
            }
        }

        return scans;
    }

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("@\\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex("^SCAN (\\w+)( USING .+)?$")]
    private static partial Regex Scan();

    private sealed record Look(int Length, IReadOnlyList<string> Asked, IReadOnlyList<string> Scans);
}
