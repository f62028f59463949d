using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Calendar;
using MyPay.Domain.Calendar.Edits;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Calendar;

[Trait("Lane", "Fast")]
public sealed class BusinessCalendarTests
{
    private static readonly Actor Yuna = new("op-1", "operator@mypay.kr");
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    public static TheoryData<int, string> Lists =>
        new()
        {
            // reference/korean-payments.md §6, substitutes included.
            {
                2026,
                "01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 "
                    + "09-24 09-25 09-26 10-03 10-05 10-09 12-25"
            },
            {
                2027,
                "01-01 02-06 02-07 02-08 02-09 03-01 05-01 05-03 05-05 05-13 06-06 07-17 07-19 08-15 08-16 "
                    + "09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27"
            },
            // As they were published and held, elections and temporary holidays included.
            {
                2024,
                "01-01 02-09 02-10 02-11 02-12 03-01 04-10 05-05 05-06 05-15 06-06 08-15 09-16 09-17 09-18 "
                    + "10-01 10-03 10-09 12-25"
            },
            {
                2025,
                "01-01 01-27 01-28 01-29 01-30 03-01 03-03 05-05 05-06 06-03 06-06 08-15 10-03 10-05 10-06 "
                    + "10-07 10-08 10-09 12-25"
            },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task The_public_holidays_are_those_published(int year, string list)
    {
        await using var store = await AStore.OpenAsync(Clock);
        var days = await Of(store).DaysAsync(new(year, 1, 1), new(year, 12, 31));
        Assert.Equal(list.Split(' '), days.Where(d => d.IsPublicHoliday).Select(d => d.Date.ToString("MM-dd", null)));
        Assert.All(
            days.Where(d => d.IsPublicHoliday),
            d => Assert.True(d is { BanksClosed: true, IsBusinessDay: false, NameKo.Length: > 0, NameEn.Length: > 0 })
        );
    }

    [Theory]
    [InlineData(2026, 120, 72)]
    [InlineData(2027, 119, 72)]
    public async Task The_years_have_as_many_days_of_rest_as_published(int year, int rest, int publicWithSundays)
    {
        await using var store = await AStore.OpenAsync(Clock);
        var days = await Of(store).DaysAsync(new(year, 1, 1), new(year, 12, 31));
        Assert.Equal(rest, days.Count(d => d.BanksClosed));
        Assert.Equal(publicWithSundays, days.Count(d => d.IsPublicHoliday || d.Date.DayOfWeek == DayOfWeek.Sunday));
    }

    [Theory]
    [InlineData("2028-01-27", "설날")]
    [InlineData("2028-10-03", "개천절 · 추석")]
    [InlineData("2028-10-05", "대체공휴일 (추석)")]
    [InlineData("2028-05-02", "부처님오신날")]
    [InlineData("2029-02-13", "설날")]
    [InlineData("2029-05-07", "대체공휴일 (어린이날)")]
    [InlineData("2029-05-21", "대체공휴일 (부처님오신날)")]
    [InlineData("2029-09-24", "대체공휴일 (추석 연휴)")]
    [InlineData("2030-02-05", "대체공휴일 (설날)")]
    [InlineData("2030-05-06", "대체공휴일 (어린이날)")]
    [InlineData("2030-09-12", "추석")]
    [InlineData("2025-05-05", "어린이날 · 부처님오신날")]
    [InlineData("2027-06-07", null)]
    [InlineData("2026-09-28", null)]
    [InlineData("2025-07-17", null)]
    public async Task Moon_collisions_and_substitutes(string date, string? name)
    {
        await using var store = await AStore.OpenAsync(Clock);
        var day = await Of(store).DayAsync(DateOnly.Parse(date, null));
        Assert.Equal(name, day.NameKo);
        Assert.Equal(name is not null, day.IsPublicHoliday);
    }

    [Fact]
    public async Task Before_it_was_a_holiday_banks_were_closed_on_Labour_Day()
    {
        await using var store = await AStore.OpenAsync(Clock);
        var calendar = Of(store);
        Assert.True(
            await calendar.DayAsync(new(2025, 5, 1))
                is { IsPublicHoliday: false, BanksClosed: true, IsBusinessDay: false }
        );
        Assert.True(await calendar.DayAsync(new(2026, 5, 1)) is { IsPublicHoliday: true, BanksClosed: true });
    }

    [Theory]
    [InlineData("2026-09-23", 1, "2026-09-28")] // over Chuseok 2026 and its weekend
    [InlineData("2026-09-22", 2, "2026-09-28")]
    [InlineData("2025-10-02", 1, "2025-10-10")] // the longest row: 3 to 9 October
    [InlineData("2027-02-05", 1, "2027-02-10")] // over Seollal with its substitute
    [InlineData("2026-02-13", 3, "2026-02-23")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-11-24", 5, "2026-12-01")]
    public async Task Days_are_counted_over_the_holidays(string from, int n, string expected)
    {
        await using var store = await AStore.OpenAsync(Clock);
        Assert.Equal(
            DateOnly.Parse(expected, null),
            await Of(store).AddBusinessDaysAsync(DateOnly.Parse(from, null), n)
        );
    }

    [Fact]
    public async Task The_next_business_day_of_one_is_itself()
    {
        await using var store = await AStore.OpenAsync(Clock);
        Assert.Equal(new(2026, 11, 24), await Of(store).OnOrAfterAsync(new(2026, 11, 24)));
        Assert.Equal(new(2026, 10, 6), await Of(store).OnOrAfterAsync(new(2026, 10, 3)));
    }

    [Fact]
    public async Task Each_edit_is_a_version_and_the_last_word_counts()
    {
        await using var store = await AStore.OpenAsync(Clock);
        var (calendar, elsewhere, day) = (Of(store), Of(store), new DateOnly(2026, 12, 24));
        Assert.Equal(0, await elsewhere.VersionAsync());

        var added = (
            await calendar.EditAsync(day, new(" 임시공휴일 ", "Temporary holiday", true, false, "declared today"), Yuna)
        ).Granted();
        Assert.True(added is { NameKo: "임시공휴일", IsPublicHoliday: true, BanksClosed: true, IsBusinessDay: false });
        Assert.False((await elsewhere.DayAsync(day)).IsBusinessDay); // a warm cache elsewhere sees it
        Assert.Equal(new(2026, 12, 28), await elsewhere.AddBusinessDaysAsync(new(2026, 12, 23), 1));

        (await calendar.EditAsync(day, new("은행 휴무", "Banks closed", false, true), Yuna)).Granted();
        Assert.True(
            await elsewhere.DayAsync(day) is { IsPublicHoliday: false, BanksClosed: true, IsBusinessDay: false }
        );
        (await calendar.EditAsync(day, new(null, null, true, true, "called off"), Yuna)).Granted();
        Assert.True(await elsewhere.DayAsync(day) is { NameKo: null, IsBusinessDay: true });

        (await calendar.EditAsync(new(2026, 12, 25), new("근무일", "Working day", false, false), Yuna)).Granted();
        Assert.True((await elsewhere.DayAsync(new(2026, 12, 25))).IsBusinessDay);
        var changes = await elsewhere.ChangesAsync();
        Assert.Equal([4, 3, 2, 1], changes.Select(c => c.Version));
        Assert.Equal("declared today", changes[^1].Edit.Reason);
        Assert.Equal(4, await elsewhere.VersionAsync());
        Assert.Equal(4, await store.NumberAsync("SELECT count(*) FROM audit_entry WHERE Action='calendar.day.edited'"));
        Assert.ThrowsAny<Exception>(() => store.Tamper("UPDATE calendar_edit SET NameKo='x'"));
        Assert.ThrowsAny<Exception>(() => store.Tamper("DELETE FROM calendar_edit"));
    }

    [Theory]
    [InlineData("2026-11-23", "휴일", "Holiday", "calendar.edit.date_invalid")]
    [InlineData("2031-01-01", "휴일", "Holiday", "calendar.edit.date_invalid")]
    [InlineData("2026-12-24", " ", "Holiday", "calendar.edit.name_missing")]
    [InlineData("2026-12-24", "휴일", null, "calendar.edit.name_missing")]
    [InlineData(
        "2026-12-24",
        "휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴일휴",
        "Holiday",
        "calendar.edit.name_too_long"
    )]
    public async Task An_edit_that_makes_no_sense_is_refused(string date, string ko, string? en, string code)
    {
        await using var store = await AStore.OpenAsync(Clock);
        Assert.False(
            (await Of(store).EditAsync(DateOnly.Parse(date, null), new(ko, en, true, false), Yuna)).TryGet(
                out _,
                out var refusal
            )
        );
        Assert.Equal(code, refusal!.Code);
        Assert.Equal(0, await store.NumberAsync("SELECT count(*) FROM calendar_edit"));
    }

    [Fact]
    public async Task Edits_at_once_get_versions_of_their_own()
    {
        await using var store = await AStore.OpenAsync(Clock);
        var edits = Enumerable
            .Range(1, 20)
            .Select(n => Of(store).EditAsync(new(2027, 3, n), new("휴일", "Holiday", true, false), Yuna));
        foreach (var edit in await Task.WhenAll(edits))
            edit.Granted();
        Assert.Equal(20, await Of(store).VersionAsync());
    }

    private static BusinessCalendar Of(AStore store) =>
        new BusinessCalendar(store.NewDb(), store.Journal, new CalendarEdits(), Clock);
}
