using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// Instances on one PostgreSQL database. Each keeps a line to the server on which it holds an advisory lock of its
/// number (the locks say who lives) and tries for the lock of the one that leads. The server gives both up with the
/// connection, however the process ends; a process that stands still says nothing on its line, and the server ends it
/// after
/// <see cref="Silence"/>. What the others have committed is heard on a second line: news that pile up before a process
/// that stands still would keep the server from noticing its silence.
/// </summary>
internal sealed class PostgresInstances : Instances, IAsyncDisposable
{
    /// <summary>How often an instance says something on its line.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>
    /// An instance that has not been answered for this long does not count itself as leading: shorter than
    /// <see cref="Silence"/>.
    /// </summary>
    private static readonly TimeSpan Confidence = TimeSpan.FromSeconds(8);

    /// <summary>The server ends a line on which nothing was said for this long.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly string connectionString;
    private readonly PostgresLine presence,
        news;
    private volatile bool hasLead;
    private long answered;

    public PostgresInstances(string connectionString, LiveFeed feed, ILogger<PostgresInstances> log)
    {
        this.connectionString = connectionString;
        Number = RandomNumberGenerator.GetInt32(PostgresServer.FirstInstance, int.MaxValue);
        Me = Number.ToString(CultureInfo.InvariantCulture);
        presence = new(connectionString, "instance", log)
        {
            Opened = AppearAsync,
            Turn = BeatAsync,
            Lost = () => hasLead = false,
        };
        news = new(connectionString, "news", log)
        {
            Opened = async (line, ct) =>
            {
                line.Notification += (_, told) => feed.Publish(PostgresNews.Read(told.Payload, Number), log);
                await PostgresLine.SayAsync(line, PostgresNews.Listen, ct);
            },
            Turn = (line, ct) => line.WaitAsync(ct),
            Back = () => feed.PublishAll(log), // what was committed meanwhile, nobody told us
        };
    }

    /// <summary>This process's number, also its row's in <c>journal_writer</c>.</summary>
    public int Number { get; }

    public override string Me { get; }

    public override bool AreMany => true;

    public override bool Leads => hasLead && Stopwatch.GetElapsedTime(Interlocked.Read(ref answered)) < Confidence;

    /// <summary>Opens this process's lines and keeps them until disposed.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await presence.BeginAsync(ct);
        await news.BeginAsync(ct);
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
        await news.DisposeAsync();
        await presence.DisposeAsync();
        hasLead = false;
    }

    public override IReadOnlySet<string> Living(MyPayDb db) =>
        db
            .Database.SqlQueryRaw<string>(
                """
                SELECT objid::bigint::text AS "Value" FROM pg_locks
                WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND classid = {0}::bigint::oid AND objsubid = 2 AND granted
                """,
                (long)PostgresServer.LockClass
            )
            .AsEnumerable()
            .Append(Me)
            .ToHashSet(StringComparer.Ordinal);

    private async Task AppearAsync(NpgsqlConnection line, CancellationToken ct)
    {
        await PostgresLine.SayAsync(line, $"SET idle_session_timeout = {(long)Silence.TotalMilliseconds}", ct);
        await PostgresServer.LockAsync(line, Number, ct);

        // Rows of instances that ended long ago; one that still has a batch in doubt is not among them.
        await PostgresLine.SayAsync(
            line,
            "DELETE FROM journal_writer WHERE at < (extract(epoch FROM now() - interval '7 days') * 1000)::bigint",
            ct
        );
        await SaySomethingAsync(line, ct);
    }

    private async Task BeatAsync(NpgsqlConnection line, CancellationToken ct)
    {
        await line.WaitAsync(Beat, ct); // nothing is heard here but the line's own end, at once
        await SaySomethingAsync(line, ct);
    }

    /// <summary>Shows that this process lives, and becomes the one that leads when nobody is.</summary>
    private async Task SaySomethingAsync(NpgsqlConnection line, CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        if (hasLead)
            await PostgresLine.SayAsync(line, "SELECT 1", ct);
        else
            hasLead =
                await PostgresLine.SayAsync(
                    line,
                    $"SELECT pg_try_advisory_lock({PostgresServer.LockClass}, {PostgresServer.LeadLock})",
                    ct
                )
                    is true;
        Interlocked.Exchange(ref answered, asked); // the server's patience began no earlier
    }
}
