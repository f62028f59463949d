using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// Re-authentication (본인 확인): what could take an account over asks for a fresh proof that it is still the same person.
/// A proof belongs to the session it was given in and counts for <see cref="Lifetime"/>; signing in is one.
/// </summary>
public interface IStepUps
{
    /// <summary>How long a proof counts.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>What may be asked for in place of the password.</summary>
    Task<StepUpMeans> MeansAsync(string signInId, CancellationToken ct = default);

    /// <summary>
    /// By the sign-in password. Refuses with <c>membership.password.wrong</c>, <c>membership.password.locked</c>
    /// (minutes), <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> ByPasswordAsync(Actor by, string? password, CancellationToken ct = default);

    /// <summary>
    /// By the payment PIN, of a member. Refusals of <see cref="IPins.VerifyAsync"/>, and
    /// <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> ByPinAsync(Actor by, string pin, CancellationToken ct = default);

    /// <summary>
    /// Asked in the write of a sensitive change. Refuses with <c>membership.step_up.required</c> unless the actor's
    /// session has a fresh proof. The product itself (<see cref="Actor.System"/>) is not asked.
    /// </summary>
    Result<Done> Require(JournalWrite write, Actor by);
}

/// <summary>What a person can prove themselves with.</summary>
/// <param name="Password">False while a password has to be set anew.</param>
/// <param name="Pin">A payment PIN that is not locked.</param>
/// <param name="Passkey">At least one passkey.</param>
public sealed record StepUpMeans(bool Password, bool Pin, bool Passkey);
