using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Slips;
using Npgsql;
using NpgsqlTypes;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>How long the door on PostgreSQL waits.</summary>
/// <param name="Lock">For its turn, while other instances have theirs, and for a row.</param>
/// <param name="Idle">Until the server ends a turn in which nothing more is asked: an instance that was stopped must
/// not hold up the others.</param>
/// <param name="Unknown">For a server that went away in the middle of a commit to come back and say how that
/// ended.</param>
internal sealed record DoorPatience(TimeSpan Lock, TimeSpan Idle, TimeSpan Unknown)
{
    public static readonly DoorPatience Usual = new(
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30)
    );
}

/// <summary>
/// The door on PostgreSQL. A batch is one transaction that first takes a lock which all instances share, so batches are
/// strictly one after another, whoever writes them: the same journal as on SQLite, one chain of seals. Rows of granted
/// commands wait in memory and go in set-wise, with the commit, in one round trip; earlier only when a command reads
/// tables itself. A connection that breaks is opened anew; how a commit ended that nobody heard of is looked up, never
/// guessed.
/// </summary>
internal sealed class PostgresDoor(string connectionString, int instance, DoorPatience? patience = null) : DoorStore
{
    // More slips of others than this are not looked through: memory is filled anew instead.
    private const int MostForeignSlips = 5_000;

    // Up to so many accounts are all kept in memory: then none is ever asked for by itself, which costs a round trip
    // each.
    private const int MostAccounts = 100_000;

    private const string Lock = "SELECT pg_advisory_xact_lock($1, $2)";

    private const string Stand = """
        SELECT coalesce(last.seq, 0), last.hash, coalesce(last.posted_at, 0), (SELECT coalesce(max(id), 0) FROM ledger_account), (SELECT coalesce(max("Seq"), 0) FROM outbox_event)
        FROM (SELECT 1) AS one LEFT JOIN LATERAL (SELECT seq, hash, posted_at FROM ledger_slip ORDER BY seq DESC LIMIT 1) AS last ON true
        """;

    private const string Changed = """
        SELECT id, code, kind, balance, entries FROM ledger_account
        WHERE id IN (SELECT (line ->> 0)::bigint FROM ledger_slip, jsonb_array_elements(lines::jsonb) AS line WHERE seq > $1 AND seq <= $2)
        """;

    private const string AllAccounts = "SELECT id, code, kind, balance, entries FROM ledger_account";

    private const string FindOnces = "SELECT key, fingerprint, answer FROM journal_once WHERE key = ANY($1)";

    private const string Find = "SELECT id, kind, balance, entries FROM ledger_account WHERE code = $1";

    private const string AddAccounts =
        "INSERT INTO ledger_account (id, code, kind, balance, entries) SELECT * FROM unnest($1, $2, $3, $4, $5)";

    // Each row must be as the door's memory left it: whatever else has written there, the batch is not built upon it.
    private const string SetAccounts = """
        WITH set AS (
          UPDATE ledger_account AS a SET balance = u.balance, entries = u.entries
          FROM unnest($1, $2, $3, $4) AS u (id, balance, entries, before) WHERE a.id = u.id AND a.entries = u.before RETURNING 1)
        SELECT journal_expect((SELECT count(*) FROM set), $5)
        """;

    // What the door asks finds rows by their keys, however many a batch asks for: planned once, and never by reading a
    // whole table.
    private const string PlanOnce = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

    // Written in the batch's own transaction: read back, it says whether that was committed.
    private const string SealSlips = """
        INSERT INTO ledger_seal ("Chain", "Seq", "Mac") VALUES ('slips', $1, $2)
        ON CONFLICT ("Chain") DO UPDATE SET "Seq" = excluded."Seq", "Mac" = excluded."Mac"
        """;

    private const string Sign = """
        INSERT INTO journal_writer (instance, batch, at) VALUES ($1, $2, (extract(epoch FROM now()) * 1000)::bigint)
        ON CONFLICT (instance) DO UPDATE SET batch = excluded.batch, at = excluded.at
        """;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(150),
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromMilliseconds(900),
    ];
    private static readonly TimeSpan AtLeastWhenClosing = TimeSpan.FromSeconds(5);

    private readonly DoorPatience patience = patience ?? DoorPatience.Usual;
    private readonly PendingRows pending = new();
    private readonly Dictionary<byte[], OnceAnswer?> onces = new(KeyBytes.Equal);
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private DbContextOptions<PostgresMyPayDb>? options;
    private long batch,
        events;
    private bool hasMark,
        hasWritten;
    private IReadOnlyCollection<string> topics = [];
    private (long Seq, byte[] Mac)? end;

    public override bool InTransaction => transaction is not null && IsOpen;

    private bool IsOpen => connection is { State: ConnectionState.Open };

    /// <summary>Opens the connection; throws when the server is not to be reached or not to be trusted.</summary>
    public void Open()
    {
        if (IsOpen)
            return;
        Drop();
        var own = PostgresServer.Alone(connectionString, "door");
        (own.MaxAutoPrepare, own.AutoPrepareMinUsages, own.WriteBufferSize) = (400, 2, 512 * 1024);
        var fresh = new NpgsqlConnection(own.ToString());
        try
        {
            fresh.Open();
            PostgresServer.Require(fresh);
            using var settings = new NpgsqlCommand(
                $"SET lock_timeout = {(long)patience.Lock.TotalMilliseconds}; SET "
                    + $"idle_in_transaction_session_timeout = {(long)patience.Idle.TotalMilliseconds}; "
                    + $"{PlanOnce}",
                fresh
            );
            settings.ExecuteNonQuery();
        }
        catch
        {
            fresh.Dispose();
            throw;
        }

        (connection, options) = (fresh, PostgresServer.Options(fresh));
    }

    public override Standing? Begin(long? seq, ReadOnlySpan<byte> seal, IReadOnlyList<WaitingCommand> batch)
    {
        Open();
        (hasMark, hasWritten, this.batch) = (false, false, this.batch + 1);
        pending.Clear();
        onces.Clear();
        topics = [];
        end = null;
        foreach (var waiting in batch)
            if (waiting.Once is { } once)
                onces[once.Key] = null;

        transaction = connection!.BeginTransaction(IsolationLevel.ReadCommitted); // said with the first statement
        var (stands, isSame) = Look(seq, seal);
        if (isSame)
            return null;
        return stands.Accounts is null && stands.LastAccount <= MostAccounts
            ? stands with
            {
                Accounts = ReadAll(),
                AreAll = true,
            }
            : stands;
    }

    public override MyPayDb NewDb()
    {
        var db = new PostgresMyPayDb(options!);
        db.Database.AutoSavepointsEnabled = false;
        db.Database.UseTransaction(transaction);
        return db;
    }

    public override void Mark()
    {
        using var say = NewBatch();
        if (hasMark)
            say.Say("RELEASE SAVEPOINT command");
        if (!pending.IsEmpty)
            pending.WriteTo(say);
        say.Say("SAVEPOINT command");
        say.ExecuteNonQuery();
        hasMark = true;
        pending.Clear();
    }

    // Released with the next mark, or by the commit.
    public override void Keep() => hasWritten = true;

    public override void Undo()
    {
        using var command = new NpgsqlCommand("ROLLBACK TO SAVEPOINT command", connection, transaction);
        command.ExecuteNonQuery();
    }

    public override List<T> ReadRows<T>(
        RowStatement statement,
        ReadOnlySpan<object?> values,
        Func<DbDataReader, T> read
    )
    {
        using var ask = new NpgsqlCommand(statement.Sql, connection, transaction);
        for (var i = 0; i < values.Length; i++)
            ask.Parameters.Add(Parameter(ask, statement.Parameters[i], values[i]));
        using var reader = ask.ExecuteReader();
        var found = new List<T>();
        while (reader.Read())
            found.Add(read(reader));
        return found;
    }

    // At once, in one round trip: the next command of the batch may read them.
    public override void WriteRows(IReadOnlyList<RowWrite> rows)
    {
        using var say = NewBatch();
        using var maker = new NpgsqlCommand();
        foreach (var (statement, row, _) in rows)
            say.Say(
                statement.Sql,
                Array.ConvertAll(statement.Parameters, column => Parameter(maker, column, column.StoredOf(row)))
            );
        say.ExecuteNonQuery();
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].MustMeet && say.BatchCommands[i].RecordsAffected == 0)
                throw new InvalidOperationException($"A {rows[i].Row.GetType().Name} that was changed is gone.");
        hasWritten = true;
    }

    public override AccountState? FindAccount(string code)
    {
        using var command = new NpgsqlCommand(Find, connection, transaction)
        {
            Parameters = { PendingRows.Of(code, NpgsqlDbType.Text) },
        };
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(reader.GetInt64(0), code, (AccountKind)reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3))
            : null;
    }

    public override OnceAnswer? FindOnce(byte[] key)
    {
        if (onces.TryGetValue(key, out var known))
            return known;
        using var ask = NewBatch();
        ask.Say(FindOnces, PendingRows.Bytes([key]));
        using var reader = ask.ExecuteReader();
        return onces[key] = reader.Read() ? new(reader.GetFieldValue<byte[]>(1), reader.GetString(2)) : null;
    }

    public override void Add(PendingSlip slip)
    {
        pending.Add(slip);
        hasWritten = true;
    }

    public override void AddOnce(OnceHashes once, string answer, long? firstSlip, long atMs)
    {
        pending.AddOnce(once, answer, firstSlip, atMs);
        onces[once.Key] = new(once.Fingerprint, answer);
        hasWritten = true;
    }

    public override void AddEvent(string name, string payload, long atMs)
    {
        pending.AddEvent(++events, name, payload, atMs);
        hasWritten = true;
    }

    public override void SealEnd(long seq, byte[] mac) => end = (seq, mac);

    public override void Announce(IReadOnlyCollection<string> topics) => this.topics = topics;

    public override void Commit(IReadOnlyList<DoorAccount> touched)
    {
        if (!hasWritten)
        {
            RollBack(); // all were refused, or had been answered before
            return;
        }

        try
        {
            using var say = NewBatch();
            pending.WriteTo(say);
            WriteBalances(say, touched);
            if (end is { } sealedAt)
                say.Say(
                    SealSlips,
                    PendingRows.Long(sealedAt.Seq),
                    PendingRows.Of(sealedAt.Mac, NpgsqlTypes.NpgsqlDbType.Bytea)
                );
            say.Say(Sign, Int(instance), PendingRows.Long(batch));
            if (topics.Count > 0)
                say.Say(PostgresNews.Tell, Texts(PostgresNews.Pack(instance, topics)));
            say.Say("COMMIT");
            say.ExecuteNonQuery();
        }
        catch (Exception lost) when (!IsOpen || lost is not PostgresException)
        {
            EndTransaction();
            if (!IsCommitted(lost))
                throw new LostTurnException(lost);
        }

        EndTransaction();
    }

    public override void RollBack()
    {
        try
        {
            if (transaction is not null && IsOpen)
                transaction.Rollback();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            Drop(); // with it the server ends the transaction
        }

        EndTransaction();
    }

    public override DoorTrouble TroubleOf(Exception? failure) =>
        failure switch
        {
            null => DoorTrouble.None,
            OutcomeUnknownException => DoorTrouble.Unknown,
            LostTurnException => DoorTrouble.Unreachable,
            _ when !IsOpen => DoorTrouble.Unreachable,
            PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.LockNotAvailable
            } => DoorTrouble.Busy,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => DoorTrouble.Full,
            PostgresException
            {
                SqlState: ['5', '3' or '8', ..]
                    or ['0', '8', ..]
                    or PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.ReadOnlySqlTransaction
            } => DoorTrouble.Unreachable,
            _ => TroubleOf(failure.InnerException),
        };

    public override TimeSpan? PauseBeforeAnother(DoorTrouble trouble, int tries) =>
        trouble is DoorTrouble.Busy or DoorTrouble.Unreachable && tries <= Pauses.Length ? Pauses[tries - 1] : null;

    public override void Dispose() => Drop();

    private (Standing Stands, bool IsSame) Look(long? seq, ReadOnlySpan<byte> seal)
    {
        using var ask = NewBatch();

        // Statements of one round trip, but each looks for itself: what stands after the lock sees all that was
        // committed before it.
        ask.Say(Lock, Int(PostgresServer.LockClass), Int(PostgresServer.DoorLock));
        ask.Say(Stand);
        if (seq is { } known)
            ask.Say(Changed, PendingRows.Long(known), PendingRows.Long(known + MostForeignSlips));
        if (onces.Count > 0)
            ask.Say(FindOnces, PendingRows.Bytes([.. onces.Keys]));
        using var reader = ask.ExecuteReader();
        reader.NextResult();
        reader.Read();
        var stands = new Standing(
            reader.GetInt64(0),
            reader.IsDBNull(1) ? SlipSeal.Genesis : reader.GetFieldValue<byte[]>(1),
            reader.GetInt64(2),
            reader.GetInt64(3)
        );
        events = reader.GetInt64(4);
        var same = stands.Seq == seq && seal.SequenceEqual(stands.Seal);
        if (seq is not null)
        {
            reader.NextResult();
            if (stands.Seq > seq && stands.Seq <= seq + MostForeignSlips)
                stands = stands with { Accounts = ReadAccounts(reader) };
        }

        if (onces.Count > 0)
        {
            reader.NextResult();
            while (reader.Read())
                onces[reader.GetFieldValue<byte[]>(0)] = new(reader.GetFieldValue<byte[]>(1), reader.GetString(2));
        }

        return (stands, same);
    }

    private List<AccountState> ReadAll()
    {
        using var command = new NpgsqlCommand(AllAccounts, connection, transaction);
        using var reader = command.ExecuteReader();
        return ReadAccounts(reader);
    }

    private void WriteBalances(NpgsqlBatch say, IReadOnlyList<DoorAccount> touched)
    {
        // Sorted, so that whoever locks rows in the order of their numbers never meets the door half-way.
        var sorted = touched.OrderBy(account => account.Id).ToList();
        var (fresh, known) = (sorted.FindAll(account => account.IsNew), sorted.FindAll(account => !account.IsNew));
        if (fresh.Count > 0)
        {
            say.Say(
                AddAccounts,
                PendingRows.Longs(fresh.ConvertAll(a => a.Id)),
                Texts(fresh.ConvertAll(a => a.Named.Code)),
                Ints(fresh.ConvertAll(a => (int)a.Named.Kind)),
                PendingRows.Longs(fresh.ConvertAll(a => a.Balance)),
                PendingRows.Longs(fresh.ConvertAll(a => a.Entries))
            );
        }

        if (known.Count > 0)
        {
            say.Say(
                SetAccounts,
                PendingRows.Longs(known.ConvertAll(a => a.Id)),
                PendingRows.Longs(known.ConvertAll(a => a.Balance)),
                PendingRows.Longs(known.ConvertAll(a => a.Entries)),
                PendingRows.Longs(known.ConvertAll(a => a.EntriesWritten)),
                PendingRows.Long(known.Count)
            );
        }
    }

    /// <summary>
    /// The server went away in a commit: asks it, once it is back and the old transaction has surely ended, whether
    /// that was done.
    /// </summary>
    private bool IsCommitted(Exception lost)
    {
        for (var since = Stopwatch.GetTimestamp(); ; )
        {
            try
            {
                Drop();
                Open();
                using var turn = connection!.BeginTransaction();
                using var ask = new NpgsqlBatch(connection, turn);
                ask.Say(Lock, Int(PostgresServer.LockClass), Int(PostgresServer.DoorLock));
                ask.Say("SELECT batch FROM journal_writer WHERE instance = $1", Int(instance));
                using var reader = ask.ExecuteReader();
                reader.NextResult();
                return reader.Read() && reader.GetInt64(0) == batch;
            }
            catch (Exception again)
                when (again is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
            {
                var waited = Stopwatch.GetElapsedTime(since);
                if (waited > patience.Unknown || (Closing.IsCancellationRequested && waited > AtLeastWhenClosing))
                    throw new OutcomeUnknownException(lost);
                Thread.Sleep(Pauses[1]);
            }
        }
    }

    private NpgsqlBatch NewBatch() => new(connection, transaction);

    private void EndTransaction()
    {
        try
        {
            transaction?.Dispose();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            Drop();
        }

        transaction = null;
        pending.Clear();
    }

    private void Drop()
    {
        try
        {
            connection?.Dispose();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            // It is gone either way.
        }

        connection = null;
    }

    private static List<AccountState> ReadAccounts(NpgsqlDataReader reader)
    {
        var accounts = new List<AccountState>();
        while (reader.Read())
            accounts.Add(
                new(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    (AccountKind)reader.GetInt32(2),
                    reader.GetInt64(3),
                    reader.GetInt64(4)
                )
            );
        return accounts;
    }

    private static NpgsqlParameter Parameter(NpgsqlCommand of, RowColumn column, object? value)
    {
        var parameter = (NpgsqlParameter)column.Parameter(of, "");
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }

    private static NpgsqlParameter<int> Int(int value) => PendingRows.Of(value, NpgsqlDbType.Integer);

    private static NpgsqlParameter<List<int>> Ints(List<int> values) =>
        PendingRows.Of(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    private static NpgsqlParameter<List<string>> Texts(List<string> values) =>
        PendingRows.Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    private sealed class LostTurnException(Exception lost)
        : Exception("The connection was lost before the batch was committed.", lost);

    private sealed class OutcomeUnknownException(Exception lost)
        : Exception("The connection was lost in a commit, and the server has not come back to say how it ended.", lost);

    private sealed class KeyBytes : IEqualityComparer<byte[]>
    {
        public static readonly KeyBytes Equal = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        // of a SHA-256: any four bytes are as good as all
        public int GetHashCode(byte[] obj) => BitConverter.ToInt32(obj);
    }
}
