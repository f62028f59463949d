using MyPay.Domain.Calendar;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>
/// What is typed into <see cref="ScheduleFields"/>: kept by the page, so that going back loses nothing.
/// </summary>
public sealed class ScheduleForm
{
    public bool Weekly { get; set; }

    public int Weekday { get; set; } = 1;

    public int MonthDay { get; set; } = 1;

    public HolidayRule Holidays { get; set; }

    public DateOnly? Start { get; set; }

    public DateOnly? End { get; set; }

    public Rhythm Rhythm => Weekly ? Rhythm.Weekly : Rhythm.Monthly;

    public int Day => Weekly ? Weekday : MonthDay;
}
