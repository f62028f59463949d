using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>
/// The threshold charge (자동 충전): "when the balance falls below X, charge Y". One charge for each time the balance
/// crosses X downwards, whoever notices it and however often; never a second one while the bank has not answered about
/// the first.
/// </summary>
public interface IThresholdCharge
{
    /// <summary>What the member has set; null when they never did.</summary>
    Task<ThresholdView?> FindAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// What setting this would mean. Refuses with <c>money.auto_charge.below_invalid</c> (unit),
    /// <c>money.charge.below_minimum</c> (unit), <c>money.charge.not_in_units</c> (unit),
    /// <c>money.auto_charge.over_cap</c> (cap), <c>money.charge.account_not_found</c>, <c>money.member.not_active</c>.
    /// </summary>
    Task<Result<ThresholdPlan>> PlanAsync(ThresholdWish wish, CancellationToken ct = default);

    /// <summary>
    /// Sets it, or changes it, and turns it on. Refusals of <see cref="PlanAsync"/>, and
    /// <c>money.auto_charge.pin_needed</c> when the plan needs a PIN and none was verified.
    /// </summary>
    Task<Result<ThresholdView>> SetAsync(ThresholdWish wish, bool pinVerified, CancellationToken ct = default);

    /// <summary>
    /// Nothing is charged until it is resumed; what the bank was asked for already goes on. Refuses with
    /// <c>money.auto_charge.not_found</c>.
    /// </summary>
    Task<Result<Done>> PauseAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Goes on as it was set; a balance below X is charged at once. Refuses with <c>money.auto_charge.not_found</c>,
    /// <c>money.charge.account_not_found</c>.
    /// </summary>
    Task<Result<Done>> ResumeAsync(MemberId member, CancellationToken ct = default);

    /// <summary>Turns it off. Refuses with <c>money.auto_charge.not_found</c>.</summary>
    Task<Result<Done>> TurnOffAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Looks at wallets that have fallen below, charges them, and tries again what failed before. Answers how many
    /// charges it tried. Safe to run twice, also at once.
    /// </summary>
    Task<int> RunDueAsync(CancellationToken ct = default);
}

/// <summary>A threshold charge as it is wished.</summary>
/// <param name="Below">X: charged when the balance is less; in units of 10,000 won.</param>
/// <param name="Amount">Y: how much; at least 10,000 won, in units of 10,000.</param>
public sealed record ThresholdWish(MemberId Member, LinkedAccountId Account, Won Below, Won Amount);

/// <summary>What setting it means.</summary>
/// <param name="NeedsPin">It is new, comes from another account, or X or Y rises: the PIN is asked.</param>
/// <param name="RunsNow">The balance is below X already: the first charge comes at once.</param>
/// <param name="MayStayBelow">Y is less than X: one charge may not reach X, and there is one for each crossing
/// only.</param>
public sealed record ThresholdPlan(bool NeedsPin, bool RunsNow, bool MayStayBelow, string AccountLabel);

/// <summary>Where an automatic charge stands.</summary>
public enum AutoChargeState
{
    /// <summary>It runs.</summary>
    On,

    /// <summary>The member stopped it, or it stopped itself after failures; it waits to be resumed.</summary>
    Paused,

    /// <summary>Off.</summary>
    Off,
}

/// <summary>A threshold charge as its member sees it.</summary>
/// <param name="PausedWhy">A refusal's code when it stopped itself.</param>
/// <param name="Runs">The latest charges, newest first.</param>
public sealed record ThresholdView(
    LinkedAccountId Account,
    string AccountLabel,
    Won Below,
    Won Amount,
    AutoChargeState State,
    string? PausedWhy,
    IReadOnlyList<AutoChargeRun> Runs
);

/// <summary>What became of an automatic charge.</summary>
public enum AutoChargeRunState
{
    /// <summary>To be made, or to be tried again.</summary>
    Open,

    /// <summary>Charged.</summary>
    Charged,

    /// <summary>Not charged after all tries.</summary>
    Failed,

    /// <summary>Left out: skipped, paused, off, or not needed any more.</summary>
    Skipped,
}

/// <summary>An automatic charge.</summary>
/// <param name="On">The day it belongs to, KST: of a scheduled one its due date.</param>
/// <param name="Tries">How often it has certainly failed.</param>
/// <param name="Checking">The bank has been asked and has not answered (은행 확인 중).</param>
/// <param name="NextTryAt">When it is tried (again); null when it is over or under way.</param>
/// <param name="FailureCode">Why the last try failed; a refusal's code.</param>
public sealed record AutoChargeRun(
    DateOnly On,
    Won Amount,
    AutoChargeRunState State,
    int Tries,
    bool Checking,
    DateTimeOffset? NextTryAt,
    string? FailureCode,
    DateTimeOffset? EndedAt
);
