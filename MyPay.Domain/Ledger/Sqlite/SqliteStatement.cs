using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// One prepared statement on the door's connection, used over and over: bind, run, reset. Not thread-safe, as the door
/// is one thread.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int ShortText = 256;
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The door's connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
            Check(raw.sqlite3_bind_null(statement, index));
        else if (value.Length is 0 or > ShortText)
            Check(raw.sqlite3_bind_text(statement, index, value));
        else
        {
            Span<byte> utf8 = stackalloc byte[ShortText * 3];
            Check(raw.sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        }

        return this;
    }

    /// <summary>A text that is UTF-8 already; never empty.</summary>
    public SqliteStatement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(statement, index, utf8));
        return this;
    }

    public SqliteStatement Bind(int index, byte[] value)
    {
        Check(raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, long? value) =>
        value is { } some ? Bind(index, some) : Bind(index, (string?)null);

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            Throw(code);
    }

    /// <summary>Runs a query for at most one row; null when there is none.</summary>
    public T? One<T>(Func<SqliteStatement, T> read)
        where T : class
    {
        var code = raw.sqlite3_step(statement);
        try
        {
            return code switch
            {
                raw.SQLITE_ROW => read(this),
                raw.SQLITE_DONE => null,
                _ => Throw<T>(code),
            };
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            Throw(code);
    }

    private T Throw<T>(int code)
    {
        Throw(code);
        return default!;
    }

    private void Throw(int code) =>
        throw new SqliteException(
            raw.sqlite3_errmsg(database).utf8_to_string(),
            code & 0xFF,
            raw.sqlite3_extended_errcode(database)
        );
}
