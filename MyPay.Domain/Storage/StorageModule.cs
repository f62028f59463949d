using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Storage.Door;
using MyPay.Domain.Storage.Jobs;
using MyPay.Domain.Storage.Ledger;
using MyPay.Domain.Storage.Outbox;
using MyPay.Domain.Storage.Secrets;
using MyPay.Domain.Storage.Sqlite;

namespace MyPay.Domain.Storage;

/// <summary>Where the store lies.</summary>
/// <param name="Directory">The data directory: the SQLite files and, beside them, the keys.</param>
public sealed record StorageOptions(string Directory)
{
    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(Directory, "mypay.db");
}

/// <summary>Registers storage.</summary>
public static class StorageModule
{
    /// <summary>Registers the store, the door and the outbox. The host calls <see cref="OpenStoreAsync"/> before anything is asked.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddDbContext<MyPayDb, SqliteMyPayDb>(db => db
            .UseSqlite($"Data Source={options.SqliteFile}")
            .AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<Journal>(at => new DoorJournal(
            new SqliteDoor(options.SqliteFile), at.GetRequiredService<LiveFeed>(), at.GetRequiredService<TimeProvider>(), at.GetRequiredService<ILogger<DoorJournal>>()));
        services.AddSingleton(_ => DataKeys.Open(options.Directory));
        services.AddScoped<JobHistory>();
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }

    /// <summary>The provider's own proofs: its guards and its file.</summary>
    public static IReadOnlyList<IProof> Proofs() => [new GuardsProof(), new SoundFileProof()];

    /// <summary>Registers a listener for one kind of outbox event.</summary>
    public static IServiceCollection AddOutboxHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IOutboxEvent
        where THandler : class, IOutboxHandler<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton<OutboxConsumer, OutboxConsumer<TEvent, THandler>>();
        return services;
    }

    /// <summary>Makes or migrates the store and opens the door; throws with a clear message when the store cannot be trusted.</summary>
    public static async Task OpenStoreAsync(this IServiceProvider services, CancellationToken ct = default)
    {
        Directory.CreateDirectory(services.GetRequiredService<StorageOptions>().Directory);
        StoreReplacement.RequireFinished(services.GetRequiredService<StorageOptions>());
        DataKeys.RequireBeside(services.GetRequiredService<StorageOptions>());
        _ = services.GetRequiredService<DataKeys>();
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
            // The host holds the store's lock, so a migration lock found here was left by a process that was killed: nobody would ever lift it.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
            await db.Database.MigrateAsync(ct);
        }

        _ = services.GetRequiredService<Journal>();
    }
}
