using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// The second step of signing in (2단계 인증): six digits of an authenticator app (TOTP, RFC 6238), or one of ten recovery
/// codes, each good for once.
/// </summary>
public interface ISecondFactors
{
    /// <summary>Is it on, since when, and how many recovery codes are left?</summary>
    Task<SecondFactorView> StateAsync(string signInId, CancellationToken ct = default);

    /// <summary>
    /// Begins: a new secret, to be scanned. It counts only once a code from it is confirmed; beginning again makes
    /// another. Refuses with <c>membership.step_up.required</c>, and <c>membership.second_factor.on</c> when it is on
    /// already.
    /// </summary>
    /// <returns>The secret, base32.</returns>
    Task<Result<string>> BeginAsync(Actor by, CancellationToken ct = default);

    /// <summary>
    /// Turns it on with a code from the app; answers the recovery codes, shown this once. Refuses with
    /// <c>membership.second_factor.code_wrong</c>,
    /// <c>….not_begun</c>, <c>….on</c>.
    /// </summary>
    Task<Result<IReadOnlyList<string>>> TurnOnAsync(string signInId, string? code, CancellationToken ct = default);

    /// <summary>
    /// Checks a code of the app or a recovery code and uses it up: neither is taken twice. Five wrong codes in a row
    /// lock it for ten minutes. Refuses with <c>membership.second_factor.code_wrong</c>, <c>….locked</c> (minutes),
    /// <c>….not_begun</c>.
    /// </summary>
    Task<Result<Done>> VerifyAsync(string signInId, string? code, CancellationToken ct = default);

    /// <summary>
    /// Turns it off; takes a code. Refusals of <see cref="VerifyAsync"/>, and <c>membership.step_up.required</c>.
    /// </summary>
    Task<Result<Done>> TurnOffAsync(Actor by, string? code, CancellationToken ct = default);

    /// <summary>
    /// Ten new recovery codes, shown this once; the ones before are void (they are kept as hashes, so they can't be
    /// shown again). Refuses with
    /// <c>membership.step_up.required</c>, <c>membership.second_factor.not_begun</c>.
    /// </summary>
    Task<Result<IReadOnlyList<string>>> RenewRecoveryCodesAsync(Actor by, CancellationToken ct = default);
}

/// <summary>How the second step stands.</summary>
/// <param name="Since">UTC; null when it is off.</param>
/// <param name="RecoveryCodesLeft">Of ten.</param>
public sealed record SecondFactorView(DateTimeOffset? Since, int RecoveryCodesLeft)
{
    /// <summary>Is it asked for?</summary>
    public bool IsOn => Since is not null;
}
