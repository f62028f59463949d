using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment;

/// <summary>
/// What was bought, and was it paid once? The use cases behind both API doors, the checkout and the POS. Only approve
/// moves money, once per TID. Every method that a franchise calls takes the franchise: another's payment is not found.
/// </summary>
public interface IPayments
{
    /// <summary>
    /// Prepares a payment (결제 준비). Refuses with <c>payment.ready.amount_invalid</c>, <c>….tax_free_invalid</c>,
    /// <c>….field_missing</c> (field), <c>….field_too_long</c> (field, max),
    /// <c>….quantity_invalid</c>, <c>….redirect_malformed</c> (field), <c>….redirect_not_registered</c> (url),
    /// <c>….cid_unknown</c>, <c>….franchise_not_active</c>, <c>….method_unknown</c>, <c>….over_limit</c> (limit),
    /// <c>payment.stopped.all</c>, <c>….franchise</c> (new payments are switched off, see <see cref="IPaymentStops"/>).
    /// </summary>
    Task<Result<PaymentView>> ReadyAsync(ReadyRequest request, CancellationToken ct = default);

    /// <summary>A payment for the checkout page; null for an unknown TID.</summary>
    Task<CheckoutView?> FindForCheckoutAsync(string tid, CancellationToken ct = default);

    /// <summary>
    /// The member opened the page (OPEN_PAYMENT), or chose how to pay (SELECT_METHOD): from now on the checkout is
    /// theirs. Never goes backwards. Refuses with <c>payment.checkout.not_found</c>, <c>….other_member</c>.
    /// </summary>
    Task<Result<CheckoutView>> OpenAsync(string tid, MemberId member, CancellationToken ct = default);

    /// <summary>
    /// The member's PIN was right (AUTH_PASSWORD): binds the payment to the member and gives the address to return to,
    /// with a one-time <c>pg_token</c>. Refuses with <c>payment.checkout.expired</c>, <c>….already_paid</c>,
    /// <c>….cancelled</c>, <c>….other_member</c>, <c>payment.consent.cap_invalid</c>, <c>….below_first</c>, and when the
    /// top-up rule already says no, its refusal.
    /// </summary>
    /// <param name="terms">Of a payment that recurs: how much the shop may take from then on; null: as
    /// <see cref="ConsentTerms.UsualFor"/> proposes.</param>
    Task<Result<ReturnAddress>> AuthorizeAsync(
        string tid,
        MemberId member,
        ConsentTerms? terms = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// The member quit (QUIT_PAYMENT); gives the cancel address. Refuses with <c>payment.checkout.other_member</c> for
    /// what another has opened and for nobody (null), and as <see cref="AuthorizeAsync"/> for what has ended otherwise;
    /// what was quit already leads to the same address.
    /// </summary>
    Task<Result<ReturnAddress>> QuitAsync(string tid, MemberId? member, CancellationToken ct = default);

    /// <summary>
    /// Approves: tops up by the paying rule when short, then in one write debits the member, credits the franchise,
    /// books fee and VAT, writes the slip and the event: all or nothing, once. Refuses with
    /// <c>payment.approve.not_found</c>, <c>….not_authorized</c> (PIN not entered yet), <c>….already_approved</c>,
    /// <c>….expired</c>, <c>….order_id_mismatch</c>, <c>….user_id_mismatch</c>,
    /// <c>….token_mismatch</c>, <c>….amount_mismatch</c>, <c>….wrong_state</c>, <c>….in_progress</c>; a failed top-up
    /// fails the payment: Money's refusal, with <c>money.top_up.unknown</c> when the bank has not answered.
    /// </summary>
    Task<Result<PaymentView>> ApproveAsync(ApproveRequest request, CancellationToken ct = default);

    /// <summary>A payment of this franchise.</summary>
    Task<PaymentView?> FindAsync(FranchiseId franchise, string tid, CancellationToken ct = default);

    /// <summary>Payments of this franchise, newest first.</summary>
    Task<PaymentPage> ListAsync(
        FranchiseId franchise,
        PaymentFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>
    /// Cancels, whole or in part, never more than paid. Fee and VAT come back by the cumulative rule. Refuses with
    /// <c>payment.cancel.not_found</c>, <c>….not_positive</c>, <c>….exceeds</c> (left),
    /// <c>….exceeds_original</c> (paid), <c>….available_mismatch</c> (left), <c>….tax_free_exceeds</c>,
    /// <c>….wrong_state</c>, <c>….over_role_limit</c> (limit).
    /// </summary>
    Task<Result<CancelView>> CancelAsync(CancelRequest request, CancellationToken ct = default);

    /// <summary>
    /// Charges a recurring key (정기결제). Refuses with <c>payment.sid.not_found</c>, <c>….inactive</c> (stopped),
    /// <c>….paused</c>, <c>….user_id_mismatch</c>, <c>….over_once</c> (cap), <c>….over_month</c> (cap, left),
    /// <c>….balance_only</c>, <c>payment.stopped.…</c>, ready's field refusals, Money's refusals. What the member has
    /// stopped or capped is told to them too.
    /// </summary>
    Task<Result<PaymentView>> ChargeSidAsync(SidCharge charge, CancellationToken ct = default);

    /// <summary>A recurring key of this franchise.</summary>
    Task<SidView?> FindSidAsync(FranchiseId franchise, string cid, string sid, CancellationToken ct = default);

    /// <summary>Recurring keys of this franchise under a CID, the newest first; none for a cursor that is not ours.</summary>
    Task<SidPage> ListSidsAsync(
        FranchiseId franchise,
        string cid,
        SidFilter filter,
        string? cursor,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>Ends a recurring key; ending it twice changes nothing.</summary>
    Task<Result<SidView>> DeactivateSidAsync(
        FranchiseId franchise,
        string cid,
        string sid,
        CancellationToken ct = default
    );
}

/// <summary>Paying at the counter.</summary>
public interface IInStore
{
    /// <summary>
    /// A fresh one-time code of the member (as long as <see cref="PaymentPolicies.CodeMinutes"/> says, one use); an
    /// older one ends.
    /// </summary>
    Task<PayCode> IssueCodeAsync(MemberId member, CancellationToken ct = default);

    /// <summary>What became of the member's last code: unused, used (the payment), or ended.</summary>
    Task<PayCodeOutcome?> FindCodeAsync(MemberId member, string code, CancellationToken ct = default);

    /// <summary>
    /// Charges a member's code at once. Refuses with <c>payment.code.not_found</c>, <c>….expired</c>, <c>….used</c>,
    /// <c>….too_many_guesses</c> (seconds to wait), <c>payment.stopped.…</c>, ready's field refusals, Money's refusals.
    /// A refused payment leaves the code usable.
    /// </summary>
    Task<Result<PaymentView>> PayByCodeAsync(CodePayment request, CancellationToken ct = default);

    /// <summary>
    /// Whether a till should ask once before it charges this, won: above <see cref="PaymentPolicies.TillAsksAbove"/>,
    /// or more than ten times the median of what the franchise sold at its counters in the last hour.
    /// </summary>
    Task<bool> IsUnusualAsync(FranchiseId franchise, long won, CancellationToken ct = default);

    /// <summary>
    /// A dynamic order, shown as a QR for 15 minutes. Refuses with ready's field refusals and <c>payment.stopped.…</c>;
    /// one that is shown can still be paid after a stop.
    /// </summary>
    Task<Result<OrderView>> CreateOrderAsync(NewOrder order, CancellationToken ct = default);

    /// <summary>An order of this franchise.</summary>
    Task<OrderView?> FindOrderAsync(FranchiseId franchise, string id, CancellationToken ct = default);

    /// <summary>
    /// What a scanned QR (<c>/q/{code}</c>) means: a store (the member enters the amount) or an order; null for any
    /// other.
    /// </summary>
    Task<ScannedQr?> ScanAsync(string code, CancellationToken ct = default);

    /// <summary>
    /// The member pays what they scanned; the PIN must have been verified. Refuses with <c>payment.qr.not_found</c>,
    /// <c>….expired</c>, <c>….already_paid</c>, <c>….amount_needed</c>, <c>payment.stopped.…</c> (a store's own QR),
    /// Money's refusals.
    /// </summary>
    Task<Result<PaymentView>> PayScannedAsync(
        MemberId member,
        string code,
        Won? amount,
        string key,
        CancellationToken ct = default
    );
}

/// <summary>Slips (전표) and receipts.</summary>
public interface IReceipts
{
    /// <summary>The receipt behind a verification code: anyone may check one, nobody sees who paid.</summary>
    Task<ReceiptView?> FindByCodeAsync(string code, CancellationToken ct = default);

    /// <summary>The receipt of a member's own payment.</summary>
    Task<ReceiptView?> FindForMemberAsync(MemberId member, string tid, CancellationToken ct = default);

    /// <summary>The receipt of a franchise's own payment.</summary>
    Task<ReceiptView?> FindForFranchiseAsync(FranchiseId franchise, string tid, CancellationToken ct = default);
}

/// <summary>A ready request, already read from whichever door.</summary>
/// <param name="Caller">The franchise of the API key.</param>
/// <param name="VatAmount">Null: round((total − tax free) ÷ 11), half up.</param>
/// <param name="Key">Idempotency key, if the caller sent one.</param>
public sealed record ReadyRequest(
    FranchiseId Caller,
    bool Live,
    string Cid,
    string PartnerOrderId,
    string PartnerUserId,
    string ItemName,
    string? ItemCode,
    int Quantity,
    long TotalAmount,
    long TaxFreeAmount,
    long? VatAmount,
    long GreenDeposit,
    string ApprovalUrl,
    string CancelUrl,
    string FailUrl,
    string? MethodType,
    string? CustomJson,
    string? Key
)
{
    /// <summary>What stands behind the CID, when the door has just looked it up; null: it is looked up here.</summary>
    public CidTerms? Terms { get; init; }
}

/// <summary>An approve request.</summary>
/// <param name="Key">Idempotency key, if the caller sent one.</param>
public sealed record ApproveRequest(
    FranchiseId Caller,
    string Cid,
    string Tid,
    string PartnerOrderId,
    string PartnerUserId,
    string PgToken,
    long? TotalAmount,
    string? Payload,
    string? Key = null
)
{
    /// <summary>What stands behind the CID, when the door has just looked it up; null: it is looked up here.</summary>
    public CidTerms? Terms { get; init; }
}

/// <summary>A cancel request.</summary>
/// <param name="Available">What the caller believes is left, this cancel included; refused when it does not
/// match.</param>
/// <param name="ByCashier">Set when a cashier asks: the role's limit holds for all that is cancelled of the
/// payment.</param>
public sealed record CancelRequest(
    FranchiseId Caller,
    string? Cid,
    string Tid,
    long Amount,
    long TaxFreeAmount,
    long? VatAmount,
    long? Available,
    string? Reason,
    string? Payload,
    bool ByCashier,
    string? Key
);

/// <summary>A recurring charge.</summary>
public sealed record SidCharge(
    FranchiseId Caller,
    string Cid,
    string Sid,
    string PartnerOrderId,
    string PartnerUserId,
    string? ItemName,
    string? ItemCode,
    int Quantity,
    long TotalAmount,
    long TaxFreeAmount,
    long? VatAmount,
    string? Payload,
    string? Key
)
{
    /// <summary>What stands behind the CID, when the door has just looked it up; null: it is looked up here.</summary>
    public CidTerms? Terms { get; init; }
}

/// <summary>A code payment at the counter.</summary>
public sealed record CodePayment(
    FranchiseId Caller,
    bool Live,
    string Code,
    long Amount,
    string OrderId,
    string ItemName,
    StoreId? Store,
    string Key
);

/// <summary>A dynamic QR order.</summary>
public sealed record NewOrder(
    FranchiseId Caller,
    bool Live,
    long Amount,
    string OrderId,
    string ItemName,
    StoreId? Store,
    string Key
);

/// <summary>MyPay's own states of a payment; the dialect's 13 values are mapped from them.</summary>
public enum PaymentState
{
    /// <summary>Requested.</summary>
    Ready,

    /// <summary>The pay screen is open.</summary>
    Opened,

    /// <summary>PIN entered, waiting for approve.</summary>
    Authorized,

    /// <summary>A SID was issued without paying.</summary>
    SidIssued,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Cancelled in part.</summary>
    PartlyCancelled,

    /// <summary>Cancelled whole.</summary>
    Cancelled,

    /// <summary>The member quit.</summary>
    Quit,

    /// <summary>Approve failed.</summary>
    Failed,

    /// <summary>Nobody approved it within 15 minutes.</summary>
    Expired,
}

/// <summary>An amount split as the dialect writes it, won.</summary>
public sealed record AmountSplit(long Total, long TaxFree, long Vat, long GreenDeposit);

/// <summary>A payment as its franchise sees it.</summary>
/// <param name="Tid"><c>T</c> + 19.</param>
/// <param name="Aid">The approval's <c>A</c> + 19; null before.</param>
/// <param name="Channel">Where it was made: <c>online</c>, <c>code</c>, <c>qr</c>, <c>recurring</c>.</param>
/// <param name="ReceiptCode">Verification code of the receipt; null before it is paid.</param>
public sealed record PaymentView(
    string Tid,
    string? Aid,
    string Cid,
    string? Sid,
    bool Live,
    PaymentState State,
    string Channel,
    string PartnerOrderId,
    string PartnerUserId,
    string ItemName,
    string? ItemCode,
    int Quantity,
    AmountSplit Amount,
    AmountSplit Cancelled,
    AmountSplit Available,
    long Fee,
    long FeeVat,
    int RateBasisPoints,
    string? ApprovalNumber,
    string? ReceiptCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? CanceledAt,
    StoreId? Store,
    string? MaskedMember,
    IReadOnlyList<PaymentAction> Actions,
    string? Payload,
    string? FailureCode
);

/// <summary>One action of a payment: PAYMENT, CANCEL or ISSUED_SID.</summary>
public sealed record PaymentAction(
    string Aid,
    string Type,
    DateTimeOffset At,
    long Amount,
    string? Payload,
    string? Reason
);

/// <summary>A cancel that was made.</summary>
/// <param name="ThisCancel">This call's amounts.</param>
public sealed record CancelView(string Aid, AmountSplit ThisCancel, PaymentView Payment);

/// <summary>A payment for its payer.</summary>
/// <param name="Payer">The member it is bound to, once authorised.</param>
public sealed record CheckoutView(
    string Tid,
    PaymentState State,
    string TradeName,
    string ItemName,
    int Quantity,
    long Amount,
    string PartnerOrderId,
    bool Live,
    bool Recurring,
    DateTimeOffset ExpiresAt,
    MemberId? Payer,
    string ApprovalUrl,
    string CancelUrl,
    string FailUrl
);

/// <summary>Where the browser goes.</summary>
public sealed record ReturnAddress(string Url);

/// <summary>Which payments.</summary>
public sealed record PaymentFilter(
    DateOnly? From = null,
    DateOnly? To = null,
    IReadOnlyCollection<PaymentState>? States = null,
    string? PartnerOrderId = null,
    string? Text = null,
    StoreId? Store = null,
    bool? Live = null
);

/// <summary>A page.</summary>
public sealed record PaymentPage(IReadOnlyList<PaymentView> Rows, string? Next);

/// <summary>A recurring key.</summary>
/// <param name="Active">It may be charged now.</param>
/// <param name="InactivatedAt">Since when it may not.</param>
/// <param name="PartnerUserId">The franchise's own name for the member.</param>
/// <param name="CapOnce">Most of one charge, won; null: no cap, a key of before members were asked.</param>
/// <param name="CapMonth">Most of a calendar month in Seoul, won; null as above.</param>
/// <param name="MayDraw">The member's bank account may be drawn on when the wallet is short.</param>
/// <param name="TakenThisMonth">Won charged this month in Seoul, the first payment included.</param>
/// <param name="LastAmount">Won of the last charge.</param>
public sealed record SidView(
    string Cid,
    string Sid,
    bool Active,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastApprovedAt,
    DateTimeOffset? InactivatedAt,
    string ItemName,
    ConsentState State,
    string PartnerUserId,
    string MaskedMember,
    long? CapOnce,
    long? CapMonth,
    bool MayDraw,
    long TakenThisMonth,
    long? LastAmount
)
{
    /// <summary>Won that can still be charged this month; null: no cap.</summary>
    public long? LeftThisMonth => CapMonth is { } cap ? Math.Max(0, cap - TakenThisMonth) : null;
}

/// <summary>Which recurring keys.</summary>
public sealed record SidFilter(string? PartnerUserId = null, IReadOnlyCollection<ConsentState>? States = null);

/// <summary>A page.</summary>
public sealed record SidPage(IReadOnlyList<SidView> Rows, string? Next);

/// <summary>A member's one-time code.</summary>
/// <param name="Code">Digits.</param>
public sealed record PayCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>What became of a code.</summary>
public sealed record PayCodeOutcome(
    string Code,
    DateTimeOffset ExpiresAt,
    bool Used,
    string? Tid,
    string? TradeName,
    long? Amount
);

/// <summary>A dynamic order.</summary>
/// <param name="State">Ready, Paid, Expired or Cancelled.</param>
/// <param name="Live">False: an order of the test mode, no money moves.</param>
public sealed record OrderView(
    string Id,
    string QrCode,
    bool Live,
    long Amount,
    string OrderId,
    string ItemName,
    PaymentState State,
    string? Tid,
    DateTimeOffset ExpiresAt
);

/// <summary>What a QR means.</summary>
/// <param name="Amount">Null for a store's static QR: the member enters it.</param>
/// <param name="Sells">False: the shop takes no payments now, or has left.</param>
public sealed record ScannedQr(
    string Code,
    FranchiseId Franchise,
    string TradeName,
    string StoreName,
    string? ItemName,
    long? Amount,
    DateTimeOffset? ExpiresAt,
    PaymentState? State,
    bool Sells = true
);

/// <summary>A receipt.</summary>
/// <param name="ForPayer">Only on the payer's own receipt.</param>
public sealed record ReceiptView(
    string Code,
    string ApprovalNumber,
    string Tid,
    string TradeName,
    string BusinessNumber,
    string ItemName,
    long Total,
    long TaxFree,
    long Vat,
    long Cancelled,
    DateTimeOffset ApprovedAt,
    IReadOnlyList<PaymentAction> Actions,
    bool Live,
    string? ForPayer
);

/// <summary>Written in the payment's own commit; feeds webhooks and live pages.</summary>
/// <param name="Type"><c>payment.approved</c>, <c>payment.canceled</c> or <c>payment.failed</c>.</param>
/// <param name="Data">The webhook's <c>data</c>, JSON.</param>
public sealed record PaymentHappened(
    string Type,
    FranchiseId Franchise,
    string Tid,
    bool Live,
    string Data,
    DateTimeOffset At
) : Ledger.Outbox.IOutboxEvent
{
    /// <inheritdoc/>
    public static string EventName => "payment.happened";
}
