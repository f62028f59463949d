namespace MyPay.Domain.Payment.Recurring;

/// <summary>When a key is likely to be charged again, told from the days it was charged on.</summary>
internal static class LikelyCharge
{
    /// <param name="days">Days of charges in Seoul, the newest first.</param>
    /// <returns>
    /// The same day of the next month for one charge and for charges about a month apart, otherwise as many days later
    /// as the last two were apart; null without a charge, or when the last two were on one day.
    /// </returns>
    public static DateOnly? After(IReadOnlyList<DateOnly> days)
    {
        if (days.Count == 0)
            return null;
        if (days.Count == 1)
            return days[0].AddMonths(1);
        var apart = days[0].DayNumber - days[1].DayNumber;
        return apart switch
        {
            0 => null,
            >= 26 and <= 35 => days[0].AddMonths(1),
            _ => days[0].AddDays(apart),
        };
    }
}
