using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>What the back office does with a member. Every act has a reason and stands in the audit log.</summary>
public interface IMemberCare
{
    /// <summary>The kind of approval that lifts a freeze.</summary>
    const string UnfreezeKind = "member.unfreeze";

    /// <summary>
    /// Freezes at once, one pair of eyes: harm is being done now. Only ever tightens. Refuses with
    /// <c>backoffice.role.missing</c>, <c>backoffice.reason.missing</c>,
    /// <c>backoffice.member.loosens</c>, <c>membership.freeze.same</c>, <c>membership.member.not_found</c>.
    /// </summary>
    Task<Result<Done>> FreezeAsync(
        MemberId member,
        FreezeLevel level,
        string? reason,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Shows personal data once, and notes who looked and why. Operators and approvers only. Refuses with
    /// <c>backoffice.role.missing</c>, <c>backoffice.reason.missing</c>,
    /// <c>membership.member.not_found</c>.
    /// </summary>
    Task<Result<MemberWhole>> RevealAsync(MemberId member, string? reason, Actor by, CancellationToken ct = default);

    /// <summary>What to ask <see cref="IApprovals"/> for, to lift a freeze.</summary>
    static ApprovalAsk Unfreeze(MemberId member, string reason) =>
        new(UnfreezeKind, $"member:{member}", member.ToString(), reason);
}
