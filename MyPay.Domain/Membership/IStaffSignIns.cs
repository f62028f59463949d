using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership;

/// <summary>Sign-ins of the back office: Operator, Approver, Auditor. Each step belongs to the caller's own write.</summary>
public interface IStaffSignIns
{
    /// <summary>How long the link for the first password works, once.</summary>
    static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>The roles of the back office.</summary>
    static readonly IReadOnlyList<string> Roles = [SignInRoles.Operator, SignInRoles.Approver, SignInRoles.Auditor];

    /// <summary>Everybody who has or had a role here, by address.</summary>
    Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct = default);

    /// <summary>One of them by the address they sign in with; null when it is nobody of the back office.</summary>
    StaffMember? Find(MyPayDb db, string? email);

    /// <summary>One of them by their sign-in; null when it is nobody of the back office.</summary>
    StaffMember? FindById(MyPayDb db, string signInId);

    /// <summary>
    /// What is against adding this person; null when nothing is: <c>membership.sign_up.email_invalid</c>,
    /// <c>….name_invalid</c>, <c>….email_taken</c>, <c>membership.staff.role_unknown</c>.
    /// </summary>
    Refusal? Against(MyPayDb db, string? email, string? name, string? role);

    /// <summary>
    /// Makes a sign-in without a password, and a link to choose one. Refuses as <see cref="Against"/>.
    /// </summary>
    /// <param name="write">The caller's write.</param>
    /// <param name="email">The address they sign in with.</param>
    /// <param name="name">What colleagues read.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="byLetter">The link goes to the address; otherwise only the caller has it.</param>
    Result<StaffInvitation> Invite(JournalWrite write, string? email, string? name, string? role, bool byLetter);

    /// <summary>
    /// Shuts the person out for good: sessions end at once, open pages within five seconds, links are void. The address
    /// stays theirs, as it stands in the audit log. Done already changes nothing.
    /// </summary>
    void ShutOut(JournalWrite write, string signInId);
}

/// <summary>A person of the back office.</summary>
/// <param name="Id">The sign-in.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What colleagues read.</param>
/// <param name="Role">Their role; several with commas.</param>
/// <param name="State">How they stand.</param>
/// <param name="HasSecondStep">A second step or a passkey is set up.</param>
public sealed record StaffMember(
    string Id,
    string Email,
    string Name,
    string Role,
    StaffState State,
    bool HasSecondStep
);

/// <summary>How a person of the back office stands.</summary>
public enum StaffState
{
    /// <summary>Has not chosen a password yet.</summary>
    Invited,

    /// <summary>May sign in.</summary>
    Active,

    /// <summary>Shut out for good.</summary>
    Disabled,
}

/// <summary>A sign-in that waits for its first password.</summary>
/// <param name="SignInId">Whose.</param>
/// <param name="Path">Where the password is chosen, a path of ours with its one-time secret.</param>
public sealed record StaffInvitation(string SignInId, string Path);
