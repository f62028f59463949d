using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.People;

internal sealed class StaffDesk(IStaffSignIns staff, IApprovals approvals, IStepUps stepUps, Journal journal)
    : IStaffDesk
{
    public Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct) => staff.ListAsync(ct);

    public Task<Result<ApprovalView>> AskToAddAsync(NewStaff person, string? reason, Actor by, CancellationToken ct) =>
        approvals.AskAsync(
            new(IStaffDesk.AddKind, Subject(person.Email), JsonSerializer.Serialize(person), reason ?? ""),
            by,
            ct
        );

    public Task<Result<StaffInvitation>> AddAsync(NewStaff person, CancellationToken ct) =>
        journal.WriteAsync<StaffInvitation>(
            write => Join(write, staff, person, byLetter: false, Actor.System, reason: null),
            ct
        );

    public async Task<Result<StaffMember>> DisableAsync(string? email, string? reason, Actor by, CancellationToken ct)
    {
        if (!Staff.Words(reason).TryGet(out var words, out var refusal))
            return refusal;
        return await journal.WriteAsync<StaffMember>(
            write =>
            {
                if (by != Actor.System && !Staff.Has(write.Db, by, SignInRoles.Operator))
                    return Staff.RoleMissing;
                if (!stepUps.Require(write, by).TryGet(out _, out var unproved))
                    return unproved;
                if (staff.Find(write.Db, email) is not { } person)
                    return new Refusal(RefusalKind.NotFound, "backoffice.staff.not_found");
                if (person.Id == by.Id)
                    return new Refusal(RefusalKind.Conflict, "backoffice.staff.yourself");
                if (person.State == StaffState.Disabled)
                    return person;
                staff.ShutOut(write, person.Id);
                write.Note(by, "staff.disabled", $"staff:{person.Id}", words, before: new { role = person.Role });
                return person with { State = StaffState.Disabled };
            },
            ct
        );
    }

    /// <summary>Invites somebody, and says so in the audit log.</summary>
    public static Result<StaffInvitation> Join(
        JournalWrite write,
        IStaffSignIns staff,
        NewStaff person,
        bool byLetter,
        Actor by,
        string? reason
    )
    {
        if (
            !staff
                .Invite(write, person.Email, person.Name, person.Role, byLetter)
                .TryGet(out var invited, out var refusal)
        )
            return refusal;
        write.Note(
            by,
            "staff.added",
            $"staff:{invited.SignInId}",
            reason,
            after: new { email = person.Email, role = person.Role }
        );
        return invited;
    }

    /// <summary>What stands in the audit log before the person has a sign-in.</summary>
    private static string Subject(string? email) => $"staff:{TypedText.Line(email)}";
}

/// <summary>A colleague joins, once a second person agreed; the link for the first password goes to the address.</summary>
internal sealed class AddStaff(IStaffSignIns staff) : IApprovedAction
{
    private static readonly Refusal Unreadable = new(RefusalKind.Invalid, "backoffice.staff.not_found");

    public string Kind => IStaffDesk.AddKind;

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask)
    {
        var person = PersonOf(ask.Payload)!;
        return new(
            "운영 직원 추가",
            "Add a colleague",
            $"{person.Email} 주소로 첫 비밀번호를 정하는 링크가 가고, {person.Role} 권한으로 로그인할 수 있어요.",
            $"A link to choose a first password goes to {person.Email}, who can then sign in as {person.Role}.",
            new ApprovalLine("이름", "Name", person.Name ?? ""),
            new ApprovalLine("이메일", "E-mail", person.Email ?? ""),
            new ApprovalLine("역할", "Role", person.Role ?? "")
        );
    }

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) =>
        PersonOf(payload) is { } person ? staff.Against(db, person.Email, person.Name, person.Role) : Unreadable;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        if (PersonOf(approval.Payload) is not { } person)
            return Unreadable;
        return StaffDesk
            .Join(write, staff, person, byLetter: true, checker, approval.Reason)
            .TryGet(out _, out var refusal)
            ? default(Done)
            : refusal;
    }

    private static NewStaff? PersonOf(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<NewStaff>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
