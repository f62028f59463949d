using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Money.AutoCharge;

/// <summary>"Every 25th, charge Y": the same calendar as allowances, each due date once.</summary>
public sealed class ScheduledChargeTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Half_a_year_of_charges_comes_once_each_on_the_right_days()
    {
        var (member, account) = await MemberAsync();
        var salary = await MadeAsync(member, account, 20_000, Rhythm.Monthly, 25, HolidayRule.Previous);
        var last = await MadeAsync(member, account, 10_000, Rhythm.Monthly, 31, HolidayRule.Next);
        var days = new Dictionary<Guid, List<DateOnly>> { [salary] = [], [last] = [] };
        product.Clock.Advance(TimeSpan.FromHours(-2)); // ten in the morning, day by day
        for (var day = 0; day < 190; day++)
        {
            var before = await CountsAsync(member);
            await Task.WhenAll(RunAsync(), RunAsync()); // two at once, always
            foreach (var (id, count) in await CountsAsync(member))
                if (count > before[id])
                    days[id].Add(SeoulTime.Today(product.Clock));
            product.Clock.Advance(TimeSpan.FromDays(1));
        }

        // Christmas Day on a Friday: the Thursday before; 25 April 2027 is a Sunday.
        Assert.Equal(
            ["2026-11-25", "2026-12-24", "2027-01-25", "2027-02-25", "2027-03-25", "2027-04-23", "2027-05-25"],
            days[salary].Select(Iso)
        );
        // 28 February 2027 is a Sunday and 1 March a holiday; 31 January is a Sunday.
        Assert.Equal(
            ["2026-11-30", "2026-12-31", "2027-02-01", "2027-03-02", "2027-03-31", "2027-04-30", "2027-05-31"],
            days[last].Select(Iso)
        );
        Assert.Equal((7 * 20_000) + (7 * 10_000), await product.BalanceAsync(member.Id));
        Assert.Equal(14, (await product.JournalAsync()).Count(m => m.Kind == "withdraw"));
        await product.VerifyAsync();

        static string Iso(DateOnly day) =>
            day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Short_money_is_tried_three_times_that_day_and_then_told()
    {
        var (member, account) = await MemberAsync();
        await product.EmptyAccountsOfAsync(member);
        var id = await MadeAsync(member, account, 30_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        product.Clock.Advance(TimeSpan.FromHours(22)); // Tuesday, ten
        for (var hour = 0; hour < 10; hour++)
        {
            await Task.WhenAll(RunAsync(), RunAsync());
            product.Clock.Advance(TimeSpan.FromHours(1));
        }

        var view = (await ListAsync(member)).Single(c => c.Id == id);
        var run = Assert.Single(view.Runs);
        Assert.Equal((AutoChargeRunState.Failed, 3, "banking.account.short"), (run.State, run.Tries, run.FailureCode));
        Assert.Equal((ScheduleState.Active, Monday.AddDays(8)), (view.State, view.Next!.Due)); // next week it is tried again
        Assert.Equal(
            [NoticeEvent.AutoChargeFailed, NoticeEvent.AutoChargeRetry, NoticeEvent.AutoChargeRetry],
            await NoticesAsync(member)
        );
    }

    [Fact]
    public async Task Unknown_is_waited_for_and_never_charged_twice()
    {
        var (member, account) = await MemberAsync();
        await MadeAsync(member, account, 30_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        await product.FaultAsync(new { path = "withdraw", count = 1 }, "timeout-after");
        product.Clock.Advance(TimeSpan.FromHours(22));
        for (var i = 0; i < 3; i++)
        {
            await Task.WhenAll(RunAsync(), RunAsync());
            product.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(0, await product.BalanceAsync(member.Id));
        Assert.True(Assert.Single((await ListAsync(member))[0].Runs).Checking);
        Assert.Equal(
            "money.charge.account_checking",
            (await product.Wallets(w => w.ChargeAsync(new(member.Id, account, Won.Of(10_000), Once.NewKey()))))
                .Refused()
                .Code
        );

        await product.InquireAfterAsync(TimeSpan.FromMinutes(6));
        await RunAsync();
        Assert.Equal(30_000, await product.BalanceAsync(member.Id));
        Assert.Equal(AutoChargeRunState.Charged, Assert.Single((await ListAsync(member))[0].Runs).State);
        Assert.Single(await product.JournalAsync(), m => m.Kind == "withdraw");
        await product.VerifyAsync();
    }

    [Fact]
    public async Task Skipped_paused_and_ended_dates_are_not_charged()
    {
        var (member, account) = await MemberAsync();
        var id = await MadeAsync(member, account, 10_000, Rhythm.Weekly, 2, HolidayRule.AsItIs);
        var tuesday = Monday.AddDays(1);
        (await Charges(c => c.SkipAsync(member.Id, id, tuesday))).Granted();
        (await Charges(c => c.SkipAsync(member.Id, id, tuesday))).Granted(); // the second press of a double press
        Assert.Equal(
            "money.auto_charge.changed",
            (await Charges(c => c.SkipAsync(member.Id, id, tuesday.AddDays(14)))).Refused().Code
        );
        await DaysAsync(2);
        Assert.Equal(0, await product.BalanceAsync(member.Id));

        (await Charges(c => c.PauseAsync(member.Id, id))).Granted();
        await DaysAsync(7);
        Assert.Equal(0, await product.BalanceAsync(member.Id));
        (await Charges(c => c.ResumeAsync(member.Id, id))).Granted();
        await DaysAsync(7);
        Assert.Equal(10_000, await product.BalanceAsync(member.Id));

        var other = await product.MemberAsync("이남");
        Assert.Equal("money.auto_charge.not_found", (await Charges(c => c.EndAsync(other.Id, id))).Refused().Code);
        (await Charges(c => c.EndAsync(member.Id, id))).Granted();
        Assert.Equal("money.auto_charge.ended", (await Charges(c => c.ResumeAsync(member.Id, id))).Refused().Code);
        await DaysAsync(8);
        Assert.Equal(10_000, await product.BalanceAsync(member.Id));
    }

    [Fact]
    public async Task The_last_date_ends_it_and_says_so()
    {
        var (member, account) = await MemberAsync();
        await MadeAsync(member, account, 10_000, Rhythm.Weekly, 2, HolidayRule.AsItIs, ends: Monday.AddDays(8));
        await DaysAsync(20);

        Assert.Equal(20_000, await product.BalanceAsync(member.Id));
        Assert.Equal(ScheduleState.Ended, (await ListAsync(member))[0].State);
        Assert.Equal([NoticeEvent.AutoChargeEnded], await NoticesAsync(member));
    }

    [Fact]
    public async Task An_unlinked_account_stops_it_and_a_holiday_that_an_operator_adds_moves_it()
    {
        var (member, account) = await MemberAsync();
        await MadeAsync(member, account, 10_000, Rhythm.Weekly, 4, HolidayRule.Next);
        (
            await product.AskAsync(
                (IBusinessCalendar c) =>
                    c.EditAsync(new(2026, 11, 26), new("임시공휴일", "Temporary holiday", true, true), Actor.System)
            )
        ).Granted();
        await RunAsync();
        Assert.Equal(new ScheduledDate(new(2026, 11, 26), new(2026, 11, 27)), (await ListAsync(member))[0].Next);

        (await product.AskAsync((ILinkedAccounts a) => a.UnlinkAsync(member.Id, account))).Granted();
        await DaysAsync(5);
        var view = (await ListAsync(member))[0];
        Assert.Equal((ScheduleState.Paused, "money.charge.account_not_found"), (view.State, view.PausedWhy));
        Assert.Equal([NoticeEvent.AutoChargePaused], await NoticesAsync(member));
    }

    [Fact]
    public async Task What_makes_no_scheduled_charge_is_refused_with_its_reason()
    {
        var (member, account) = await MemberAsync();
        var good = new NewScheduledCharge(
            member.Id,
            account,
            Won.Of(10_000),
            Rhythm.Monthly,
            25,
            HolidayRule.AsItIs,
            Monday,
            null,
            Once.NewKey()
        );
        async Task<string> CodeAsync(NewScheduledCharge wish) =>
            (await Charges(c => c.SetUpAsync(wish))).Refused().Code;

        Assert.Equal("money.charge.below_minimum", await CodeAsync(good with { Amount = Won.Of(9_999) }));
        Assert.Equal("money.charge.not_in_units", await CodeAsync(good with { Amount = Won.Of(10_001) }));
        Assert.Equal("money.auto_charge.over_cap", await CodeAsync(good with { Amount = Won.Of(2_010_000) }));
        Assert.Equal("money.charge.account_not_found", await CodeAsync(good with { Account = new(Guid.NewGuid()) }));
        Assert.Equal("money.auto_charge.day_invalid", await CodeAsync(good with { Day = 32 }));
        Assert.Equal("money.auto_charge.start_invalid", await CodeAsync(good with { StartsOn = Monday.AddDays(-1) }));
        Assert.Equal("money.auto_charge.end_invalid", await CodeAsync(good with { EndsOn = Monday.AddDays(-1) }));
        Assert.Equal("money.auto_charge.never_runs", await CodeAsync(good with { EndsOn = Monday.AddDays(1) }));
        (await Charges(c => c.SetUpAsync(good))).Granted();
        (await Charges(c => c.SetUpAsync(good))).Granted(); // the same key
        Assert.Single(await ListAsync(member));
        for (var i = 0; i < 9; i++)
            (await Charges(c => c.SetUpAsync(good with { Key = Once.NewKey() }))).Granted();
        Assert.Equal("money.auto_charge.too_many", await CodeAsync(good with { Key = Once.NewKey() }));
    }

    private async Task<(MemberView Member, LinkedAccountId Account)> MemberAsync()
    {
        var member = await product.MemberAsync("김예약");
        return (member, (await product.LinkAsync(member)).Id);
    }

    private async Task DaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            product.Clock.Advance(TimeSpan.FromDays(1));
            await RunAsync();
        }
    }

    private async Task<Dictionary<Guid, int>> CountsAsync(MemberView member) =>
        (await ListAsync(member)).ToDictionary(
            c => c.Id,
            c =>
                c.Runs.Count(r =>
                    r.State == AutoChargeRunState.Charged && r.EndedAt > product.Clock.GetUtcNow().AddHours(-1)
                )
        );

    private Task<int> RunAsync() => Charges(c => c.RunDueAsync());

    private Task<T> Charges<T>(Func<IScheduledCharges, Task<T>> question) => product.AskAsync(question);

    private Task<IReadOnlyList<ScheduledChargeView>> ListAsync(MemberView member) =>
        Charges(c => c.ListAsync(member.Id));

    private async Task<List<NoticeEvent>> NoticesAsync(MemberView member) =>
        [
            .. (await product.AskAsync((INotices n) => n.ListAsync(member.Id, NoticeKind.Bank, 50)))
                .Rows.Select(n => n.Event)
                .Where(e => e is >= NoticeEvent.AutoChargeRetry and <= NoticeEvent.AutoChargeEnded),
        ];

    private async Task<Guid> MadeAsync(
        MemberView member,
        LinkedAccountId account,
        long won,
        Rhythm rhythm,
        int day,
        HolidayRule holidays,
        DateOnly? ends = null
    ) =>
        (
            await Charges(c =>
                c.SetUpAsync(new(member.Id, account, Won.Of(won), rhythm, day, holidays, Monday, ends, Once.NewKey()))
            )
        )
            .Granted()
            .Id;
}
