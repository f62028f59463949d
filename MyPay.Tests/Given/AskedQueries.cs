using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MyPay.Domain.Ledger;

namespace MyPay.Tests.Given;

/// <summary>Keeps every query that a context asks, with the plan by which the database answers it.</summary>
internal sealed class AskedQueries : DbCommandInterceptor
{
    public List<(string Sql, List<string> Steps)> Plans { get; } = [];

    /// <summary>Steps that read a whole table, or sort outside an index.</summary>
    public IEnumerable<string> Scans =>
        Plans.SelectMany(plan => plan.Steps).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal));

    /// <summary>A reading context of this store, listened to.</summary>
    public MyPayDb Over(AStore store) => store.NewDb(this);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        using var explain = (SqliteCommand)command.Connection!.CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        foreach (SqliteParameter parameter in command.Parameters)
            explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        var steps = new List<string>();
        using (var reader = explain.ExecuteReader())
            while (reader.Read())
                steps.Add(reader.GetString(3));
        Plans.Add((command.CommandText, steps));
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
