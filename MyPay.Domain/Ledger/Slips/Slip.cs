using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>One line of a slip before it is posted.</summary>
/// <param name="Account">Where it is booked.</param>
/// <param name="Signed">Won: a credit is positive, a debit negative, never zero.</param>
/// <param name="Label">What the account's owner reads beside the amount (적요), e.g. the other party's name.</param>
public readonly record struct Posting(LedgerAccount Account, long Signed, string? Label);

/// <summary>
/// A slip (전표) in the making: one business event with balanced lines.
/// <c>Slip.Of("charge", source).Debit(bank, amount).Credit(wallet, amount, "KB 78901")</c>.
/// </summary>
public sealed class Slip
{
    private readonly List<Posting> postings = new(2);

    private Slip(string kind, string source, string? memo) => (Kind, Source, Memo) = (kind, source, Storable(memo));

    /// <summary>What happened, e.g. <c>charge</c>, <c>send</c>, <c>bank-fee</c>.</summary>
    public string Kind { get; }

    /// <summary>
    /// The business row behind it, <c>module:id[:step]</c>. Unique: the same event is never booked twice.
    /// </summary>
    public string Source { get; }

    /// <summary>Words the payer wrote, if any.</summary>
    public string? Memo { get; }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<Posting> Postings => postings;

    /// <summary>Begins a slip.</summary>
    public static Slip Of(string kind, string source, string? memo = null) => new(kind, source, memo);

    /// <summary>Adds a debit line. An amount of zero adds nothing.</summary>
    public Slip Debit(LedgerAccount account, Won amount, string? label = null) => Add(account, -amount.Amount, label);

    /// <summary>Adds a credit line. An amount of zero adds nothing.</summary>
    public Slip Credit(LedgerAccount account, Won amount, string? label = null) => Add(account, amount.Amount, label);

    private Slip Add(LedgerAccount account, long signed, string? label)
    {
        if (signed != 0)
            postings.Add(new(account, signed, Storable(label)));
        return this;
    }

    // A seal over words that read back otherwise would not verify.
    private static string? Storable(string? words) => words is null ? null : StorableWords.Of(words);
}

/// <summary>A slip as it stands in the ledger.</summary>
/// <param name="Seq">Its number; gapless, in the order of commits.</param>
/// <param name="PostedAt">When it was booked, UTC.</param>
public readonly record struct PostedSlip(long Seq, DateTimeOffset PostedAt);
