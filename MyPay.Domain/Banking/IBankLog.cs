using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Banking;

/// <summary>
/// Every call to a bank, for those who watch them, and the desk for calls of which nobody knows the outcome. Numbers
/// and names are masked.
/// </summary>
public interface IBankLog
{
    /// <summary>Newest first.</summary>
    /// <param name="filter">Which calls.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Ends the question.</param>
    Task<BankCallPage> ListAsync(BankCallFilter filter, string? cursor, int limit, CancellationToken ct = default);

    /// <summary>What waits, and how today goes (KST).</summary>
    Task<BankCallSums> SumsAsync(CancellationToken ct = default);

    /// <summary>What is open, for the eyes of a monitor: cheap however many calls there were.</summary>
    Task<OpenBankCalls> OpenAsync(CancellationToken ct = default);

    /// <summary>All banks of the directory, whatever they are used for, by code.</summary>
    Task<IReadOnlyList<BankView>> BanksAsync(CancellationToken ct = default);

    /// <summary>One call with everything that happened to it.</summary>
    Task<BankCallStory?> FindAsync(BankCallId call, CancellationToken ct = default);

    /// <summary>
    /// Asks the bank about an unknown call at once, on an operator's wish; a certain answer is booked as always, any
    /// other changes nothing, the written schedule included. Refuses with <c>banking.call.not_found</c>,
    /// <c>banking.call.already_settled</c>, <c>banking.call.on_its_way</c>.
    /// </summary>
    Task<Result<BankCallView>> InquireNowAsync(BankCallId call, Actor by, CancellationToken ct = default);

    /// <summary>
    /// What is against deciding a call: <c>banking.call.not_found</c>, <c>banking.call.already_settled</c>,
    /// <c>banking.call.no_case</c>; null for an operator's case.
    /// </summary>
    Refusal? AgainstDeciding(MyPayDb db, BankCallId call);

    /// <summary>The call as it stands in this database, for whoever has to decide.</summary>
    BankCallEntry? Find(MyPayDb db, BankCallId call);

    /// <summary>
    /// Two people have found out what the bank did: booked exactly as the bank's own answer would be, once. Refuses
    /// like <see cref="AgainstDeciding"/>.
    /// </summary>
    /// <param name="write">The write of the decision.</param>
    /// <param name="call">Which call.</param>
    /// <param name="succeeded">The money moved, or certainly did not.</param>
    /// <param name="evidence">By what they know.</param>
    /// <param name="maker">Who asked for it.</param>
    /// <param name="checker">Who agreed.</param>
    Result<Done> Decide(
        JournalWrite write,
        BankCallId call,
        bool succeeded,
        string evidence,
        Actor maker,
        Actor checker
    );
}

/// <summary>Which calls; null asks for all.</summary>
/// <param name="States">In one of these states.</param>
/// <param name="Bank">Bank code.</param>
/// <param name="Purpose">What for: <c>money.charge</c> …</param>
/// <param name="From">First day, KST.</param>
/// <param name="To">Last day, KST.</param>
/// <param name="Text">A part of the bank_tran_id, the whole reference, the end of the number, or the amount in
/// won.</param>
public sealed record BankCallFilter(
    IReadOnlyList<BankCallState>? States = null,
    string? Bank = null,
    string? Purpose = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Text = null
);

/// <summary>Some calls.</summary>
/// <param name="Calls">Newest first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record BankCallPage(IReadOnlyList<BankCallEntry> Calls, string? Next);

/// <summary>One call in the log.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its sort.</param>
/// <param name="Purpose">Who settles it.</param>
/// <param name="Reference">The business row behind it.</param>
/// <param name="Bank">Bank code.</param>
/// <param name="MaskedNumber">The customer's account.</param>
/// <param name="MaskedHolder">Its holder.</param>
/// <param name="Amount">Won; zero for an inquiry.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">When it was stored, UTC.</param>
/// <param name="SettledAt">When its outcome was certain, UTC.</param>
/// <param name="Inquiries">How often the bank was asked about it by the schedule.</param>
/// <param name="NextInquiryAt">When it is asked next, UTC.</param>
/// <param name="LatencyMs">Milliseconds to the direct answer, or to giving up.</param>
/// <param name="Fee">Won booked for it.</param>
/// <param name="BankTranId">Its name at the bank.</param>
public sealed record BankCallEntry(
    BankCallId Id,
    BankCallKind Kind,
    string Purpose,
    string Reference,
    string Bank,
    string MaskedNumber,
    string MaskedHolder,
    Won Amount,
    BankCallState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt,
    int Inquiries,
    DateTimeOffset? NextInquiryAt,
    int? LatencyMs,
    Won Fee,
    string BankTranId
);

/// <summary>One call with its story.</summary>
/// <param name="Call">The call.</param>
/// <param name="MaskedPayload">What was sent, JSON, account number and names masked.</param>
/// <param name="CorporateAccount">Our account, key of <c>LedgerAccount.Bank</c>.</param>
/// <param name="SentAt">When it went out, UTC.</param>
/// <param name="DecidedBy">Who decided it, when people did.</param>
/// <param name="Evidence">By what they knew.</param>
/// <param name="Events">What was heard of it, oldest first.</param>
public sealed record BankCallStory(
    BankCallEntry Call,
    string? MaskedPayload,
    string CorporateAccount,
    DateTimeOffset? SentAt,
    string? DecidedBy,
    string? Evidence,
    IReadOnlyList<BankCallEvent> Events
);

/// <summary>How something was heard of a call.</summary>
public enum BankCallStep
{
    /// <summary>The direct answer, or none in time.</summary>
    Answered,

    /// <summary>A result inquiry of the schedule.</summary>
    Inquired,

    /// <summary>A result inquiry an operator wished.</summary>
    InquiredByHand,

    /// <summary>Two people decided.</summary>
    Decided,
}

/// <summary>Something heard of a call.</summary>
/// <param name="Step">How.</param>
/// <param name="At">When, UTC.</param>
/// <param name="State">Where the call stood after it.</param>
/// <param name="RspCode">The centre's code.</param>
/// <param name="BankRspCode">The bank's code.</param>
/// <param name="Message">The answer's text, or what went wrong.</param>
/// <param name="LatencyMs">Milliseconds it took.</param>
public sealed record BankCallEvent(
    BankCallStep Step,
    DateTimeOffset At,
    BankCallState State,
    string? RspCode,
    string? BankRspCode,
    string? Message,
    int? LatencyMs
);

/// <summary>How the calls stand.</summary>
/// <param name="Unknown">Outcome unknown, the bank is being asked.</param>
/// <param name="Cases">For an operator.</param>
/// <param name="Today">Calls of today, KST.</param>
/// <param name="Succeeded">Of them, with a certain yes.</param>
/// <param name="Failed">Of them, with a certain no.</param>
/// <param name="Fees">Won of fees booked for them.</param>
/// <param name="AverageMs">Mean milliseconds to their answers; null without any.</param>
public sealed record BankCallSums(
    int Unknown,
    int Cases,
    int Today,
    int Succeeded,
    int Failed,
    long Fees,
    int? AverageMs
);

/// <summary>Calls whose outcome nobody knows yet.</summary>
/// <param name="Unknown">The bank is being asked.</param>
/// <param name="Cases">For an operator.</param>
/// <param name="OldestAt">When the oldest of them was stored, UTC; null when there is none.</param>
public sealed record OpenBankCalls(int Unknown, int Cases, DateTimeOffset? OldestAt);

/// <summary>Topics of the live feed.</summary>
public static class BankTopics
{
    /// <summary>Something was heard of a call.</summary>
    public const string Calls = "bank-calls";
}
