using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Storage.Jobs;
using Npgsql;

namespace MyPay.Domain.Storage.PostgreSql;

/// <summary>
/// Instances on one PostgreSQL database. Each has a number and holds an advisory lock of that number on a connection of its own: the server gives it up with
/// the connection, however the process ends, so the locks say who lives. A connection that breaks is opened anew.
/// </summary>
internal sealed class PostgresInstances : Instances, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string connectionString;
    private readonly ILogger<PostgresInstances> log;
    private readonly CancellationTokenSource closing = new();
    private NpgsqlConnection? connection;
    private Task kept = Task.CompletedTask;

    public PostgresInstances(string connectionString, ILogger<PostgresInstances> log)
    {
        (this.connectionString, this.log) = (connectionString, log);
        Number = RandomNumberGenerator.GetInt32(PostgresServer.FirstInstance, int.MaxValue);
        Me = Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>This process's number, also its row's in <c>journal_writer</c>.</summary>
    public int Number { get; }

    public override string Me { get; }

    public override bool AreMany => true;

    /// <summary>Takes this process's lock and keeps it until disposed.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await ConnectAsync(ct);

        // Rows of instances that ended long ago; one that still has a batch in doubt is not among them.
        await using (var tidy = new NpgsqlCommand("DELETE FROM journal_writer WHERE at < (extract(epoch FROM now() - interval '7 days') * 1000)::bigint", connection))
            await tidy.ExecuteNonQueryAsync(ct);
        kept = Task.Run(() => KeepAsync(closing.Token), CancellationToken.None);
    }

    public override async Task AloneAsync(Func<Task> work, CancellationToken ct)
    {
        await using var alone = await HoldAsync(connectionString, PostgresServer.StartLock, ct);
        await work();
    }

    /// <summary>Waits for one of MyPay's locks; it is given up with the connection.</summary>
    public static async Task<NpgsqlConnection> HoldAsync(string connectionString, int number, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(PostgresServer.Alone(connectionString, "start").ToString());
        try
        {
            await connection.OpenAsync(ct);
            await PostgresServer.LockAsync(connection, number, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested) return;
        await closing.CancelAsync();
        await kept;
        if (connection is not null) await connection.DisposeAsync();
    }

    internal override IReadOnlySet<string> Living(MyPayDb db) => db.Database.SqlQueryRaw<string>(
        """
        SELECT objid::bigint::text AS "Value" FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND classid = {0}::bigint::oid AND objsubid = 2 AND granted
        """, (long)PostgresServer.LockClass).AsEnumerable().Append(Me).ToHashSet(StringComparer.Ordinal);

    private async Task ConnectAsync(CancellationToken ct)
    {
        var own = PostgresServer.Alone(connectionString, "instance");
        own.KeepAlive = 5;   // asked now and then, so that a connection that is gone is noticed
        connection = new NpgsqlConnection(own.ToString());
        await connection.OpenAsync(ct);
        await PostgresServer.LockAsync(connection, Number, ct);
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await connection!.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException or IOException)
            {
                log.LogWarning(lost, "The connection that says this instance lives is gone; opening another.");
                await ReconnectAsync(ct);
            }
        }
    }

    private async Task ReconnectAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (connection is not null) await connection.DisposeAsync();
                await ConnectAsync(ct);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException or OperationCanceledException)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }
}
