using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary><see cref="MyPayDb"/> on SQLite.</summary>
public sealed class SqliteMyPayDb(DbContextOptions<SqliteMyPayDb> options) : MyPayDb(options)
{
    /// <inheritdoc/>
    protected override SqlExpression Matches(SqlExpression words, SqlExpression pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new LikeExpression(words, pattern, new SqlConstantExpression("\\", pattern.TypeMapping), BoolTypeMapping.Default);
    }
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

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMyPayDb>
{
    public static readonly IServiceProvider Identity = IdentitySchema.Services;

    public SqliteMyPayDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMyPayDb>().UseApplicationServiceProvider(Identity).UseSqlite("Data Source=design.db").Options);
}
