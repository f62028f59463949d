using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Ledger.Sqlite;
using Npgsql;

namespace MyPay.Domain.Ledger;

/// <summary>Where the store lies.</summary>
/// <param name="Directory">The data directory: the SQLite files and, beside them, the keys.</param>
public sealed record StorageOptions(string Directory)
{
    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(Directory, "mypay.db");

    /// <summary>The connection string of the PostgreSQL database; null: the store is the SQLite file.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>A key file outside the data directory; null: <c>keys/data.key</c> in it, unless a command prints it.</summary>
    public string? KeyFileElsewhere { get; init; }

    /// <summary>The command that prints the key; null: it is in a file.</summary>
    public KeyCommand? KeyCommand { get; init; }

    /// <summary>The key is not in the data directory, and in no backup of it.</summary>
    public bool IsKeyElsewhere => KeyFileElsewhere is not null || KeyCommand is not null;

    /// <summary>The key file; null when a command prints the key.</summary>
    public string? KeyFile => KeyCommand is null ? KeyFileElsewhere ?? DataKeys.FileIn(Directory) : null;

    /// <summary>Where the key is, for people.</summary>
    public string KeyPlace => KeyFile ?? "MyPay:Secrets:KeyCommand";
}

/// <summary>Registers storage.</summary>
public static class StorageModule
{
    /// <summary>
    /// Registers the store, the door and the outbox. The host calls <see cref="OpenStoreAsync"/> before anything is
    /// asked.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddSingleton<LiveFeed>();
        if (options.PostgreSql is { } server)
            services.AddPostgres(server);
        else
            services.AddSqlite(options);
        services.AddSingleton<Journal>(at => new DoorJournal(
            at.GetRequiredService<DoorStore>(),
            new(at.GetRequiredService<DataKeys>), // read only once the store has been looked at
            at.GetRequiredService<LiveFeed>(),
            at.GetRequiredService<TimeProvider>(),
            at.GetRequiredService<ILogger<DoorJournal>>(),
            at.GetService<IMeterFactory>() is { } meters ? new DoorMetrics(meters) : null
        ));
        services.AddSingleton(at => KeyCheck.Open(at, options));
        services.AddScoped(at => new OutboxWatch(at.GetRequiredService<MyPayDb>(), at.GetServices<OutboxConsumer>()));
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }

    /// <summary>Throws, in words, when a connection string cannot be read. Asks no server.</summary>
    public static void CheckConnectionString(string connectionString) => PostgresServer.Read(connectionString);

    /// <summary>
    /// Asks the PostgreSQL server whether there is a store in the database yet, and changes nothing. Throws, in words,
    /// when the server is away, too old, or could lose a confirmed payment.
    /// </summary>
    public static Task<bool> IsInDatabaseAsync(StorageOptions store, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var server = store.PostgreSql ?? throw new ArgumentException("The store lies in a file.", nameof(store));
        return PostgresOpening.InWordsAsync(
            server,
            async () =>
            {
                await using var connection = new NpgsqlConnection(PostgresServer.Alone(server, "check").ToString());
                await connection.OpenAsync(ct);
                PostgresServer.Require(connection);
                await using var tables = new NpgsqlCommand("SELECT to_regclass('ledger_slip') IS NOT NULL", connection);
                return (bool)(await tables.ExecuteScalarAsync(ct))!;
            }
        );
    }

    /// <summary>
    /// Keeps the scope's connection to a SQLite store open until the scope ends: for a short scope that asks several
    /// times, since opening costs more than most questions. Connections to a server are shared by all, so they are
    /// given back after each question.
    /// </summary>
    public static Task HoldConnectionAsync(this IServiceProvider scope, CancellationToken ct = default) =>
        scope.GetRequiredService<MyPayDb>() is SqliteMyPayDb db
            ? db.Database.OpenConnectionAsync(ct)
            : Task.CompletedTask;

    /// <summary>The provider's own proofs: its guards, and that what lies on the disk is sound.</summary>
    public static IReadOnlyList<IProof> Proofs(StorageOptions store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.PostgreSql is null
            ? [new GuardsProof(), new SoundFileProof()]
            : [new PostgresGuardsProof(), new PostgresSoundProof()];
    }

    /// <summary>Registers a listener for one kind of outbox event.</summary>
    public static IServiceCollection AddOutboxHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IOutboxEvent
        where THandler : class, IOutboxHandler<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton<OutboxConsumer, OutboxConsumer<TEvent, THandler>>();
        return services;
    }

    /// <summary>
    /// Makes or migrates the store and opens the door; throws with a clear message when the store cannot be trusted.
    /// Until what it answers is disposed, no other instance opens the same store: the host sets it up meanwhile.
    /// </summary>
    public static async Task<IAsyncDisposable> OpenStoreAsync(
        this IServiceProvider services,
        CancellationToken ct = default
    )
    {
        var options = services.GetRequiredService<StorageOptions>();
        Directory.CreateDirectory(options.Directory);
        if (options.PostgreSql is { } server)
        {
            var alone = await PostgresOpening.BeginAsync(server, ct);
            try
            {
                await services.OpenAsync(options, ct);
                await services.GetRequiredService<PostgresInstances>().BeginAsync(ct);
                services.GetRequiredService<PostgresDoor>().Open();
                _ = services.GetRequiredService<Journal>();
                return alone;
            }
            catch
            {
                await alone.DisposeAsync();
                throw;
            }
        }

        StoreReplacement.RequireFinished(options);
        DataKeys.RequireBeside(options);
        await services.OpenAsync(options, ct);
        _ = services.GetRequiredService<Journal>();
        return new Alone();
    }

    private static void AddSqlite(this IServiceCollection services, StorageOptions options)
    {
        services.AddDbContext<MyPayDb, SqliteMyPayDb>(
            db => SqliteStore.Use(db, options.SqliteFile),
            optionsLifetime: ServiceLifetime.Singleton
        );
        services.AddSingleton<DoorStore>(_ => new SqliteDoor(options.SqliteFile));
        services.AddSingleton<Instances, LoneInstance>();
    }

    private static void AddPostgres(this IServiceCollection services, string server)
    {
        services.AddDbContext<MyPayDb, PostgresMyPayDb>(
            db => PostgresServer.Use(db, server),
            optionsLifetime: ServiceLifetime.Singleton
        );
        services.AddSingleton(at => new PostgresInstances(
            server,
            at.GetRequiredService<LiveFeed>(),
            at.GetRequiredService<ILogger<PostgresInstances>>()
        ));
        services.AddSingleton<Instances>(at => at.GetRequiredService<PostgresInstances>());
        services.AddSingleton(at => new PostgresDoor(server, at.GetRequiredService<PostgresInstances>().Number));
        services.AddSingleton<DoorStore>(at => at.GetRequiredService<PostgresDoor>());
        services.AddSingleton<ProtectionKeys>();
    }

    private static async Task OpenAsync(this IServiceProvider services, StorageOptions options, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();

        // Nobody else is opening this store, so a migration lock found in a SQLite file was left by a process that was
        // killed: nobody would ever lift it.
        if (options.PostgreSql is null)
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await StoreHistory.MigrateAsync(db, ct);
        await KeyCheck.RequireFileAsync(db, options, ct);
        await KeyCheck.RememberAsync(db, services.GetRequiredService<DataKeys>(), ct);
    }

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
