using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// What a member lets shops charge again and again (정기결제): who, how much, until they say stop. What is changed here
/// holds for the very next charge, on every instance: the charge asks inside its own write.
/// </summary>
public interface IRecurringConsents
{
    /// <summary>All of the member's, those in force first, the newest first.</summary>
    Task<IReadOnlyList<RecurringView>> ListAsync(MemberId member, CancellationToken ct = default);

    /// <summary>One of the member's; null for any other.</summary>
    Task<RecurringView?> FindAsync(MemberId member, string sid, CancellationToken ct = default);

    /// <summary>
    /// Nothing is charged until it is resumed. Refuses with <c>payment.sid.not_found</c>, <c>….inactive</c> (stopped
    /// for good).
    /// </summary>
    Task<Result<Done>> PauseAsync(MemberId member, string sid, CancellationToken ct = default);

    /// <summary>The shop may charge again. Refuses as <see cref="PauseAsync"/>.</summary>
    Task<Result<Done>> ResumeAsync(MemberId member, string sid, CancellationToken ct = default);

    /// <summary>Ends it for good; twice changes nothing. Refuses with <c>payment.sid.not_found</c>.</summary>
    Task<Result<Done>> StopAsync(MemberId member, string sid, CancellationToken ct = default);

    /// <summary>
    /// Other terms, from the next charge on. Refuses with <c>payment.sid.not_found</c>, <c>….inactive</c>,
    /// <c>payment.consent.cap_invalid</c> (least, most) and <c>….needs_pin</c> for what is looser in anything while the
    /// PIN was not entered.
    /// </summary>
    /// <param name="byPin">The member's PIN was right just now.</param>
    Task<Result<Done>> ChangeAsync(
        MemberId member,
        string sid,
        ConsentTerms terms,
        bool byPin,
        CancellationToken ct = default
    );
}

/// <summary>How much a shop may take without asking again.</summary>
/// <param name="Once">Most of one charge, won.</param>
/// <param name="Month">Most of a calendar month in Seoul, won; what is cancelled later stays counted.</param>
/// <param name="MayDraw">The bank account may be drawn on when the wallet is short.</param>
public sealed record ConsentTerms(long Once, long Month, bool MayDraw = true)
{
    /// <summary>The least that can be agreed to, won.</summary>
    public const long Least = 1;

    /// <summary>The most that can be agreed to, won.</summary>
    public const long Most = 10_000_000;

    private const long UsualLeast = 50_000;
    private const int UsualTimes = 3;

    /// <summary>What is proposed for a first payment of so many won.</summary>
    public static ConsentTerms UsualFor(long first)
    {
        var usual = Math.Max(first * UsualTimes, UsualLeast);
        return new(usual, usual);
    }

    /// <summary>
    /// What cannot be agreed to with a first payment of so many won; null when it can:
    /// <c>payment.consent.cap_invalid</c> (least, most), <c>….below_first</c> (won).
    /// </summary>
    public Refusal? Against(long first = 0)
    {
        if (Once is < Least or > Most || Month is < Least or > Most)
            return new(RefusalKind.Invalid, "payment.consent.cap_invalid", Least, Most);
        return Once < first || Month < first ? new(RefusalKind.Invalid, "payment.consent.below_first", first) : null;
    }
}

/// <summary>Whether a key may be charged.</summary>
public enum ConsentState
{
    /// <summary>It may.</summary>
    Active,

    /// <summary>Not until the member resumes it.</summary>
    Paused,

    /// <summary>Never again.</summary>
    Stopped,
}

/// <summary>A consent as its member sees it.</summary>
/// <param name="Live">False: of the test mode, no money moves.</param>
/// <param name="CapOnce">Most of one charge, won; null: no cap, a key of before members were asked.</param>
/// <param name="CapMonth">Most of a calendar month in Seoul, won; null as above.</param>
/// <param name="TakenThisMonth">Won charged this month in Seoul, the first payment included.</param>
/// <param name="TwelveMonths">Won charged in the last twelve months, without what came back.</param>
/// <param name="LikelyNext">When the next charge is to be expected, Seoul date; null when nothing can be said.</param>
/// <param name="Charges">Those of the last twelve months, the newest first.</param>
public sealed record RecurringView(
    string Sid,
    bool Live,
    FranchiseId Franchise,
    string TradeName,
    string ItemName,
    ConsentState State,
    DateTimeOffset Since,
    long? CapOnce,
    long? CapMonth,
    bool MayDraw,
    long TakenThisMonth,
    long TwelveMonths,
    DateOnly? LikelyNext,
    DateTimeOffset? PausedAt,
    DateTimeOffset? StoppedAt,
    IReadOnlyList<ConsentCharge> Charges
)
{
    /// <summary>The newest charge of twelve months.</summary>
    public ConsentCharge? Last => Charges.Count > 0 ? Charges[0] : null;

    /// <summary>Won that can still be charged this month; null: no cap.</summary>
    public long? LeftThisMonth => CapMonth is { } cap ? Math.Max(0, cap - TakenThisMonth) : null;

    /// <summary>True when these terms let the shop take more, or from more, than it may now.</summary>
    public bool IsLooser(ConsentTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Once > (CapOnce ?? long.MaxValue)
            || terms.Month > (CapMonth ?? long.MaxValue)
            || (terms.MayDraw && !MayDraw);
    }
}

/// <summary>One charge of a key.</summary>
/// <param name="Won">What was charged.</param>
/// <param name="Cancelled">Won of it that came back.</param>
public sealed record ConsentCharge(string Tid, DateTimeOffset At, long Won, long Cancelled);
