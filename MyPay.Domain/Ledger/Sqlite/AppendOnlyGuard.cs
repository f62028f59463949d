namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// Tables whose rows are written once: the database itself refuses to change or delete one. The migration that makes
/// such a table adds its guard (<c>migrationBuilder.Sql(AppendOnlyGuard.For("audit_entry"))</c>), and the table joins
/// <see cref="Tables"/> for the proof.
/// </summary>
internal static class AppendOnlyGuard
{
    /// <summary>The tables that have it; the ledger's own guards are in <see cref="LedgerSchema"/>.</summary>
    public static readonly IReadOnlyList<string> Tables =
    [
        "audit_entry",
        "policy_value",
        "calendar_edit",
        "settlement_line",
        "settlement_event",
        "settlement_day",
        "settlement_recon_event",
        "banking_call_event",
        "banking_statement_line",
        "banking_statement_change",
        "banking_statement_fetch",
        "backoffice_certificate",
        "backoffice_correction",
        "banking_fee",
        "franchise_grade_rate",
        "settlement_collected_fee",
        "settlement_debt",
    ];

    /// <summary>The guards of one table by name.</summary>
    public static IEnumerable<(string Name, string Sql)> Of(string table) =>
        from act in new[] { "update", "delete" }
        let name = $"{table}_no_{act}"
        select (
            name,
            $"CREATE TRIGGER {name} BEFORE {act.ToUpperInvariant()} ON {table} BEGIN SELECT RAISE(ABORT, "
                + $"'{table} is append-only'); END"
        );

    /// <summary>What a migration runs.</summary>
    public static string For(string table) => string.Concat(Of(table).Select(guard => guard.Sql + ";\n"));
}
