using System.Data;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Slips;
using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// Opens a read-only snapshot of a PostgreSQL store, beside running instances or without any. A connection of
/// PostgreSQL reads one query at a time: whoever asks for a second one meanwhile gets another connection on the same,
/// exported, snapshot.
/// </summary>
internal static class PostgresSnapshot
{
    public static async Task<ProofSnapshot> OpenAsync(string connectionString, CancellationToken ct)
    {
        var main = await BeginAsync(connectionString, null, ct);
        try
        {
            await using var export = new NpgsqlCommand(
                "SELECT pg_export_snapshot()",
                (NpgsqlConnection)main.Connection,
                (NpgsqlTransaction)main.Transaction
            );
            var exported = (string)(await export.ExecuteScalarAsync(ct))!;
            var db = new PostgresMyPayDb(PostgresServer.Options((NpgsqlConnection)main.Connection));
            db.Database.SetCommandTimeout(0);
            await db.Database.UseTransactionAsync(main.Transaction, ct);
            return new ProofSnapshot(main, db, token => BeginAsync(connectionString, exported, token));
        }
        catch
        {
            await main.Connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<ProofSnapshot.Reading> BeginAsync(
        string connectionString,
        string? exported,
        CancellationToken ct
    )
    {
        var connection = new NpgsqlConnection(PostgresServer.Alone(connectionString, "proof").ToString());
        try
        {
            await connection.OpenAsync(ct);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var begin = exported is null
                ? "SET TRANSACTION READ ONLY"
                : $"SET TRANSACTION SNAPSHOT '{exported}'; SET TRANSACTION READ ONLY";
#pragma warning disable CA2100 // A snapshot's name is the server's own.
            await using var command = new NpgsqlCommand(begin, connection, transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
