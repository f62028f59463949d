using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Platform.Browsers;

/// <summary>
/// One thing that a browser refused to do on our pages, because the page's content security policy (CSP) does not allow
/// it. Nothing in it names a person: addresses of ours are written as their templates, others as their origin.
/// </summary>
/// <param name="Directive">The part of the policy that refused: <c>script-src-elem</c>.</param>
/// <param name="Blocked">What was refused: <c>inline</c>, <c>eval</c>, or where it would have come from or gone.</param>
/// <param name="Page">The page: <c>/pay/{Tid}</c>.</param>
/// <param name="Source">The script that tried; empty when the browser does not say.</param>
public readonly record struct BrowserReport(string Directive, string Blocked, string Page, string Source)
{
    /// <summary>The same with each part cut to what a row holds.</summary>
    internal BrowserReport Cut() => new(Cut(Directive), Cut(Blocked), Cut(Page), Cut(Source));

    private static string Cut(string text) =>
        text.Length <= BrowserReportTable.Longest ? text : text[..BrowserReportTable.Longest];
}

/// <summary>A kind of report, and how often it came.</summary>
/// <param name="Report">What it says.</param>
/// <param name="Count">How many came since <paramref name="FirstAt"/>.</param>
/// <param name="FirstAt">The first one, UTC.</param>
/// <param name="LastAt">The last one, UTC.</param>
public sealed record BrowserReportView(BrowserReport Report, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>
/// Reports of browsers, for operators: equal ones are one row with a count. Anybody can send them, so they wait in
/// memory, few at a time, and are written together; what a crash takes with it is a few seconds of them.
/// </summary>
public sealed class BrowserReports(Journal journal)
{
    /// <summary>
    /// How many kinds are kept. When there is no room, those go that came least often and longest ago.
    /// </summary>
    public const int Kept = 500;

    /// <summary>Days after its last report until a kind is forgotten.</summary>
    public const int KeptDays = 30;

    /// <summary>How many kinds may wait to be written; more are only counted by the metric.</summary>
    public const int Room = 100;

    private static readonly Counter<long> Reports = Telemetry.Meter.CreateCounter<long>(
        "mypay.browser.reports",
        description: "What browsers refused to do on our pages (CSP)."
    );

    private readonly Lock gate = new();
    private Dictionary<BrowserReport, long> waiting = [];

    /// <summary>Notes one report; it is written by the next <see cref="WriteAsync"/>.</summary>
    public void Note(BrowserReport report)
    {
        Reports.Add(1, new KeyValuePair<string, object?>("directive", report.Directive));
        report = report.Cut();
        lock (gate)
        {
            if (waiting.TryGetValue(report, out var count))
                waiting[report] = count + 1;
            else if (waiting.Count < Room)
                waiting[report] = 1;
        }
    }

    /// <summary>Writes what waits; nothing is written when nothing does.</summary>
    public async Task WriteAsync(CancellationToken ct = default)
    {
        Dictionary<BrowserReport, long> taken;
        lock (gate)
        {
            if (waiting.Count == 0)
                return;
            (taken, waiting) = (waiting, []);
        }

        await journal.WriteAsync<Done>(
            write =>
            {
                var rows = write.Db.Set<BrowserReportRow>();
                rows.Where(r => r.LastAt <= write.Now.AddDays(-KeptDays)).ExecuteDelete();
                var fresh = new List<BrowserReportRow>();
                foreach (var (report, count) in taken)
                {
                    var key = BrowserReportRow.KeyOf(report);
                    var row = rows.SingleOrDefault(r => r.Key == key);
                    if (row is null)
                        fresh.Add(BrowserReportRow.Of(report, count, write.Now));
                    else
                        (row.Count, row.LastAt) = (row.Count + count, write.Now);
                }

                MakeRoom(rows, fresh.Count);
                rows.AddRange(fresh);
                write.Touch(BrowserReportTopics.Changed);
                return default(Done);
            },
            ct
        );
    }

    // What was counted again in this write stays.
    private static void MakeRoom(DbSet<BrowserReportRow> rows, int fresh)
    {
        var tooMany = rows.Count() + fresh - Kept;
        if (tooMany <= 0)
            return;
        var leaving = rows.AsNoTracking()
            .OrderBy(r => r.Count)
            .ThenBy(r => r.LastAt)
            .Select(r => r.Key)
            .Take(tooMany + rows.Local.Count)
            .ToList();
        var counted = rows.Local.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var keys = leaving.Where(key => !counted.Contains(key)).Take(tooMany).ToList();
        rows.Where(r => keys.Contains(r.Key)).ExecuteDelete();
    }
}

/// <summary>Reads the reports that were written.</summary>
public sealed class BrowserReportBook(MyPayDb db, TimeProvider clock)
{
    /// <summary>What came in the last <see cref="BrowserReports.KeptDays"/> days, the latest first.</summary>
    public async Task<IReadOnlyList<BrowserReportView>> ListAsync(CancellationToken ct = default)
    {
        var since = clock.GetUtcNow().AddDays(-BrowserReports.KeptDays);
        var rows = await db.Set<BrowserReportRow>()
            .AsNoTracking()
            .Where(r => r.LastAt > since)
            .OrderByDescending(r => r.LastAt)
            .ThenByDescending(r => r.Count)
            .ThenBy(r => r.Key)
            .Take(BrowserReports.Kept)
            .ToListAsync(ct);
        return rows.ConvertAll(r => r.ToView());
    }
}

/// <summary>Topics of the live feed.</summary>
public static class BrowserReportTopics
{
    /// <summary>Reports were written.</summary>
    public const string Changed = "browser-reports";
}
