using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// The way back in for who forgot their password: a link by e-mail, good for once and for half an hour. For members,
/// staff and operators.
/// </summary>
public interface IAccountRecovery
{
    /// <summary>How long a link works.</summary>
    static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Sends a link to the address, if somebody signs in with it; at most three an hour. What is answered, and how long
    /// that takes, says nothing about who has an account. Refuses with <c>membership.sign_up.email_invalid</c>,
    /// <c>membership.recovery.asked_too_often</c> (minutes to wait).
    /// </summary>
    /// <param name="email">Whose password.</param>
    /// <param name="from">The network address; null: not known, and not counted.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<Result<Done>> AskAsync(string? email, string? from, CancellationToken ct = default);

    /// <summary>
    /// Whose link it is, masked, without using it up: programs that open links in mail must not spend them. Refuses
    /// with <c>membership.recovery.link_void</c>.
    /// </summary>
    Task<Result<string>> LookAsync(string? token, CancellationToken ct = default);

    /// <summary>
    /// Sets the new password and uses the link up; every session ends, locks by misses are lifted, other links are
    /// void. It lets nobody in: a second step is asked for as ever. Refuses with <c>membership.recovery.link_void</c>,
    /// <c>membership.sign_up.password_weak</c>.
    /// </summary>
    Task<Result<Done>> ResetAsync(string? token, string? password, CancellationToken ct = default);
}

/// <summary>
/// Changing the e-mail address (one signs in with it): a link to the new address makes it count; the old one is told at
/// both steps, with a link that takes it all back. Begun by <see cref="IMembers.ChangeProfileAsync"/>.
/// </summary>
public interface IEmailChanges
{
    /// <summary>How long the new address can be confirmed.</summary>
    static readonly TimeSpan ConfirmLife = TimeSpan.FromHours(24);

    /// <summary>How long the old address can take it back.</summary>
    static readonly TimeSpan UndoLife = TimeSpan.FromDays(7);

    /// <summary>The new address that waits to be confirmed; null when none does.</summary>
    Task<string?> PendingAsync(MemberId member, CancellationToken ct = default);

    /// <summary>Leaves the address as it is. Nothing to leave changes nothing.</summary>
    Task<Result<Done>> CancelAsync(MemberId member, Actor by, CancellationToken ct = default);

    /// <summary>
    /// The address a link confirms, without using it up. Refuses with <c>membership.recovery.link_void</c>.
    /// </summary>
    Task<Result<string>> LookAsync(string? token, CancellationToken ct = default);

    /// <summary>
    /// Makes the new address count. Refuses with <c>membership.recovery.link_void</c>,
    /// <c>membership.sign_up.email_taken</c> (meanwhile).
    /// </summary>
    Task<Result<Done>> ConfirmAsync(string? token, CancellationToken ct = default);

    /// <summary>
    /// The change a link takes back, without using it up. Refuses with <c>membership.recovery.link_void</c>.
    /// </summary>
    Task<Result<EmailUndoView>> LookUndoAsync(string? token, CancellationToken ct = default);

    /// <summary>
    /// "That was not me": the old address counts again, every session ends, the password is void, passkeys and a second
    /// step added since the day before the change are removed, and a link for a new password goes to the old address.
    /// Refuses with <c>membership.recovery.link_void</c>.
    /// </summary>
    Task<Result<Done>> UndoAsync(string? token, CancellationToken ct = default);
}

/// <summary>A change of address that can be taken back.</summary>
/// <param name="From">The old address, whose owner holds the link.</param>
/// <param name="MaskedTo">The new one.</param>
/// <param name="IsDone">Confirmed already.</param>
public sealed record EmailUndoView(string From, string MaskedTo, bool IsDone);
