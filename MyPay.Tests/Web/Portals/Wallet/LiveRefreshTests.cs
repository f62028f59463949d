using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Ledger;
using MyPay.Web.Portals.Wallet;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class LiveRefreshTests
{
    private readonly FakeTimeProvider clock = new();
    private int asked;

    [Fact]
    public void A_burst_of_changes_is_one_question()
    {
        using var live = Live(() => Task.CompletedTask);

        for (var i = 0; i < 100; i++)
            live.Want();
        clock.Advance(LiveRefresh.Gathering);

        Assert.Equal(1, asked);
    }

    [Fact]
    public void What_changes_while_it_is_asked_is_asked_once_more()
    {
        var answer = new TaskCompletionSource();
        using var live = Live(() => asked == 1 ? answer.Task : Task.CompletedTask);

        live.Want();
        clock.Advance(LiveRefresh.Gathering);
        live.Want();
        live.Want();
        answer.SetResult();
        clock.Advance(LiveRefresh.Gathering);

        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_question_that_failed_is_asked_again()
    {
        using var live = Live(() => asked == 1 ? throw new TimeoutException() : Task.CompletedTask);

        live.Want();
        clock.Advance(LiveRefresh.Gathering);
        clock.Advance(LiveRefresh.AfterFailure);
        clock.Advance(LiveRefresh.Gathering);

        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_page_that_was_left_asks_nothing()
    {
        var live = Live(() => Task.CompletedTask);

        live.Want();
        live.Dispose();
        clock.Advance(LiveRefresh.Gathering);

        Assert.Equal(0, asked);
    }

    [Fact]
    public void Speaks_the_language_of_its_page_whoever_made_the_change()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            string? language = null;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            using var live = Live(() =>
            {
                language = CultureInfo.CurrentUICulture.Name;
                return Task.CompletedTask;
            });

            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
            live.Want();
            clock.Advance(LiveRefresh.Gathering);

            Assert.Equal("en", language);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private LiveRefresh Live(Func<Task> answer) =>
        new(
            new LiveFeed(),
            ["wallet:1"],
            () =>
            {
                asked++;
                return answer();
            },
            clock,
            NullLogger.Instance
        );
}
