using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Ledger.Door;

/// <summary>
/// The door: one thread owns the only connection of this process that writes money. It takes whatever waits (no timer),
/// runs it in one transaction, commits once and then answers all. A lone caller pays one fsync; a crowd shares it. What
/// differs between databases is in <see cref="DoorStore"/>.
/// </summary>
internal sealed class DoorJournal : Journal, IDisposable
{
    private const int QueueLimit = 16_384;
    private const int BatchLimit = 1_024;

    // Synchronous continuations: what continues is only the door's own thread being woken, one hop less for a lone
    // caller.
    private readonly Channel<WaitingCommand> queue = Channel.CreateBounded<WaitingCommand>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true, AllowSynchronousContinuations = true }
    );

    private readonly DoorStore store;
    private readonly DoorLedger ledger;
    private readonly TurnRows rows;
    private readonly LiveFeed feed;
    private readonly TimeProvider clock;
    private readonly ILogger<DoorJournal> log;
    private readonly DoorMetrics? metrics;
    private readonly CancellationTokenSource closing = new();
    private readonly Thread thread;
    private volatile bool stopped;
    private volatile bool closed;
    private bool isUntidy;

    /// <summary>Opens the door on a store, which it owns from now on.</summary>
    public DoorJournal(
        DoorStore store,
        Lazy<DataKeys> keys,
        LiveFeed feed,
        TimeProvider clock,
        ILogger<DoorJournal> log,
        DoorMetrics? metrics = null
    )
    {
        (this.store, ledger, rows, this.feed, this.clock, this.log, this.metrics) = (
            store,
            new DoorLedger(store, keys),
            new TurnRows(store),
            feed,
            clock,
            log,
            metrics
        );
        store.Closing = closing.Token;
        metrics?.Watch(() => queue.Reader.Count);
        thread = new Thread(Run) { Name = "MyPay journal", IsBackground = true };
        thread.Start();
    }

    /// <inheritdoc/>
    public override Task<Result<T>> WriteAsync<T>(
        Once? once,
        Func<JournalWrite, Result<T>> command,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        if (ct.IsCancellationRequested)
            return Task.FromCanceled<Result<T>>(ct);
        if (stopped || closed)
            return Task.FromResult<Result<T>>(new Refusal(RefusalKind.Unavailable, "storage.stopped"));

        // Once queued, a command runs: giving up the wait would not take it back.
        var waiting = new WaitingCommand<T>(OnceHashes.Of(once), command);
        if (queue.Writer.TryWrite(waiting))
            return waiting.Answer;
        metrics?.Failed(1);
        return Task.FromResult<Result<T>>(
            new Refusal(RefusalKind.Unavailable, stopped || closed ? "storage.stopped" : "storage.busy")
        );
    }

    /// <summary>Finishes what is queued, then closes the store.</summary>
    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        queue.Writer.TryComplete();
        closing.Cancel();
        thread.Join();
        store.Dispose();
        closing.Dispose();
    }

    private void Run()
    {
        var batch = new List<WaitingCommand>(BatchLimit);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < BatchLimit && queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            if (stopped)
                RefuseAll(batch, "storage.stopped");
            else if (!TryCommit(batch))
                OneByOne(batch);
        }
    }

    /// <summary>
    /// Runs and commits the batch whole. False when something threw: nothing of it is written and nobody is answered
    /// yet.
    /// </summary>
    private bool TryCommit(List<WaitingCommand> batch)
    {
        for (var tries = 1; ; tries++)
        {
            using var turn = new DoorWrite(store, ledger, rows);
            TimeSpan took;
            try
            {
                turn.Open(batch, clock);
                foreach (var waiting in batch)
                    waiting.Run(turn);
                var begun = Stopwatch.GetTimestamp();
                turn.Commit();
                took = Stopwatch.GetElapsedTime(begun);
            }
            catch (Exception failure)
            {
                store.RollBack();
                var trouble = store.TroubleOf(failure);
                if (trouble == DoorTrouble.None)
                    ledger.TakeBack();
                else
                    ledger.Reset();
                if (store.PauseBeforeAnother(trouble, tries) is not { } pause)
                    return IsSettled(batch, failure, trouble);
                log.LogWarning(
                    failure,
                    "{Trouble}: {Count} writes are tried again in {Pause}.",
                    trouble,
                    batch.Count,
                    pause
                );
                closing.Token.WaitHandle.WaitOne(pause);
                continue;
            }

            // Durable. From here on nothing may throw these commands back into the queue.
            ledger.Committed();
            foreach (var waiting in batch)
            {
                if (waiting.Failure is { } failure)
                    log.LogError(failure, "A command failed; nothing of it was written.");
                waiting.Tell();
            }

            feed.Publish(turn.Topics, log);
            metrics?.Committed(batch, took); // after everybody has their answer: nobody waits for it
            TidyUp();
            return true;
        }
    }

    private void TidyUp()
    {
        try
        {
            store.TidyUp();
            isUntidy = false;
        }
        catch (Exception failure)
        {
            // What was confirmed is safe in the log; but a disk that fails here is no better than one that fails in a
            // commit.
            if (store.TroubleOf(failure) == DoorTrouble.Broken)
                Stop(failure);
            else if (!isUntidy)
                log.LogWarning(
                    failure,
                    "The log could not be carried over to the database file; it grows until that succeeds."
                );
            isUntidy = true;
        }
    }

    /// <summary>
    /// After a failed fsync nobody knows what the disk holds. Stop, never retry blindly; a restart recovers from the
    /// log.
    /// </summary>
    private void Stop(Exception failure)
    {
        log.LogCritical(failure, "Disk failure: MyPay stops writing until it is restarted.");
        stopped = true;
    }

    /// <summary>
    /// A batch in which the database refused a command's slips: each alone, so that only the guilty one fails.
    /// </summary>
    private void OneByOne(List<WaitingCommand> batch)
    {
        foreach (var waiting in batch)
        {
            if (stopped)
                RefuseAll([waiting], "storage.stopped");
            else
                TryCommit([waiting]);
        }
    }

    /// <summary>
    /// Answers a batch of which nothing was written. False when its commands should be tried one by one.
    /// </summary>
    private bool IsSettled(List<WaitingCommand> batch, Exception failure, DoorTrouble trouble)
    {
        if (trouble == DoorTrouble.Broken)
        {
            Stop(failure);
            RefuseAll(batch, "storage.stopped");
            return true;
        }

        if (trouble == DoorTrouble.None && batch.Count > 1)
            return false;

        if (trouble == DoorTrouble.Unknown)
            log.LogCritical(
                failure,
                "The database went away in a commit: whether {Count} writes were done is not known. Whoever "
                    + "asks again with the same key is told.",
                batch.Count
            );
        else
            log.LogError(
                failure,
                "{Trouble}: {Count} writes were not done, nothing of them was written.",
                trouble,
                batch.Count
            );
        if (trouble != DoorTrouble.None)
        {
            RefuseAll(batch, CodeOf(trouble));
            return true;
        }

        batch[0].Fail(failure);
        metrics?.Failed(1);
        return true;
    }

    private static string CodeOf(DoorTrouble trouble) =>
        trouble switch
        {
            DoorTrouble.Full => "storage.full",
            DoorTrouble.Unreachable => "storage.unavailable",
            DoorTrouble.Unknown => "storage.unknown",
            _ => "storage.busy",
        };

    private void RefuseAll(List<WaitingCommand> batch, string code)
    {
        foreach (var waiting in batch)
            waiting.Refuse(new Refusal(RefusalKind.Unavailable, code));
        metrics?.Failed(batch.Count);
    }
}
