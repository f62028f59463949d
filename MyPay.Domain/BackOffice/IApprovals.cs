using MyPay.Domain.Kernel;
using MyPay.Domain.Storage;
using MyPay.Domain.Storage.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>Four eyes (2인 승인): what one operator asks for, another approves; only then it happens, in the write of the approval itself.</summary>
public interface IApprovals
{
    /// <summary>
    /// Asks for an act. Refuses with <c>backoffice.approval.reason_missing</c>, <c>….already_asked</c> while the same act on the same subject waits, and with what the act itself
    /// has against it now.
    /// </summary>
    Task<Result<ApprovalView>> AskAsync(ApprovalAsk ask, Actor maker, CancellationToken ct = default);

    /// <summary>What waits, oldest first; or everything, newest first.</summary>
    Task<IReadOnlyList<ApprovalView>> ListAsync(bool waitingOnly, int limit, string? kind = null, CancellationToken ct = default);

    /// <summary>One request.</summary>
    Task<ApprovalView?> FindAsync(Guid approval, CancellationToken ct = default);

    /// <summary>
    /// Approves, and the act is done in the same write; or turns it down with a note. Refuses with <c>backoffice.approval.not_found</c>, <c>….not_waiting</c>,
    /// <c>….own_work</c> (maker and checker are one person), <c>….note_missing</c>, and with what the act itself has against it: then the request still waits.
    /// </summary>
    Task<Result<ApprovalView>> DecideAsync(Guid approval, bool approve, string? note, Actor checker, CancellationToken ct = default);

    /// <summary>The maker takes it back. Refuses with <c>backoffice.approval.not_found</c>, <c>….not_waiting</c>, <c>….not_own_work</c>.</summary>
    Task<Result<ApprovalView>> WithdrawAsync(Guid approval, Actor maker, CancellationToken ct = default);
}

/// <summary>An act asked for.</summary>
/// <param name="Kind">The <see cref="IApprovedAction.Kind"/> that carries it out.</param>
/// <param name="Subject">On what, <c>kind:id</c>, as in the audit log.</param>
/// <param name="Payload">What exactly, JSON; understood by the action alone.</param>
/// <param name="Reason">Why.</param>
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
}

/// <summary>A request as colleagues see it.</summary>
public sealed record ApprovalView(
    Guid Id, string Kind, string Subject, string Payload, string Reason, ApprovalState State, Actor Maker, DateTimeOffset AskedAt, Actor? Checker, DateTimeOffset? DecidedAt, string? Note);

/// <summary>Carries out one kind of approved act. Registered by whoever owns it; the approval and the act are one write.</summary>
public interface IApprovedAction
{
    /// <summary><c>banking.call.decide</c>, <c>ledger.adjustment</c>, <c>policy.change</c> …</summary>
    string Kind { get; }

    /// <summary>What is against it, asked when it is requested and again inside the approving write; null when nothing is.</summary>
    Refusal? Check(MyPayDb db, string payload, DateTimeOffset now);

    /// <summary>Does it. A refusal leaves everything as it was, the request waiting.</summary>
    Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker);
}

/// <summary>Topics of the live feed.</summary>
public static class BackOfficeTopics
{
    /// <summary>A request was made or decided.</summary>
    public const string Approvals = "approvals";
}
