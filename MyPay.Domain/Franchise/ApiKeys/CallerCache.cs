using System.Collections.Concurrent;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Franchise.ApiKeys;

/// <summary>
/// Callers behind keys, kept for a few seconds: a shop that pays a hundred times a second is looked up once. Whatever
/// ends a key clears it at once, on other instances of MyPay as soon as they hear of it; should they not, it lives on
/// there for the few seconds.
/// </summary>
internal sealed class CallerCache : IDisposable
{
    /// <summary>Told by a write that ends keys together with something else.</summary>
    public const string Topic = "api-keys";

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> noted = new();
    private readonly TimeProvider clock;
    private readonly IDisposable ended;
    private long generation;

    public CallerCache(TimeProvider clock, LiveFeed feed) =>
        (this.clock, ended) = (clock, feed.Subscribe([Topic], Clear));

    /// <summary>Read before the store is: what was read before a clearing is not kept after it.</summary>
    public long Generation => Interlocked.Read(ref generation);

    public ApiCaller? Find(string hash)
    {
        if (!byHash.TryGetValue(hash, out var entry))
            return null;
        var now = clock.GetUtcNow();
        if (now < entry.Until)
            return entry.Caller;
        byHash.TryRemove(KeyValuePair.Create(hash, entry));
        return null;
    }

    public void Keep(string hash, ApiKeyRow key, ApiCaller caller, long readAt)
    {
        if (byHash.Count >= Most)
            byHash.Clear();
        var until = clock.GetUtcNow() + Life;
        if (key.EndsAt < until)
            until = key.EndsAt.Value;
        byHash[hash] = new(caller, until);
        if (Generation != readAt)
            byHash.TryRemove(hash, out _);
    }

    public void Clear()
    {
        Interlocked.Increment(ref generation);
        byHash.Clear();
    }

    /// <summary>True once a minute and key: then its use is worth a write.</summary>
    public bool ShouldNote(Guid key)
    {
        var now = clock.GetUtcNow();
        var last = noted.GetOrAdd(key, DateTimeOffset.MinValue);
        return now - last >= NotedEvery && noted.TryUpdate(key, now, last);
    }

    public void Dispose() => ended.Dispose();

    private sealed record Entry(ApiCaller Caller, DateTimeOffset Until);
}
