using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Remittance;

/// <summary>
/// Allowances (정기 송금): the same amount to the same member every week or month. Each due date is sent once, whatever
/// happens: two runs at once, a kill in between, a bank that does not answer.
/// </summary>
public interface IAllowances
{
    /// <summary>
    /// What would be set up, and when it would run. Refuses with <c>remittance.send.to_self</c>,
    /// <c>….receiver_not_found</c>, <c>….not_positive</c>, <c>….memo_too_long</c>, <c>….memo_invalid</c>,
    /// <c>remittance.allowance.day_invalid</c>, <c>….start_invalid</c>, <c>….end_invalid</c>, <c>….never_runs</c>,
    /// <c>money.limit.per_transfer</c>, <c>money.member.not_active</c>.
    /// </summary>
    Task<Result<AllowancePlan>> PlanAsync(NewAllowance allowance, CancellationToken ct = default);

    /// <summary>
    /// Sets one up. The PIN must have been verified. Refusals of <see cref="PlanAsync"/>, and
    /// <c>remittance.allowance.too_many</c> (most).
    /// </summary>
    Task<Result<AllowanceView>> SetUpAsync(NewAllowance allowance, CancellationToken ct = default);

    /// <summary>
    /// Nothing goes out until it is resumed; a try that is still to come today is given up. Refuses with
    /// <c>remittance.allowance.not_found</c>, <c>….ended</c>.
    /// </summary>
    Task<Result<Done>> PauseAsync(MemberId sender, Guid allowance, CancellationToken ct = default);

    /// <summary>
    /// Goes on with the next due date from today; what fell into the pause is not made up for. Refuses with
    /// <c>remittance.allowance.not_found</c>, <c>….ended</c>.
    /// </summary>
    Task<Result<Done>> ResumeAsync(MemberId sender, Guid allowance, CancellationToken ct = default);

    /// <summary>
    /// Leaves this due date out, once. Refuses with <c>remittance.allowance.not_found</c>, <c>….changed</c> when it is
    /// not the next one any more.
    /// </summary>
    Task<Result<Done>> SkipAsync(MemberId sender, Guid allowance, DateOnly due, CancellationToken ct = default);

    /// <summary>Over for good. Refuses with <c>remittance.allowance.not_found</c>.</summary>
    Task<Result<Done>> EndAsync(MemberId sender, Guid allowance, CancellationToken ct = default);

    /// <summary>What the member sends and receives regularly, the running ones first, then the newest.</summary>
    Task<IReadOnlyList<AllowanceView>> ListAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Sends what is due and tries again what failed before. Answers how many due dates it looked at. Safe to run
    /// twice, also at once.
    /// </summary>
    Task<int> RunDueAsync(CancellationToken ct = default);
}

/// <summary>An allowance as it is wished.</summary>
/// <param name="Day">Weekly: 1 Monday … 7 Sunday. Monthly: 1–31; where the month is shorter, its last day.</param>
/// <param name="StartsOn">The first day that may be a due date, KST.</param>
/// <param name="EndsOn">The last day that may be one; null: until it is ended.</param>
/// <param name="Key">The intent's idempotency key.</param>
public sealed record NewAllowance(
    MemberId Sender,
    MemberId Receiver,
    Won Amount,
    string? Memo,
    Rhythm Rhythm,
    int Day,
    HolidayRule Holidays,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    string Key
);

/// <summary>What became of a due date.</summary>
public enum AllowanceRunState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Open,

    /// <summary>Sent.</summary>
    Sent,

    /// <summary>Not sent after all tries.</summary>
    Failed,

    /// <summary>Left out: skipped, paused or ended.</summary>
    Skipped,
}

/// <summary>When an allowance would run.</summary>
/// <param name="Next">The first dates.</param>
public sealed record AllowancePlan(string ReceiverName, IReadOnlyList<ScheduledDate> Next);

/// <summary>An allowance as sender or receiver sees it.</summary>
/// <param name="Incoming">The asking member receives it.</param>
/// <param name="Next">The next date; null while it does not run.</param>
/// <param name="Runs">The latest due dates, newest first.</param>
public sealed record AllowanceView(
    Guid Id,
    bool Incoming,
    string OtherName,
    Won Amount,
    string? Memo,
    Rhythm Rhythm,
    int Day,
    HolidayRule Holidays,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    ScheduleState State,
    ScheduledDate? Next,
    IReadOnlyList<AllowanceRun> Runs
);

/// <summary>A due date of an allowance.</summary>
/// <param name="Tries">How often it has certainly failed.</param>
/// <param name="NextTryAt">When it is tried (again); null when it is over.</param>
/// <param name="FailureCode">Why the last try failed; a refusal's code.</param>
public sealed record AllowanceRun(
    DateOnly Due,
    DateOnly RunOn,
    AllowanceRunState State,
    int Tries,
    DateTimeOffset? NextTryAt,
    string? FailureCode,
    DateTimeOffset? EndedAt
);
