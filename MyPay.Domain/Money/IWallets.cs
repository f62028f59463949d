using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money;

/// <summary>Who owns how much, and why? All that the rest of MyPay may ask of Money.</summary>
public interface IWallets
{
    /// <summary>The wallet at a glance, from one consistent moment.</summary>
    Task<WalletView> FindAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Charges by hand (충전): asks the bank for money and credits it once the bank is certain. The PIN must have been
    /// verified. Refuses with <c>money.charge.below_minimum</c>, <c>….not_in_units</c>, <c>….over_cap</c> (room),
    /// <c>….account_not_found</c>, <c>….account_checking</c> (an earlier charge of this account is unknown),
    /// <c>money.member.not_active</c>, <c>money.member.frozen</c>, refusals of Banking for bank and window, and the
    /// bank's reason when it said no. An unknown outcome is no refusal: see <see cref="ChargeView.State"/>.
    /// </summary>
    Task<Result<ChargeView>> ChargeAsync(ChargeRequest request, CancellationToken ct = default);

    /// <summary>
    /// Withdraws to an own linked account. The money goes in transit at once; only a certain failure brings it back.
    /// Refuses with <c>money.withdraw.not_positive</c>, <c>ledger.insufficient</c> (short by),
    /// <c>money.withdraw.account_not_found</c>, those of <see cref="IOutgoing"/>, Banking's refusals.
    /// </summary>
    Task<Result<WithdrawalView>> WithdrawAsync(WithdrawRequest request, CancellationToken ct = default);

    /// <summary>
    /// What the top-up rule (자동 충전) would do for this amount now; for the sentence on the confirm screen. Refuses like
    /// <see cref="CoverAsync"/>, with Banking's reason when the account's bank can't be asked now, with
    /// <c>money.charge.account_checking</c> while it has yet to answer an earlier charge, and with what stands against
    /// the member.
    /// </summary>
    Task<Result<TopUpPlan>> PlanTopUpAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        CancellationToken ct = default
    );

    /// <summary>
    /// Makes sure the balance covers an amount, topping up from the primary account when it is short. May call a bank,
    /// so it comes before, never inside, a write. Refuses with <c>money.top_up.no_account</c> (short by),
    /// <c>money.top_up.over_cap</c> (short by, room), <c>money.top_up.unknown</c> (the bank has not answered: nothing
    /// is paid, the money, if it came, is the member's), Banking's refusals and the bank's reason.
    /// </summary>
    /// <param name="member">Whose wallet.</param>
    /// <param name="amount">What must be covered.</param>
    /// <param name="reason">Which rule holds.</param>
    /// <param name="intent">
    /// What the money is for. Its key names the charge, so a retry finds the same one; and once the intent has taken
    /// effect nothing is topped up for it any more, however many copies of the request are under way.
    /// </param>
    /// <param name="ct">Cancels the wait before the bank is asked.</param>
    Task<Result<TopUpPlan>> CoverAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct = default
    );

    /// <summary>The member's charge; null for anybody else's.</summary>
    Task<ChargeView?> FindChargeAsync(MemberId member, Guid charge, CancellationToken ct = default);

    /// <summary>Charges and withdrawals whose bank outcome is still open (은행 확인 중), newest first.</summary>
    Task<IReadOnlyList<OpenBankMove>> OpenMovesAsync(MemberId member, CancellationToken ct = default);

    /// <summary>The limits that hold for the member today.</summary>
    Task<LimitsView> LimitsAsync(MemberId member, CancellationToken ct = default);
}

/// <summary>What is told of money that comes in.</summary>
public static class IncomingNotices
{
    /// <summary>Tells the member what waits above the cap, if anything does.</summary>
    public static void NotifyPended(this JournalWrite write, MemberId member, string source, IncomingSplit split)
    {
        if (split.ToPending > Won.Zero)
            write.Notify(member, new(NoticeEvent.Pended, source, split.ToPending));
    }
}

/// <summary>Postings that other modules may make with members' money, inside their own write.</summary>
public interface IWalletPostings
{
    /// <summary>
    /// Counts an outgoing transfer against the limits. Refuses with <c>money.limit.per_transfer</c> (limit),
    /// <c>money.limit.per_day</c> (limit, left), <c>money.limit.per_month</c> (limit, left).
    /// </summary>
    Result<Done> CountSend(JournalWrite write, MemberId member, Won amount);

    /// <summary>What was sent on that day came back: it no longer counts against the limits.</summary>
    void UncountSend(JournalWrite write, MemberId member, Won amount, DateTimeOffset sentAt);

    /// <summary>
    /// How much of an incoming amount fits under the member's cap now; the rest belongs into <c>pending</c>, never
    /// refused, never lost.
    /// </summary>
    IncomingSplit SplitIncoming(JournalWrite write, MemberId member, Won amount, bool verified);

    /// <summary>
    /// Moves pending money into the wallet as far as the cap allows; called after a wallet got room.
    /// <paramref name="source"/> makes the slip unique.
    /// </summary>
    void ReleasePending(JournalWrite write, MemberId member, bool verified, string source);
}

/// <summary>What the member reads of their own money: entries of the wallet, with search and export.</summary>
public interface IMovements
{
    /// <summary>One page, newest first.</summary>
    Task<MovementPage> ListAsync(
        MemberId member,
        MovementFilter filter,
        long? before,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>Some that match, oldest first, after a number; for a page that reads forward.</summary>
    Task<IReadOnlyList<Movement>> ForwardAsync(
        MemberId member,
        MovementFilter filter,
        long after,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>All that match, oldest first, for an export.</summary>
    IAsyncEnumerable<Movement> ExportAsync(MemberId member, MovementFilter filter, CancellationToken ct = default);

    /// <summary>How many match, and what came in and went out with them.</summary>
    Task<MovementTotals> TotalsAsync(MemberId member, MovementFilter filter, CancellationToken ct = default);

    /// <summary>One movement of the member's own wallet by its number there; null for any other.</summary>
    Task<Movement?> FindAsync(MemberId member, long number, CancellationToken ct = default);

    /// <summary>The movement that a source made in this member's wallet, if any.</summary>
    Task<Movement?> FindBySourceAsync(MemberId member, string source, CancellationToken ct = default);

    /// <summary>In and out per KST month, oldest first, the current month last.</summary>
    Task<IReadOnlyList<MonthFlow>> MonthsAsync(MemberId member, int months, CancellationToken ct = default);
}

/// <summary>A wallet.</summary>
/// <param name="Balance">마이 머니, won.</param>
/// <param name="Pending">Above the cap, waiting.</param>
/// <param name="Awaiting">Sent, not accepted yet.</param>
/// <param name="Cap">The cap that holds.</param>
public sealed record WalletView(Won Balance, Won Pending, Won Awaiting, Won Cap)
{
    /// <summary>The topics of <see cref="LiveFeed"/> that change what this view shows.</summary>
    public static IReadOnlyList<string> Topics(MemberId member) =>
        [$"wallet:{member}", $"pending:{member}", $"awaiting:{member}", $"member:{member}"];
}

/// <summary>A charge by hand.</summary>
/// <param name="Key">The intent's idempotency key.</param>
public sealed record ChargeRequest(MemberId Member, LinkedAccountId Account, Won Amount, string Key);

/// <summary>A withdrawal to an own account.</summary>
public sealed record WithdrawRequest(MemberId Member, LinkedAccountId Account, Won Amount, string Key);

/// <summary>How far money's way through a bank is.</summary>
public enum MoveState
{
    /// <summary>은행 확인 중: the outcome is open.</summary>
    Checking,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Certainly not done; nothing is missing.</summary>
    Failed,
}

/// <summary>A charge.</summary>
/// <param name="BalanceAfter">The wallet now.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Origin">Who wanted it.</param>
public sealed record ChargeView(
    Guid Id,
    Won Amount,
    MoveState State,
    string AccountLabel,
    Won BalanceAfter,
    DateTimeOffset At,
    Refusal? Failure,
    ChargeOrigin Origin = ChargeOrigin.Hand
);

/// <summary>Who wanted a charge. The name is stored; never renamed.</summary>
public enum ChargeOrigin
{
    /// <summary>The member, by hand.</summary>
    Hand,

    /// <summary>A payment or a transfer that was short.</summary>
    TopUp,

    /// <summary>The balance fell below the member's threshold.</summary>
    Threshold,

    /// <summary>The member's schedule.</summary>
    Scheduled,
}

/// <summary>A withdrawal.</summary>
public sealed record WithdrawalView(
    Guid Id,
    Won Amount,
    MoveState State,
    string AccountLabel,
    Won BalanceAfter,
    DateTimeOffset At,
    Refusal? Failure
);

/// <summary>A charge or withdrawal that the bank has not answered.</summary>
public sealed record OpenBankMove(
    Guid Id,
    BankDirection Direction,
    Won Amount,
    string AccountLabel,
    DateTimeOffset At,
    DateTimeOffset? NextInquiryAt,
    bool IsOperatorCase,
    ChargeOrigin Origin = ChargeOrigin.Hand,
    LinkedAccountId? Account = null
);

/// <summary>Which top-up rule holds.</summary>
public enum TopUpReason
{
    /// <summary>Short by up to 10,000: charge 10,000; by more: exactly that.</summary>
    Paying,

    /// <summary>The shortage rounded up to the next 10,000.</summary>
    Sending,
}

/// <summary>What a top-up does.</summary>
/// <param name="Balance">The balance before.</param>
/// <param name="Short">What is missing; zero when the balance suffices.</param>
/// <param name="Charge">What is charged; zero when nothing is.</param>
/// <param name="AccountLabel">Where from, e.g. <c>KB국민 78901</c>; null when nothing is charged.</param>
/// <param name="Account">The account.</param>
public sealed record TopUpPlan(Won Balance, Won Short, Won Charge, LinkedAccountId? Account, string? AccountLabel);

/// <summary>An incoming amount under the cap.</summary>
public readonly record struct IncomingSplit(Won ToWallet, Won ToPending);

/// <summary>Today's limits, won.</summary>
public sealed record LimitsView(
    Won Cap,
    bool Verified,
    Won PerTransfer,
    Won PerDay,
    Won LeftToday,
    Won PerMonth,
    Won LeftThisMonth,
    Won ChargeUnit
);

/// <summary>Sort of movement.</summary>
public enum MovementKind
{
    /// <summary>Charged from a bank account.</summary>
    Charge,

    /// <summary>Charged by a rule: a top-up, below the threshold, on the schedule.</summary>
    AutoCharge,

    /// <summary>Withdrawn to an own account.</summary>
    Withdraw,

    /// <summary>Sent to a member or an account.</summary>
    Send,

    /// <summary>Received from a member.</summary>
    Receive,

    /// <summary>Came back: refused, cancelled, expired or failed at the bank.</summary>
    Return,

    /// <summary>Released from pending.</summary>
    Release,

    /// <summary>Paid at a franchise.</summary>
    Pay,

    /// <summary>A payment cancelled.</summary>
    Refund,

    /// <summary>Anything else, e.g. a correction.</summary>
    Other,
}

/// <summary>What to show.</summary>
/// <param name="Text">Part of the other party or the message; or an amount in digits.</param>
public sealed record MovementFilter(
    DateOnly? From = null,
    DateOnly? To = null,
    bool? Incoming = null,
    IReadOnlyCollection<MovementKind>? Kinds = null,
    string? Text = null
);

/// <summary>One line of the wallet.</summary>
/// <param name="Number">1, 2, 3 … within this wallet: its address is <c>/wallet/history/{number}</c>.</param>
/// <param name="Slip">The slip's number.</param>
/// <param name="Source">The business row behind it, <c>module:id[:step]</c>.</param>
/// <param name="Signed">Won; in positive, out negative.</param>
/// <param name="Balance">The wallet after it.</param>
/// <param name="Counterparty">Other party or account.</param>
/// <param name="Memo">The payer's words.</param>
public sealed record Movement(
    long Number,
    long Slip,
    MovementKind Kind,
    string Source,
    long Signed,
    Won Balance,
    string? Counterparty,
    string? Memo,
    DateTimeOffset At
);

/// <summary>A page.</summary>
/// <param name="Before">Ask with this for the next page; null at the end.</param>
public sealed record MovementPage(IReadOnlyList<Movement> Rows, long? Before);

/// <summary>The sum of some movements, won, each as a positive amount.</summary>
public sealed record MovementTotals(int Count, Won In, Won Out);

/// <summary>A month's flow, won.</summary>
public sealed record MonthFlow(DateOnly Month, Won In, Won Out);
