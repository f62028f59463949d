using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership;

/// <summary>
/// Takes text messages out of the house: to a gateway, or into a folder. The words are the carrier's.
/// </summary>
public interface ITextCarrier
{
    /// <summary>
    /// Sends it, within seconds; false when it was not taken. A gateway that can't be reached is an answer, not an
    /// exception.
    /// </summary>
    Task<bool> CarryAsync(OutgoingText text, CancellationToken ct = default);
}

/// <summary>A code on its way to a phone: facts, no words.</summary>
/// <param name="To">The number, digits only.</param>
/// <param name="Code">Six digits; shown to nobody else.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Asker">Who asked for it, see <see cref="PhoneCodeAsk.Asker"/>.</param>
/// <param name="At">UTC.</param>
public sealed record OutgoingText(string To, string Code, string Language, string Asker, DateTimeOffset At);

/// <summary>
/// Proves that somebody holds a phone: a code of six digits by text message, five tries, five minutes. How many are sent
/// is counted for the number and the network address, by all instances together.
/// </summary>
public interface IPhoneProofs
{
    /// <summary>
    /// Sends a code. Refuses with <c>membership.sign_up.phone_invalid</c>, <c>membership.phone_code.too_soon</c>
    /// (seconds until the next), <c>….too_many_number</c> and <c>….too_many_address</c> (limit a KST day),
    /// <c>….not_sent</c> (the gateway did not take it). Asked twice at once by the same asker, it sends one, unless
    /// asked for another.
    /// </summary>
    Task<Result<PhoneCodeView>> SendAsync(PhoneCodeAsk ask, CancellationToken ct = default);

    /// <summary>The asker's own code; null for any other.</summary>
    Task<PhoneCodeView?> FindAsync(PhoneProof proof, CancellationToken ct = default);

    /// <summary>
    /// Takes the code that was typed. A try is counted before it is compared. Refuses with
    /// <c>membership.phone_code.wrong</c> (tries left), <c>….no_tries_left</c>, <c>….expired</c>, <c>….not_found</c>.
    /// </summary>
    Task<Result<Done>> EnterAsync(PhoneProof proof, string? code, CancellationToken ct = default);
}

/// <summary>A code that was asked for, and by whom.</summary>
/// <param name="Code">Its id.</param>
/// <param name="Asker">See <see cref="PhoneCodeAsk.Asker"/>.</param>
public sealed record PhoneProof(Guid Code, string Asker);

/// <summary>Somebody wants to prove a number.</summary>
/// <param name="Phone">As typed.</param>
/// <param name="Asker">Whose code it is, at most 80 letters: <c>member:…</c>, or a browser's own number.</param>
/// <param name="Language"><c>ko</c> or <c>en</c>.</param>
/// <param name="Address">The network address; null: not known, and not counted.</param>
/// <param name="Another">Another code is wanted even if one has just been sent.</param>
public sealed record PhoneCodeAsk(string? Phone, string Asker, string Language, string? Address, bool Another = false);

/// <summary>A code under way.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MaskedPhone"><c>010-****-1234</c>.</param>
/// <param name="TriesLeft">Of five.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record PhoneCodeView(Guid Id, string MaskedPhone, int TriesLeft, DateTimeOffset ExpiresAt);
