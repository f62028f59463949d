using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

public sealed class AllowanceTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    // Public and substitute holidays as they are printed in calendars, not as our rules compute them.
    private static readonly HashSet<string> RealHolidays =
    [
        "2026-12-25",
        "2027-01-01",
        "2027-02-06",
        "2027-02-07",
        "2027-02-08",
        "2027-02-09",
        "2027-03-01",
        "2027-05-01",
        "2027-05-03",
        "2027-05-05",
        "2027-05-13",
        "2027-06-06",
        "2027-07-17",
        "2027-07-19",
        "2027-08-15",
        "2027-08-16",
        "2027-09-14",
        "2027-09-15",
        "2027-09-16",
        "2027-10-03",
        "2027-10-04",
        "2027-10-09",
        "2027-10-11",
        "2027-12-25",
        "2027-12-27",
    ];
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Theory]
    [InlineData(Rhythm.Monthly, 31, "2026-11-23", "2026-11-30")]
    [InlineData(Rhythm.Monthly, 31, "2027-02-01", "2027-02-28")]
    [InlineData(Rhythm.Monthly, 31, "2028-02-01", "2028-02-29")]
    [InlineData(Rhythm.Monthly, 30, "2027-02-28", "2027-02-28")]
    [InlineData(Rhythm.Monthly, 1, "2026-12-02", "2027-01-01")]
    [InlineData(Rhythm.Monthly, 1, "2026-12-01", "2026-12-01")]
    [InlineData(Rhythm.Weekly, 1, "2026-11-23", "2026-11-23")]
    [InlineData(Rhythm.Weekly, 7, "2026-11-23", "2026-11-29")]
    [InlineData(Rhythm.Weekly, 1, "2026-11-24", "2026-11-30")]
    public void A_due_date_is_found_in_every_month(Rhythm rhythm, int day, string from, string due) =>
        Assert.Equal(
            DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            ScheduleRules.DueFrom(rhythm, day, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Fact]
    public async Task A_year_of_allowances_goes_out_once_each_across_the_real_holidays_of_2026_and_2027()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(2_000_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        await product.LinkAsync(receiver);
        var firsts = await MadeAsync(sender, receiver, 10_000, Rhythm.Monthly, 1, HolidayRule.Next);
        var lasts = await MadeAsync(sender, receiver, 7_000, Rhythm.Monthly, 31, HolidayRule.Previous);
        var weekly = await MadeAsync(sender, receiver, 500, Rhythm.Weekly, 4, HolidayRule.AsItIs);
        var ninths = await MadeAsync(sender, receiver, 1_100, Rhythm.Monthly, 9, HolidayRule.Next);
        var fifteenths = await MadeAsync(sender, receiver, 1_300, Rhythm.Monthly, 15, HolidayRule.Previous);
        var runs = new Dictionary<Guid, List<(DateOnly Due, DateOnly SentOn)>>
        {
            [firsts] = [],
            [lasts] = [],
            [weekly] = [],
            [ninths] = [],
            [fifteenths] = [],
        };

        product.Clock.Advance(TimeSpan.FromHours(-2)); // ten in the morning, day by day
        for (var day = 0; day < 366; day++)
        {
            var today = SeoulTime.Today(product.Clock);
            await Task.WhenAll(RunAsync(), RunAsync()); // two at once, always
            foreach (var allowance in await ListAsync(sender))
            foreach (
                var run in allowance.Runs.Where(r =>
                    r.State == AllowanceRunState.Sent && runs[allowance.Id].TrueForAll(known => known.Due != r.Due)
                )
            )
                runs[allowance.Id].Add((run.Due, today));
            product.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            (12, 12, 52, 12, 12),
            (runs[firsts].Count, runs[lasts].Count, runs[weekly].Count, runs[ninths].Count, runs[fifteenths].Count)
        );
        Assert.All(runs[weekly], run => Assert.Equal(run.Due, run.SentOn));
        Assert.All(runs[firsts], run => Assert.Equal(After(run.Due), run.SentOn));
        Assert.All(runs[lasts], run => Assert.Equal(Before(run.Due), run.SentOn));
        Assert.All(runs[ninths], run => Assert.Equal(After(run.Due), run.SentOn));
        Assert.All(runs[fifteenths], run => Assert.Equal(Before(run.Due), run.SentOn));
        Assert.Contains((new DateOnly(2027, 2, 9), new DateOnly(2027, 2, 10)), runs[ninths]); // the substitute of Seollal
        Assert.Contains((new DateOnly(2027, 10, 9), new DateOnly(2027, 10, 12)), runs[ninths]); // Hangul Day on a Saturday, its substitute on Monday
        Assert.Contains((new DateOnly(2027, 9, 15), new DateOnly(2027, 9, 13)), runs[fifteenths]); // Chuseok
        Assert.Equal(new DateOnly(2027, 1, 4), runs[firsts].Single(r => r.Due == new DateOnly(2027, 1, 1)).SentOn);
        Assert.Contains(runs[lasts], r => r.Due == new DateOnly(2027, 2, 28) && r.SentOn == new DateOnly(2027, 2, 26));

        var sent = (12 * 10_000L) + (12 * 7_000) + (52 * 500) + (12 * 1_100) + (12 * 1_300);
        Assert.Equal(
            (2_000_000 - sent, sent),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        var told = (await product.AskAsync((INotices n) => n.ListAsync(receiver.Id, NoticeKind.Allowance, 200))).Rows;
        Assert.Equal(12 + 12 + 52 + 12 + 12, told.Count(n => n.Event == NoticeEvent.AllowanceReceived));
        await product.VerifyAsync();

        DateOnly After(DateOnly date) => IsRest(date) ? After(date.AddDays(1)) : date;
        DateOnly Before(DateOnly date) => IsRest(date) ? Before(date.AddDays(-1)) : date;
        bool IsRest(DateOnly date) =>
            date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            || RealHolidays.Contains(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_sleep_over_two_dates_sends_both_each_once()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(100_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        await MadeAsync(sender, receiver, 1_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        product.Clock.Advance(TimeSpan.FromDays(9));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RunAsync()));

        Assert.Equal(2_000, await product.BalanceAsync(receiver.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Short_money_is_tried_three_times_that_day_and_then_both_are_told()
    {
        var (sender, receiver) = (await product.MemberWithAsync(0, "김용돈"), await product.MemberAsync("이받음"));
        await product.EmptyAccountsOfAsync(sender);
        var id = await MadeAsync(sender, receiver, 30_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        product.Clock.Advance(TimeSpan.FromHours(22)); // Tuesday, ten

        for (var hour = 0; hour < 10; hour++)
        {
            await RunAsync();
            product.Clock.Advance(TimeSpan.FromHours(1));
        }

        var run = Assert.Single((await ListAsync(sender)).Single(a => a.Id == id).Runs);
        Assert.Equal((AllowanceRunState.Failed, 3, "banking.account.short"), (run.State, run.Tries, run.FailureCode));
        var told = (await NoticesAsync(sender)).Where(e => Notice.KindOf(e) == NoticeKind.Allowance);
        Assert.Equal([NoticeEvent.AllowanceFailed, NoticeEvent.AllowanceRetry, NoticeEvent.AllowanceRetry], told);
        Assert.Equal([NoticeEvent.AllowanceMissed, NoticeEvent.AllowanceMade], await NoticesAsync(receiver));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_second_try_sends_when_the_money_is_there_again()
    {
        var (sender, receiver) = (await product.MemberWithAsync(0, "김용돈"), await product.MemberAsync("이받음"));
        await product.EmptyAccountsOfAsync(sender);
        await MadeAsync(sender, receiver, 25_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        product.Clock.Advance(TimeSpan.FromHours(22));
        await RunAsync();
        await product.FillAccountsOfAsync(sender, 1_000_000);
        await RunAsync(); // too early: nothing is tried
        Assert.Equal(0, await product.BalanceAsync(receiver.Id));

        product.Clock.Advance(TimeSpan.FromHours(3.1));
        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        Assert.Equal(
            (5_000L, 25_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        await product.VerifyAsync();
    }

    [Fact]
    public async Task An_unknown_top_up_is_waited_for_and_never_made_twice()
    {
        var (sender, receiver) = (await product.MemberWithAsync(0, "김용돈"), await product.MemberAsync("이받음"));
        await MadeAsync(sender, receiver, 25_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        product.Clock.Advance(TimeSpan.FromHours(22));
        await RunAsync();
        product.Clock.Advance(TimeSpan.FromMinutes(6));
        await RunAsync();
        Assert.Equal(0, await product.BalanceAsync(receiver.Id));
        Assert.Equal("money.top_up.unknown", Assert.Single((await ListAsync(sender))[0].Runs).FailureCode);

        await product.InquireAfterAsync(TimeSpan.FromMinutes(6));
        await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal(
            (5_000L, 25_000L),
            (await product.BalanceAsync(sender.Id), await product.BalanceAsync(receiver.Id))
        );
        Assert.Single(await product.JournalAsync(), m => m.Kind == "withdraw");
        Assert.Equal(0, Assert.Single((await ListAsync(sender))[0].Runs).Tries);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Paused_skipped_and_ended_dates_do_not_go_out()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(100_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        var id = await MadeAsync(sender, receiver, 1_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        var tuesday = Monday.AddDays(1);
        (await Allowances(a => a.SkipAsync(sender.Id, id, tuesday))).Granted();
        (await Allowances(a => a.SkipAsync(sender.Id, id, tuesday))).Granted(); // the second press of a double press
        Assert.Equal(tuesday.AddDays(7), (await ListAsync(sender))[0].Next!.Due);
        Assert.Equal(
            "remittance.allowance.changed",
            (await Allowances(a => a.SkipAsync(sender.Id, id, tuesday.AddDays(14)))).Refused().Code
        );
        await DaysAsync(2);
        Assert.Equal(0, await product.BalanceAsync(receiver.Id));

        (await Allowances(a => a.PauseAsync(sender.Id, id))).Granted();
        await DaysAsync(7);
        Assert.Equal(0, await product.BalanceAsync(receiver.Id));
        (await Allowances(a => a.ResumeAsync(sender.Id, id))).Granted();
        Assert.Equal(tuesday.AddDays(14), (await ListAsync(sender))[0].Next!.Due);
        await DaysAsync(7);
        Assert.Equal(1_000, await product.BalanceAsync(receiver.Id));

        Assert.Equal(
            "remittance.allowance.not_found",
            (await Allowances(a => a.EndAsync(receiver.Id, id))).Refused().Code
        );
        (await Allowances(a => a.EndAsync(sender.Id, id))).Granted();
        Assert.Equal(
            "remittance.allowance.ended",
            (await Allowances(a => a.ResumeAsync(sender.Id, id))).Refused().Code
        );
        await DaysAsync(8);
        Assert.Equal(1_000, await product.BalanceAsync(receiver.Id));
    }

    [Fact]
    public async Task The_last_date_ends_it_and_both_are_told()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(100_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        await MadeAsync(sender, receiver, 1_000, Rhythm.Weekly, 2, HolidayRule.AsItIs, ends: Monday.AddDays(8));
        await DaysAsync(20);

        Assert.Equal(2_000, await product.BalanceAsync(receiver.Id));
        Assert.Equal(ScheduleState.Ended, (await ListAsync(sender))[0].State);
        Assert.Single(await NoticesAsync(sender), e => e == NoticeEvent.AllowanceEnded);
        Assert.Single(await NoticesAsync(receiver), e => e == NoticeEvent.AllowanceEnded);
    }

    [Fact]
    public async Task A_holiday_that_an_operator_adds_moves_the_next_date()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(100_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        await MadeAsync(sender, receiver, 1_000, Rhythm.Weekly, 4, HolidayRule.Next);
        Assert.Equal(new DateOnly(2026, 11, 26), (await ListAsync(sender))[0].Next!.RunOn);

        (
            await product.AskAsync(
                (IBusinessCalendar c) =>
                    c.EditAsync(new(2026, 11, 26), new("임시공휴일", "Temporary holiday", true, true), Actor.System)
            )
        ).Granted();
        await RunAsync();

        Assert.Equal(new ScheduledDate(new(2026, 11, 26), new(2026, 11, 27)), (await ListAsync(sender))[0].Next);
    }

    [Fact]
    public async Task Whoever_has_left_receives_nothing_and_the_allowance_stops()
    {
        var (sender, receiver) = (
            await product.MemberWithAsync(100_000, "김용돈"),
            await product.MemberAsync("이받음")
        );
        await MadeAsync(sender, receiver, 1_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        (await product.AskAsync((IMembers m) => m.CloseAsync(receiver.Id, "MyPay!2026"))).Granted();
        await DaysAsync(9);

        var allowance = (await ListAsync(sender))[0];
        Assert.Equal(
            (ScheduleState.Paused, AllowanceRunState.Failed),
            (allowance.State, Assert.Single(allowance.Runs).State)
        );
        Assert.Equal(100_000, await product.BalanceAsync(sender.Id));
    }

    [Fact]
    public async Task What_makes_no_allowance_is_refused_with_its_reason()
    {
        var (sender, receiver) = (await product.MemberAsync("김용돈"), await product.MemberAsync("이받음"));
        var good = new NewAllowance(
            sender.Id,
            receiver.Id,
            Won.Of(1_000),
            null,
            Rhythm.Monthly,
            1,
            HolidayRule.AsItIs,
            Monday,
            null,
            Once.NewKey()
        );
        async Task<string> CodeAsync(NewAllowance wish) => (await Allowances(a => a.SetUpAsync(wish))).Refused().Code;

        Assert.Equal("remittance.send.to_self", await CodeAsync(good with { Receiver = sender.Id }));
        Assert.Equal(
            "remittance.send.receiver_not_found",
            await CodeAsync(good with { Receiver = new(Guid.NewGuid()) })
        );
        Assert.Equal("remittance.send.not_positive", await CodeAsync(good with { Amount = Won.Zero }));
        Assert.Equal("money.limit.per_transfer", await CodeAsync(good with { Amount = Won.Of(2_000_001) }));
        Assert.Equal("remittance.allowance.day_invalid", await CodeAsync(good with { Day = 32 }));
        Assert.Equal(
            "remittance.allowance.day_invalid",
            await CodeAsync(good with { Rhythm = Rhythm.Weekly, Day = 8 })
        );
        Assert.Equal(
            "remittance.allowance.start_invalid",
            await CodeAsync(good with { StartsOn = Monday.AddDays(-1) })
        );
        Assert.Equal("remittance.allowance.end_invalid", await CodeAsync(good with { EndsOn = Monday.AddDays(-1) }));
        Assert.Equal("remittance.allowance.never_runs", await CodeAsync(good with { EndsOn = Monday.AddDays(3) }));
        (await Allowances(a => a.SetUpAsync(good))).Granted();
        (await Allowances(a => a.SetUpAsync(good))).Granted(); // the same key
        Assert.Single(await ListAsync(sender));
    }

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            product.Clock.Advance(TimeSpan.FromDays(1));
            await RunAsync();
        }
    }

    private Task<int> RunAsync() => Allowances(a => a.RunDueAsync());

    private Task<T> Allowances<T>(Func<IAllowances, Task<T>> question) => product.AskAsync(question);

    private Task<IReadOnlyList<AllowanceView>> ListAsync(MemberView member) => Allowances(a => a.ListAsync(member.Id));

    private async Task<List<NoticeEvent>> NoticesAsync(MemberView member) =>
        [
            .. (await product.AskAsync((INotices n) => n.ListAsync(member.Id, NoticeKind.Allowance, 50))).Rows.Select(
                n => n.Event
            ),
        ];

    private async Task<Guid> MadeAsync(
        MemberView sender,
        MemberView receiver,
        long won,
        Rhythm rhythm,
        int day,
        HolidayRule holidays,
        DateOnly? ends = null
    ) =>
        (
            await Allowances(a =>
                a.SetUpAsync(
                    new(sender.Id, receiver.Id, Won.Of(won), "용돈", rhythm, day, holidays, Monday, ends, Once.NewKey())
                )
            )
        )
            .Granted()
            .Id;
}
