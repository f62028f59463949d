using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>Accounts against their entries, side by side in the order of account and number.</summary>
internal sealed class AccountProof : LedgerCheck
{
    private readonly ProofTally trial = new("trial balance");
    private readonly ProofTally stored = new("stored balances");
    private readonly ProofTally numbers = new("entry numbers and running balances");
    private readonly ProofTally negative = new("never below zero");
    private readonly ProofTally covered = new("coverage");
    private Int128 sumOfEntries,
        sumOfBalances,
        assets,
        own,
        liabilities;

    public long Count { get; private set; }

    public long Entries { get; private set; }

    public ProofCoverage Coverage { get; private set; } = new(0, 0, null);

    public override async Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        await using var entries = snapshot
            .RowsAsync("SELECT account, n, slip, amount, balance FROM ledger_entry ORDER BY account, n", ct)
            .GetAsyncEnumerator(ct);
        var hasEntry = await entries.MoveNextAsync();
        await foreach (
            var row in snapshot.RowsAsync("SELECT id, code, kind, balance, entries FROM ledger_account ORDER BY id", ct)
        )
        {
            var account = AccountSum.From(row);
            Count++;
            while (hasEntry && (entries.Current.Number(0) ?? long.MinValue) < account.Id)
                hasEntry = await OrphanAsync(entries);
            while (hasEntry && entries.Current.Number(0) == account.Id)
            {
                Add(account, entries.Current);
                hasEntry = await entries.MoveNextAsync();
            }

            Close(account);
        }

        while (hasEntry)
            hasEntry = await OrphanAsync(entries);

        trial.Look();
        trial.Same("all entries together", (Int128)0, sumOfEntries);
        trial.Same("all stored balances together", (Int128)0, sumOfBalances);
        own += await LostAtBanks.SumAsync(snapshot, ct);
        return [trial.Done(), stored.Done(), numbers.Done(), negative.Done(), Cover()];
    }

    private void Add(AccountSum account, ProofRow entry)
    {
        Entries++;
        numbers.Look();
        var (n, slip, amount, balance) = (entry.Number(1), entry.Number(2), entry.Number(3), entry.Number(4));
        if (amount is null)
            numbers.Find(new($"entry {n} has no readable amount", slip, account.Code));
        if (n != account.LastN + 1)
            numbers.Find(new("entry number", slip, account.Code, $"{account.LastN + 1}", $"{n}"));
        var expected = account.LastBalance + (amount ?? 0);
        if (balance != expected)
            numbers.Find(new($"running balance of entry {n}", slip, account.Code, $"{expected}", $"{balance}"));

        // A slip may take and give in one account: only where it ends must the balance stand.
        if (slip != account.LastSlip)
            JudgeRunning(account);
        account.LastN = n ?? account.LastN + 1;
        account.LastSlip = slip;
        account.LastBalance = balance ?? (long)expected;
        account.Sum += amount ?? 0;
        account.Entries++;
    }

    private void Close(AccountSum account)
    {
        JudgeRunning(account);
        stored.Look();
        if (account.StoredBalance != account.Sum)
            stored.Find(new("stored balance", null, account.Code, $"{account.Sum}", $"{account.StoredBalance}"));
        if (account.StoredEntries != account.Entries)
            stored.Find(
                new("stored number of entries", null, account.Code, $"{account.Entries}", $"{account.StoredEntries}")
            );
        if (account.NeverNegative)
        {
            negative.Look();
            if (account.StoredBalance < 0)
                negative.Find(new("balance below zero", null, account.Code, "0 or more", $"{account.StoredBalance}"));
        }

        sumOfEntries += account.Sum;
        sumOfBalances += account.StoredBalance ?? 0;
        if (account.Kind == AccountKind.Bank)
            assets -= account.Sum;
        if (account.IsOurs)
            own += account.Sum;
        if (account.IsOwed)
            liabilities += account.Sum;
    }

    private void JudgeRunning(AccountSum account)
    {
        if (account.NeverNegative && account.Sum < 0)
            negative.Find(
                new(
                    $"below zero after entry {account.LastN}",
                    account.LastSlip,
                    account.Code,
                    "0 or more",
                    $"{account.Sum}"
                )
            );
    }

    private async Task<bool> OrphanAsync(IAsyncEnumerator<ProofRow> entries)
    {
        var entry = entries.Current;
        Entries++;
        sumOfEntries += entry.Number(3) ?? 0;
        stored.Find(
            new($"entry {entry.Number(1)} of an account that does not exist", entry.Number(2), $"#{entry.Number(0)}")
        );
        return await entries.MoveNextAsync();
    }

    private ProofCheck Cover()
    {
        var ours = Int128.Max(own, 0);
        Coverage = new(
            Clamp(assets),
            Clamp(liabilities),
            liabilities > 0 ? Clamp((assets - ours) * 10_000 / liabilities) : null
        )
        {
            Own = Clamp(ours),
        };
        covered.Look();
        if (assets < liabilities)
            covered.Find(
                new("bank money does not cover what is owed", null, null, $"{liabilities} or more", $"{assets}")
            );
        return covered.Done();
    }

    private static long Clamp(Int128 sum) => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);

    private sealed class AccountSum
    {
        public required long Id { get; init; }

        public required string Code { get; init; }

        public AccountKind Kind { get; init; }

        public long? StoredBalance { get; init; }

        public long? StoredEntries { get; init; }

        public Int128 Sum { get; set; }

        public Int128 LastBalance { get; set; }

        public long Entries { get; set; }

        public long LastN { get; set; }

        public long? LastSlip { get; set; }

        public bool NeverNegative => new LedgerAccount(Code, Kind).NeverNegative;

        public bool IsOurs => new LedgerAccount(Code, Kind).IsOurs;

        public bool IsOwed =>
            NeverNegative
            || Kind is AccountKind.FranchiseUnsettled or AccountKind.FranchisePayable or AccountKind.FranchiseReserve;

        public static AccountSum From(ProofRow row) =>
            new()
            {
                Id = row.Number(0) ?? long.MinValue,
                Code = row.Text(1) ?? $"#{row.Number(0)}",
                Kind = (AccountKind)(row.Number(2) is { } kind and >= 0 and < 1_000 ? (int)kind : 0),
                StoredBalance = row.Number(3),
                StoredEntries = row.Number(4),
            };
    }
}
