using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice;

/// <summary>
/// Reads the ledger (원장) for people: what every account holds, and every slip with its lines and seal. Pages by number,
/// so a long book is as quick as a short one.
/// </summary>
public interface ILedgerBook
{
    /// <summary>The trial balance (시산표): each kind of account together. Credits and debits are equal, always.</summary>
    Task<IReadOnlyList<TrialSum>> TrialAsync(CancellationToken ct = default);

    /// <summary>Accounts of a kind, in the order in which they were opened.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="after">Only accounts with a higher id; null for the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Ends the question.</param>
    Task<IReadOnlyList<BookAccount>> AccountsAsync(
        AccountKind kind,
        long? after,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>One account by its code.</summary>
    Task<BookAccount?> AccountAsync(string code, CancellationToken ct = default);

    /// <summary>An account's entries, newest first; only numbers below <paramref name="before"/>.</summary>
    Task<IReadOnlyList<BookEntry>> EntriesAsync(
        BookAccount account,
        long? before,
        int limit,
        CancellationToken ct = default
    );

    /// <summary>
    /// Slips, newest first, after (older than) <paramref name="last"/>; with a source, those whose source begins so,
    /// from the highest source down: ids are made in the order of time.
    /// </summary>
    Task<IReadOnlyList<BookSlip>> SlipsAsync(string? source, BookSlip? last, int limit, CancellationToken ct = default);

    /// <summary>One slip with its lines, its seal recomputed.</summary>
    Task<BookSlipDetail?> SlipAsync(long seq, CancellationToken ct = default);
}

/// <summary>All accounts of one kind together.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Accounts">How many.</param>
/// <param name="Debit">Sum of debit balances, won, positive.</param>
/// <param name="Credit">Sum of credit balances, won.</param>
public sealed record TrialSum(AccountKind Kind, long Accounts, long Debit, long Credit);

/// <summary>An account.</summary>
/// <param name="Id">Its id in entries.</param>
/// <param name="Account">Code and kind.</param>
/// <param name="Balance">Credits minus debits, won.</param>
/// <param name="Entries">How many entries it has.</param>
public sealed record BookAccount(long Id, LedgerAccount Account, long Balance, long Entries);

/// <summary>A line of an account's statement.</summary>
/// <param name="N">1, 2, 3 … within the account.</param>
/// <param name="Slip">The slip's number.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Source">The business row behind it.</param>
/// <param name="Amount">Credit positive, debit negative; won.</param>
/// <param name="Balance">The account after it, won.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Label">What the owner reads beside it.</param>
public sealed record BookEntry(
    long N,
    long Slip,
    string Kind,
    string Source,
    long Amount,
    long Balance,
    DateTimeOffset At,
    string? Label
);

/// <summary>A slip in a list.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Source">The business row behind it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Total">Sum of its debits, won.</param>
public sealed record BookSlip(long Seq, string Kind, string Source, DateTimeOffset At, long Total);

/// <summary>A slip with its lines.</summary>
/// <param name="Slip">The slip.</param>
/// <param name="BusinessDate">KST, yyyy-MM-dd.</param>
/// <param name="Memo">Words of the payer.</param>
/// <param name="Lines">As they were posted.</param>
/// <param name="Seal">SHA-256, hexadecimal.</param>
/// <param name="SealBefore">The seal of the slip before.</param>
/// <param name="SealHolds">Recomputed from all its fields and the seal before, it is the same.</param>
/// <param name="Reverses">The slip that this one takes back.</param>
/// <param name="ReversedBy">The slip that takes this one back.</param>
/// <param name="Approval">The approval behind a correction.</param>
public sealed record BookSlipDetail(
    BookSlip Slip,
    string BusinessDate,
    string? Memo,
    IReadOnlyList<BookLine> Lines,
    string Seal,
    string SealBefore,
    bool SealHolds,
    long? Reverses,
    long? ReversedBy,
    Guid? Approval
);

/// <summary>One line of a slip.</summary>
/// <param name="Account">Where it is booked.</param>
/// <param name="Amount">Credit positive, debit negative; won.</param>
/// <param name="Label">What the owner reads beside it.</param>
public sealed record BookLine(LedgerAccount Account, long Amount, string? Label);
