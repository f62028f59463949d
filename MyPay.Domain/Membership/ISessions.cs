using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership;

/// <summary>
/// Where a person is signed in (로그인한 기기): one session a sign-in of one browser. A session that ended is never opened
/// again; requests and open pages that carry it are turned away.
/// </summary>
public interface ISessions
{
    /// <summary>A session nobody used for so long has ended; as long as the sign-in cookie slides.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>No session lasts longer, however much it is used.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary><see cref="Idle"/> of people of the back office.</summary>
    static readonly TimeSpan StaffIdle = TimeSpan.FromMinutes(30);

    /// <summary><see cref="Longest"/> of people of the back office.</summary>
    static readonly TimeSpan StaffLongest = TimeSpan.FromHours(12);

    /// <summary>
    /// Opens a session; answers its id. A browser that this person has not signed in with before is told to them, but
    /// for the first of all; without a passkey it begins a calm time (<see cref="CalmTime"/>).
    /// </summary>
    /// <param name="signInId">Whose.</param>
    /// <param name="device">What the person will know it by: browser and system, at most 80 characters.</param>
    /// <param name="token">The browser's own number, which outlives signing out; null: a browser nobody can tell from
    /// others.</param>
    /// <param name="byPasskey">A passkey let them in: the key is theirs, whatever the browser.</param>
    /// <param name="ct">Gives up.</param>
    Task<Result<Guid>> OpenAsync(
        string signInId,
        string device,
        string? token = null,
        bool byPasskey = false,
        CancellationToken ct = default
    );

    /// <summary>
    /// Does the sign-in hold: is the session this person's, not ended, not idle and not too old, are they not shut out,
    /// and is their security stamp still the one the cookie carries (it changes with the password, the roles and a
    /// freeze)?
    /// </summary>
    Task<bool> HoldsAsync(string signInId, string? stamp, Guid session, CancellationToken ct = default);

    /// <summary>
    /// The session was used. Kept to ten minutes (of the back office to one), so that reading a page costs no write.
    /// </summary>
    Task SeenAsync(Guid session, CancellationToken ct = default);

    /// <summary>A person's open sessions, the latest used first.</summary>
    Task<IReadOnlyList<SessionView>> ListAsync(string signInId, CancellationToken ct = default);

    /// <summary>
    /// Ends one. Ending one that has ended changes nothing. Refuses with <c>membership.session.not_found</c>.
    /// </summary>
    /// <param name="signInId">Whose.</param>
    /// <param name="session">Which.</param>
    /// <param name="from">The session it is ended from; from another than itself, the person is told and its browser is
    /// a stranger from now on: the next sign-in there is told again. Null: a plain sign-out.</param>
    /// <param name="ct">Gives up.</param>
    Task<Result<Done>> EndAsync(string signInId, Guid session, Guid? from = null, CancellationToken ct = default);

    /// <summary>Ends all but this one, and their browsers are strangers from now on; answers how many.</summary>
    Task<Result<int>> EndOthersAsync(string signInId, Guid keep, CancellationToken ct = default);
}

/// <summary>An open session.</summary>
/// <param name="Device">Browser and system.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="SeenAt">UTC, to ten minutes.</param>
/// <param name="KnownSince">When the person first signed in with this browser, UTC.</param>
public sealed record SessionView(
    Guid Id,
    string Device,
    DateTimeOffset OpenedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset KnownSince
);

/// <summary>Topics of the live feed about sign-ins.</summary>
public static class SignInTopics
{
    /// <summary>
    /// Sessions of this sign-in were opened or ended, or something else about how it signs in has changed.
    /// </summary>
    public static string Sessions(string signInId) => $"sessions:{signInId}";

    /// <summary>
    /// Somebody else has decided that this sign-in, or a session of it, holds no more: open pages are to look at once.
    /// Not told of a plain sign-out, which the page that asked for it is leaving anyway.
    /// </summary>
    public static string Standing(string signInId) => $"standing:{signInId}";
}
