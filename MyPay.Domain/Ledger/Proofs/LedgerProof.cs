using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Proofs;

/// <summary>
/// Recomputes the books from their entries and compares them with everything that is stored besides. Reads one snapshot
/// on a connection of its own, so it may run while money moves; reports damage, never throws on it.
/// </summary>
public sealed class LedgerProof(StorageOptions store, IEnumerable<IProof> others, TimeProvider clock)
{
    /// <summary>Runs every check: the ledger's own, then those that modules have registered.</summary>
    public Task<ProofReport> RunAsync(CancellationToken ct) => Task.Run(() => ProveAsync(ct), ct);

    private async Task<ProofReport> ProveAsync(CancellationToken ct)
    {
        var takenAt = clock.GetUtcNow();
        if (store.PostgreSql is null && !File.Exists(store.SqliteFile))
            return Unreadable(takenAt, $"There is no store at {store.SqliteFile}.");

        ProofSnapshot snapshot;
        try
        {
            snapshot = await ProofSnapshot.OpenAsync(store, ct);
        }
        catch (Exception damaged) when (damaged is not OperationCanceledException)
        {
            return Unreadable(takenAt, damaged.Message);
        }

        await using (snapshot)
            return await ProveAsync(snapshot, takenAt, ct);
    }

    private async Task<ProofReport> ProveAsync(ProofSnapshot snapshot, DateTimeOffset takenAt, CancellationToken ct)
    {
        var (accounts, slips, keys) = (new AccountProof(), new SlipProof(), new OnceProof());
        var checks = new List<ProofCheck>();
        await RunAsync(accounts, "accounts");
        await RunAsync(slips, "slips");
        await RunAsync(new SourceProof(), "sources");
        await RunAsync(keys, "idempotency");
        foreach (var other in StorageModule.Proofs(store).Concat(others))
            await RunAsync(new OtherProof(other), other.GetType().Name);

        return new ProofReport(
            checks.TrueForAll(c => c.Ok),
            takenAt,
            slips.Count,
            accounts.Entries,
            accounts.Count,
            keys.Count,
            Convert.ToHexStringLower(slips.LastSeal),
            accounts.Coverage,
            checks
        );

        async Task RunAsync(LedgerCheck check, string name)
        {
            try
            {
                checks.AddRange(await check.RunAsync(snapshot, ct));
            }
            catch (Exception damaged) when (damaged is not OperationCanceledException)
            {
                checks.Add(Failed(name, damaged.Message));
            }
        }
    }

    private static ProofCheck Failed(string name, string why) =>
        new(name, false, 0, 1, [new($"could not be read: {why}")]);

    private static ProofReport Unreadable(DateTimeOffset takenAt, string why) =>
        new(false, takenAt, 0, 0, 0, 0, "", new(0, 0, null), [Failed("store", why)]);

    private sealed class OtherProof(IProof proof) : LedgerCheck
    {
        public override async Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct) =>
            [await proof.CheckAsync(snapshot, ct)];
    }
}

/// <summary>Checks that share one reading of a table.</summary>
internal abstract class LedgerCheck
{
    public abstract Task<IReadOnlyList<ProofCheck>> RunAsync(ProofSnapshot snapshot, CancellationToken ct);
}
