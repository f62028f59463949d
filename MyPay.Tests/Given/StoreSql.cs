using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MyPay.Domain.Ledger;
using Npgsql;

namespace MyPay.Tests.Given;

/// <summary>
/// Raw SQL on a connection of its own, as somebody with the store in his hands would run it. Written for SQLite;
/// PostgreSQL is told the same in its own spelling.
/// </summary>
internal static partial class StoreSql
{
    /// <summary>Runs statements; answers how many rows they changed.</summary>
    public static int Tamper(this StorageOptions store, string sql)
    {
        using var command = store.Command(sql);
        return command.ExecuteNonQuery();
    }

    /// <summary>One number.</summary>
    public static async Task<long> NumberAsync(this StorageOptions store, string sql)
    {
        await using var command = store.Command(sql);
        return Convert.ToInt64((await command.ExecuteScalarAsync())!, CultureInfo.InvariantCulture);
    }

    /// <summary>All rows of a query, each as one line of words.</summary>
    public static async Task<List<string>> RowsAsync(this StorageOptions store, string sql)
    {
        await using var command = store.Command(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                string.Join(
                    " | ",
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(at =>
                            reader.GetValue(at) switch
                            {
                                DBNull => "-",
                                byte[] bytes => Convert.ToHexStringLower(bytes),
                                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                            }
                        )
                )
            );
        }

        return rows;
    }

    private static StoreCommand Command(this StorageOptions store, string sql)
    {
        DbConnection connection = store.PostgreSql is { } server
            ? new NpgsqlConnection($"{server};Pooling=false")
            : new SqliteConnection($"Data Source={store.SqliteFile};Pooling=False");
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = store.PostgreSql is null ? sql : ForPostgres(sql);
        return new(connection, command);
    }

    /// <summary>Names of EF's columns in quotes, truths as truths, a trigger with its table.</summary>
    private static string ForPostgres(string sql)
    {
        var said = Trigger().Replace(sql, "DROP TRIGGER $1$2_no_$3 ON $2");
        said = Truth().Replace(said, match => $"\"Live\" = {(match.Groups[1].Value == "1" ? "true" : "false")}");
        var parts = Quoted().Split(said);
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].Length > 0 && parts[i][0] is not ('\'' or '"'))
                parts[i] = Name().Replace(parts[i], "\"$0\"");
        return string.Concat(parts);
    }

    [GeneratedRegex(@"DROP TRIGGER (IF EXISTS )?(\w+)_no_(update|delete)\b(?! ON)")]
    private static partial Regex Trigger();

    [GeneratedRegex(@"\bLive = ([01])")]
    private static partial Regex Truth();

    [GeneratedRegex("""('(?:[^']|'')*'|"[^"]*")""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(N|[A-Z]\w*[a-z]\w*)\b")]
    private static partial Regex Name();

    private sealed record StoreCommand(DbConnection Connection, DbCommand Command) : IDisposable, IAsyncDisposable
    {
        public int ExecuteNonQuery() => Command.ExecuteNonQuery();

        public Task<object?> ExecuteScalarAsync() => Command.ExecuteScalarAsync();

        public Task<DbDataReader> ExecuteReaderAsync() => Command.ExecuteReaderAsync();

        public void Dispose()
        {
            Command.Dispose();
            Connection.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await Command.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
