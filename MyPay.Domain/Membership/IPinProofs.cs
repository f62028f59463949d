using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// What somebody proves to be the member with before a new payment PIN, or before they lift their own freeze: the old PIN, or two different proofs out of a
/// code by text message, a link by mail, and a passkey or the second step. Being signed in is none, and neither is what
/// was itself set up within the last day: whoever took an account over would bring it along. Source: product.md, "Who is
/// who". A proof belongs to the session it was given in.
/// </summary>
public interface IPinProofs
{
    /// <summary>
    /// How long a proof counts (the old PIN as long as <see cref="IStepUps.Lifetime"/>), and how long the link of a
    /// letter works.
    /// </summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>How old a number, an address, a passkey or a second step must be.</summary>
    static readonly TimeSpan SettledAfter = TimeSpan.FromHours(24);

    /// <summary>What this member can prove themselves with, and what they have given in this session.</summary>
    Task<PinProofsView> StateAsync(MemberId member, Actor by, CancellationToken ct = default);

    /// <summary>
    /// By the PIN that is still in use. Refusals of <see cref="IPins.VerifyAsync"/>, and
    /// <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> ByOldPinAsync(MemberId member, Actor by, string pin, CancellationToken ct = default);

    /// <summary>
    /// Sends a code to the member's number. Refusals of <see cref="IPhoneProofs.SendAsync"/>, and
    /// <c>membership.pin_proof.too_new</c> when the number has changed within the day.
    /// </summary>
    /// <param name="member">Whose.</param>
    /// <param name="address">The network address; null: not known.</param>
    /// <param name="another">Another code is wanted even if one has just been sent.</param>
    /// <param name="ct">Gives up.</param>
    Task<Result<PhoneCodeView>> SendTextAsync(
        MemberId member,
        string? address,
        bool another = false,
        CancellationToken ct = default
    );

    /// <summary>
    /// By the code that was sent. Refusals of <see cref="IPhoneProofs.EnterAsync"/>,
    /// <c>membership.pin_proof.too_new</c>, <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> EnterTextAsync(
        MemberId member,
        Actor by,
        Guid code,
        string? typed,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sends a letter with a link to the member's address, at most three an hour. Refuses with
    /// <c>membership.pin_proof.too_new</c>, <c>membership.pin_proof.too_many_letters</c> (limit an hour),
    /// <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> SendMailAsync(MemberId member, Actor by, CancellationToken ct = default);

    /// <summary>
    /// The link was followed, in whichever browser: the session that asked for it has its proof. Refuses with
    /// <c>membership.recovery.link_void</c>.
    /// </summary>
    Task<Result<Done>> ConfirmMailAsync(string? token, CancellationToken ct = default);

    /// <summary>
    /// By a code of the second step. Refusals of <see cref="ISecondFactors.VerifyAsync"/>,
    /// <c>membership.pin_proof.too_new</c>, <c>membership.session.not_found</c>.
    /// </summary>
    Task<Result<Done>> BySecondStepAsync(MemberId member, Actor by, string? code, CancellationToken ct = default);
}

/// <summary>A way to prove oneself before a new PIN.</summary>
public enum PinProofKind
{
    /// <summary>The PIN before; enough by itself.</summary>
    OldPin,

    /// <summary>A code by text message.</summary>
    Text,

    /// <summary>The link of a letter.</summary>
    Mail,

    /// <summary>A passkey, or a code of the second step.</summary>
    Device,
}

/// <summary>Where somebody stands who wants a new PIN.</summary>
/// <param name="Given">The proofs that count now.</param>
/// <param name="Missing">How many more a new PIN takes.</param>
/// <param name="MaskedPhone">Where a code would go; null: the number is too new.</param>
/// <param name="MaskedEmail">Where a link would go; null: the address is too new.</param>
/// <param name="HasPasskey">A passkey that is old enough.</param>
/// <param name="HasSecondStep">A second step that is old enough.</param>
/// <param name="IsMailSent">A link that still works is on its way.</param>
public sealed record PinProofsView(
    IReadOnlyList<PinProofKind> Given,
    int Missing,
    string? MaskedPhone,
    string? MaskedEmail,
    bool HasPasskey,
    bool HasSecondStep,
    bool IsMailSent
)
{
    /// <summary>How many more it takes where the PIN is no proof.</summary>
    public static int MissingBesidesPin(IEnumerable<PinProofKind> given) =>
        Math.Max(0, Needed - given.Count(kind => kind != PinProofKind.OldPin));

    /// <summary>Different proofs that stand for the old PIN.</summary>
    internal const int Needed = 2;
}
