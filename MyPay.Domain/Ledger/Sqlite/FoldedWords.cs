using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MyPay.Domain.Kernel;
using SQLitePCL;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// Teaches every connection <see cref="TypedText.Fold"/>, so that words are searched by what they look like, as
/// PostgreSQL does with <c>normalize</c>.
/// </summary>
internal sealed class FoldedWords : DbConnectionInterceptor
{
    public const string Function = "mypay_folded";

    public static readonly FoldedWords Always = new();

    // A connection of the pool is opened at every question and stays the same underneath: it is told once.
    private static readonly ConditionalWeakTable<sqlite3, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Teach((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Teach((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>For a connection that is open already.</summary>
    public static void Teach(SqliteConnection connection)
    {
        if (connection.Handle is { } handle && Told.TryAdd(handle, Told))
            raw.sqlite3_create_function(handle, Function, 1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Fold);
    }

    private static void Fold(sqlite3_context context, object state, sqlite3_value[] words)
    {
        if (raw.sqlite3_value_type(words[0]) == raw.SQLITE_NULL)
            raw.sqlite3_result_null(context);
        else
            raw.sqlite3_result_text(context, Folded(raw.sqlite3_value_text(words[0])));
    }

    private static utf8z Folded(utf8z stored) => utf8z.FromString(TypedText.Fold(stored.utf8_to_string()));
}
