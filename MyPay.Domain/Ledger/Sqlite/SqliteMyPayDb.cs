using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary><see cref="MyPayDb"/> on SQLite.</summary>
public sealed class SqliteMyPayDb(DbContextOptions<SqliteMyPayDb> options) : MyPayDb(options)
{
    /// <inheritdoc/>
    protected override SqlExpression Matches(SqlExpression words, SqlExpression pattern)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(pattern);
        var folded = new SqlFunctionExpression(
            FoldedWords.Function,
            [words],
            nullable: true,
            [true],
            typeof(string),
            words.TypeMapping
        );
        return new LikeExpression(
            folded,
            pattern,
            new SqlConstantExpression("\\", pattern.TypeMapping),
            BoolTypeMapping.Default
        );
    }
}

/// <summary>Every connection is as durable as the door's own.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string Text =
        "PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON; PRAGMA "
        + "busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    // A connection of the pool is opened at every question and stays the same underneath: it is told once.
    private readonly ConditionalWeakTable<sqlite3, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (!IsNew(connection))
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Text;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private bool IsNew(DbConnection connection) => told.TryAdd(((SqliteConnection)connection).Handle!, told);
}

/// <summary>How contexts are made on SQLite where no host is.</summary>
internal static class SqliteStore
{
    public static DbContextOptions<SqliteMyPayDb> Options(string connectionString) =>
        Common(new DbContextOptionsBuilder<SqliteMyPayDb>().UseSqlite(connectionString, WithMigrations)).Options;

    public static DbContextOptions<SqliteMyPayDb> Options(SqliteConnection connection) =>
        Common(new DbContextOptionsBuilder<SqliteMyPayDb>().UseSqlite(connection, WithMigrations)).Options;

    /// <summary>Contexts of requests and pages.</summary>
    public static void Use(DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite($"Data Source={file}", WithMigrations)
            .ConfigureWarnings(OfMigrations)
            .AddInterceptors(new SqlitePragmas(), FoldedWords.Always, StorableWords.Always);

    private static void WithMigrations(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.MigrationsAssembly(StoreModel.SqliteMigrations);

    // SQLite changes a column by making the table anew, outside a transaction; at a start nobody can do anything about
    // being told of it.
    private static void OfMigrations(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(
            RelationalEventId.NonTransactionalMigrationOperationWarning,
            SqliteEventId.TableRebuildPendingWarning
        );

    private static DbContextOptionsBuilder<SqliteMyPayDb> Common(DbContextOptionsBuilder<SqliteMyPayDb> options) =>
        options
            .UseApplicationServiceProvider(IdentitySchema.Services)
            .ConfigureWarnings(OfMigrations)
            .AddInterceptors(FoldedWords.Always, StorableWords.Always);
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMyPayDb>
{
    public SqliteMyPayDb CreateDbContext(string[] args) => new(SqliteStore.Options("Data Source=design.db"));
}
