using MyPay.Domain.Ledger.Copying;
using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// What is MyPay's in a database: its tables and functions, Quartz's schedule, the mark of a copy. Anything else there
/// is left alone.
/// </summary>
internal static class OwnTables
{
    /// <summary>Where a store is kept while another takes its place.</summary>
    public const string Before = "mypay_before";

    private static readonly HashSet<string> Names = new(
        [
            .. CopyPlan.Tables.Select(table => table.Name),
            .. CopyPlan.PostgresOnly,
            "__EFMigrationsHistory",
            ArrivalMark.Table,
        ],
        StringComparer.Ordinal
    );

    private static readonly string[] Functions = ["append_only", "ledger_slip_balanced", "journal_expect"];

    /// <summary>Nothing is there, neither of MyPay's nor of anybody else's; extensions do not count.</summary>
    public static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT NOT EXISTS (
              SELECT 1 FROM pg_class c WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            """,
            connection
        );
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Drops them, in the connection's transaction.</summary>
    public static async Task DropAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (tables, functions) = await FindAsync(connection, ct);
        await RunAsync(
            connection,
            [
                .. tables.Select(table => $"DROP TABLE {table} CASCADE"),
                .. functions.Select(function => $"DROP FUNCTION {function} CASCADE"),
            ],
            ct
        );
    }

    /// <summary>Moves them, whole as they are, into <see cref="Before"/>, in the connection's transaction.</summary>
    public static async Task MoveAsideAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (tables, functions) = await FindAsync(connection, ct);
        await RunAsync(
            connection,
            [
                $"DROP SCHEMA IF EXISTS {Before} CASCADE",
                $"CREATE SCHEMA {Before}",
                .. tables.Select(table => $"ALTER TABLE {table} SET SCHEMA {Before}"),
                .. functions.Select(function => $"ALTER FUNCTION {function} SET SCHEMA {Before}"),
            ],
            ct
        );
    }

    private static async Task<(List<string> Tables, List<string> Functions)> FindAsync(
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        var (tables, functions) = (new List<string>(), new List<string>());
        await using var command = new NpgsqlCommand(
            """
            SELECT c.relname::text, c.oid::regclass::text, true FROM pg_class c WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind IN ('r', 'p')
            UNION ALL SELECT p.proname::text, p.oid::regprocedure::text, false FROM pg_proc p WHERE p.pronamespace = quote_ident(current_schema())::regnamespace
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (name, said) = (reader.GetString(0), reader.GetString(1));
            if (!reader.GetBoolean(2))
            {
                if (Functions.Contains(name))
                    functions.Add(said);
            }
            else if (Names.Contains(name) || name.StartsWith("qrtz_", StringComparison.Ordinal))
            {
                tables.Add(said);
            }
        }

        return (tables, functions);
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> statements,
        CancellationToken ct
    )
    {
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // Names as the server itself quotes them.
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
