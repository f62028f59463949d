using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.Care;

internal sealed class MemberCare(IFreezes freezes, IMemberDesk desk, Journal journal) : IMemberCare
{
    public async Task<Result<Done>> FreezeAsync(
        MemberId member,
        FreezeLevel level,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await journal.WriteAsync<Done>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (freezes.StandingOf(write.Db, member) is { } standing && level < standing.Level)
                    return new Refusal(RefusalKind.Forbidden, "backoffice.member.loosens");
                return freezes.Set(write, member, level, words, by).TryGet(out _, out var no) ? default(Done) : no;
            },
            ct
        );
    }

    public async Task<Result<MemberWhole>> RevealAsync(MemberId member, string? reason, Actor by, CancellationToken ct)
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await journal.WriteAsync<MemberWhole>(
            write =>
            {
                if (!Staff.Has(write.Db, by, SignInRoles.Operator, SignInRoles.Approver))
                    return Staff.RoleMissing;
                if (desk.Whole(write, member) is not { } whole)
                    return new Refusal(RefusalKind.NotFound, "membership.member.not_found");
                write.Note(by, "member.revealed", $"member:{member}", words);
                return whole;
            },
            ct
        );
    }
}

/// <summary>Lifts a freeze, once a second person agreed.</summary>
internal sealed class Unfreeze(IFreezes freezes) : IApprovedAction
{
    public string Kind => IMemberCare.UnfreezeKind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var whole =
            MemberOf(ask.Payload) is { } member && freezes.StandingOf(db, member) is { Level: FreezeLevel.Everything };
        return new(
            "회원 정지 해제",
            "Unfreeze a member",
            "이 회원이 다시 로그인하고 돈을 보내고 결제할 수 있어요.",
            "This member can sign in, send and pay again.",
            new ApprovalLine("회원", "Member", ask.Payload),
            new ApprovalLine(
                "지금",
                "Now",
                whole ? "모두 정지" : "출금 정지",
                whole ? "Everything stopped" : "Outgoing stopped"
            )
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        MemberOf(payload) is { } member && freezes.StandingOf(db, member) is { } standing
            ? standing.Level == FreezeLevel.None
                ? new(RefusalKind.Conflict, "membership.freeze.same")
                : null
            : new(RefusalKind.NotFound, "membership.member.not_found");

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (MemberOf(approval.Payload) is not { } member)
            return new Refusal(RefusalKind.NotFound, "membership.member.not_found");
        return freezes.Set(write, member, FreezeLevel.None, approval.Reason, checker).TryGet(out _, out var refusal)
            ? default(Done)
            : refusal;
    }

    private static MemberId? MemberOf(string payload) => Guid.TryParse(payload, out var id) ? new MemberId(id) : null;
}
