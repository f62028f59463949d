using MyPay.Domain.Kernel;
using MyPay.Domain.Money;

namespace MyPay.Domain.Remittance;

/// <summary>Moves money between people (송금). All that the rest of MyPay may ask of Remittance.</summary>
public interface IRemittances
{
    /// <summary>
    /// Sends to a member: at once, or waiting until accepted. Tops up by rule when short. The PIN must have been
    /// verified. Refuses with
    /// <c>remittance.send.to_self</c>, <c>….receiver_not_found</c>, <c>….not_positive</c>, <c>….memo_too_long</c>,
    /// those of <see cref="IOutgoing"/>, limits and top-up refusals of Money.
    /// </summary>
    Task<Result<RemittanceView>> SendToMemberAsync(SendToMember request, CancellationToken ct = default);

    /// <summary>
    /// Sends to a bank account. The money goes in transit at once and never comes back but by the bank's certain no.
    /// Refusals as above and Banking's.
    /// </summary>
    Task<Result<RemittanceView>> SendToBankAsync(SendToBank request, CancellationToken ct = default);

    /// <summary>
    /// True when the sender never had money accepted by this receiver: then waiting for acceptance is the default.
    /// </summary>
    Task<bool> IsFirstTimeAsync(MemberId sender, MemberId receiver, CancellationToken ct = default);

    /// <summary>
    /// The receiver takes the money. What is above the cap waits as pending. Refuses with
    /// <c>remittance.pending.not_found</c>, <c>….already_ended</c> (how).
    /// </summary>
    Task<Result<RemittanceView>> AcceptAsync(MemberId receiver, Guid remittance, CancellationToken ct = default);

    /// <summary>The receiver does not want it; it goes back to the sender.</summary>
    Task<Result<RemittanceView>> RefuseAsync(MemberId receiver, Guid remittance, CancellationToken ct = default);

    /// <summary>The sender takes it back while nobody has accepted it.</summary>
    Task<Result<RemittanceView>> CancelAsync(MemberId sender, Guid remittance, CancellationToken ct = default);

    /// <summary>Gives back what nobody accepted in time. Returns how many. Safe to run twice.</summary>
    Task<int> ReturnExpiredAsync(CancellationToken ct = default);

    /// <summary>Waiting remittances to and from the member, newest first.</summary>
    Task<IReadOnlyList<RemittanceView>> WaitingAsync(MemberId member, CancellationToken ct = default);

    /// <summary>A remittance of which the member is sender or receiver; null for any other.</summary>
    Task<RemittanceView?> FindAsync(MemberId member, Guid remittance, CancellationToken ct = default);

    /// <summary>
    /// The envelopes of these remittances, as far as the member is in them and they have one: for a page of history or
    /// of notices.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, Envelope>> EnvelopesAsync(
        MemberId member,
        IReadOnlyCollection<Guid> remittances,
        CancellationToken ct = default
    );

    /// <summary>Transfers to bank accounts whose outcome is open, newest first.</summary>
    Task<IReadOnlyList<RemittanceView>> OpenAtBankAsync(MemberId member, CancellationToken ct = default);
}

/// <summary>To a member.</summary>
/// <param name="WaitForAcceptance">Hold the money until the receiver accepts.</param>
/// <param name="Key">The intent's idempotency key.</param>
/// <param name="Session">The sign-in in which it was asked for; null when no person asks.</param>
/// <param name="Envelope">What it is wrapped in.</param>
public sealed record SendToMember(
    MemberId Sender,
    MemberId Receiver,
    Won Amount,
    string? Memo,
    bool WaitForAcceptance,
    string Key,
    Guid? Session = null,
    Envelope Envelope = Envelope.None
);

/// <summary>
/// What money is wrapped in (봉투): for sender and receiver to see, nothing else. The name is stored; never renamed.
/// </summary>
public enum Envelope
{
    /// <summary>None.</summary>
    None,

    /// <summary>축하: congratulations.</summary>
    Congratulations,

    /// <summary>생일: a birthday.</summary>
    Birthday,

    /// <summary>감사: thanks.</summary>
    Thanks,

    /// <summary>응원: cheer.</summary>
    Cheer,

    /// <summary>용돈: pocket money.</summary>
    PocketMoney,
}

/// <summary>To a bank account.</summary>
/// <param name="Holder">The holder's name as the bank said and the sender saw.</param>
/// <param name="Session">The sign-in in which it was asked for; null when no person asks.</param>
public sealed record SendToBank(
    MemberId Sender,
    string Bank,
    string Number,
    string Holder,
    Won Amount,
    string? Memo,
    string Key,
    Guid? Session = null
);

/// <summary>Where a remittance stands.</summary>
public enum RemittanceState
{
    /// <summary>Waiting for the receiver.</summary>
    Waiting,

    /// <summary>On its way at the bank (은행 확인 중 while unknown).</summary>
    AtBank,

    /// <summary>The receiver has it.</summary>
    Done,

    /// <summary>The receiver did not want it; it went back.</summary>
    Refused,

    /// <summary>The sender took it back.</summary>
    Cancelled,

    /// <summary>Nobody accepted it in time; it went back.</summary>
    Expired,

    /// <summary>The bank certainly did not send it; it went back.</summary>
    Failed,
}

/// <summary>A remittance as sender or receiver sees it.</summary>
/// <param name="Incoming">The asking member is the receiver.</param>
/// <param name="OtherName">The other party: member's name, or the account's holder.</param>
/// <param name="AccountLabel">Bank and last digits, for a bank account.</param>
/// <param name="Unknown">The bank has not answered (은행 확인 중).</param>
/// <param name="TopUp">What was topped up for it.</param>
/// <param name="BalanceAfter">The asking member's wallet now.</param>
public sealed record RemittanceView(
    Guid Id,
    bool Incoming,
    string OtherName,
    string? AccountLabel,
    Won Amount,
    string? Memo,
    RemittanceState State,
    bool Unknown,
    Won TopUp,
    Won BalanceAfter,
    DateTimeOffset SentAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? EndedAt,
    Refusal? Failure,
    Envelope Envelope = Envelope.None
)
{
    /// <summary>False: the other is a member whose name no bank has confirmed (미확인).</summary>
    public bool IsOtherProved { get; init; } = true;
}
