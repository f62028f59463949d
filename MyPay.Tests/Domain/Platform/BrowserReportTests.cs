using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Platform.Browsers;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Platform;

/// <summary>What browsers tell is counted, and never more than a page of it is kept.</summary>
public sealed class BrowserReportTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(AProduct.Noon);
    private AStore store = null!;
    private BrowserReports reports = null!;

    public async Task InitializeAsync()
    {
        store = await AStore.OpenAsync(clock);
        reports = new(store.Journal);
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Equal_reports_are_one_row_with_its_count_and_both_times()
    {
        reports.Note(From("https://evil.example/a.js"));
        reports.Note(From("https://evil.example/a.js"));
        reports.Note(From("inline"));
        await reports.WriteAsync();
        clock.Advance(TimeSpan.FromHours(1));
        reports.Note(From("https://evil.example/a.js"));
        await reports.WriteAsync();

        Assert.Equal(
            [
                new(From("https://evil.example/a.js"), 3, AProduct.Noon, AProduct.Noon.AddHours(1)),
                new(From("inline"), 1, AProduct.Noon, AProduct.Noon),
            ],
            await ListAsync()
        );
    }

    [Fact]
    public async Task A_kind_is_forgotten_thirty_days_after_its_last_report()
    {
        reports.Note(From("once"));
        reports.Note(From("again"));
        await reports.WriteAsync();
        clock.Advance(TimeSpan.FromDays(1));
        reports.Note(From("again"));
        await reports.WriteAsync();

        clock.Advance(TimeSpan.FromDays(29) - TimeSpan.FromSeconds(1));
        Assert.Equal(["again", "once"], (await ListAsync()).Select(row => row.Report.Blocked));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["again"], (await ListAsync()).Select(row => row.Report.Blocked));

        // The row is gone as well, with the next write: the kind begins anew.
        reports.Note(From("once"));
        await reports.WriteAsync();
        Assert.Equal(
            (1, clock.GetUtcNow()),
            (await ListAsync()).Where(r => r.Report.Blocked == "once").Select(Began).Single()
        );
    }

    [Fact]
    public async Task When_there_is_no_room_what_came_least_often_and_longest_ago_goes()
    {
        reports.Note(From("often"));
        reports.Note(From("often"));
        await reports.WriteAsync();
        for (var n = 0; n < BrowserReports.Kept - 1; n += BrowserReports.Room)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = n; i < Math.Min(n + BrowserReports.Room, BrowserReports.Kept - 1); i++)
                reports.Note(From($"flood-{i / BrowserReports.Room}", page: $"/{i}"));
            await reports.WriteAsync();
        }

        Assert.Equal(BrowserReports.Kept, (await ListAsync()).Count);
        clock.Advance(TimeSpan.FromSeconds(1));
        reports.Note(From("new"));
        reports.Note(From("often"));
        await reports.WriteAsync();

        var kept = await ListAsync();
        Assert.Equal(BrowserReports.Kept, kept.Count);
        Assert.Equal(3, kept.Single(row => row.Report.Blocked == "often").Count);
        Assert.Single(kept, row => row.Report.Blocked == "new");
        Assert.Equal(BrowserReports.Room - 1, kept.Count(row => row.Report.Blocked == "flood-0"));
        Assert.Equal(BrowserReports.Room, kept.Count(row => row.Report.Blocked == "flood-1"));
    }

    [Fact]
    public async Task Only_so_many_kinds_wait_for_one_write_and_long_texts_are_cut()
    {
        for (var i = 0; i <= BrowserReports.Room; i++)
            reports.Note(From("many", page: $"/{i}"));
        reports.Note(From("many", page: "/0"));
        await reports.WriteAsync();
        Assert.Equal(BrowserReports.Room, (await ListAsync()).Count);
        Assert.Equal(2, (await ListAsync()).Single(row => row.Report.Page == "/0").Count);

        reports.Note(From(new string('x', 201)));
        reports.Note(From(new string('x', 202)));
        await reports.WriteAsync();
        Assert.Equal(2, (await ListAsync()).Single(row => row.Report.Blocked == new string('x', 200)).Count);
    }

    private static BrowserReport From(string blocked, string page = "/pay/{Tid}") =>
        new("script-src-elem", blocked, page, "");

    private static (long, DateTimeOffset) Began(BrowserReportView row) => (row.Count, row.FirstAt);

    private async Task<IReadOnlyList<BrowserReportView>> ListAsync()
    {
        await using var db = store.NewDb();
        return await new BrowserReportBook(db, clock).ListAsync();
    }
}
