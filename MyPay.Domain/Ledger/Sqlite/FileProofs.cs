using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>Write-ahead log, and the database's own guards still as they were made.</summary>
internal sealed class GuardsProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var guards = new ProofTally("journal mode and guards");
        await foreach (var row in snapshot.RowsAsync("PRAGMA journal_mode", ct))
            guards.Same("journal_mode", "wal", row.Text(0));

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in snapshot.RowsAsync("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL", ct))
            found[row.Text(0) ?? ""] = row.Text(1) ?? "";
        foreach (var name in LedgerSchema.Guards)
        {
            guards.Look();
            if (!found.TryGetValue(name, out var sql))
                guards.Find(new($"the guard {name} is missing"));
            else if (!LedgerSchema.Create.Contains(sql, StringComparison.Ordinal))
                guards.Find(new($"the guard {name} has been changed"));
        }

        foreach (var (name, made) in AppendOnlyGuard.Tables.Where(found.ContainsKey).SelectMany(AppendOnlyGuard.Of))
        {
            guards.Look();
            if (!found.TryGetValue(name, out var sql))
                guards.Find(new($"the guard {name} is missing"));
            else if (sql != made)
                guards.Find(new($"the guard {name} has been changed"));
        }

        return guards.Done();
    }
}

/// <summary>
/// Pages and rows of the file are sound; of the ledger also each index against its rows: one that lies finds no
/// account, or books a source twice.
/// </summary>
internal sealed class SoundFileProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var sound = new ProofTally("file sound");
        foreach (
            var question in LedgerSchema
                .Tables.Select(table => $"PRAGMA integrity_check({table})")
                .Prepend("PRAGMA quick_check(20)")
        )
        {
            sound.Look();
            await foreach (var row in snapshot.RowsAsync(question, ct))
                if (row.Text(0) is { } said and not "ok")
                    sound.Find(new(said));
        }

        return sound.Done();
    }
}
