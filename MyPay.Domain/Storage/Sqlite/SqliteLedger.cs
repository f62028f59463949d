using System.Globalization;
using Microsoft.Data.Sqlite;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage.Ledger;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>
/// The ledger behind the door: balances of touched accounts in memory (the door is their only writer), slips and entries by prepared statements,
/// each touched balance written once a batch with the net change.
/// </summary>
internal sealed class SqliteLedger : IDisposable
{
    private const int CacheLimit = 200_000;

    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly List<Account> dirty = [];
    private readonly List<PendingSlip> slips = [];
    private readonly List<(Account Account, long Balance, long Entries)> undo = [];
    private readonly SqliteStatement findAccount, addAccount, setAccount, addSlip, addEntry, findOnce, addOnce, lastSlip, lastAccount;

    private long seq, seqAtBegin, accountIds;
    private byte[] seal = SlipSeal.Genesis, sealAtBegin = SlipSeal.Genesis;
    private (DateTimeOffset At, string Date) today;

    public SqliteLedger(SqliteConnection connection)
    {
        findAccount = new(connection, "SELECT id, balance, entries, kind FROM ledger_account WHERE code = ?1");
        addAccount = new(connection, "INSERT INTO ledger_account (id, code, kind, balance, entries) VALUES (?1, ?2, ?3, ?4, ?5)");
        setAccount = new(connection, "UPDATE ledger_account SET balance = ?2, entries = ?3 WHERE id = ?1");
        addSlip = new(connection, "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, memo, lines, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        addEntry = new(connection, "INSERT INTO ledger_entry (account, n, slip, amount, balance, posted_at, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        findOnce = new(connection, "SELECT fingerprint, answer FROM journal_once WHERE key = ?1");
        addOnce = new(connection, "INSERT INTO journal_once (key, fingerprint, answer, first_slip, at) VALUES (?1, ?2, ?3, ?4, ?5)");
        lastSlip = new(connection, "SELECT seq, hash FROM ledger_slip ORDER BY seq DESC LIMIT 1");
        lastAccount = new(connection, "SELECT coalesce(max(id), 0) FROM ledger_account");
        Reload();
    }

    /// <summary>Forgets all that is in memory and reads the chain's end again: after start and after a batch that failed.</summary>
    public void Reload()
    {
        accounts.Clear();
        dirty.Clear();
        slips.Clear();
        undo.Clear();
        var last = lastSlip.One(row => Tuple.Create(row.Long(0), row.Blob(1)));
        (seq, seal) = last is null ? (0, SlipSeal.Genesis) : (last.Item1, last.Item2);
        accountIds = lastAccount.One(row => Tuple.Create(row.Long(0)))!.Item1;
    }

    public Account Find(LedgerAccount named) =>
        accounts.TryGetValue(named.Code, out var known) ? known : accounts[named.Code] = Load(named);

    /// <summary>A command begins: from here on it can be forgotten.</summary>
    public void Begin()
    {
        undo.Clear();
        slips.Clear();
        (seqAtBegin, sealAtBegin) = (seq, seal);
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
            if (!entry.Account.Named.NeverNegative || entry.Account.Balance >= 0) continue;
            var missing = -entry.Account.Balance;
            UndoDownTo(undoFrom);   // the command may go on without this slip
            return new Refusal(RefusalKind.Conflict, "ledger.insufficient", missing, entry.Account.Balance);
        }

        var date = DateOf(now);
        var postedAt = now.ToUnixTimeMilliseconds();
        var lines = SlipLines.Write(Array.ConvertAll(entries, e => new SlipLines.Line(e.Account.Id, e.Signed, e.Label)));
        seq++;
        seal = SlipSeal.Of(seal, seq, slip.Kind, slip.Source, date, postedAt, slip.Memo, lines);
        slips.Add(new(seq, slip, date, postedAt, lines, seal, entries));
        return new PostedSlip(seq, now);
    }

    /// <summary>Writes the granted command's slips and entries; balances wait for <see cref="Flush"/>.</summary>
    public void Accept(HashSet<string> topics)
    {
        foreach (var pending in slips)
        {
            addSlip.Bind(1, pending.Seq).Bind(2, pending.Slip.Kind).Bind(3, pending.Slip.Source).Bind(4, pending.Date).Bind(5, pending.PostedAtMs)
                .Bind(6, pending.Slip.Memo).BindText(7, pending.Lines).Bind(8, pending.Seal).Run();
            foreach (var entry in pending.Entries)
            {
                addEntry.Bind(1, entry.Account.Id).Bind(2, entry.N).Bind(3, pending.Seq).Bind(4, entry.Signed).Bind(5, entry.Balance)
                    .Bind(6, pending.PostedAtMs).Bind(7, entry.Label).Run();
                if (!entry.Account.IsDirty)
                {
                    entry.Account.IsDirty = true;
                    dirty.Add(entry.Account);
                    topics.Add(entry.Account.Named.Code);
                }
            }
        }
    }

    /// <summary>Takes back all that the refused command did.</summary>
    public void Forget()
    {
        UndoDownTo(0);
        (seq, seal) = (seqAtBegin, sealAtBegin);
    }

    public (byte[] Fingerprint, string Answer)? FindOnce(byte[] key)
    {
        findOnce.Bind(1, key);
        var found = findOnce.One(row => Tuple.Create(row.Blob(0), row.Text(1)));
        return found is null ? null : (found.Item1, found.Item2);
    }

    public void KeepOnce(OnceHashes once, string answer, DateTimeOffset now) =>
        addOnce.Bind(1, once.Key).Bind(2, once.Fingerprint).Bind(3, answer)
            .Bind(4, slips.Count == 0 ? null : slips[0].Seq).Bind(5, now.ToUnixTimeMilliseconds()).Run();

    /// <summary>Writes each touched balance once, with the net change of the whole batch.</summary>
    public void Flush()
    {
        foreach (var account in dirty)
        {
            if (account.IsNew)
                addAccount.Bind(1, account.Id).Bind(2, account.Named.Code).Bind(3, (long)account.Named.Kind).Bind(4, account.Balance).Bind(5, account.Entries).Run();
            else
                setAccount.Bind(1, account.Id).Bind(2, account.Balance).Bind(3, account.Entries).Run();
        }
    }

    public void Committed()
    {
        foreach (var account in dirty) account.IsNew = account.IsDirty = false;
        dirty.Clear();
        // Accounts that were only looked at have used up an id in memory alone: a gap in the ids means nothing.
        if (accounts.Count > CacheLimit) accounts.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { findAccount, addAccount, setAccount, addSlip, addEntry, findOnce, addOnce, lastSlip, lastAccount }) statement.Dispose();
    }

    private static void RequireBalanced(Slip slip, IReadOnlyList<Posting> postings)
    {
        var sum = 0L;
        for (var i = 0; i < postings.Count; i++) sum += postings[i].Signed;
        if (postings.Count < 2 || sum != 0) throw new InvalidOperationException($"The slip {slip.Kind} {slip.Source} does not balance or is empty.");
    }

    private Account Load(LedgerAccount named)
    {
        findAccount.Bind(1, named.Code);
        var found = findAccount.One(row => Tuple.Create(row.Long(0), row.Long(1), row.Long(2), row.Long(3)));
        if (found is null) return new Account(named, ++accountIds) { IsNew = true };
        if (found.Item4 != (long)named.Kind)
            throw new InvalidOperationException($"The account {named.Code} is kept as {(AccountKind)found.Item4}, not as {named.Kind}.");
        return new Account(named, found.Item1) { Balance = found.Item2, Entries = found.Item3 };
    }

    private void UndoDownTo(int mark)
    {
        for (var i = undo.Count - 1; i >= mark; i--) (undo[i].Account.Balance, undo[i].Account.Entries) = (undo[i].Balance, undo[i].Entries);
        undo.RemoveRange(mark, undo.Count - mark);
    }

    private string DateOf(DateTimeOffset now)
    {
        // One reading of the clock a batch, so one text a batch.
        if (today.At != now || today.Date is null) today = (now, SeoulTime.DateOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return today.Date;
    }

    internal sealed class Account(LedgerAccount named, long id)
    {
        public LedgerAccount Named => named;

        public long Id => id;

        public long Balance { get; set; }

        public long Entries { get; set; }

        public bool IsNew { get; set; }

        public bool IsDirty { get; set; }
    }

    private readonly record struct PendingEntry(Account Account, long N, long Signed, long Balance, string? Label);

    private readonly record struct PendingSlip(long Seq, Slip Slip, string Date, long PostedAtMs, byte[] Lines, byte[] Seal, PendingEntry[] Entries);
}
