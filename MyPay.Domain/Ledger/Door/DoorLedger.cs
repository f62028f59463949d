using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Door;

/// <summary>
/// The ledger behind the door: balances of touched accounts in memory, slips numbered and sealed there, each touched
/// balance written once a batch with the net change.
/// </summary>
internal sealed class DoorLedger(DoorStore store, Lazy<DataKeys> keys)
{
    private const int CacheLimit = 200_000;

    // Clocks of several machines, or one that was set back a little: slips are numbered in the order of time all the
    // same.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DoorAccount> accounts = new(StringComparer.Ordinal);
    private readonly List<DoorAccount> dirty = [],
        unwritten = [];
    private readonly List<PendingSlip> slips = [];
    private readonly List<(DoorAccount Account, long Balance, long Entries)> undo = [];

    // False when memory holds nothing: at start, and after trouble with the database. Whole: an account that is not in
    // memory has no row.
    private bool isKnown,
        isWhole;
    private long seq,
        accountIds,
        postedAtMs;
    private byte[] seal = SlipSeal.Genesis;
    private (long Seq, byte[] Seal) atBegin;
    private (long Seq, byte[] Seal, long PostedAtMs) atOpen;
    private (DateTimeOffset At, string Date) today;

    /// <summary>The accounts with entries of this batch.</summary>
    public IReadOnlyList<DoorAccount> Touched => dirty;

    public DataKeys Keys => keys.Value;

    /// <summary>Where this turn's slips end, sealed under <c>data.key</c>; null when it posted none.</summary>
    public (long Seq, byte[] Mac)? NewEnd =>
        seq == atOpen.Seq ? null : (seq, keys.Value.SealOf(SealedEnds.Slips, seq, seal));

    /// <summary>The first slip of the command that has its turn.</summary>
    public long? FirstSlip => slips.Count == 0 ? null : slips[0].Seq;

    /// <summary>A turn begins: takes over what others have written since the last one.</summary>
    public void Open(IReadOnlyList<WaitingCommand> batch)
    {
        undo.Clear();
        atOpen = (seq, seal, postedAtMs);
        if (store.Begin(isKnown ? seq : null, seal, batch) is not { } standing)
            return;

        // An account that nobody had written bears a number of this memory's own making, which somebody else may have
        // given away since.
        foreach (var account in unwritten)
            accounts.Remove(account.Named.Code);
        unwritten.Clear();
        if (standing.Accounts is null || standing.AreAll)
            accounts.Clear();
        isWhole = standing.AreAll || (isWhole && standing.Accounts is not null);
        foreach (var row in standing.Accounts ?? [])
        {
            if (accounts.TryGetValue(row.Code, out var known))
                known.Read(row);
            else if (isWhole)
                accounts[row.Code] = DoorAccount.Of(row);
        }

        (isKnown, seq, seal, postedAtMs, accountIds) = (
            true,
            standing.Seq,
            standing.Seal,
            standing.PostedAtMs,
            standing.LastAccount
        );
        atOpen = (seq, seal, postedAtMs);
    }

    /// <summary>The batch came to nothing by a command's own fault: memory is as it was before it.</summary>
    public void TakeBack()
    {
        UndoDownTo(0);
        foreach (var account in dirty)
            account.TakeBack();
        dirty.Clear();
        slips.Clear();
        (seq, seal, postedAtMs) = atOpen;
    }

    /// <summary>Forgets all that is in memory, because nobody knows whether it is true.</summary>
    public void Reset()
    {
        accounts.Clear();
        unwritten.Clear();
        dirty.Clear();
        slips.Clear();
        undo.Clear();
        isKnown = isWhole = false;
    }

    /// <summary>
    /// The instant of a turn, to the millisecond, as it is stored: what is read back equals what was written.
    /// </summary>
    public DateTimeOffset InstantOf(DateTimeOffset now)
    {
        var last = DateTimeOffset.FromUnixTimeMilliseconds(postedAtMs);
        return last > now && last - now <= ClockSlack
            ? last
            : DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
    }

    public DoorAccount Find(LedgerAccount named)
    {
        if (!accounts.TryGetValue(named.Code, out var account))
            account = accounts[named.Code] = Load(named);
        return account.Named.Kind == named.Kind
            ? account
            : throw new InvalidOperationException(
                $"The account {named.Code} is kept as {account.Named.Kind}, not as {named.Kind}."
            );
    }

    /// <summary>A command begins: from here on it can be forgotten.</summary>
    public void Begin()
    {
        undo.Clear();
        slips.Clear();
        atBegin = (seq, seal);
    }

    public Result<PostedSlip> Post(Slip slip, DateTimeOffset now)
    {
        var postings = slip.Postings;
        RequireBalanced(slip, postings);

        var entries = new PendingEntry[postings.Count];
        var undoFrom = undo.Count;
        for (var i = 0; i < entries.Length; i++)
        {
            var posting = postings[i];
            var account = Find(posting.Account);
            var after = account.Balance + posting.Signed;
            undo.Add((account, account.Balance, account.Entries));
            account.Balance = after;
            account.Entries++;
            entries[i] = new(account, account.Entries, posting.Signed, after, posting.Label);
        }

        // Judged after all lines, by the net effect: a slip may take and give in one account.
        foreach (var entry in entries)
        {
            if (!entry.Account.Named.NeverNegative || entry.Account.Balance >= 0)
                continue;
            var missing = -entry.Account.Balance;
            UndoDownTo(undoFrom); // the command may go on without this slip
            return new Refusal(RefusalKind.Conflict, "ledger.insufficient", missing, entry.Account.Balance);
        }

        var date = DateOf(now);
        var postedAt = now.ToUnixTimeMilliseconds();
        var lines = SlipLines.Write(
            Array.ConvertAll(entries, e => new SlipLines.Line(e.Account.Id, e.Signed, e.Label))
        );
        seq++;
        seal = SlipSeal.Of(seal, seq, slip.Kind, slip.Source, date, postedAt, slip.Memo, lines);
        slips.Add(new(seq, slip, date, postedAt, lines, seal, entries));
        return new PostedSlip(seq, now);
    }

    /// <summary>Hands the granted command's slips to the store; balances wait for the commit.</summary>
    public void Accept(HashSet<string> topics)
    {
        foreach (var pending in slips)
        {
            store.Add(pending);
            postedAtMs = pending.PostedAtMs;
            foreach (var entry in pending.Entries)
            {
                if (entry.Account.IsDirty)
                    continue;
                entry.Account.IsDirty = true;
                dirty.Add(entry.Account);
                topics.Add(entry.Account.Named.Code);
            }
        }
    }

    /// <summary>Takes back all that the refused command did.</summary>
    public void Forget()
    {
        UndoDownTo(0);
        (seq, seal) = atBegin;
    }

    public void Committed()
    {
        foreach (var account in dirty)
            account.Written();
        dirty.Clear();

        // Accounts that were only looked at have used up an id in memory alone: a gap in the ids means nothing.
        unwritten.RemoveAll(static account => !account.IsNew);
        if (accounts.Count <= CacheLimit)
            return;
        accounts.Clear();
        unwritten.Clear();
        isWhole = false;
    }

    private static void RequireBalanced(Slip slip, IReadOnlyList<Posting> postings)
    {
        var sum = 0L;
        for (var i = 0; i < postings.Count; i++)
            sum += postings[i].Signed;
        if (postings.Count < 2 || sum != 0)
            throw new InvalidOperationException($"The slip {slip.Kind} {slip.Source} does not balance or is empty.");
    }

    private DoorAccount Load(LedgerAccount named)
    {
        if (!isWhole && store.FindAccount(named.Code) is { } found)
            return DoorAccount.Of(found);
        var fresh = DoorAccount.New(named, ++accountIds);
        unwritten.Add(fresh);
        return fresh;
    }

    private void UndoDownTo(int mark)
    {
        for (var i = undo.Count - 1; i >= mark; i--)
            (undo[i].Account.Balance, undo[i].Account.Entries) = (undo[i].Balance, undo[i].Entries);
        undo.RemoveRange(mark, undo.Count - mark);
    }

    private string DateOf(DateTimeOffset now)
    {
        // One reading of the clock a batch, so one text a batch.
        if (today.At != now || today.Date is null)
            today = (now, SeoulTime.DateOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return today.Date;
    }
}

/// <summary>An account as the door's memory knows it.</summary>
internal sealed class DoorAccount(LedgerAccount named, long id)
{
    public LedgerAccount Named => named;

    public long Id => id;

    public long Balance { get; set; }

    public long Entries { get; set; }

    /// <summary>How many entries its row says there are.</summary>
    public long EntriesWritten { get; private set; }

    /// <summary>What its row says it holds.</summary>
    public long BalanceWritten { get; private set; }

    /// <summary>It has no row yet.</summary>
    public bool IsNew { get; private set; }

    public bool IsDirty { get; set; }

    public static DoorAccount New(LedgerAccount named, long id) => new(named, id) { IsNew = true };

    public static DoorAccount Of(AccountState row)
    {
        var account = new DoorAccount(new(row.Code, row.Kind), row.Id);
        account.Read(row);
        return account;
    }

    /// <summary>Its row says so.</summary>
    public void Read(AccountState row) =>
        (Balance, BalanceWritten, Entries, EntriesWritten) = (row.Balance, row.Balance, row.Entries, row.Entries);

    /// <summary>Its row says what memory says.</summary>
    public void Written() => (BalanceWritten, EntriesWritten, IsNew, IsDirty) = (Balance, Entries, false, false);

    /// <summary>Memory says what its row says.</summary>
    public void TakeBack() => (Balance, Entries, IsDirty) = (BalanceWritten, EntriesWritten, false);
}

/// <summary>One line of a slip that waits to be written.</summary>
internal readonly record struct PendingEntry(DoorAccount Account, long N, long Signed, long Balance, string? Label);

/// <summary>A slip that waits to be written.</summary>
internal readonly record struct PendingSlip(
    long Seq,
    Slip Slip,
    string Date,
    long PostedAtMs,
    byte[] Lines,
    byte[] Seal,
    PendingEntry[] Entries
);
