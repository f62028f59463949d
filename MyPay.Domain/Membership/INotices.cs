using MyPay.Domain.Kernel;

namespace MyPay.Domain.Membership;

/// <summary>
/// What a member is told (알림): everything that happened to their money and their security, and which kinds of it they
/// wish to hear.
/// </summary>
public interface INotices
{
    /// <summary>How many are not read yet.</summary>
    Task<int> UnreadAsync(MemberId member, CancellationToken ct = default);

    /// <summary>The newest first, of one kind or all.</summary>
    Task<NoticeList> ListAsync(MemberId member, NoticeKind? kind, int limit, CancellationToken ct = default);

    /// <summary>The member has seen it. One that is read already, or another member's, stays as it is.</summary>
    Task ReadAsync(MemberId member, Guid notice, CancellationToken ct = default);

    /// <summary>The member has seen them all.</summary>
    Task ReadAllAsync(MemberId member, CancellationToken ct = default);

    /// <summary>The kinds that the member does not wish to hear of.</summary>
    Task<IReadOnlySet<NoticeKind>> SilencedAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Whether the member wishes to hear of a kind; from now on. Refuses with <c>membership.notices.security_stays</c>.
    /// </summary>
    Task<Result<Done>> WishAsync(MemberId member, NoticeKind kind, bool wanted, CancellationToken ct = default);

    /// <summary>The kinds that the member is also told by e-mail.</summary>
    Task<IReadOnlySet<NoticeKind>> MailedAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Whether the member wishes to be told of a kind by e-mail; from now on, and whatever they wish to read here.
    /// Refuses to silence security with
    /// <c>membership.notices.security_stays</c>.
    /// </summary>
    Task<Result<Done>> WishMailAsync(MemberId member, NoticeKind kind, bool wanted, CancellationToken ct = default);

    /// <summary>Notes something that has no write of its own, such as a sign-in.</summary>
    Task NoteAsync(MemberId member, Notice notice, CancellationToken ct = default);
}

/// <summary>What wishes are about.</summary>
public enum NoticeKind
{
    /// <summary>Charges and withdrawals.</summary>
    Bank,

    /// <summary>Sent and received.</summary>
    Transfer,

    /// <summary>Paid and cancelled.</summary>
    Payment,

    /// <summary>Asked for money.</summary>
    Request,

    /// <summary>Allowances (정기 송금).</summary>
    Allowance,

    /// <summary>Always told.</summary>
    Security,

    /// <summary>What happened at a franchise; always told, to its people. No member reads it.</summary>
    Shop,
}

/// <summary>What happened. The name is stored; never renamed.</summary>
public enum NoticeEvent
{
    /// <summary>Money came from the bank.</summary>
    Charged,

    /// <summary>The bank certainly did not charge.</summary>
    ChargeFailed,

    /// <summary>The bank has not answered about money in.</summary>
    ChargeChecking,

    /// <summary>Money is in the own account.</summary>
    Withdrawn,

    /// <summary>A withdrawal certainly failed and came back.</summary>
    WithdrawalReturned,

    /// <summary>The bank has not answered about a withdrawal.</summary>
    WithdrawalChecking,

    /// <summary>An automatic charge could not be made and is tried again.</summary>
    AutoChargeRetry,

    /// <summary>A scheduled charge could not be made this time.</summary>
    AutoChargeFailed,

    /// <summary>An automatic charge has stopped itself after failures.</summary>
    AutoChargePaused,

    /// <summary>A scheduled charge is over.</summary>
    AutoChargeEnded,

    /// <summary>Sent to a member, or on its way to an account.</summary>
    Sent,

    /// <summary>Received from a member.</summary>
    Received,

    /// <summary>Sent; the receiver has to accept it.</summary>
    SentToAccept,

    /// <summary>Money waits for the member to accept it.</summary>
    ToAccept,

    /// <summary>The receiver took the money.</summary>
    Accepted,

    /// <summary>The receiver did not want it; it came back.</summary>
    Refused,

    /// <summary>The sender took it back before it was accepted.</summary>
    TakenBack,

    /// <summary>The member took it back; it came back.</summary>
    SendCancelled,

    /// <summary>Nobody accepted it in time; it came back.</summary>
    Expired,

    /// <summary>The bank has delivered it to the account.</summary>
    BankSent,

    /// <summary>The bank certainly did not deliver it; it came back.</summary>
    BankReturned,

    /// <summary>The bank has not answered about a transfer.</summary>
    BankChecking,

    /// <summary>Part of incoming money waits above the cap.</summary>
    Pended,

    /// <summary>Money that waited above the cap came in.</summary>
    Released,

    /// <summary>Paid at a franchise.</summary>
    Paid,

    /// <summary>A payment was cancelled, whole or in part.</summary>
    Refunded,

    /// <summary>
    /// A recurring charge a fifth or more above the one before; the detail is that one, whole won.
    /// </summary>
    PaidMore,

    /// <summary>A shop asked for more than the member lets it take at once; the detail is the item.</summary>
    RecurringOverOnce,

    /// <summary>A shop asked for more than the member lets it take a month; the detail is the item.</summary>
    RecurringOverMonth,

    /// <summary>A shop asked for money though the member has paused or stopped it; the detail is the item.</summary>
    RecurringOff,

    /// <summary>Somebody asks for money.</summary>
    Asked,

    /// <summary>Somebody asks again.</summary>
    Reminded,

    /// <summary>An asked member has paid.</summary>
    RequestPaid,

    /// <summary>An asked member said no.</summary>
    RequestDeclined,

    /// <summary>The asker took the request back.</summary>
    RequestCancelled,

    /// <summary>An allowance was set up for the member.</summary>
    AllowanceMade,

    /// <summary>The member's allowance went out.</summary>
    AllowanceSent,

    /// <summary>An allowance came in.</summary>
    AllowanceReceived,

    /// <summary>The member's allowance could not be sent and is tried again.</summary>
    AllowanceRetry,

    /// <summary>The member's allowance could not be sent this time.</summary>
    AllowanceFailed,

    /// <summary>An allowance did not come this time.</summary>
    AllowanceMissed,

    /// <summary>An allowance is over.</summary>
    AllowanceEnded,

    /// <summary>The sign-in password was changed.</summary>
    PasswordChanged,

    /// <summary>The payment PIN was changed.</summary>
    PinChanged,

    /// <summary>The payment PIN is locked after too many misses.</summary>
    PinLocked,

    /// <summary>Signed in once more; the first sign-in after joining is not told.</summary>
    SignedIn,

    /// <summary>A bank account was linked.</summary>
    AccountLinked,

    /// <summary>The mobile number was changed.</summary>
    PhoneChanged,

    /// <summary>The member is called otherwise now, by a linked account of that holder; the name is the new one.</summary>
    NameChanged,

    /// <summary>
    /// A new e-mail address was asked for; it counts once it is confirmed. Told to the address that counts now, with a
    /// way to stop it.
    /// </summary>
    EmailChangeAsked,

    /// <summary>The e-mail address was changed. Told to the one before, with a way back.</summary>
    EmailChanged,

    /// <summary>
    /// The owner of the address before took the change back: signed out everywhere, and a new password is due.
    /// </summary>
    EmailChangeUndone,

    /// <summary>A link to set a new password was sent.</summary>
    PasswordResetAsked,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,

    /// <summary>The second step of signing in was turned on.</summary>
    TwoStepOn,

    /// <summary>The second step of signing in was turned off.</summary>
    TwoStepOff,

    /// <summary>The recovery codes were made anew; the ones before are void.</summary>
    RecoveryCodesRenewed,

    /// <summary>A recovery code was used.</summary>
    RecoveryCodeUsed,

    /// <summary>Signing in is locked for a while after several misses.</summary>
    SignInLocked,

    /// <summary>Signed out on other devices.</summary>
    SessionsEnded,

    /// <summary>The member holds their own money back.</summary>
    FrozenByOwner,

    /// <summary>The member lets their money go again.</summary>
    UnfrozenByOwner,

    /// <summary>
    /// Only by mail, to auditors: where slips and audit log ended that night; the detail is the anchor's line.
    /// </summary>
    BooksAnchored,

    /// <summary>Only by mail: its link proves who wants a new PIN.</summary>
    PinProofAsked,

    /// <summary>Only by mail, to an address that has yet to be confirmed: its link confirms it.</summary>
    ConfirmAddress,

    /// <summary>
    /// MyPay switched a webhook endpoint off; the name is its address, the detail why: <c>gone</c> or <c>failing</c>.
    /// </summary>
    ShopWebhookOff,

    /// <summary>A payout to the settlement account certainly failed; the detail is the refusal's code.</summary>
    ShopPayoutFailed,

    /// <summary>The reviewer asks the applicant something.</summary>
    ShopAsked,

    /// <summary>The application was approved.</summary>
    ShopApproved,

    /// <summary>The application was refused.</summary>
    ShopRejected,

    /// <summary>New payments were stopped by the back office.</summary>
    ShopFrozen,

    /// <summary>The shop may sell again.</summary>
    ShopResumed,

    /// <summary>Other terms were agreed to; the detail is the first date they hold, <c>2026-12-01</c>.</summary>
    ShopTermsChanged,

    /// <summary>Payouts go to another settlement account from now on.</summary>
    ShopAccountChanged,

    /// <summary>An owner asked to leave.</summary>
    ShopClosingAsked,

    /// <summary>It sells nothing any more; its money is being settled.</summary>
    ShopClosing,

    /// <summary>It has left, with nothing open.</summary>
    ShopClosed,

    /// <summary>An API key was made; the name is the key's, the detail <c>live</c> or <c>test</c>.</summary>
    ShopKeyMade,

    /// <summary>An API key got a successor.</summary>
    ShopKeyRotated,

    /// <summary>An API key was ended at once.</summary>
    ShopKeyRevoked,

    /// <summary>A person was added to the staff; the detail is the role.</summary>
    ShopStaffAdded,

    /// <summary>A person was removed from the staff.</summary>
    ShopStaffRemoved,

    /// <summary>A person of the staff has another role.</summary>
    ShopRoleChanged,
}

/// <summary>What is told.</summary>
/// <param name="Source">What it is about, <c>module:id[:step]</c>; where it moved the member's wallet, that slip's
/// source. One notice per member, event and source, for ever.</param>
/// <param name="Amount">Won.</param>
/// <param name="Name">The other party, shop or account.</param>
/// <param name="Detail">A word with it: the message, the reason's refusal code, the device.</param>
public sealed record Notice(
    NoticeEvent Event,
    string Source,
    Won? Amount = null,
    string? Name = null,
    string? Detail = null
)
{
    /// <summary>
    /// The <see cref="Detail"/> of a <see cref="NoticeEvent.PasswordResetAsked"/> that is somebody's first password.
    /// </summary>
    public const string FirstPassword = "first";

    /// <summary>The kinds that a member reads, and has wishes about.</summary>
    public static IReadOnlyList<NoticeKind> KindsOfMembers { get; } =
    [.. Enum.GetValues<NoticeKind>().Where(kind => kind != NoticeKind.Shop)];

    /// <summary>Which wish silences it.</summary>
    public static NoticeKind KindOf(NoticeEvent happened) =>
        happened switch
        {
            <= NoticeEvent.AutoChargeEnded => NoticeKind.Bank,
            <= NoticeEvent.Released => NoticeKind.Transfer,
            <= NoticeEvent.RecurringOff => NoticeKind.Payment,
            <= NoticeEvent.RequestCancelled => NoticeKind.Request,
            <= NoticeEvent.AllowanceEnded => NoticeKind.Allowance,
            <= NoticeEvent.ConfirmAddress => NoticeKind.Security,
            _ => NoticeKind.Shop,
        };
}

/// <summary>A notice as its member reads it.</summary>
public sealed record NoticeView(
    Guid Id,
    NoticeEvent Event,
    NoticeKind Kind,
    string Source,
    Won? Amount,
    string? Name,
    string? Detail,
    DateTimeOffset At,
    bool Read
);

/// <summary>Notices.</summary>
/// <param name="More">There are older ones.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Rows, bool More);
