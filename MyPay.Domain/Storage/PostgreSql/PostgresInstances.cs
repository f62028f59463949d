using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Storage.Jobs;
using Npgsql;

namespace MyPay.Domain.Storage.PostgreSql;

/// <summary>
/// Instances on one PostgreSQL database. Each keeps one line to the server: a connection of its own, which holds an advisory lock of the instance's number (the locks say who
/// lives), hears what the others have committed, and tries for the lock of the one that leads. The server gives the locks up with the connection, however the process
/// ends; a process that stands still says nothing on its line, and the server ends it after <see cref="Silence"/>. A line that breaks is opened anew.
/// </summary>
internal sealed class PostgresInstances : Instances, IAsyncDisposable
{
    /// <summary>How often an instance says something on its line.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>An instance that has not been answered for this long does not count itself as leading: shorter than <see cref="Silence"/>.</summary>
    private static readonly TimeSpan Confidence = TimeSpan.FromSeconds(8);

    /// <summary>The server ends a line on which nothing was said for this long.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private readonly string connectionString;
    private readonly LiveFeed feed;
    private readonly ILogger<PostgresInstances> log;
    private readonly CancellationTokenSource closing = new();
    private NpgsqlConnection? connection;
    private Task kept = Task.CompletedTask;
    private volatile bool hasLead;
    private long answered;

    public PostgresInstances(string connectionString, LiveFeed feed, ILogger<PostgresInstances> log)
    {
        (this.connectionString, this.feed, this.log) = (connectionString, feed, log);
        Number = RandomNumberGenerator.GetInt32(PostgresServer.FirstInstance, int.MaxValue);
        Me = Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>This process's number, also its row's in <c>journal_writer</c>.</summary>
    public int Number { get; }

    public override string Me { get; }

    public override bool AreMany => true;

    public override bool Leads => hasLead && Stopwatch.GetElapsedTime(Interlocked.Read(ref answered)) < Confidence;

    /// <summary>Opens this process's line and keeps it until disposed.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await ConnectAsync(ct);

        // Rows of instances that ended long ago; one that still has a batch in doubt is not among them.
        await SayAsync("DELETE FROM journal_writer WHERE at < (extract(epoch FROM now() - interval '7 days') * 1000)::bigint", ct);
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
        hasLead = false;
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
        own.CommandTimeout = (int)Confidence.TotalSeconds;
        connection = new NpgsqlConnection(own.ToString());
        connection.Notification += (_, news) => feed.Publish(PostgresNews.Read(news.Payload, Number), log);
        await connection.OpenAsync(ct);
        await SayAsync($"SET idle_session_timeout = {(long)Silence.TotalMilliseconds}", ct);
        await PostgresServer.LockAsync(connection, Number, ct);
        await SayAsync(PostgresNews.Listen, ct);
        await BeatAsync(ct);
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await connection!.WaitAsync(Beat, ct);   // hears others meanwhile
                if (Stopwatch.GetElapsedTime(Interlocked.Read(ref answered)) >= Beat) await BeatAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (IsLoss(lost))
            {
                hasLead = false;
                log.LogWarning(lost, "The line that says this instance lives is gone; opening another.");
                await ReconnectAsync(ct);
            }
        }
    }

    /// <summary>Says something, and becomes the one that leads when nobody is.</summary>
    private async Task BeatAsync(CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        if (hasLead) await SayAsync("SELECT 1", ct);
        else hasLead = await SayAsync($"SELECT pg_try_advisory_lock({PostgresServer.LockClass}, {PostgresServer.LeadLock})", ct) is true;
        Interlocked.Exchange(ref answered, asked);   // the server's patience began no earlier
    }

    private async Task<object?> SayAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    private async Task ReconnectAsync(CancellationToken ct)
    {
        for (var tries = 0; !ct.IsCancellationRequested; tries++)
        {
            try
            {
                if (connection is not null) await connection.DisposeAsync();
                await ConnectAsync(ct);
                feed.PublishAll(log);   // what was committed meanwhile, nobody told us
                return;
            }
            catch (Exception failure) when (IsLoss(failure) || failure is OperationCanceledException)
            {
                await Task.WhenAny(Task.Delay(Pauses[Math.Min(tries, Pauses.Length - 1)], ct));   // cut short by the end, never thrown by it
            }
        }
    }

    private static bool IsLoss(Exception failure) => failure is NpgsqlException or InvalidOperationException or IOException or TimeoutException;
}
