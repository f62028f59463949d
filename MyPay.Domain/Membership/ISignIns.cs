using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Membership;

/// <summary>Sign-ins of operators and franchise staff: people who sign in and are no members.</summary>
public interface ISignIns
{
    /// <summary>
    /// Makes a sign-in with these roles, and the roles themselves when they are new; answers its id. Asked again for
    /// the same e-mail it keeps password and name, and adds what roles are missing. Refuses like sign-up:
    /// <c>membership.sign_up.email_invalid</c>, <c>….password_weak</c>, <c>….name_invalid</c>.
    /// </summary>
    Task<Result<string>> CreateAsync(
        string email,
        string password,
        string displayName,
        IReadOnlyCollection<string> roles,
        CancellationToken ct = default
    );

    /// <summary>The id of the sign-in with this e-mail; null when there is none.</summary>
    Task<string?> FindIdAsync(string email, CancellationToken ct = default);

    /// <summary>
    /// Signs in by name and password; answers the sign-in's id. Tries are counted before they are compared: for a name
    /// at a network address (<see cref="MembershipPolicies.SignInMisses"/>), for an address, and a day for a name over
    /// all browsers that it never signed in with; a browser that it did is counted by itself. Names that nobody has
    /// are counted alike. Refuses with <c>membership.password.wrong</c>, <c>membership.password.locked</c> (minutes).
    /// </summary>
    Task<Result<string>> VerifySignInAsync(
        string? email,
        string? password,
        SignInPlace place,
        CancellationToken ct = default
    );

    /// <summary>
    /// Checks the password of somebody who is signed in, of a member or of staff. Every try is counted before it is compared, by MyPay's
    /// clock. Refuses with <c>membership.password.wrong</c>, <c>membership.password.locked</c> (minutes).
    /// </summary>
    Task<Result<Done>> VerifyPasswordAsync(string signInId, string? password, CancellationToken ct = default);

    /// <summary>
    /// Changes the password; other sessions end with the new stamp. Refusals of <see cref="VerifyPasswordAsync"/>, and
    /// <c>membership.sign_up.password_weak</c>, <c>membership.password.same</c>.
    /// </summary>
    Task<Result<Done>> ChangePasswordAsync(
        string signInId,
        string? current,
        string? next,
        CancellationToken ct = default
    );

    /// <summary>From now on letters to this person are in this language, <c>ko</c> or <c>en</c>.</summary>
    Task ChangeLanguageAsync(string signInId, string language, CancellationToken ct = default);

    /// <summary>
    /// Checks what a new sign-in is made of and hashes the password: the slow half, before a write. Refuses with
    /// <c>membership.sign_up.email_invalid</c>,
    /// <c>….password_weak</c>, <c>….name_invalid</c>.
    /// </summary>
    Result<NewSignIn> Draft(string email, string password, string displayName);

    /// <summary>
    /// Makes the drafted sign-in in the caller's own write; answers its id. Refuses with
    /// <c>membership.sign_up.email_taken</c>.
    /// </summary>
    Result<string> Add(JournalWrite write, NewSignIn draft, string role);

    /// <summary>
    /// Takes every role away and gives this one. The person has to sign in again: sessions and open pages end.
    /// </summary>
    void ChangeRole(JournalWrite write, string signInId, string role);

    /// <summary>
    /// Locks a sign-in for ever; sessions and open pages end, its address is free for whoever joins next.
    /// </summary>
    void End(JournalWrite write, string signInId);
}

/// <summary>Where somebody signs in.</summary>
/// <param name="Address">The network address; null: not known.</param>
/// <param name="DeviceToken">The browser's own number, as <see cref="ISessions.OpenAsync"/> was told; null: none.</param>
public sealed record SignInPlace(string? Address, string? DeviceToken);

/// <summary>
/// A sign-in that passed its checks and is not made yet. Holds a password's hash: never stored or shown as it is.
/// </summary>
public sealed class NewSignIn
{
    internal NewSignIn(string email, string name, string? passwordHash) =>
        (Email, Name, PasswordHash) = (email, name, passwordHash);

    /// <summary>Nobody signs in with it before a password was chosen by a link.</summary>
    internal static NewSignIn WithoutPassword(string email, string name) => new(email, name, null);

    /// <summary>The address, as it is stored.</summary>
    public string Email { get; }

    /// <summary>The display name, as it is stored.</summary>
    public string Name { get; }

    internal string? PasswordHash { get; }
}

/// <summary>What a sign-in may be besides a member.</summary>
public static class SignInRoles
{
    /// <summary>Back office: works the queues, proposes.</summary>
    public const string Operator = "Operator";

    /// <summary>Back office: approves what another proposed.</summary>
    public const string Approver = "Approver";

    /// <summary>Back office: reads everything, changes nothing.</summary>
    public const string Auditor = "Auditor";

    /// <summary>Franchise: its owner.</summary>
    public const string Owner = "Owner";

    /// <summary>Franchise: everything but staff, keys and the settlement account.</summary>
    public const string Manager = "Manager";

    /// <summary>Franchise: sells.</summary>
    public const string Cashier = "Cashier";

    /// <summary>The claim that carries the display name of a sign-in without a member.</summary>
    public const string DisplayNameClaim = "mypay:name";

    /// <summary>
    /// The claim that carries the language they read, <c>ko</c> or <c>en</c>; none while they have not chosen.
    /// </summary>
    public const string LanguageClaim = "mypay:language";
}
