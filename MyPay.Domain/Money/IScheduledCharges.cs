using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>
/// Scheduled charges (예약 충전): the same amount every week or month. Each due date is charged once, whatever happens.
/// </summary>
public interface IScheduledCharges
{
    /// <summary>The member's, the running ones first, then the newest.</summary>
    Task<IReadOnlyList<ScheduledChargeView>> ListAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// The first dates of what would be set up. Refuses with <c>money.charge.below_minimum</c> (unit),
    /// <c>money.charge.not_in_units</c> (unit), <c>money.auto_charge.over_cap</c> (cap),
    /// <c>money.charge.account_not_found</c>, <c>money.auto_charge.day_invalid</c>, <c>….start_invalid</c>,
    /// <c>….end_invalid</c>, <c>….never_runs</c>, <c>money.member.not_active</c>.
    /// </summary>
    Task<Result<ScheduledChargePlan>> PlanAsync(NewScheduledCharge charge, CancellationToken ct = default);

    /// <summary>
    /// Sets one up. The PIN must have been verified. Refusals of <see cref="PlanAsync"/>, and
    /// <c>money.auto_charge.too_many</c> (most).
    /// </summary>
    Task<Result<ScheduledChargeView>> SetUpAsync(NewScheduledCharge charge, CancellationToken ct = default);

    /// <summary>
    /// Nothing is charged until it is resumed; what the bank was asked for already goes on. Refuses with
    /// <c>money.auto_charge.not_found</c>, <c>….ended</c>.
    /// </summary>
    Task<Result<Done>> PauseAsync(MemberId member, Guid charge, CancellationToken ct = default);

    /// <summary>
    /// Goes on with the next due date from today; what fell into the pause is not made up for. Refuses with
    /// <c>money.auto_charge.not_found</c>, <c>….ended</c>.
    /// </summary>
    Task<Result<Done>> ResumeAsync(MemberId member, Guid charge, CancellationToken ct = default);

    /// <summary>
    /// Leaves this due date out, once. Refuses with <c>money.auto_charge.not_found</c>, <c>….changed</c> when it is not
    /// the next one any more.
    /// </summary>
    Task<Result<Done>> SkipAsync(MemberId member, Guid charge, DateOnly due, CancellationToken ct = default);

    /// <summary>Over for good. Refuses with <c>money.auto_charge.not_found</c>.</summary>
    Task<Result<Done>> EndAsync(MemberId member, Guid charge, CancellationToken ct = default);

    /// <summary>
    /// Charges what is due and tries again what failed before. Answers how many it tried. Safe to run twice, also at
    /// once.
    /// </summary>
    Task<int> RunDueAsync(CancellationToken ct = default);
}

/// <summary>A scheduled charge as it is wished.</summary>
/// <param name="Amount">At least 10,000 won, in units of 10,000.</param>
/// <param name="Day">Weekly: 1 Monday … 7 Sunday. Monthly: 1–31; where the month is shorter, its last day.</param>
/// <param name="StartsOn">The first day that may be a due date, KST.</param>
/// <param name="EndsOn">The last day that may be one; null: until it is ended.</param>
/// <param name="Key">The intent's idempotency key.</param>
public sealed record NewScheduledCharge(
    MemberId Member,
    LinkedAccountId Account,
    Won Amount,
    Rhythm Rhythm,
    int Day,
    HolidayRule Holidays,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    string Key
);

/// <summary>When it would run.</summary>
public sealed record ScheduledChargePlan(string AccountLabel, IReadOnlyList<ScheduledDate> Next);

/// <summary>A scheduled charge as its member sees it.</summary>
/// <param name="PausedWhy">A refusal's code when it stopped itself.</param>
/// <param name="Next">The next date; null while it does not run.</param>
/// <param name="Runs">The latest due dates, newest first.</param>
public sealed record ScheduledChargeView(
    Guid Id,
    LinkedAccountId Account,
    string AccountLabel,
    Won Amount,
    Rhythm Rhythm,
    int Day,
    HolidayRule Holidays,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    ScheduleState State,
    string? PausedWhy,
    ScheduledDate? Next,
    IReadOnlyList<AutoChargeRun> Runs
);
