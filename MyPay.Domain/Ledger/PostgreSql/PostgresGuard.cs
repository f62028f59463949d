using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// Append-only tables on PostgreSQL: see <see cref="AppendOnlyGuard"/>, whose list of tables is theirs too. TRUNCATE,
/// which SQLite does not have, is refused as well. The migration that makes such a table adds its guard:
/// <c>migrationBuilder.Sql(PostgresGuard.For("audit_entry"))</c>.
/// </summary>
internal static class PostgresGuard
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["ledger_slip"] = "slips are append-only",
        ["ledger_entry"] = "entries are append-only",
        ["journal_once"] = "idempotency rows never change and never expire",
    };

    /// <summary>The tables that have one, the ledger's included.</summary>
    public static IEnumerable<string> Tables => Words.Keys.Concat(AppendOnlyGuard.Tables);

    /// <summary>
    /// The guards of one table by name, each as the server itself says it (<c>pg_get_triggerdef</c>).
    /// </summary>
    public static IEnumerable<(string Name, string Sql)> Of(string table) =>
        from act in new[] { "update", "delete", "truncate" }
        let name = $"{table}_no_{act}"
        let each = act == "truncate" ? "STATEMENT" : "ROW"
        select (
            name,
            $"CREATE TRIGGER {name} BEFORE {act.ToUpperInvariant()} ON {table} FOR EACH {each} EXECUTE FUNCTION "
                + $"append_only('{Words.GetValueOrDefault(table, $"{table} is append-only")}')"
        );

    /// <summary>What a migration runs.</summary>
    public static string For(string table) => string.Concat(Of(table).Select(guard => guard.Sql + ";\n"));
}
