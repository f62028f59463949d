using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// The server writes every confirmed payment to its disk, and the database's own guards are still as they were made.
/// </summary>
internal sealed class PostgresGuardsProof : IProof
{
    private static readonly (string Table, string Name, string Definition)[] Constraints =
    [
        ("ledger_account", "never_negative", "CHECK ((kind <> ALL (ARRAY[2, 3, 4, 5])) OR balance >= 0)"),
        ("ledger_account", "ledger_account_pkey", "PRIMARY KEY (id)"),
        ("ledger_account", "ledger_account_code_key", "UNIQUE (code)"),
        ("ledger_slip", "ledger_slip_pkey", "PRIMARY KEY (seq)"),
        ("ledger_slip", "ledger_slip_hash", "CHECK (length(hash) = 32)"),
        ("ledger_entry", "ledger_entry_pkey", "PRIMARY KEY (account, n)"),
        ("ledger_entry", "ledger_entry_amount", "CHECK (amount <> 0)"),
        ("journal_once", "journal_once_pkey", "PRIMARY KEY (key)"),
        ("journal_once", "journal_once_key", "CHECK (length(key) = 32)"),
        ("journal_once", "journal_once_fingerprint", "CHECK (length(fingerprint) = 32)"),
    ];

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var guards = new ProofTally("durability and guards");
        foreach (var setting in new[] { "fsync", "full_page_writes" })
        await foreach (var row in snapshot.RowsAsync($"SHOW {setting}", ct))
            guards.Same(setting, "on", row.Text(0));

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (
            var row in snapshot.RowsAsync(
                """
                SELECT t.tgname::text, CASE WHEN t.tgenabled = 'O' THEN pg_get_triggerdef(t.oid, true) ELSE 'disabled' END
                  FROM pg_trigger t WHERE NOT t.tgisinternal
                UNION ALL SELECT c.conrelid::regclass::text || '.' || c.conname::text,
                    CASE WHEN c.convalidated THEN pg_get_constraintdef(c.oid, true) ELSE 'not valid' END
                  FROM pg_constraint c
                UNION ALL SELECT p.proname::text || '()', p.prosrc FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
                UNION ALL SELECT i.indexrelid::regclass::text,
                    CASE WHEN i.indisvalid AND i.indisready THEN pg_get_indexdef(i.indexrelid) ELSE 'not valid' END
                  FROM pg_index i WHERE i.indrelid = 'ledger_slip'::regclass
                """,
                ct
            )
        )
            found[row.Text(0) ?? ""] = row.Text(1) ?? "";

        foreach (var (table, name, definition) in Constraints)
            Check($"{table}.{name}", definition);
        foreach (var table in PostgresGuard.Tables)
        foreach (var (name, made) in PostgresGuard.Of(table))
            Check(name, made);
        Check(
            "ledger_slip_balanced",
            "CREATE TRIGGER ledger_slip_balanced AFTER INSERT ON ledger_slip REFERENCING NEW TABLE AS fresh "
                + "FOR EACH STATEMENT EXECUTE FUNCTION ledger_slip_balanced()"
        );
        foreach (var function in new[] { "append_only", "ledger_slip_balanced", "journal_expect" })
        {
            guards.Look();
            if (!found.TryGetValue($"{function}()", out var source))
                guards.Find(new($"the guard {function} is missing"));
            else if (!PostgresSchema.Create.Contains($"$${source}$$", StringComparison.Ordinal))
                guards.Find(new($"the guard {function} has been changed"));
        }

        guards.Look();
        if (
            !found
                .GetValueOrDefault("ledger_slip_source", "")
                .StartsWith("CREATE UNIQUE INDEX ledger_slip_source ON ", StringComparison.Ordinal)
        )
            guards.Find(new("the guard ledger_slip_source is missing or has been changed"));
        return guards.Done();

        void Check(string name, string made)
        {
            guards.Look();
            if (!found.TryGetValue(name, out var definition))
                guards.Find(new($"the guard {name} is missing"));
            else if (definition != made)
                guards.Find(new($"the guard {name} has been changed"));
        }
    }
}

/// <summary>Whatever the server's checksums have found broken in this database.</summary>
internal sealed class PostgresSoundProof : IProof
{
    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var sound = new ProofTally("pages sound");
        sound.Look();
        await foreach (
            var row in snapshot.RowsAsync(
                "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()",
                ct
            )
        )
            sound.Same("pages with a wrong checksum", 0, row.Number(0));
        foreach (var table in new[] { "ledger_account", "ledger_slip", "ledger_entry", "journal_once" })
        {
            // Every row read from the table itself, past all indexes.
            sound.Look();
            _ = await snapshot.NumberAsync($"SELECT count(*) FROM {table} AS t WHERE t IS NOT NULL OR t IS NULL", ct);
        }

        return sound.Done();
    }
}
