using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement;

/// <summary>
/// What do we owe whom on which day? Closing sales dates into batches, approving and paying them. Acts of people ask
/// for their role in the write and refuse with
/// <c>backoffice.role.missing</c>: Approver to approve, Operator to close, release and retry, either to hold.
/// </summary>
public interface ISettlements
{
    /// <summary>
    /// Closes a sales date: one batch a franchise whose period (day, week, month) ends that day. May run twice, at
    /// once, or be killed anywhere: it goes on where it was. Sales dates before it that nobody closed are closed first.
    /// Refuses with <c>settlement.close.day_not_ended</c>.
    /// </summary>
    Task<Result<CloseReport>> CloseAsync(DateOnly salesDate, Actor by, CancellationToken ct = default);

    /// <summary>
    /// The batches that closing would make, nothing stored (dry run). Also for a day that has not ended: so far.
    /// </summary>
    Task<IReadOnlyList<BatchView>> PreviewAsync(DateOnly salesDate, CancellationToken ct = default);

    /// <summary>The newest sales date that is closed; null before the first.</summary>
    Task<DateOnly?> ClosedUntilAsync(CancellationToken ct = default);

    /// <summary>
    /// Releases a draft to be paid on its due date. Four eyes: refuses with <c>settlement.batch.own_work</c> whoever
    /// closed, released or retried it; otherwise with <c>settlement.batch.not_found</c>,
    /// <c>settlement.batch.wrong_state</c> (state), and from a session without a fresh proof with
    /// <c>membership.step_up.required</c>.
    /// </summary>
    Task<Result<BatchView>> ApproveAsync(string batch, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Holds a batch that is not being paid, with a reason. Refuses with <c>settlement.batch.not_found</c>,
    /// <c>….wrong_state</c>, <c>….reason_missing</c>.
    /// </summary>
    Task<Result<BatchView>> HoldAsync(string batch, string reason, Actor by, CancellationToken ct = default);

    /// <summary>Lets a held batch go: it is a draft again. Same refusals.</summary>
    Task<Result<BatchView>> ReleaseAsync(string batch, string reason, Actor by, CancellationToken ct = default);

    /// <summary>
    /// After a failed payout: a draft again, to be approved anew and paid by a new transfer. Refuses with
    /// <c>settlement.batch.wrong_state</c> for anything but Failed.
    /// </summary>
    Task<Result<BatchView>> RetryAsync(string batch, string reason, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Pays every approved batch that is due, each once. Returns how many transfers were sent. Safe to run twice at
    /// once; on days banks are closed it sends none.
    /// </summary>
    Task<int> PayDueAsync(CancellationToken ct = default);

    /// <summary>
    /// The paid batches whose payout a reconciliation case's money can be: to the won, paid in the 31 days before it,
    /// newest first. None for money that did not come in.
    /// </summary>
    Task<IReadOnlyList<BatchView>> CameBackAsync(string caseId, CancellationToken ct = default);

    /// <summary>Batches, newest period first.</summary>
    Task<BatchPage> ListAsync(BatchFilter filter, CancellationToken ct = default);

    /// <summary>One batch; of this franchise only, when one is named.</summary>
    Task<BatchView?> FindAsync(string batch, FranchiseId? franchise = null, CancellationToken ct = default);

    /// <summary>
    /// A batch's lines in the order of their slips, those after <paramref name="after"/> (0 = from the first), at most
    /// <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<SettlementLine>> LinesAsync(string batch, long after, int limit, CancellationToken ct = default);

    /// <summary>What happened to a batch, oldest first.</summary>
    Task<IReadOnlyList<BatchEvent>> HistoryAsync(string batch, CancellationToken ct = default);

    /// <summary>How many batches stand in each state, and what they come to.</summary>
    Task<IReadOnlyList<BatchSum>> SumsAsync(CancellationToken ct = default);

    /// <summary>A day of the settlement calendar each: what closes, what is due, what was paid.</summary>
    Task<IReadOnlyList<SettlementDay>> DaysAsync(
        DateOnly from,
        DateOnly to,
        FranchiseId? franchise = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Where a franchise's money stands: sold and not batched, batched and unpaid, owed to us, kept in reserve, and the
    /// next payout.
    /// </summary>
    Task<FranchiseStanding> StandingAsync(FranchiseId franchise, CancellationToken ct = default);
}

/// <summary>Where a batch stands.</summary>
public enum BatchState
{
    /// <summary>Made; waits for approval.</summary>
    Draft,

    /// <summary>Released; paid on its due date.</summary>
    Approved,

    /// <summary>The transfer is on its way.</summary>
    Paying,

    /// <summary>The bank is certain that it arrived.</summary>
    Paid,

    /// <summary>The bank is certain that it did not; the money is payable again.</summary>
    Failed,

    /// <summary>Nobody knows (은행 확인 중); never sent again while it is so.</summary>
    Unknown,

    /// <summary>Stopped by an operator, with a reason.</summary>
    Held,

    /// <summary>Negative, or less than the minimum: the next batch takes it over.</summary>
    CarriedOver,
}

/// <summary>
/// A settlement batch (정산). <c>Gross − Cancelled − Fee − Vat + CarryIn − ReserveKept = PayOut + CarryOut</c>, always.
/// </summary>
/// <param name="Id"><c>S</c> + 19.</param>
/// <param name="From">First sales date of the period, KST.</param>
/// <param name="To">Last sales date.</param>
/// <param name="Gross">Payments, won.</param>
/// <param name="Cancelled">Cancels, won, not negative.</param>
/// <param name="Fee">Fees less fees given back, without VAT; may be negative.</param>
/// <param name="Vat">VAT on them.</param>
/// <param name="CarryIn">From earlier batches: less than zero when the franchise owed us.</param>
/// <param name="ReserveKept">Kept back now; less than zero when reserve is released.</param>
/// <param name="PayOut">What the bank pays, won, never negative.</param>
/// <param name="CarryOut">What the next batch takes over; less than zero when the franchise owes us.</param>
/// <param name="DueOn">When it is paid, a business day.</param>
/// <param name="PaidAt">When the bank was certain, UTC.</param>
/// <param name="Note">Reason of a hold, or the bank's reason of a failure in words of the code.</param>
/// <param name="Failure">The bank's no, when Failed.</param>
public sealed record BatchView(
    string Id,
    FranchiseId Franchise,
    string TradeName,
    DateOnly From,
    DateOnly To,
    BatchState State,
    int Lines,
    long Gross,
    long Cancelled,
    long Fee,
    long Vat,
    long CarryIn,
    long ReserveKept,
    long PayOut,
    long CarryOut,
    DateOnly DueOn,
    DateTimeOffset MadeAt,
    string? ApprovedBy,
    DateTimeOffset? PaidAt,
    string? Note,
    Refusal? Failure,
    string Bank,
    string MaskedNumber,
    string Holder,
    BankCallId? Call
)
{
    /// <summary>The sum of its lines.</summary>
    public long Net => Gross - Cancelled - Fee - Vat;
}

/// <summary>One slip in a batch.</summary>
/// <param name="N">0 is the payment; 1, 2 … its cancels.</param>
/// <param name="Amount">Won, negative for a cancel; so are fee and VAT.</param>
/// <param name="LedgerSlip">Its slip in the ledger; the order of lines.</param>
public sealed record SettlementLine(
    string Tid,
    int N,
    string PartnerOrderId,
    string ItemName,
    long Amount,
    long Fee,
    long Vat,
    long PayOut,
    int RateBasisPoints,
    DateOnly SoldOn,
    long LedgerSlip
);

/// <summary>Which batches.</summary>
public sealed record BatchFilter
{
    /// <summary>Only of this franchise.</summary>
    public FranchiseId? Franchise { get; init; }

    /// <summary>Only in this state.</summary>
    public BatchState? State { get; init; }

    /// <summary>Which date the bounds are about: the period's last sales date, or the day it was paid.</summary>
    public bool ByPaidDate { get; init; }

    /// <summary>The bounds are about the due date.</summary>
    public bool ByDueDate { get; init; }

    /// <summary>KST, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>KST, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Opaque, from the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1–100.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>A page of batches; no cursor after the last.</summary>
public sealed record BatchPage(IReadOnlyList<BatchView> Items, string? NextCursor);

/// <summary>The batches of one state.</summary>
/// <param name="PayOut">Won.</param>
public sealed record BatchSum(BatchState State, int Count, long PayOut);

/// <summary>What happened to a batch.</summary>
public sealed record BatchEvent(DateTimeOffset At, string By, BatchState State, string? Note);

/// <summary>What closing did.</summary>
/// <param name="SalesDate">The date asked for.</param>
/// <param name="AlreadyClosed">It was closed before; nothing was made.</param>
/// <param name="Batches">Made now.</param>
/// <param name="Lines">Slips in them.</param>
/// <param name="PayOut">To be paid, won.</param>
public sealed record CloseReport(DateOnly SalesDate, bool AlreadyClosed, int Batches, long Lines, long PayOut);

/// <summary>A day in the settlement calendar.</summary>
/// <param name="Closed">Its sales are closed.</param>
/// <param name="Sold">Net of the batches whose period ends that day, won.</param>
/// <param name="DueCount">Batches due that day.</param>
/// <param name="Due">Won due that day.</param>
/// <param name="Paid">Won paid that day.</param>
/// <param name="NeedsSomebody">Drafts past due, held, failed or unknown ones due that day.</param>
public sealed record SettlementDay(
    DateOnly Date,
    bool IsBusinessDay,
    string? HolidayKo,
    string? HolidayEn,
    bool Closed,
    long Sold,
    int DueCount,
    long Due,
    long Paid,
    int NeedsSomebody
);

/// <summary>Where a franchise's money stands, won.</summary>
/// <param name="Unsettled">Sold, in no batch yet.</param>
/// <param name="Payable">In batches, unpaid.</param>
/// <param name="OwedToUs">To be taken from the next batches.</param>
/// <param name="Reserve">Kept back.</param>
/// <param name="NextDueOn">When money comes next; null when none is on its way.</param>
/// <param name="NextPayOut">How much.</param>
public sealed record FranchiseStanding(
    long Unsettled,
    long Payable,
    long OwedToUs,
    long Reserve,
    DateOnly? NextDueOn,
    long NextPayOut
);

/// <summary>Topics of the live feed.</summary>
public static class SettlementTopics
{
    /// <summary>A batch has changed.</summary>
    public const string All = "settlements";

    /// <summary>A franchise that leaves has come on.</summary>
    public const string Leaving = "settlement-leaving";

    /// <summary>A batch of this franchise has changed.</summary>
    public static string Of(FranchiseId franchise) => $"settlements:{franchise}";
}
