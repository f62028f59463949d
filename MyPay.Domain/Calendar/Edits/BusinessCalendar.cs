using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Calendar.Rules;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Calendar.Edits;

/// <summary>Rules first, operators' edits over them.</summary>
internal sealed class BusinessCalendar(MyPayDb db, Journal journal, CalendarEdits edits, TimeProvider clock)
    : IBusinessCalendar
{
    private const int MostDays = 400;
    private const int LongestName = 40;
    private const int LongestReason = 200;
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly Last = new(2030, 12, 31);

    public async Task<CalendarDay> DayAsync(DateOnly date, CancellationToken ct = default) =>
        DayOf(date, await edits.ReadAsync(db, ct));

    public async Task<IReadOnlyList<CalendarDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var count = to.DayNumber - from.DayNumber + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostDays);
        var known = await edits.ReadAsync(db, ct);
        return [.. Enumerable.Range(0, Math.Max(0, count)).Select(n => DayOf(from.AddDays(n), known))];
    }

    public async Task<DateOnly> AddBusinessDaysAsync(DateOnly date, int n, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var known = await edits.ReadAsync(db, ct);
        for (; n > 0; n--)
            date = OnOrAfter(date.Later(1), known);
        return date;
    }

    public async Task<DateOnly> OnOrAfterAsync(DateOnly date, CancellationToken ct = default) =>
        OnOrAfter(date, await edits.ReadAsync(db, ct));

    public async Task<int> VersionAsync(CancellationToken ct = default) => (await edits.ReadAsync(db, ct)).Version;

    public async Task<Result<CalendarDay>> EditAsync(
        DateOnly date,
        DayEdit edit,
        Actor by,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(by);
        var clean = Clean(edit);
        if (Problem(date, clean) is { } problem)
            return problem;

        var written = await journal.WriteAsync<Done>(
            write =>
            {
                var rows = write.Db.Set<CalendarEditRow>();
                var before = rows.AsNoTracking()
                    .Where(e => e.Date == date)
                    .OrderByDescending(e => e.Version)
                    .FirstOrDefault();
                var row = new CalendarEditRow
                {
                    Version = (rows.Max(e => (int?)e.Version) ?? 0) + 1,
                    Date = date,
                    NameKo = clean.NameKo,
                    NameEn = clean.NameEn,
                    IsPublicHoliday = clean.IsPublicHoliday,
                    BanksClosed = clean.BanksClosed,
                    Reason = clean.Reason,
                    ById = by.Id,
                    ByName = by.Name,
                    At = write.Now,
                };
                rows.Add(row);
                write.Note(
                    by,
                    "calendar.day.edited",
                    $"day:{date:yyyy-MM-dd}",
                    clean.Reason,
                    before?.Edit,
                    new
                    {
                        row.Version,
                        row.NameKo,
                        row.NameEn,
                        row.IsPublicHoliday,
                        row.BanksClosed,
                    }
                );
                write.Touch(CalendarTopics.Days);
                return default(Done);
            },
            ct
        );
        return written.TryGet(out _, out var refusal) ? await DayAsync(date, ct) : refusal;
    }

    public async Task<IReadOnlyList<CalendarChange>> ChangesAsync(CancellationToken ct = default) =>
        [
            .. (
                await db.Set<CalendarEditRow>().AsNoTracking().OrderByDescending(e => e.Version).ToListAsync(ct)
            ).Select(e => new CalendarChange(e.Version, e.Date, e.Edit, e.ByName, e.At)),
        ];

    private static DateOnly OnOrAfter(DateOnly date, CalendarEdits.Snapshot known)
    {
        while (!DayOf(date, known).IsBusinessDay && date < DateOnly.MaxValue)
            date = date.AddDays(1);
        return date;
    }

    private static CalendarDay DayOf(DateOnly date, CalendarEdits.Snapshot known)
    {
        var weekend = HolidayRules.IsWeekend(date);
        if (known.Days.TryGetValue(date, out var edit))
            return Day(edit.NameKo, edit.NameEn, edit.IsPublicHoliday, edit.BanksClosed);
        return HolidayRules.Of(date) is { } rule
            ? Day(rule.Ko, rule.En, rule.IsPublic, !rule.IsPublic)
            : Day(null, null, false, false);

        CalendarDay Day(string? ko, string? en, bool isPublic, bool marked)
        {
            var closed = weekend || isPublic || marked;
            return new(date, ko, en, isPublic, closed, !closed);
        }
    }

    private static DayEdit Clean(DayEdit edit) =>
        edit with
        {
            NameKo = edit.NameKo is null ? null : TypedText.Line(edit.NameKo),
            NameEn = edit.NameKo is null ? null : TypedText.Line(edit.NameEn),
            IsPublicHoliday = edit.NameKo is not null && edit.IsPublicHoliday,
            BanksClosed = edit.NameKo is not null && edit.BanksClosed,
            Reason = TypedText.LineOrNull(edit.Reason),
        };

    private Refusal? Problem(DateOnly date, DayEdit edit)
    {
        if (date < SeoulTime.Today(clock) || date < First || date > Last)
            return new(RefusalKind.Invalid, "calendar.edit.date_invalid");
        if (edit.NameKo is not null && (edit.NameKo.Length == 0 || string.IsNullOrEmpty(edit.NameEn)))
            return new(RefusalKind.Invalid, "calendar.edit.name_missing");
        if (TypedText.IsLonger(edit.NameKo, LongestName) || TypedText.IsLonger(edit.NameEn, LongestName))
            return new(RefusalKind.Invalid, "calendar.edit.name_too_long", LongestName);
        return TypedText.IsLonger(edit.Reason, LongestReason)
            ? new(RefusalKind.Invalid, "calendar.edit.reason_too_long", LongestReason)
            : null;
    }
}
