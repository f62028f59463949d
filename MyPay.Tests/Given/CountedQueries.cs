using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Domain.Ledger.Sqlite;

namespace MyPay.Tests.Given;

/// <summary>
/// Keeps what each HTTP request of a product asks its database; the clockwork's own questions are nobody's request.
/// </summary>
internal sealed class CountedQueries : DbCommandInterceptor, IStartupFilter
{
    private readonly AsyncLocal<ConcurrentQueue<string>?> mine = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> asked = new(StringComparer.Ordinal);

    public void Over(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter>(this);
        services.ConfigureDbContext<SqliteMyPayDb>(db => db.AddInterceptors(this));
        services.ConfigureDbContext<PostgresMyPayDb>(db => db.AddInterceptors(this));
    }

    /// <summary>What the last request to this address asked.</summary>
    public IReadOnlyList<string> Of(string pathAndQuery) => [.. asked[pathAndQuery]];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (context, rest) =>
                {
                    mine.Value = asked[context.Request.Path + context.Request.QueryString] = new();
                    return rest(context);
                }
            );
            next(app);
        };

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        mine.Value?.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        mine.Value?.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    )
    {
        mine.Value?.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        mine.Value?.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }
}
