using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// A member's own freeze (내가 멈춤): nothing leaves the wallet, money still arrives. It is begun by a tap or by the link of
/// a letter, and lifted by two proofs (<see cref="IPinProofs"/>; the PIN is none of them: whoever is feared may know it).
/// A freeze by the back office is another one. Source: product.md, "The member decides".
/// </summary>
public interface IOwnFreezes
{
    /// <summary>Since when, UTC; null when it is not frozen.</summary>
    Task<DateTimeOffset?> SinceAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Freezes; what is frozen already stays so. Refuses with <c>membership.member.not_found</c>.
    /// </summary>
    Task<Result<Done>> FreezeAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Lifts it, and uses the proofs up. Refuses with <c>membership.own_freeze.proofs_missing</c> (how many more),
    /// <c>membership.member.not_found</c>.
    /// </summary>
    Task<Result<Done>> UnfreezeAsync(MemberId member, Actor by, CancellationToken ct = default);
}
