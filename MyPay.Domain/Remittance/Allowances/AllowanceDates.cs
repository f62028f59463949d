using MyPay.Domain.Calendar;

namespace MyPay.Domain.Remittance.Allowances;

/// <summary>On which day a due date is sent, by the business calendar.</summary>
internal sealed class AllowanceDates(IBusinessCalendar calendar)
{
    // The longest row of holidays in a row is under ten days.
    private const int Around = 20;

    public Task<int> VersionAsync(CancellationToken ct) => calendar.VersionAsync(ct);

    /// <summary>A day that has passed when it is decided is today.</summary>
    public async Task<AllowanceDate?> OfAsync(DateOnly? due, HolidayRule rule, DateOnly today, CancellationToken ct)
    {
        if (due is not { } date) return null;
        var on = rule switch
        {
            HolidayRule.Next => await calendar.OnOrAfterAsync(date, ct),
            HolidayRule.Previous => (await calendar.DaysAsync(date.AddDays(-Around), date, ct)).Last(day => day.IsBusinessDay).Date,
            _ => date,
        };
        return new(date, on < today ? today : on);
    }
}
