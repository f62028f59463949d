using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money;

/// <summary>Opening balance and every line come to the closing balance, month after month, in Seoul's months.</summary>
public sealed class StatementTests : IAsyncLifetime
{
    private AProduct product = null!;

    // A minute before December begins in Seoul; in UTC it is still the afternoon.
    public async Task InitializeAsync() =>
        product = await AProduct.StartAsync(at: new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.FromHours(9)));

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Every_month_opens_where_the_one_before_closed_and_its_lines_make_the_difference()
    {
        var me = await product.MemberWithAsync(100_000, "김명세");
        var friend = await product.MemberAsync("이친구");
        await SendAsync(me, friend, 1_000);
        product.Clock.Advance(TimeSpan.FromMinutes(90)); // 1 December, half past midnight
        await SendAsync(me, friend, 2_000);
        product.Clock.Advance(TimeSpan.FromDays(40)); // January: the whole of December but its first night is behind
        await SendAsync(me, friend, 4_000);
        product.Clock.Advance(TimeSpan.FromDays(40)); // February moved nothing yet

        var months = await Statements(s => s.MonthsAsync(me.Id));
        Assert.Equal([(2, false), (1, true), (12, true), (11, true)], months.Select(m => (m.Month.Month, m.IsClosed)));
        var opening = 0L;
        foreach (var month in months.Reverse())
        {
            var statement = (await Statements(s => s.FindAsync(me.Id, month.Month)))!;
            var lines = await LinesAsync(me, month.Month);
            Assert.True(statement.Holds);
            Assert.Equal(opening, statement.Opening.Amount);
            Assert.Equal(statement.Closing.Amount, opening + lines.Sum(l => l.Signed));
            Assert.Equal(
                (statement.Count, statement.In.Amount - statement.Out.Amount),
                (lines.Count, lines.Sum(l => l.Signed))
            );
            Assert.All(
                lines,
                line =>
                    Assert.Equal(
                        month.Month,
                        new DateOnly(SeoulTime.DateOf(line.At).Year, SeoulTime.DateOf(line.At).Month, 1)
                    )
            );
            opening = statement.Closing.Amount;
        }

        Assert.Equal(93_000, opening);
        Assert.Equal([100_000L, -1_000], (await LinesAsync(me, new(2026, 11, 30))).Select(l => l.Signed));
        Assert.Equal([-2_000L], (await LinesAsync(me, new(2026, 12, 1))).Select(l => l.Signed));
        Assert.Equal(
            (0, true),
            (
                (await Statements(s => s.FindAsync(me.Id, new(2027, 2, 1))))!.Count,
                (await Statements(s => s.FindAsync(me.Id, new(2027, 2, 1))))!.Holds
            )
        );
        Assert.Null(await Statements(s => s.FindAsync(me.Id, new(2026, 10, 1))));
        Assert.Null(await Statements(s => s.FindAsync(me.Id, new(2027, 3, 1))));
        Assert.Empty(await Statements(s => s.MonthsAsync(new(Guid.NewGuid()))));
    }

    [Fact]
    public async Task A_page_of_lines_reads_forward()
    {
        var me = await product.MemberWithAsync(100_000, "김명세");
        var friend = await product.MemberAsync("이친구");
        for (var i = 0; i < 5; i++)
            await SendAsync(me, friend, 1_000 + i);

        var first = await Statements(s => s.LinesAsync(me.Id, new(2026, 11, 1), 0, 4));
        var rest = await Statements(s => s.LinesAsync(me.Id, new(2026, 11, 1), first[^1].Number, 4));
        Assert.Equal([1, 2, 3, 4, 5, 6], first.Concat(rest).Select(l => l.Number));
    }

    private async Task SendAsync(MemberView from, MemberView to, long won) =>
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(from.Id, to.Id, Won.Of(won), null, false, Once.NewKey()))
            )
        ).Granted();

    private Task<T> Statements<T>(Func<IStatements, Task<T>> question) => product.AskAsync(question);

    private async Task<List<Movement>> LinesAsync(MemberView member, DateOnly month)
    {
        var lines = new List<Movement>();
        await Statements(async s =>
        {
            await foreach (var line in s.LinesAsync(member.Id, month))
                lines.Add(line);
            return 0;
        });
        return lines;
    }
}
