using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Four eyes (2인 승인): what one operator asks for, another approves; only then it happens, in the write of the approval
/// itself. Who may do what is looked up in that write: asking takes the role Operator, deciding Approver; every step
/// stands in the audit log under the subject of the act.
/// </summary>
public interface IApprovals
{
    /// <summary>How long a request waits before it is void.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// Asks for an act. Refuses with <c>backoffice.role.missing</c>, <c>backoffice.approval.reason_missing</c>
    /// (longest), <c>….already_asked</c> (by whom) while the same act on the same subject waits, and with what the act
    /// itself has against it now.
    /// </summary>
    Task<Result<ApprovalView>> AskAsync(ApprovalAsk ask, Actor maker, CancellationToken ct = default);

    /// <summary>What waits, oldest first; or everything, newest first.</summary>
    Task<IReadOnlyList<ApprovalView>> ListAsync(
        bool waitingOnly,
        int limit,
        string? kind = null,
        CancellationToken ct = default
    );

    /// <summary>One request.</summary>
    Task<ApprovalView?> FindAsync(Guid approval, CancellationToken ct = default);

    /// <summary>
    /// Approves, and the act is done in the same write; or turns it down with a note. Refuses with
    /// <c>backoffice.role.missing</c>, <c>backoffice.approval.not_found</c>,
    /// <c>….not_waiting</c>, <c>….expired</c>, <c>….own_work</c> (maker and checker are one person),
    /// <c>….note_missing</c> (longest), to approve from a session without a fresh proof with
    /// <c>membership.step_up.required</c>, and with what the act itself has against it: then the request still waits.
    /// </summary>
    Task<Result<ApprovalView>> DecideAsync(
        Guid approval,
        bool approve,
        string? note,
        Actor checker,
        CancellationToken ct = default
    );

    /// <summary>
    /// The maker takes it back. Refuses with <c>backoffice.approval.not_found</c>, <c>….not_waiting</c>,
    /// <c>….not_own_work</c>.
    /// </summary>
    Task<Result<ApprovalView>> WithdrawAsync(Guid approval, Actor maker, CancellationToken ct = default);

    /// <summary>Notes what nobody decided in time; a job calls it. Returns how many.</summary>
    Task<int> ExpireDueAsync(CancellationToken ct = default);
}

/// <summary>An act asked for.</summary>
/// <param name="Kind">The <see cref="IApprovedAction.Kind"/> that carries it out.</param>
/// <param name="Subject">On what, <c>kind:id</c>, as in the audit log.</param>
/// <param name="Payload">What exactly, JSON; understood by the action alone.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record ApprovalAsk(string Kind, string Subject, string Payload, string Reason);

/// <summary>Where a request stands.</summary>
public enum ApprovalState
{
    /// <summary>For a second person.</summary>
    Waiting,

    /// <summary>Approved and done.</summary>
    Approved,

    /// <summary>Turned down.</summary>
    Refused,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>A request as colleagues see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The act.</param>
/// <param name="Subject">On what.</param>
/// <param name="Payload">What exactly, for the action.</param>
/// <param name="Reason">Why, in the maker's words.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Maker">Who asked.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="Checker">Who decided.</param>
/// <param name="DecidedAt">When it was decided, taken back or void, UTC.</param>
/// <param name="Note">The checker's words.</param>
/// <param name="ExpiresAt">Until when it can be decided, UTC.</param>
/// <param name="Text">What it means: as things are now while it waits, afterwards as they were when it was
/// decided.</param>
public sealed record ApprovalView(
    Guid Id,
    string Kind,
    string Subject,
    string Payload,
    string Reason,
    ApprovalState State,
    Actor Maker,
    DateTimeOffset AskedAt,
    Actor? Checker,
    DateTimeOffset? DecidedAt,
    string? Note,
    DateTimeOffset ExpiresAt,
    ApprovalText Text
);

/// <summary>Topics of the live feed.</summary>
public static class BackOfficeTopics
{
    /// <summary>A request was made or decided.</summary>
    public const string Approvals = "approvals";
}
