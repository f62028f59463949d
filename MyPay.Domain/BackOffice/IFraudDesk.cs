using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Fraud rules (이상 거래 규칙) and the cases they open. A rule that holds stops a move before any money does, inside the
/// very write that would move it; one that observes only notes what it would have stopped.
/// </summary>
public interface IFraudDesk
{
    /// <summary>For how long a released member is not stopped by the rule of the case again.</summary>
    static readonly TimeSpan AllowFor = TimeSpan.FromHours(24);

    /// <summary>The rules as they stand, one of each kind.</summary>
    Task<IReadOnlyList<FraudRuleView>> RulesAsync(CancellationToken ct = default);

    /// <summary>
    /// Sets a rule from now on; the older setting stays in the book. Refuses with <c>backoffice.role.missing</c>,
    /// <c>backoffice.reason.missing</c>,
    /// <c>backoffice.fraud.rule_invalid</c>.
    /// </summary>
    Task<Result<FraudRuleView>> ChangeAsync(FraudRule rule, string? reason, Actor by, CancellationToken ct = default);

    /// <summary>
    /// What a rule would have stopped in the last days, had it been on. Nothing changes. Refuses with
    /// <c>backoffice.fraud.rule_invalid</c>.
    /// </summary>
    /// <param name="days">1 to 90.</param>
    Task<Result<FraudSimulation>> SimulateAsync(FraudRule rule, int days, CancellationToken ct = default);

    /// <summary>Cases, the open ones oldest first; or all, newest first.</summary>
    Task<IReadOnlyList<FraudCaseView>> CasesAsync(
        bool openOnly,
        int limit,
        MemberId? member = null,
        CancellationToken ct = default
    );

    /// <summary>What rules that only observe have seen lately, newest first.</summary>
    Task<IReadOnlyList<FraudHit>> ObservedAsync(int limit, CancellationToken ct = default);

    /// <summary>The moves that a case is about, newest first.</summary>
    Task<IReadOnlyList<FraudHit>> HitsAsync(Guid fraudCase, CancellationToken ct = default);

    /// <summary>
    /// Takes a case. Refuses with <c>backoffice.role.missing</c>, <c>backoffice.fraud.case_not_found</c>,
    /// <c>….case_ended</c>.
    /// </summary>
    Task<Result<Done>> AssignAsync(Guid fraudCase, Actor by, CancellationToken ct = default);

    /// <summary>
    /// No fraud: the member may try again for <see cref="AllowFor"/>. Refuses as <see cref="AssignAsync"/>, and with
    /// <c>backoffice.reason.missing</c>.
    /// </summary>
    Task<Result<Done>> ReleaseAsync(Guid fraudCase, string? note, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Fraud: the case ends and the member is frozen in the same write, unless frozen as hard already. Refuses as
    /// <see cref="ReleaseAsync"/>.
    /// </summary>
    Task<Result<Done>> ConfirmAsync(
        Guid fraudCase,
        FreezeLevel level,
        string? note,
        Actor by,
        CancellationToken ct = default
    );
}

/// <summary>What a rule looks for.</summary>
public enum FraudRuleKind
{
    /// <summary>Many transfers, or much money, in a short time.</summary>
    Velocity,

    /// <summary>A large amount to a receiver the member never sent to.</summary>
    LargeToNew,

    /// <summary>Money leaving after several wrong PINs.</summary>
    PinMisses,

    /// <summary>A large transfer from a browser that the member has only just begun to use.</summary>
    NewDevice,
}

/// <summary>What a rule does.</summary>
public enum FraudRuleMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Notes what it would stop.</summary>
    Observe,

    /// <summary>Stops it and opens a case.</summary>
    Hold,
}

/// <summary>A rule with its thresholds.</summary>
/// <param name="Minutes">How far it looks back; 1 to 43,200. NewDevice: how long a browser counts as new.</param>
/// <param name="Count">Velocity: more transfers than this. PinMisses: this many or more. 0: not looked at.</param>
/// <param name="Amount">Velocity: more won than this in the time. LargeToNew, NewDevice: this much or more. 0: not
/// looked at by velocity.</param>
public sealed record FraudRule(FraudRuleKind Kind, FraudRuleMode Mode, int Minutes, int Count, Won Amount);

/// <summary>A rule as it stands.</summary>
/// <param name="Since">When it was set; null for the default.</param>
public sealed record FraudRuleView(FraudRule Rule, DateTimeOffset? Since, string? By, string? Reason);

/// <summary>A move that a rule stopped, noted or would have stopped.</summary>
public sealed record FraudHit(
    MemberId Member,
    string MaskedName,
    FraudRuleKind Rule,
    OutgoingKind Move,
    Won Amount,
    DateTimeOffset At
);

/// <summary>What a rule would have done.</summary>
/// <param name="Looked">Moves looked at.</param>
/// <param name="Hits">Of these, the ones it would have stopped.</param>
/// <param name="Members">Of how many members.</param>
/// <param name="Amount">What they come to.</param>
/// <param name="First">The latest of them, at most fifty.</param>
public sealed record FraudSimulation(
    int Days,
    int Looked,
    int Hits,
    int Members,
    Won Amount,
    IReadOnlyList<FraudHit> First
);

/// <summary>Where a case stands.</summary>
public enum FraudCaseState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>No fraud.</summary>
    Released,

    /// <summary>Fraud; the member was frozen.</summary>
    Confirmed,
}

/// <summary>A case.</summary>
/// <param name="Hits">How many moves were stopped.</param>
/// <param name="Largest">The largest of them.</param>
/// <param name="AllowedUntil">Until when the member may try again, once released.</param>
public sealed record FraudCaseView(
    Guid Id,
    MemberId Member,
    string MaskedName,
    FraudRuleKind Rule,
    FraudCaseState State,
    int Hits,
    Won Largest,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastAt,
    string? Assigned,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? Note,
    DateTimeOffset? AllowedUntil
);

/// <summary>Topics of the live feed about fraud.</summary>
public static class FraudTopics
{
    /// <summary>A case or a rule has changed.</summary>
    public const string Desk = "fraud";
}
