using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking;

/// <summary>
/// Firm banking (펌뱅킹): did money really move at the bank? All that the rest of MyPay may ask of Banking.
/// A transfer is prepared inside the write that needs it (so the call's row is durable before anything is sent), then
/// sent, and its outcome, whenever and by whomever it is learnt, is booked through <see cref="IBankCallHandler"/> in
/// one write.
/// </summary>
public interface IFirmBank
{
    /// <summary>
    /// The banks whose contract allows this service, in the order of their codes; each says whether it is open now.
    /// </summary>
    Task<IReadOnlyList<BankView>> BanksAsync(BankService service, CancellationToken ct = default);

    /// <summary>
    /// Asks the bank whose account it is. Moves no money. Refuses with <c>banking.bank.unknown</c>,
    /// <c>banking.bank.closed_for_service</c>,
    /// <c>banking.bank.maintenance</c> (until HH:mm), <c>banking.bank.stopped</c> and <c>banking.stopped.link</c>,
    /// <c>….charge</c>, <c>….send</c>, <c>….payout</c> (switched off, for this bank or for all),
    /// <c>banking.account.number_invalid</c>, <c>banking.account.not_found</c>, <c>banking.account.closed</c>,
    /// <c>banking.account.blocked</c>, <c>banking.inquiry.no_answer</c>.
    /// </summary>
    Task<Result<AccountHolder>> InquireHolderAsync(HolderInquiry inquiry, CancellationToken ct = default);

    /// <summary>
    /// Checks, without asking the bank, that this service of this bank can be used now: same refusals as above for bank
    /// and number. Asked where something begins: what has passed here goes to its end, whatever is switched off
    /// meanwhile.
    /// </summary>
    /// <param name="service">For which service.</param>
    /// <param name="bank">Bank code.</param>
    /// <param name="number">The account; null asks about the bank alone.</param>
    /// <param name="ct">Ends the question.</param>
    Task<Result<Done>> CheckServiceAsync(
        BankService service,
        string bank,
        string? number,
        CancellationToken ct = default
    );

    /// <summary>
    /// Stores a transfer to be sent, in the caller's own write. Nothing is sent before that write is durable and
    /// <see cref="SendAsync"/> is called.
    /// </summary>
    BankCallId Prepare(JournalWrite write, BankInstruction instruction);

    /// <summary>
    /// Sends a prepared transfer, once, and books its outcome. Called again, or for a call already sent, it only
    /// answers the call's state. Takes at most 10 seconds; a call without a certain answer is
    /// <see cref="BankCallState.Unknown"/>, an ordinary outcome.
    /// </summary>
    Task<BankCallView> SendAsync(BankCallId call, CancellationToken ct = default);

    /// <summary>A call as it stands.</summary>
    Task<BankCallView?> FindAsync(BankCallId call, CancellationToken ct = default);

    /// <summary>
    /// Is another instance of MyPay waiting for the bank's answer to it right now? Never longer than a call may take.
    /// </summary>
    Task<bool> IsUnderWayAsync(BankCallId call, CancellationToken ct = default);

    /// <summary>
    /// Asks the bank about every unknown call that is due, on the written schedule: 1, 2, 4, then every 10 minutes, ten
    /// times; then it becomes an operator's case. Returns how many were asked.
    /// </summary>
    Task<int> InquireDueAsync(CancellationToken ct = default);
}

/// <summary>What a bank may be used for; each service has its own list of banks.</summary>
public enum BankService
{
    /// <summary>Linking an account (holder inquiry and 1-won check).</summary>
    Link,

    /// <summary>Charging: money comes from the member's account.</summary>
    Charge,

    /// <summary>Sending to an account, and withdrawing to one's own.</summary>
    Send,

    /// <summary>Paying out a franchise.</summary>
    Payout,
}

/// <summary>A bank of the directory.</summary>
/// <param name="Code">Three digits, KFTC.</param>
/// <param name="NameKo">Korean name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="OpenNow">False in its maintenance window or when switched off.</param>
/// <param name="ClosedUntil">When the window ends, or a switch is expected to be on again, UTC; null when it is open or
/// nobody knows.</param>
public sealed record BankView(string Code, string NameKo, string NameEn, bool OpenNow, DateTimeOffset? ClosedUntil)
{
    /// <summary>Switched off for the service asked about, for this bank or for all.</summary>
    public bool IsStopped { get; init; }
}

/// <summary>Whose account is this?</summary>
/// <param name="Service">For which service it is asked.</param>
/// <param name="Bank">Bank code.</param>
/// <param name="Number">10–14 digits; hyphens and spaces are dropped.</param>
/// <param name="HolderName">The name the asker expects, if any: it is sent along, the bank's own answer counts.</param>
/// <param name="BirthDate">The asker's birth date, for the real-name inquiry.</param>
public sealed record HolderInquiry(
    BankService Service,
    string Bank,
    string Number,
    string? HolderName,
    DateOnly? BirthDate
);

/// <summary>The holder as the bank says.</summary>
/// <param name="Bank">Bank code.</param>
/// <param name="Number">Digits only.</param>
/// <param name="Name">The holder's name.</param>
public sealed record AccountHolder(string Bank, string Number, string Name);

/// <summary>Which way the money goes, seen from MyPay.</summary>
public enum BankDirection
{
    /// <summary>Money comes in: a withdrawal from the customer's account.</summary>
    In,

    /// <summary>Money goes out: a deposit to the customer's account.</summary>
    Out,
}

/// <summary>One transfer to be made at a bank.</summary>
/// <param name="Purpose">Who settles it: the <see cref="IBankCallHandler.Purpose"/> of one handler.</param>
/// <param name="Reference">The business row behind it.</param>
/// <param name="Direction">Which way the money goes.</param>
/// <param name="Bank">Bank code of the customer's account.</param>
/// <param name="Number">Digits only.</param>
/// <param name="Holder">Holder's name.</param>
/// <param name="Amount">Won, more than zero.</param>
/// <param name="PrintContent">What the customer reads on the account's statement, at most 20 characters.</param>
public sealed record BankInstruction(
    string Purpose,
    string Reference,
    BankDirection Direction,
    string Bank,
    string Number,
    string Holder,
    Won Amount,
    string PrintContent
);

/// <summary>The states of a call. Only Succeeded and Failed are final.</summary>
public enum BankCallState
{
    /// <summary>Stored, and perhaps on the wire. After a restart it counts as unknown.</summary>
    Sending,

    /// <summary>Sent, and nobody knows (은행 확인 중). Left only by a result inquiry or by two operators.</summary>
    Unknown,

    /// <summary>Ten inquiries gave no answer: an operator's case, four eyes.</summary>
    OperatorCase,

    /// <summary>The bank is certain that the money moved.</summary>
    Succeeded,

    /// <summary>The bank is certain that nothing moved.</summary>
    Failed,
}

/// <summary>A call as others see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state.</param>
/// <param name="Failure">Why it failed, in refusal form; null unless failed.</param>
/// <param name="NextInquiryAt">When the bank is asked next, UTC; null when settled or a case.</param>
public sealed record BankCallView(BankCallId Id, BankCallState State, Refusal? Failure, DateTimeOffset? NextInquiryAt)
{
    /// <summary>True while the outcome is open.</summary>
    public bool IsOpen => State is BankCallState.Sending or BankCallState.Unknown or BankCallState.OperatorCase;
}

/// <summary>A call whose outcome is certain now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Instruction">What was asked; number and holder are masked.</param>
/// <param name="CorporateAccount">The corporate account that moved, key of <c>LedgerAccount.Bank</c>.</param>
/// <param name="Succeeded">Money moved, or certainly did not.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record SettledCall(
    BankCallId Id,
    BankInstruction Instruction,
    string CorporateAccount,
    bool Succeeded,
    Refusal? Failure
);

/// <summary>
/// A module that sends money through Banking books the outcome here, in the same write as the call's final state:
/// exactly once a call.
/// </summary>
public interface IBankCallHandler
{
    /// <summary>The purpose it settles, <c>module.process</c>.</summary>
    string Purpose { get; }

    /// <summary>Books the outcome. Must not refuse: what the bank did is a fact.</summary>
    void Settle(JournalWrite write, SettledCall call);

    /// <summary>
    /// The call has no certain answer yet. Called in the write that makes it Unknown or an operator's case.
    /// </summary>
    void StillOpen(JournalWrite write, BankCallId call, BankInstruction instruction) { }
}
