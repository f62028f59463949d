using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Slips;
using SQLitePCL;

namespace MyPay.Domain.Ledger.Sqlite;

/// <summary>
/// The door on SQLite: the only connection that writes money, and what is prepared on it. Rows of a granted command go
/// in at once: a statement costs next to nothing here, the commit everything.
/// </summary>
internal sealed class SqliteDoor : DoorStore
{
    // Pages of log between checkpoints (SQLite's default is 1,000): a page that many payments touch is copied to the
    // file once, not once a batch.
    private const int UsualLogPages = 16_384;

    // No checkpoint of SQLite's own: it tells nobody that one has failed.
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=0;" + SqlitePragmas.Text;
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly int logPages;
    private readonly SqliteConnection connection;
    private readonly DbContextOptions<SqliteMyPayDb> options;
    private readonly SqliteStatement mark,
        keep,
        undo;
    private readonly SqliteStatement findAccount,
        addAccount,
        setAccount,
        addSlip,
        addEntry,
        findOnce,
        sealEnd,
        addOnce,
        addEvent,
        lastSlip,
        lastAccount;
    private readonly Dictionary<RowStatement, SqliteCommand> prepared = new(ReferenceEqualityComparer.Instance);
    private SqliteTransaction? transaction;

    /// <summary>
    /// Opens the door on a migrated store. Throws when the file's promises (WAL, synchronous=FULL) do not read back.
    /// </summary>
    /// <param name="logPages">After how many pages of log they are carried over to the file.</param>
    public SqliteDoor(string file, int logPages = UsualLogPages)
    {
        this.logPages = logPages;
        connection = Open(file);
        SqliteDurability.Require(connection);
        options = SqliteStore.Options(connection);
        mark = new(connection, "SAVEPOINT command");
        keep = new(connection, "RELEASE command");
        undo = new(connection, "ROLLBACK TO command");
        findAccount = new(connection, "SELECT id, kind, balance, entries FROM ledger_account WHERE code = ?1");
        addAccount = new(
            connection,
            "INSERT INTO ledger_account (id, code, kind, balance, entries) VALUES (?1, ?2, ?3, ?4, ?5)"
        );
        setAccount = new(connection, "UPDATE ledger_account SET balance = ?2, entries = ?3 WHERE id = ?1");
        addSlip = new(
            connection,
            "INSERT INTO ledger_slip (seq, kind, source, business_date, posted_at, memo, lines, hash) VALUES "
                + "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        );
        addEntry = new(
            connection,
            "INSERT INTO ledger_entry (account, n, slip, amount, balance, posted_at, label) VALUES (?1, ?2, "
                + "?3, ?4, ?5, ?6, ?7)"
        );
        sealEnd = new(
            connection,
            "INSERT INTO ledger_seal (Chain, Seq, Mac) VALUES ('slips', ?1, ?2) ON CONFLICT (Chain) DO UPDATE SET "
                + "Seq = excluded.Seq, Mac = excluded.Mac"
        );
        findOnce = new(connection, "SELECT fingerprint, answer FROM journal_once WHERE key = ?1");
        addOnce = new(
            connection,
            "INSERT INTO journal_once (key, fingerprint, answer, first_slip, at) VALUES (?1, ?2, ?3, ?4, ?5)"
        );
        addEvent = new(connection, "INSERT INTO outbox_event (Name, Payload, At) VALUES (?1, ?2, ?3)");
        lastSlip = new(connection, "SELECT seq, hash, posted_at FROM ledger_slip ORDER BY seq DESC LIMIT 1");
        lastAccount = new(connection, "SELECT coalesce(max(id), 0) FROM ledger_account");
    }

    public override bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle!) == 0;

    /// <summary>A connection as the door's own: same log, same fsync.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        return connection;
    }

    public override Standing? Begin(long? seq, ReadOnlySpan<byte> seal, IReadOnlyList<WaitingCommand> batch)
    {
        transaction = connection.BeginTransaction();
        return seq is null ? Read() : null; // this door is the only writer
    }

    public override MyPayDb NewDb()
    {
        var db = new SqliteMyPayDb(options);
        db.Database.AutoSavepointsEnabled = false;
        db.Database.UseTransaction(transaction);
        return db;
    }

    public override void Mark() => mark.Run();

    public override void Keep() => keep.Run();

    public override void Undo()
    {
        undo.Run();
        keep.Run();
    }

    public override List<T> ReadRows<T>(
        RowStatement statement,
        ReadOnlySpan<object?> values,
        Func<DbDataReader, T> read
    )
    {
        var command = Prepared(statement);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read())
            found.Add(read(reader));
        return found;
    }

    public override void WriteRows(IReadOnlyList<RowWrite> rows)
    {
        foreach (var (statement, row, mustMeet) in rows)
        {
            var command = Prepared(statement);
            for (var i = 0; i < statement.Parameters.Length; i++)
                command.Parameters[i].Value = statement.Parameters[i].StoredOf(row) ?? DBNull.Value;
            if (command.ExecuteNonQuery() == 0 && mustMeet)
                throw new InvalidOperationException($"A {row.GetType().Name} that was changed is gone.");
        }
    }

    public override AccountState? FindAccount(string code) =>
        findAccount
            .Bind(1, code)
            .One(row => new AccountState(row.Long(0), code, (AccountKind)row.Long(1), row.Long(2), row.Long(3)));

    public override OnceAnswer? FindOnce(byte[] key) =>
        findOnce.Bind(1, key).One(row => new OnceAnswer(row.Blob(0), row.Text(1)));

    public override void Add(PendingSlip slip)
    {
        addSlip
            .Bind(1, slip.Seq)
            .Bind(2, slip.Slip.Kind)
            .Bind(3, slip.Slip.Source)
            .Bind(4, slip.Date)
            .Bind(5, slip.PostedAtMs)
            .Bind(6, slip.Slip.Memo)
            .BindText(7, slip.Lines)
            .Bind(8, slip.Seal)
            .Run();
        foreach (var entry in slip.Entries)
            addEntry
                .Bind(1, entry.Account.Id)
                .Bind(2, entry.N)
                .Bind(3, slip.Seq)
                .Bind(4, entry.Signed)
                .Bind(5, entry.Balance)
                .Bind(6, slip.PostedAtMs)
                .Bind(7, entry.Label)
                .Run();
    }

    public override void SealEnd(long seq, byte[] mac) => sealEnd.Bind(1, seq).Bind(2, mac).Run();

    public override void AddOnce(OnceHashes once, string answer, long? firstSlip, long atMs) =>
        addOnce.Bind(1, once.Key).Bind(2, once.Fingerprint).Bind(3, answer).Bind(4, firstSlip).Bind(5, atMs).Run();

    public override void AddEvent(string name, string payload, long atMs) =>
        addEvent.Bind(1, name).Bind(2, payload).Bind(3, atMs).Run();

    public override void Commit(IReadOnlyList<DoorAccount> touched)
    {
        foreach (var account in touched)
        {
            if (account.IsNew)
                addAccount
                    .Bind(1, account.Id)
                    .Bind(2, account.Named.Code)
                    .Bind(3, (long)account.Named.Kind)
                    .Bind(4, account.Balance)
                    .Bind(5, account.Entries)
                    .Run();
            else
                setAccount.Bind(1, account.Id).Bind(2, account.Balance).Bind(3, account.Entries).Run();
        }

        transaction!.Commit();
        RollBack();
    }

    public override void RollBack()
    {
        transaction?.Dispose();
        transaction = null;
    }

    public override void TidyUp()
    {
        raw.sqlite3_db_status(connection.Handle!, PagesWritten, out var written, out _, resetFlg: 0);
        if (written < logPages)
            return;

        // A reader that still needs the log, or another who carries it over, is no trouble: the next commit tries
        // again.
        var code = raw.sqlite3_wal_checkpoint_v2(
            connection.Handle!,
            "main",
            raw.SQLITE_CHECKPOINT_PASSIVE,
            out var inLog,
            out var carriedOver
        );
        if (code is not raw.SQLITE_OK and not raw.SQLITE_BUSY)
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
        if (code == raw.SQLITE_OK && inLog == carriedOver)
            raw.sqlite3_db_status(connection.Handle!, PagesWritten, out _, out _, resetFlg: 1);
    }

    public override DoorTrouble TroubleOf(Exception? failure) =>
        failure switch
        {
            null => DoorTrouble.None,
            SqliteException { SqliteErrorCode: 5 or 6 } => DoorTrouble.Busy,
            SqliteException { SqliteErrorCode: 13 } => DoorTrouble.Full,
            SqliteException { SqliteErrorCode: 8 or 10 or 11 or 14 or 26 } => DoorTrouble.Broken,
            _ => TroubleOf(failure.InnerException),
        };

    public override void Dispose()
    {
        foreach (
            var statement in new[]
            {
                mark,
                keep,
                undo,
                findAccount,
                addAccount,
                setAccount,
                addSlip,
                addEntry,
                findOnce,
                sealEnd,
                addOnce,
                addEvent,
                lastSlip,
                lastAccount,
            }
        )
            statement.Dispose();
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(RowStatement statement)
    {
        if (!prepared.TryGetValue(statement, out var command))
        {
            prepared[statement] = command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < statement.Parameters.Length; i++)
                command.Parameters.Add(statement.Parameters[i].Parameter(command, $"${i + 1}"));
        }

        command.Transaction = transaction;
        return command;
    }

    private Standing Read()
    {
        var account = lastAccount.One(row => Tuple.Create(row.Long(0)))!.Item1;
        return lastSlip.One(row => new Standing(row.Long(0), row.Blob(1), row.Long(2), account))
            ?? new Standing(0, SlipSeal.Genesis, 0, account);
    }
}
