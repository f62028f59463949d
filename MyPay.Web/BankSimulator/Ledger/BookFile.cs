using Microsoft.Data.Sqlite;

namespace MyPay.Web.BankSimulator.Ledger;

/// <summary>
/// The journal file and its one connection. Every piece of work holds one lock and is one transaction, on disk before
/// it returns: what the wire has answered survives a kill.
/// </summary>
internal sealed class BookFile : IDisposable
{
    public const string FileName = "bank-simulator.db";

    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS accounts (
            bank TEXT NOT NULL, number TEXT NOT NULL, holder TEXT NOT NULL, balance INTEGER NOT NULL CHECK (balance >= 0),
            PRIMARY KEY (bank, number)) STRICT;
        CREATE TABLE IF NOT EXISTS transactions (
            day TEXT NOT NULL, bank_tran_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('withdraw', 'deposit', 'inquiry')),
            bank TEXT, number TEXT, contract TEXT, amount INTEGER, print_content TEXT, contract_print_content TEXT,
            rsp_code TEXT, bank_rsp_code TEXT, inquiries INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (day, bank_tran_id)) STRICT;
        CREATE TABLE IF NOT EXISTS journal (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, bank_tran_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('withdraw', 'deposit')),
            bank TEXT NOT NULL, number TEXT NOT NULL, contract TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
            print_content TEXT NOT NULL, contract_print_content TEXT NOT NULL,
            balance INTEGER NOT NULL, contract_balance INTEGER NOT NULL, day TEXT NOT NULL, time TEXT NOT NULL, at TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS journal_account ON journal (bank, number);
        CREATE INDEX IF NOT EXISTS journal_contract ON journal (contract);
        """;

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    private BookFile(SqliteConnection connection) => this.connection = connection;

    public static BookFile Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, FileName),
            Pooling = false,
        };
        var connection = new SqliteConnection(path.ToString());
        connection.Open();
        using var schema = connection.CreateCommand();
        schema.CommandText = Schema;
        schema.ExecuteNonQuery();
        return new(connection);
    }

    public T Write<T>(Func<BookSession, T> work)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var done = work(new(connection, transaction));
            transaction.Commit();
            return done;
        }
    }

    public T Read<T>(Func<BookSession, T> work)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            return work(new(connection, transaction));
        }
    }

    public void Dispose()
    {
        lock (gate)
            connection.Dispose();
    }
}

/// <summary>Plain SQL inside one transaction of the book.</summary>
internal sealed class BookSession(SqliteConnection connection, SqliteTransaction transaction)
{
    public int Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public List<T> Rows<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
