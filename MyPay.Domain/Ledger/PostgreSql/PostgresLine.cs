using Microsoft.Extensions.Logging;
using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// A connection that is kept for as long as the process lives: when it breaks it is opened anew, after pauses that
/// grow.
/// </summary>
/// <param name="connectionString">The operator's.</param>
/// <param name="name">What the server's list of connections says: <c>MyPay instance</c>.</param>
/// <param name="log">Is told of a break.</param>
internal sealed class PostgresLine(string connectionString, string name, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromMilliseconds(500),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(5),
    ];

    private readonly CancellationTokenSource closing = new();
    private NpgsqlConnection? connection;
    private Task kept = Task.CompletedTask;

    /// <summary>What is said first on each new connection.</summary>
    public required Func<NpgsqlConnection, CancellationToken, Task> Opened { get; init; }

    /// <summary>What is done on it, over and over.</summary>
    public required Func<NpgsqlConnection, CancellationToken, Task> Turn { get; init; }

    /// <summary>It broke.</summary>
    public Action? Lost { get; init; }

    /// <summary>It is there again.</summary>
    public Action? Back { get; init; }

    /// <summary>
    /// Opens it; throws when the server is not to be reached. From then on it is kept until disposed.
    /// </summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await ConnectAsync(ct);
        kept = Task.Run(() => KeepAsync(closing.Token), CancellationToken.None);
    }

    public static async Task<object?> SayAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync();
        await kept;
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        var own = PostgresServer.Alone(connectionString, name);
        (own.CommandTimeout, own.KeepAlive) = (8, 5); // seconds: a line that nothing comes back on is noticed
        connection = new NpgsqlConnection(own.ToString());
        await connection.OpenAsync(ct);
        await Opened(connection, ct);
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Turn(connection!, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (IsLoss(lost))
            {
                Lost?.Invoke();
                log.LogWarning(lost, "The line {Name} to the PostgreSQL server is gone; opening another.", name);
                await ReconnectAsync(ct);
            }
        }
    }

    private async Task ReconnectAsync(CancellationToken ct)
    {
        for (var tries = 0; !ct.IsCancellationRequested; tries++)
        {
            try
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                await ConnectAsync(ct);
                Back?.Invoke();
                return;
            }
            catch (Exception failure) when (IsLoss(failure) || failure is OperationCanceledException)
            {
                // cut short by the end, never thrown by it
                await Task.WhenAny(Task.Delay(Pauses[Math.Min(tries, Pauses.Length - 1)], ct));
            }
        }
    }

    private static bool IsLoss(Exception failure) =>
        failure is NpgsqlException or InvalidOperationException or IOException or TimeoutException;
}
