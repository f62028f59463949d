using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>The first meeting with the server, in words an operator can act on.</summary>
internal static class PostgresOpening
{
    /// <summary>Checks the server and waits until no other instance is opening the store.</summary>
    public static Task<IAsyncDisposable> BeginAsync(string connectionString, CancellationToken ct) =>
        InWordsAsync<IAsyncDisposable>(
            connectionString,
            async () =>
            {
                // Whoever copies a store into this database holds the lock for long: that is said at once, not waited
                // for.
                await ArrivalMark.RequireFinishedAsync(connectionString, ct);
                var alone = await PostgresInstances.HoldAsync(connectionString, PostgresServer.StartLock, ct);
                try
                {
                    await ArrivalMark.RequireFinishedAsync(alone, ct);
                    PostgresServer.Require(alone);
                    return alone;
                }
                catch
                {
                    await alone.DisposeAsync();
                    throw;
                }
            }
        );

    /// <summary>
    /// Asks the server something; what it refuses, or that it is away, is an <see cref="InvalidOperationException"/> in
    /// words.
    /// </summary>
    public static async Task<T> InWordsAsync<T>(string connectionString, Func<Task<T>> question)
    {
        var named = PostgresServer.Read(connectionString);
        try
        {
            return await question();
        }
        catch (PostgresException refused)
        {
            throw new InvalidOperationException(
                refused.SqlState switch
                {
                    PostgresErrorCodes.InvalidCatalogName =>
                        $"The PostgreSQL server has no database {named.Database}. Create it: createdb -O "
                            + $"{named.Username} -E UTF8 {named.Database}.",
                    PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                        $"The PostgreSQL server does not let {named.Username} in: {refused.MessageText}. Check "
                            + "MyPay:Database:ConnectionString and pg_hba.conf.",
                    _ => $"The PostgreSQL server refuses: {refused.MessageText} ({refused.SqlState}).",
                }
            );
        }
        catch (Exception unreachable)
            when (unreachable
                    is NpgsqlException
                        or System.Net.Sockets.SocketException
                        or TimeoutException
                        or IOException { InnerException: System.Net.Sockets.SocketException }
            )
        {
            throw new InvalidOperationException(
                $"The PostgreSQL server at {named.Host}:{named.Port} cannot be reached: {unreachable.Message} "
                    + "Check MyPay:Database:ConnectionString and that the server is running."
            );
        }
    }

    /// <summary>
    /// Takes the lock of whoever opens the store, for as long as the connection lives; false when an instance is at work
    /// on the database, or opens it now.
    /// </summary>
    public static async Task<bool> IsAloneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // Held for as long as the connection lives: whoever starts waits for it, or is told why not. Instances that run
        // hold locks of their own numbers.
        await using var command = new NpgsqlCommand(
            $"SELECT pg_try_advisory_lock({PostgresServer.LockClass}, {PostgresServer.StartLock})",
            connection
        );
        if (!(bool)(await command.ExecuteScalarAsync(ct))!)
            return false;
        await using var ask = new NpgsqlCommand(
            $"""
            SELECT NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid = {PostgresServer.LockClass}::bigint::oid AND objsubid = 2 AND objid::bigint >= {PostgresServer.FirstInstance})
            """,
            connection
        );
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }
}
