using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// Passkeys (패스키): a key in a person's device or key ring that signs in by itself, with the device's own lock. What a
/// browser hands over is verified by ASP.NET Core Identity; what is kept, and that nothing is taken twice, is decided
/// here.
/// </summary>
public interface IPasskeys
{
    /// <summary>Of one person.</summary>
    const int Most = 10;

    /// <summary>A person's passkeys, the latest used first.</summary>
    Task<IReadOnlyList<PasskeyView>> ListAsync(string signInId, CancellationToken ct = default);

    /// <summary>
    /// Asked before the browser makes a key that would then be refused: <c>membership.step_up.required</c>,
    /// <c>membership.passkey.too_many</c> (most).
    /// </summary>
    Task<Result<Done>> MayAddAsync(Actor by, CancellationToken ct = default);

    /// <summary>
    /// Keeps a verified passkey; the person is told. Refuses with <c>membership.step_up.required</c>,
    /// <c>membership.passkey.too_many</c> (most), <c>….name_invalid</c>,
    /// <c>….used_before</c> (this ceremony was), <c>….taken</c>.
    /// </summary>
    /// <param name="by">Whose, and from which session.</param>
    /// <param name="passkey">What Identity has verified.</param>
    /// <param name="name">What the person calls it, up to 40 characters.</param>
    /// <param name="ceremony">The challenge it answers, which no other answer may have.</param>
    /// <param name="ct">Gives up.</param>
    Task<Result<PasskeyView>> AddAsync(
        Actor by,
        UserPasskeyInfo passkey,
        string? name,
        string ceremony,
        CancellationToken ct = default
    );

    /// <summary>
    /// Calls it something else. Refuses with <c>membership.passkey.not_found</c>, <c>….name_invalid</c>.
    /// </summary>
    Task<Result<Done>> RenameAsync(Actor by, string passkey, string? name, CancellationToken ct = default);

    /// <summary>
    /// Signs in no more; the person is told. Refuses with <c>membership.step_up.required</c>,
    /// <c>membership.passkey.not_found</c>.
    /// </summary>
    Task<Result<Done>> RemoveAsync(Actor by, string passkey, CancellationToken ct = default);

    /// <summary>
    /// Uses a verified passkey up to its counter: for signing in, or, with an actor, as the fresh proof of their
    /// session. Refuses with <c>membership.passkey.unknown</c> (removed meanwhile), <c>….used_before</c> (this answer
    /// was), <c>….cloned</c> (its counter went back).
    /// </summary>
    Task<Result<Done>> UseAsync(
        string signInId,
        UserPasskeyInfo passkey,
        string ceremony,
        Actor? proves = null,
        CancellationToken ct = default
    );
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="IsSynced">Kept in a key ring that other devices of the person share.</param>
/// <param name="AddedAt">UTC.</param>
/// <param name="LastUsedAt">UTC; null before the first time.</param>
public sealed record PasskeyView(
    string Id,
    string Name,
    bool IsSynced,
    DateTimeOffset AddedAt,
    DateTimeOffset? LastUsedAt
);
