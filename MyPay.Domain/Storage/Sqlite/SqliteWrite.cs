using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage.Ledger;
using MyPay.Domain.Storage.Outbox;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>A batch's turn at the door, as each of its commands sees it.</summary>
internal sealed class SqliteWrite(SqliteDoor door, DateTimeOffset now) : JournalWrite, IDisposable
{
    private readonly List<string> touchedNow = [];
    private SqliteMyPayDb? db;

    public SqliteTransaction? Transaction { get; set; }

    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

    // To the millisecond, as it is stored: what is read back equals what was written.
    public override DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    public override MyPayDb Db
    {
        get
        {
            if (db is not null) return db;

            // Whatever the command writes through EF, ExecuteUpdate included, goes with the command if it is refused.
            door.Mark();
            db = new SqliteMyPayDb(door.DbOptions);
            db.Database.AutoSavepointsEnabled = false;
            db.Database.UseTransaction(Transaction);
            return db;
        }
    }

    /// <summary>False once SQLite itself has rolled the transaction back (full disk, I/O error): whatever is written then would stand alone.</summary>
    public bool InTransaction => door.InTransaction;

    public override long BalanceOf(LedgerAccount account) => door.Ledger.Find(account).Balance;

    public override Result<PostedSlip> Post(Slip slip) => door.Ledger.Post(slip, Now);

    public override void Publish<TEvent>(TEvent news)
    {
        door.Outbox.Add(TEvent.EventName, JsonSerializer.Serialize(news));
        Touch(OutboxDispatcher.Topic);
    }

    public override void Touch(string topic) => touchedNow.Add(topic);

    public override bool IsUsed(Once once) => door.Ledger.FindOnce(once.KeyHash()) is not null;

    public (byte[] Fingerprint, string Answer)? FindOnce(OnceHashes once) => door.Ledger.FindOnce(once.Key);

    public void Begin() => door.Ledger.Begin();

    /// <summary>Saves the module rows of a granted command. When it throws, the command can still be forgotten.</summary>
    public void SaveRows()
    {
        if (db is null) return;
        db.SaveChanges();
        door.Keep();
        EndDb();
    }

    /// <summary>Writes slips, entries, events and the idempotency row of a granted command. When it throws, the whole batch is lost.</summary>
    public void Accept<T>(OnceHashes? once, T granted)
    {
        door.Ledger.Accept(Topics);
        if (once is not null) door.Ledger.KeepOnce(once, JsonSerializer.Serialize(granted), Now);
        door.Outbox.Accept(Now);
        Topics.UnionWith(touchedNow);
        touchedNow.Clear();
    }

    public void Forget()
    {
        door.Ledger.Forget();
        door.Outbox.Forget();
        if (db is not null) door.Undo();
        touchedNow.Clear();
        EndDb();
    }

    public void Dispose() => EndDb();

    private void EndDb()
    {
        db?.Dispose();
        db = null;
    }
}

/// <summary>An idempotency key's hashes, made on the caller's thread: the door's is the busiest of all.</summary>
internal sealed record OnceHashes(byte[] Key, byte[] Fingerprint)
{
    public static OnceHashes? Of(Once? once) => once is null ? null : new(once.KeyHash(), once.Fingerprint());
}
