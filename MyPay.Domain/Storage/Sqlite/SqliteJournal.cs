using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>
/// The door on SQLite: one thread owns the only connection that writes money. It takes whatever waits (no timer), runs it in one transaction,
/// commits once and then answers all. A lone caller pays one fsync; a crowd shares it.
/// </summary>
public sealed class SqliteJournal : Journal, IDisposable
{
    private const int QueueLimit = 16_384;
    private const int BatchLimit = 1_024;

    // Synchronous continuations: what continues is only the door's own thread being woken, one hop less for a lone caller.
    private readonly Channel<WaitingCommand> queue = Channel.CreateBounded<WaitingCommand>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly SqliteDoor door;
    private readonly LiveFeed feed;
    private readonly TimeProvider clock;
    private readonly ILogger<SqliteJournal> log;
    private readonly Thread thread;
    private volatile bool stopped;
    private volatile bool closed;

    /// <summary>Opens the door on a migrated store. Throws when the file's promises (WAL, synchronous=FULL) do not read back.</summary>
    public SqliteJournal(string file, LiveFeed feed, TimeProvider clock, ILogger<SqliteJournal> log)
    {
        (this.feed, this.clock, this.log) = (feed, clock, log);
        door = new SqliteDoor(file);
        thread = new Thread(Run) { Name = "MyPay journal", IsBackground = true };
        thread.Start();
    }

    /// <inheritdoc/>
    public override Task<Result<T>> WriteAsync<T>(Once? once, Func<JournalWrite, Result<T>> command, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (ct.IsCancellationRequested) return Task.FromCanceled<Result<T>>(ct);
        if (stopped || closed) return Task.FromResult<Result<T>>(new Refusal(RefusalKind.Unavailable, "storage.stopped"));

        // Once queued, a command runs: giving up the wait would not take it back.
        var waiting = new WaitingCommand<T>(OnceHashes.Of(once), command);
        return queue.Writer.TryWrite(waiting)
            ? waiting.Answer
            : Task.FromResult<Result<T>>(new Refusal(RefusalKind.Unavailable, stopped || closed ? "storage.stopped" : "storage.busy"));
    }

    /// <summary>Finishes what is queued, then closes the file.</summary>
    public void Dispose()
    {
        closed = true;
        queue.Writer.TryComplete();
        thread.Join();
        door.Dispose();
    }

    private void Run()
    {
        var batch = new List<WaitingCommand>(BatchLimit);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < BatchLimit && queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
            if (stopped) RefuseAll(batch, "storage.stopped");
            else if (!TryCommit(batch)) OneByOne(batch);
        }
    }

    /// <summary>Runs and commits the batch whole. False when something threw: nothing of it is written and nobody is answered yet.</summary>
    private bool TryCommit(List<WaitingCommand> batch)
    {
        using var turn = new SqliteWrite(door, clock.GetUtcNow());
        try
        {
            using var transaction = door.BeginTransaction();
            turn.Transaction = transaction;
            foreach (var waiting in batch) waiting.Run(turn);
            door.Ledger.Flush();
            transaction.Commit();
        }
        catch (Exception failure)
        {
            return IsSettled(batch, failure);
        }

        // Durable. From here on nothing may throw these commands back into the queue.
        door.Ledger.Committed();
        foreach (var waiting in batch)
        {
            if (waiting.Failure is { } failure) log.LogError(failure, "A command failed; nothing of it was written.");
            waiting.Tell();
        }

        feed.Publish(turn.Topics, log);
        return true;
    }

    /// <summary>A batch in which the database refused a command's slips: each alone, so that only the guilty one fails.</summary>
    private void OneByOne(List<WaitingCommand> batch)
    {
        foreach (var waiting in batch)
        {
            if (stopped) RefuseAll([waiting], "storage.stopped");
            else TryCommit([waiting]);
        }
    }

    /// <summary>Answers a batch of which nothing was written. False when its commands should be tried one by one.</summary>
    private bool IsSettled(List<WaitingCommand> batch, Exception failure)
    {
        var trouble = SqliteTroubles.Of(failure);
        if (trouble == SqliteTrouble.Broken || !HasReloaded())
        {
            // After a failed fsync nobody knows what the disk holds. Stop, never retry blindly; a restart recovers from the log.
            log.LogCritical(failure, "Disk failure: MyPay stops writing until it is restarted.");
            stopped = true;
            RefuseAll(batch, "storage.stopped");
            return true;
        }

        if (trouble == SqliteTrouble.None && batch.Count > 1) return false;

        log.LogError(failure, "{Trouble}: {Count} writes were not done, nothing of them was written.", trouble, batch.Count);
        if (trouble == SqliteTrouble.None) batch[0].Fail(failure);
        else RefuseAll(batch, trouble == SqliteTrouble.Full ? "storage.full" : "storage.busy");
        return true;
    }

    private bool HasReloaded()
    {
        try
        {
            door.Outbox.Forget();
            door.Ledger.Reload();
            return true;
        }
        catch (Exception unreadable)
        {
            log.LogCritical(unreadable, "The ledger cannot be read back after a failed batch.");
            return false;
        }
    }

    private static void RefuseAll(List<WaitingCommand> batch, string code)
    {
        foreach (var waiting in batch) waiting.Refuse(new Refusal(RefusalKind.Unavailable, code));
    }
}
