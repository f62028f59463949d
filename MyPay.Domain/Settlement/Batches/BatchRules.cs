using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Settlement.Batches;

/// <summary>Periods and sums, decided without a store.</summary>
internal static class BatchRules
{
    /// <summary>Longest reason of a hold, characters.</summary>
    public const int LongestReason = 200;

    private const int OldestDays = 400;

    private const string UpperAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static string NewId() => 'S' + Chance.Text(UpperAndDigits, 19);

    /// <summary>
    /// Is it a day that may still be closed? A date of years ago is a slip of the finger, and would close every day
    /// since.
    /// </summary>
    public static bool IsSalesDate(DateOnly date, DateOnly today) => date <= today && date >= today.Later(-OldestDays);

    /// <summary>Does a period end with this sales date?</summary>
    public static bool EndsOn(SettlementRhythm rhythm, DateOnly date) =>
        rhythm switch
        {
            SettlementRhythm.Weekly => date.DayOfWeek == DayOfWeek.Sunday,
            SettlementRhythm.Monthly => date.AddDays(1).Day == 1,
            _ => true,
        };

    /// <summary>The first sales date of the period that ends with this one.</summary>
    public static DateOnly StartOf(SettlementRhythm rhythm, DateOnly end) =>
        rhythm switch
        {
            SettlementRhythm.Weekly => end.AddDays(-6),
            SettlementRhythm.Monthly => new(end.Year, end.Month, 1),
            _ => end,
        };

    /// <summary>
    /// What becomes of a period's net. The reserve is filled up to what was agreed before anything is paid, gives back
    /// what is above it, and covers what the franchise owes. Less than nothing, or less than the minimum, is carried
    /// over. <c>net + carryIn − ReserveKept = PayOut + CarryOut</c>.
    /// </summary>
    public static Outcome Close(long net, long carryIn, long reserve, Agreed agreed)
    {
        var available = net + carryIn;
        var above = reserve - agreed.Reserve;
        var kept =
            available < 0 ? -Math.Max(Math.Min(reserve, -available), above)
            : above >= 0 ? -above
            : Math.Min(-above, available);
        var rest = available - kept;
        return rest > 0 && rest >= agreed.MinimumPayout ? new(kept, rest, 0) : new(kept, 0, rest);
    }
}

/// <summary>What the contract says of payouts, won.</summary>
internal readonly record struct Agreed(long Reserve, long MinimumPayout)
{
    /// <summary>For a franchise that has left: all of it goes out.</summary>
    public static readonly Agreed Nothing = new(0, 0);
}

/// <summary>What becomes of a batch's money, won; see <see cref="BatchView"/>.</summary>
internal readonly record struct Outcome(long ReserveKept, long PayOut, long CarryOut);
