using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Tells open pages that something they show has changed, after it is durable. It carries no data: who hears, asks
/// again. Topics are ledger account codes (<c>wallet:…</c>) and what commands touch (<c>member:…</c>). Where several
/// instances share a store, commits of all of them are heard.
/// </summary>
public sealed class LiveFeed
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<long, Action>> listeners = new(
        StringComparer.Ordinal
    );
    private readonly Lock changing = new();
    private long nextListener;
    private long news;

    /// <summary>
    /// How often something has changed so far, whatever it was: the same number before and after means that nothing
    /// has.
    /// </summary>
    public long News => Interlocked.Read(ref news);

    /// <summary>
    /// Calls <paramref name="changed"/> after each commit that touches one of the topics, until disposed. It must
    /// return at once. It runs in the context of whoever subscribed, not of whoever changed something: they may speak
    /// another language.
    /// </summary>
    public IDisposable Subscribe(IReadOnlyCollection<string> topics, Action changed)
    {
        var id = Interlocked.Increment(ref nextListener);
        var listener = InContextOf(ExecutionContext.Capture(), changed);
        lock (changing)
            foreach (var topic in topics)
                listeners.GetOrAdd(topic, _ => new()).TryAdd(id, listener);
        return new Subscription(this, topics, id);
    }

    /// <summary>
    /// Called after a commit: by the door, or by the line on which other instances are heard. A listener that throws is
    /// logged and harms nobody else, the door least of all.
    /// </summary>
    internal void Publish(IReadOnlyCollection<string> topics, ILogger log)
    {
        Interlocked.Increment(ref news);
        if (listeners.IsEmpty)
            return;
        var called = new HashSet<long>();
        foreach (var topic in topics)
        {
            if (!listeners.TryGetValue(topic, out var heard))
                continue;
            foreach (var (id, changed) in heard)
                if (called.Add(id))
                    Tell(changed, log);
        }
    }

    /// <summary>
    /// Anything may have changed: everybody asks again. For a gap in which news of other instances was not heard.
    /// </summary>
    internal void PublishAll(ILogger log) => Publish([.. listeners.Keys], log);

    private static Action InContextOf(ExecutionContext? context, Action changed) =>
        context is null
            ? changed
            : () => ExecutionContext.Run(context, static listener => ((Action)listener!)(), changed);

    private static void Tell(Action changed, ILogger log)
    {
        try
        {
            changed();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A listener of the live feed threw.");
        }
    }

    private sealed class Subscription(LiveFeed feed, IReadOnlyCollection<string> topics, long id) : IDisposable
    {
        public void Dispose()
        {
            // Under the lock: a listener that joins an emptied topic just now must not go with it.
            lock (feed.changing)
            {
                foreach (var topic in topics)
                {
                    if (!feed.listeners.TryGetValue(topic, out var heard))
                        continue;
                    heard.TryRemove(id, out _);
                    if (heard.IsEmpty)
                        feed.listeners.TryRemove(KeyValuePair.Create(topic, heard));
                }
            }
        }
    }
}
