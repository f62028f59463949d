using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary><see cref="MyPayDb"/> on SQLite.</summary>
public sealed class SqliteMyPayDb(DbContextOptions<SqliteMyPayDb> options) : MyPayDb(options)
{
}

/// <summary>Every connection is as durable as the door's own.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string Text = "PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Text;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>For <c>dotnet ef</c> only: Identity takes its schema version from the services of the context.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMyPayDb>
{
    public static readonly IServiceProvider Identity = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public SqliteMyPayDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMyPayDb>().UseApplicationServiceProvider(Identity).UseSqlite("Data Source=design.db").Options);
}
