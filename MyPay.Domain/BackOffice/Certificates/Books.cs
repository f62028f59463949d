using System.Text.Json;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.BackOffice.Certificates;

/// <summary>
/// The books while they are read from the first entry on: what each kind comes to, and what is owed. Entry by entry, so
/// one reading serves all certificates.
/// </summary>
internal sealed class Books
{
    private static readonly AccountKind[] Franchises =
    [
        AccountKind.FranchiseUnsettled,
        AccountKind.FranchisePayable,
        AccountKind.FranchiseReserve,
    ];

    private readonly Dictionary<long, (AccountKind Kind, long Balance)> accounts = [];
    private readonly SortedDictionary<AccountKind, Sum> kinds = [];
    private (long Slip, List<(AccountKind Kind, long Signed)> Lines) open = (0, []);
    private long lost;

    public void Open(long account, AccountKind kind) => accounts[account] = (kind, 0);

    /// <summary>The next entry: its slip, account and signed amount (won).</summary>
    public void Add(ProofRow entry) => Add(entry.Number(0) ?? 0, entry.Number(1) ?? 0, entry.Number(2) ?? 0);

    private void Add(long slip, long account, long signed)
    {
        if (slip != open.Slip)
            Close(slip);
        var (kind, before) = accounts.GetValueOrDefault(account);
        if (!kinds.TryGetValue(kind, out var sum))
            kinds[kind] = sum = new();
        if (before == 0 && sum.Seen.Add(account))
            sum.Accounts++;
        accounts[account] = (kind, before + signed);
        if (signed > 0)
            sum.Credits += signed;
        else
            sum.Debits -= signed;
        open.Lines.Add((kind, signed));
        sum.Owed += Math.Max(0, before + signed) - Math.Max(0, before);
    }

    /// <summary>
    /// Our own money at banks: what is ours by the books, less what franchises owe us beyond what they have coming.
    /// </summary>
    public long Own
    {
        get
        {
            Close(open.Slip);
            var ours = kinds.Keys.Where(kind => new LedgerAccount("", kind).IsOurs).Sum(BalanceOf);
            var owedByFranchises = Franchises.Sum(kind => OwedTo(kind) - BalanceOf(kind));
            return Math.Max(ours + lost - owedByFranchises, 0);
        }
    }

    public long BankAssets => -BalanceOf(AccountKind.Bank);

    /// <summary>
    /// What is owed to those of a kind to whom something is owed: one franchise's debt does not pay another's due.
    /// </summary>
    public long OwedTo(AccountKind kind) => kinds.TryGetValue(kind, out var sum) ? sum.Owed : 0;

    public string Trial() =>
        JsonSerializer.Serialize(
            kinds.Select(k => new TrialLine(k.Key, k.Value.Accounts, k.Value.Debits, k.Value.Credits))
        );

    public long Owed =>
        new[]
        {
            AccountKind.Wallet,
            AccountKind.Pending,
            AccountKind.AwaitingAcceptance,
            AccountKind.InTransitOut,
            AccountKind.FranchiseUnsettled,
            AccountKind.FranchisePayable,
            AccountKind.FranchiseReserve,
        }.Sum(OwedTo);

    public long? BasisPoints => Ratio(BankAssets - Own);

    /// <summary>As certificates of earlier releases have it: our own money counted in.</summary>
    public long? EarlierBasisPoints => Ratio(BankAssets);

    private long? Ratio(long held) =>
        Owed > 0 ? (long)Int128.Clamp((Int128)held * 10_000 / Owed, long.MinValue, long.MaxValue) : null;

    private void Close(long next)
    {
        lost += LostAtBanks.Of(open.Lines);
        open.Lines.Clear();
        open.Slip = next;
    }

    private long BalanceOf(AccountKind kind) => kinds.TryGetValue(kind, out var sum) ? sum.Credits - sum.Debits : 0;

    /// <summary>Reads the chart; then hand it the entries.</summary>
    public static async Task<Books> OpenAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var books = new Books();
        await foreach (var row in snapshot.RowsAsync("SELECT id, kind FROM ledger_account", ct))
            books.Open(row.Number(0) ?? 0, (AccountKind)(row.Number(1) ?? 0));
        return books;
    }

    private sealed class Sum
    {
        public HashSet<long> Seen { get; } = [];

        public long Accounts { get; set; }

        public long Debits { get; set; }

        public long Credits { get; set; }

        public long Owed { get; set; }
    }
}
