using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement;

/// <summary>
/// Reconciliation (대사): our ledger ↔ our call log ↔ the bank's own statement, per corporate account and KST date. What
/// does not agree is a case until it heals, is explained or is written off.
/// </summary>
public interface IReconciliation
{
    /// <summary>
    /// Fetches the bank's statement of a date and matches it. May run twice, at once, or be killed anywhere: it changes
    /// only what has changed. Refuses with what <see cref="IBankStatements.FetchAsync"/> refuses; then nothing is
    /// judged.
    /// </summary>
    Task<Result<ReconDay>> RunAsync(string account, DateOnly date, CancellationToken ct = default);

    /// <summary>
    /// The night's work: yesterday, and every earlier date that still has something open. Returns how many account-days
    /// agree or are explained now; a bank that does not answer costs only its own day.
    /// </summary>
    Task<int> RunDueAsync(CancellationToken ct = default);

    /// <summary>Account-days that were run, newest first.</summary>
    Task<IReadOnlyList<ReconDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default);

    /// <summary>Cases, oldest first; closed ones newest first.</summary>
    Task<IReadOnlyList<ReconCase>> CasesAsync(ReconFilter filter, CancellationToken ct = default);

    /// <summary>One case with its sides and its history.</summary>
    Task<ReconCaseDetail?> FindAsync(string id, CancellationToken ct = default);

    /// <summary>
    /// Gives a case an owner. Refuses with <c>settlement.recon.case_not_found</c>, <c>….case_closed</c>,
    /// <c>backoffice.role.missing</c> whoever is no operator.
    /// </summary>
    Task<Result<ReconCase>> AssignAsync(string id, Actor owner, Actor by, CancellationToken ct = default);

    /// <summary>Notes something on a case. Same refusals, and <c>settlement.recon.note_missing</c>.</summary>
    Task<Result<ReconCase>> NoteAsync(string id, string note, Actor by, CancellationToken ct = default);

    /// <summary>
    /// Closes a case in which no money differs, with a reason. Same refusals, and
    /// <c>settlement.recon.money_differs</c>: that takes a write-off.
    /// </summary>
    Task<Result<ReconCase>> ExplainAsync(string id, string reason, Actor by, CancellationToken ct = default);
}

/// <summary>
/// The write-off itself, for whoever has the four eyes. Singleton: it uses nothing but what it is given.
/// </summary>
public interface IReconciliationSlips
{
    /// <summary>
    /// What is against writing this case off now: <c>settlement.recon.case_not_found</c>, <c>….case_closed</c>,
    /// <c>….no_difference</c>, <c>….call_open</c>; null when nothing is.
    /// </summary>
    Refusal? AgainstWriteOff(MyPayDb db, string id);

    /// <summary>A case, for the preview of its slip.</summary>
    ReconCase? Peek(MyPayDb db, string id);

    /// <summary>
    /// Books the difference against write-off and closes the case, in the caller's write; the caller has the four eyes.
    /// Same refusals as <see cref="AgainstWriteOff"/>.
    /// </summary>
    Result<Done> WriteOff(JournalWrite write, string id, string reason, Actor maker, Actor checker);
}

/// <summary>How an account's date came out. Won throughout.</summary>
/// <param name="StatementAt">When the bank was asked, UTC.</param>
/// <param name="CheckedAt">When it was last matched, UTC.</param>
/// <param name="Matched">Movements on which all sides agree.</param>
/// <param name="Waiting">Movements whose outcome is still open, or which the bank could not list yet.</param>
/// <param name="Exceptions">Open cases of this date.</param>
/// <param name="Expected">Ledger entries that have no bank line and are to have none: capital at opening.</param>
/// <param name="LedgerIn">Debits of the ledger's bank account that day, expected ones left out.</param>
/// <param name="LedgerOut">Its credits.</param>
/// <param name="BankIn">What came in by the statement.</param>
/// <param name="BankOut">What went out by the statement.</param>
/// <param name="Fees">Bank fees accrued by that day's calls; the bank collects them later, and what it collects of them
/// is booked by itself.</param>
/// <param name="LedgerBalance">Ledger balance at the end of the day.</param>
/// <param name="BankBalance">Balance after the statement's last line; null without lines.</param>
public sealed record ReconDay(
    string Account,
    DateOnly Date,
    DateTimeOffset StatementAt,
    DateTimeOffset CheckedAt,
    int Matched,
    int Waiting,
    int Exceptions,
    int Expected,
    long LedgerIn,
    long LedgerOut,
    long BankIn,
    long BankOut,
    long Fees,
    long LedgerBalance,
    long? BankBalance
)
{
    /// <summary>What the bank moved more than the ledger, won.</summary>
    public long Difference => BankIn - BankOut - (LedgerIn - LedgerOut);

    /// <summary>Nothing waits and nothing is open.</summary>
    public bool IsClear => Waiting == 0 && Exceptions == 0;
}

/// <summary>What does not agree.</summary>
public enum ReconKind
{
    /// <summary>The bank moved money that our ledger does not know.</summary>
    MissingHere,

    /// <summary>Our ledger or call log says that money moved, and the bank does not list it.</summary>
    MissingThere,

    /// <summary>Both moved, but not the same amount.</summary>
    Amount,

    /// <summary>Both moved the same, on different dates.</summary>
    Date,

    /// <summary>One call, moved more than once.</summary>
    Duplicate,
}

/// <summary>How a case ended.</summary>
public enum ReconClosing
{
    /// <summary>It agrees now, by itself.</summary>
    Healed,

    /// <summary>No money differed; somebody said why.</summary>
    Explained,

    /// <summary>Two people had the difference booked.</summary>
    WrittenOff,
}

/// <summary>A case (미대사 건).</summary>
/// <param name="Id"><c>R</c> + date + number of the day.</param>
/// <param name="Difference">Won by which the bank has more than the ledger; less than zero when it has less.</param>
/// <param name="Slip">The write-off's slip.</param>
public sealed record ReconCase(
    string Id,
    string Account,
    DateOnly Date,
    ReconKind Kind,
    string? BankTranId,
    long Difference,
    DateTimeOffset OpenedAt,
    Actor? Owner,
    DateTimeOffset? ClosedAt,
    ReconClosing? Closing,
    long? Slip
)
{
    /// <summary>Still to be dealt with.</summary>
    public bool IsOpen => ClosedAt is null;
}

/// <summary>A case with all that is known.</summary>
public sealed record ReconCaseDetail(ReconCase Case, ReconSides Sides, IReadOnlyList<ReconEvent> History);

/// <summary>The three sides of a movement, as they were when last matched.</summary>
public sealed record ReconSides(IReadOnlyList<LedgerSide> Ledger, CallSide? Call, IReadOnlyList<BankSide> Bank);

/// <summary>An entry of the ledger's bank account.</summary>
/// <param name="Signed">Won; what came in is positive.</param>
public sealed record LedgerSide(long Slip, string Kind, string Source, long Signed, DateTimeOffset PostedAt);

/// <summary>A call of the log.</summary>
/// <param name="Signed">Won asked for; what comes in is positive.</param>
public sealed record CallSide(
    BankCallId Id,
    string BankTranId,
    DateOnly Date,
    string Purpose,
    string Bank,
    string MaskedNumber,
    long Signed,
    BankCallState State,
    string? Codes
);

/// <summary>A line of the bank's statement.</summary>
/// <param name="Signed">Won; what came in is positive.</param>
public sealed record BankSide(long Line, DateOnly Date, TimeOnly Time, long Signed, long Balance, string PrintContent);

/// <summary>What happened to a case.</summary>
public sealed record ReconEvent(DateTimeOffset At, string By, ReconAct Act, string? Text);

/// <summary>Acts on a case.</summary>
public enum ReconAct
{
    /// <summary>Found.</summary>
    Opened,

    /// <summary>It was closed and does not agree again.</summary>
    Reopened,

    /// <summary>The sides have changed.</summary>
    Changed,

    /// <summary>Somebody takes care of it.</summary>
    Assigned,

    /// <summary>Words.</summary>
    Noted,

    /// <summary>It agrees now, by itself.</summary>
    Healed,

    /// <summary>Closed with a reason.</summary>
    Explained,

    /// <summary>Booked.</summary>
    WrittenOff,
}

/// <summary>Which cases.</summary>
public sealed record ReconFilter
{
    /// <summary>Closed ones instead of open ones.</summary>
    public bool Closed { get; init; }

    /// <summary>Only of this date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Only of this account.</summary>
    public string? Account { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>Topics of the live feed.</summary>
public static class ReconTopics
{
    /// <summary>A day was matched or a case has changed.</summary>
    public const string All = "reconciliation";
}
