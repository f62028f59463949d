using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Carries out one kind of approved act: the approval and the act are one write, so neither is ever there without the
/// other. Register it with
/// <c>services.AddScoped&lt;IApprovedAction, Unfreeze&gt;()</c>; it runs on the door's thread and uses nothing but the
/// write.
/// <example><code>
/// internal sealed class Unfreeze(IMemberDesk desk) : IApprovedAction
/// {
///     public string Kind => "member.unfreeze";
/// public ApprovalText Read(MyPayDb db, ApprovalAsk ask) => new("회원 정지 해제", "Unfreeze a member", "이 회원이 다시 돈을 쓸 수
/// 있어요.", "This member can use money again.",         new ApprovalLine("회원", "Member", ask.Payload));
/// public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) => desk.IsFrozen(db, payload) ? null :
/// NotFrozen; public Result&lt;Done&gt; Carry(JournalWrite write, ApprovalView approval, Actor checker) =>
/// desk.Unfreeze(write, approval.Payload); }
/// // and who wants it: await approvals.AskAsync(new("member.unfreeze", $"member:{id}", $"{id}", reason), me);
/// </code></example>
/// </summary>
public interface IApprovedAction
{
    /// <summary>
    /// <c>banking.call.decide</c>, <c>ledger.adjustment</c>, <c>policy.change</c> … Stored; never renamed.
    /// </summary>
    string Kind { get; }

    /// <summary>
    /// What two people read before they agree, in both languages: what exactly will happen. Asked only for what passed
    /// <see cref="Check"/>; again whenever it is shown while it waits.
    /// </summary>
    ApprovalText Read(MyPayDb db, ApprovalAsk ask);

    /// <summary>
    /// What is against it, asked when it is requested and again inside the approving write; null when nothing is. Must
    /// not throw for a payload it can't read: that is a refusal.
    /// </summary>
    Refusal? Check(MyPayDb db, string payload, DateTimeOffset now);

    /// <summary>
    /// Does it, and notes in the audit log what it changed. A refusal leaves everything as it was, the request waiting.
    /// </summary>
    Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker);
}

/// <summary>What an act means, for people.</summary>
/// <param name="NameKo">The act: <c>회원 정지 해제</c>.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Ko">One sentence: what exactly happens on approval.</param>
/// <param name="En">The same in English.</param>
/// <param name="Lines">Facts, as label and value. Personal data masked.</param>
public sealed record ApprovalText(string NameKo, string NameEn, string Ko, string En, params ApprovalLine[] Lines);

/// <summary>One fact.</summary>
/// <param name="LabelKo">Its name.</param>
/// <param name="LabelEn">The same in English.</param>
/// <param name="ValueKo">What it is.</param>
/// <param name="ValueEn">The same in English; null when it reads the same.</param>
public sealed record ApprovalLine(string LabelKo, string LabelEn, string ValueKo, string? ValueEn = null);
