namespace MyPay.Domain.Banking.Calls;

/// <summary>
/// The written schedule of result inquiries, counted from the call: after 1, 2 and 4 minutes, then every 10, ten times;
/// then an operator's case.
/// </summary>
internal static class InquiryRules
{
    /// <summary>
    /// "No such transaction" is believed only this long after the call: before, it may still be on its way.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How old a call may be when it is sent. Well within <see cref="Grace"/>: whoever stood still with a call in hand
    /// must not send it after an inquiry, on this instance or another, has found that there is none and its money has
    /// gone back.
    /// </summary>
    public static readonly TimeSpan Sendable = TimeSpan.FromMinutes(1);

    private static readonly int[] Minutes = [1, 2, 4, 14, 24, 34, 44, 54, 64, 74];

    public static int Tries => Minutes.Length;

    /// <summary>When the first inquiry is due.</summary>
    public static DateTimeOffset FirstAfter(DateTimeOffset call) => call.AddMinutes(Minutes[0]);

    /// <summary>
    /// When the next is due after <paramref name="asked"/> inquiries; null when there is none left. Never sooner than
    /// the schedule's own gap, even after an outage.
    /// </summary>
    public static DateTimeOffset? NextAfter(DateTimeOffset call, int asked, DateTimeOffset now)
    {
        if (asked >= Minutes.Length)
            return null;
        var planned = call.AddMinutes(Minutes[asked]);
        var soonest = now.AddMinutes(Minutes[asked] - Minutes[asked - 1]);
        return planned > now ? planned : soonest;
    }
}
