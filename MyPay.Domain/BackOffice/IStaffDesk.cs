using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// The people of the back office (운영 직원): who they are, how somebody joins and leaves. Joining takes two people at
/// the desk (<see cref="AddKind"/>), or whoever runs the machine.
/// </summary>
public interface IStaffDesk
{
    /// <summary>The four-eyes act that adds a person; its payload is a <see cref="NewStaff"/> as JSON.</summary>
    const string AddKind = "staff.add";

    /// <summary>Everybody who has or had a role, by address.</summary>
    Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct = default);

    /// <summary>
    /// An operator asks for a colleague; once an approver agrees, the link for the first password goes to the address.
    /// Refuses as <see cref="IStaffSignIns.Against"/> and <see cref="IApprovals.AskAsync"/>.
    /// </summary>
    Task<Result<ApprovalView>> AskToAddAsync(NewStaff person, string? reason, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Adds a person at once, for whoever runs the machine; the link stands in the answer alone. Refuses as
    /// <see cref="IStaffSignIns.Against"/>.
    /// </summary>
    Task<Result<StaffInvitation>> AddAsync(NewStaff person, CancellationToken ct = default);

    /// <summary>
    /// Shuts a person out for good; open pages end within five seconds. Takes the role Operator and a fresh proof, but
    /// of whoever runs the machine (<see cref="Actor.System"/>). Refuses with <c>backoffice.role.missing</c>,
    /// <c>membership.step_up.required</c>, <c>backoffice.staff.not_found</c>, <c>….yourself</c>,
    /// <c>backoffice.reason.missing</c> (longest).
    /// </summary>
    Task<Result<StaffMember>> DisableAsync(string? email, string? reason, Actor by, CancellationToken ct = default);
}

/// <summary>Somebody who is to join.</summary>
/// <param name="Email">What they will sign in with.</param>
/// <param name="Name">What colleagues read.</param>
/// <param name="Role">One of <see cref="IStaffSignIns.Roles"/>.</param>
public sealed record NewStaff(string? Email, string? Name, string? Role);

/// <summary>
/// What people of the back office do at its doors (ASVS 5.0, 16.3.1 and 16.3.2): the audit log has it besides what they
/// change. Asked about anybody else it notes nothing.
/// </summary>
public interface IStaffWatch
{
    /// <summary>Signed in.</summary>
    /// <param name="signInId">Who.</param>
    /// <param name="how"><c>password</c>, <c>code</c> or <c>passkey</c>.</param>
    /// <param name="device">Browser and system.</param>
    /// <param name="ct">Ends the wait.</param>
    Task SignedInAsync(string signInId, string how, string device, CancellationToken ct = default);

    /// <summary>
    /// Was not let in. A locked sign-in is noted once in ten minutes, however often it is tried.
    /// </summary>
    /// <param name="signInId">Who was asked for.</param>
    /// <param name="why">The refusal's code.</param>
    /// <param name="ct">Ends the wait.</param>
    Task NotLetInAsync(string signInId, string why, CancellationToken ct = default);

    /// <summary>
    /// Was refused an address (403), of whatever role; noted once in ten minutes for each person and address.
    /// </summary>
    Task RefusedAsync(Actor by, string address, CancellationToken ct = default);

    /// <summary>Took a file of the back office away.</summary>
    Task ExportedAsync(Actor by, string address, CancellationToken ct = default);
}
