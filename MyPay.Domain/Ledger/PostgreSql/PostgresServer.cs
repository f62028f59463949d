using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>Connections to the server, and what MyPay needs of it.</summary>
internal static class PostgresServer
{
    /// <summary>The first key of all advisory locks of MyPay; "MyPa".</summary>
    public const int LockClass = 0x4D795061;

    /// <summary>Held for a batch: whoever has it writes money. Numbers of instances are above these.</summary>
    public const int DoorLock = 1;

    /// <summary>Held while an instance migrates and sets up the store.</summary>
    public const int StartLock = 2;

    /// <summary>Held by the instance that does what runs by itself: see <see cref="Instances.Leads"/>.</summary>
    public const int LeadLock = 3;

    /// <summary>The lowest number of an instance: see <see cref="PostgresInstances"/>.</summary>
    public const int FirstInstance = 1_000;

    private const int OldestVersion = 15;

    // Stronger settings of synchronous_commit promise more than "on".
    private static readonly string[] Durable = ["on", "remote_apply"];

    /// <summary>
    /// The operator's connection string with what MyPay adds to it. Throws, in words, when it cannot be read.
    /// </summary>
    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new InvalidOperationException(
                $"MyPay:Database:ConnectionString cannot be read: {unreadable.Message} Write it as "
                    + "Host=db;Port=5432;Database=mypay;Username=mypay;Password=…."
            );
        }

        if (string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database))
            throw new InvalidOperationException(
                "MyPay:Database:ConnectionString names no Host or no Database. Write it as "
                    + "Host=db;Port=5432;Database=mypay;Username=mypay;Password=…."
            );
        if (!read.ShouldSerialize("Maximum Pool Size"))
            read.MaxPoolSize = 40;
        if (!read.ShouldSerialize("Application Name"))
            read.ApplicationName = "MyPay";
        if (!read.ShouldSerialize("Max Auto Prepare"))
            read.MaxAutoPrepare = 200; // what is asked at every payment is planned once a connection
        read.TcpKeepAlive = true;
        return read;
    }

    /// <summary>The same for a connection that one owner keeps.</summary>
    public static NpgsqlConnectionStringBuilder Alone(string connectionString, string name)
    {
        var own = Read(connectionString);
        (own.Pooling, own.ApplicationName) = (false, $"{own.ApplicationName} {name}");
        if (!own.ShouldSerialize("Timeout"))
            own.Timeout = 5;
        return own;
    }

    public static DbContextOptions<PostgresMyPayDb> Options(string connectionString) =>
        Common(new DbContextOptionsBuilder<PostgresMyPayDb>().UseNpgsql(connectionString, WithMigrations)).Options;

    public static DbContextOptions<PostgresMyPayDb> Options(NpgsqlConnection connection) =>
        Common(new DbContextOptionsBuilder<PostgresMyPayDb>().UseNpgsql(connection, WithMigrations)).Options;

    /// <summary>Contexts of requests and pages: connections of the pool.</summary>
    public static void Use(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(Read(connectionString).ToString(), WithMigrations).AddInterceptors(StorableWords.Always);

    /// <summary>Waits for one of MyPay's locks for the length of a connection.</summary>
    public static async Task LockAsync(NpgsqlConnection connection, int number, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({LockClass}, {number})", connection)
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Throws, in words, when the server is too old or could lose a confirmed payment.</summary>
    public static void Require(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
            throw new InvalidOperationException(
                $"The PostgreSQL server is version {connection.PostgreSqlVersion}; MyPay needs {OldestVersion} "
                    + "or later."
            );
        foreach (
            var (name, wanted) in new[]
            {
                ("synchronous_commit", Durable),
                ("fsync", ["on"]),
                ("full_page_writes", ["on"]),
            }
        )
        {
            using var command = new NpgsqlCommand($"SHOW {name}", connection);
            var read = (string)command.ExecuteScalar()!;
            if (!wanted.Contains(read))
                throw new InvalidOperationException(
                    $"The PostgreSQL server answers {name}={read}, MyPay needs {wanted[0]}: a confirmed payment "
                        + "could be lost. Not starting."
                );
        }
    }

    private static void WithMigrations(NpgsqlDbContextOptionsBuilder postgres) =>
        postgres.MigrationsAssembly(StoreModel.PostgresMigrations);

    private static DbContextOptionsBuilder<PostgresMyPayDb> Common(DbContextOptionsBuilder<PostgresMyPayDb> options) =>
        options.UseApplicationServiceProvider(IdentitySchema.Services).AddInterceptors(StorableWords.Always);
}
