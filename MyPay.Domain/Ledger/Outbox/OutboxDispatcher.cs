using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger.Outbox;

/// <summary>One listener of the outbox, as the dispatcher drives it.</summary>
internal abstract class OutboxConsumer(string name, string eventName)
{
    public string Name => name;

    public string EventName => eventName;

    /// <summary>It can be told of many at once.</summary>
    public abstract bool TakesMany { get; }

    public abstract Task HandleAsync(IServiceProvider services, string payload, CancellationToken ct);

    public abstract Task HandleAsync(IServiceProvider services, IReadOnlyList<string> payloads, CancellationToken ct);
}

internal sealed class OutboxConsumer<TEvent, THandler>() : OutboxConsumer(typeof(THandler).Name, TEvent.EventName)
    where TEvent : IOutboxEvent
    where THandler : IOutboxHandler<TEvent>
{
    public override Task HandleAsync(IServiceProvider services, string payload, CancellationToken ct) =>
        services.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TEvent>(payload)!, ct);

    public override bool TakesMany => typeof(THandler).IsAssignableTo(typeof(IOutboxBatchHandler<TEvent>));

    public override Task HandleAsync(IServiceProvider services, IReadOnlyList<string> payloads, CancellationToken ct) =>
        ((IOutboxBatchHandler<TEvent>)services.GetRequiredService<THandler>()).HandleAsync(
            [.. payloads.Select(payload => JsonSerializer.Deserialize<TEvent>(payload)!)],
            ct
        );
}

/// <summary>
/// Carries outbox events to their listeners: each listener has its own place in the queue, so a failing one holds up
/// nobody else. Of several instances one does it.
/// </summary>
internal sealed class OutboxDispatcher(
    IServiceScopeFactory scopes,
    IEnumerable<OutboxConsumer> consumers,
    Journal journal,
    LiveFeed feed,
    Instances instances,
    TimeProvider clock,
    ILogger<OutboxDispatcher> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // One look and one note of the place for so many: a busy hour's payments would otherwise each cost a commit for
    // having been told.
    private const int AtOnce = 100;

    // What happens within a moment is told together: who hears it is a machine, and each time costs a commit.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private static readonly CompiledQuery<Func<MyPayDb, string, Task<long>>> Place = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string consumer) =>
                db.Set<OutboxCursorRow>().Where(c => c.Consumer == consumer).Select(c => c.Seq).SingleOrDefault()
        )
    );

    private static readonly CompiledQuery<Func<MyPayDb, string, long, IAsyncEnumerable<OutboxRow>>> After = new(() =>
        EF.CompileAsyncQuery(
            (MyPayDb db, string name, long seq) =>
                db.Set<OutboxRow>()
                    .AsNoTracking()
                    .Where(e => e.Name == name && e.Seq > seq)
                    .OrderBy(e => e.Seq)
                    .Take(AtOnce)
        )
    );

    // No listener's place is before this one: who has nothing to hear costs one question.
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);

    private readonly HashSet<string> published = new(StringComparer.Ordinal);

    /// <summary>Told by every write that publishes such an event.</summary>
    public static string TopicOf(string eventName) => $"outbox:{eventName}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var news = new SemaphoreSlim(1);
        published.UnionWith(consumers.Select(consumer => consumer.EventName)); // whatever waits from before
        var subscriptions = published.Select(name => feed.Subscribe([TopicOf(name)], () => Heard(name))).ToList();
        try
        {
            await DispatchAsync(news, stoppingToken);
        }
        finally
        {
            subscriptions.ForEach(subscription => subscription.Dispose());
        }

        void Heard(string name)
        {
            LookAgainAt(name);
            if (news.CurrentCount == 0)
                news.Release();
        }
    }

    private async Task DispatchAsync(SemaphoreSlim news, CancellationToken stoppingToken)
    {
        var told = news.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Woken by a commit, and now and then anyway: what failed is tried again.
            // One wait is kept until it is told: a wait left behind by the pause would swallow the next news.
            using (var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken))
            {
                await Task.WhenAny(told, Task.Delay(Pause, clock, pause.Token));
                await pause.CancelAsync();
            }

            HashSet<string>? heard = null; // the pause is over: everybody is asked
            if (told.IsCompleted)
            {
                await Task.Delay(Gathering, stoppingToken);
                (heard, told) = (TakePublished(), news.WaitAsync(stoppingToken));
            }

            if (!instances.Leads)
                continue;
            foreach (var consumer in consumers)
            {
                if (heard?.Contains(consumer.EventName) == false)
                    continue;
                try
                {
                    while (await DeliverAsync(consumer, stoppingToken)) { }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    LookAgainAt(consumer.EventName);
                    log.LogError(
                        failure,
                        "{Consumer} could not handle its next event; it is told again in {Pause}.",
                        consumer.Name,
                        Pause
                    );
                }
            }
        }
    }

    private void LookAgainAt(string eventName)
    {
        lock (published)
            published.Add(eventName);
    }

    /// <summary>What was published since the last look: who has nothing to hear is not even asked.</summary>
    private HashSet<string> TakePublished()
    {
        lock (published)
        {
            var taken = published.ToHashSet(StringComparer.Ordinal);
            published.Clear();
            return taken;
        }
    }

    /// <summary>Tells a listener what waits for it, one event after the other. True when there may be more.</summary>
    private async Task<bool> DeliverAsync(OutboxConsumer consumer, CancellationToken ct)
    {
        var (from, waiting) = await WaitingAsync(consumer, ct);
        if (waiting.Count == 0)
            return false;

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.HoldConnectionAsync(ct);
        var told = from;
        try
        {
            if (await AreToldAtOnceAsync(consumer, scope.ServiceProvider, waiting, ct))
                told = waiting[^1].Seq;
            foreach (var next in waiting.SkipWhile(row => row.Seq <= told))
            {
                await consumer.HandleAsync(scope.ServiceProvider, next.Payload, ct);
                told = next.Seq;
            }
        }
        catch when (told > from)
        {
            await NotePlaceAsync(consumer, told); // what was told before it stays told
            throw;
        }

        if (await NotePlaceAsync(consumer, told))
            return waiting.Count == AtOnce;
        LookAgainAt(consumer.EventName);
        return false;
    }

    private async Task<bool> AreToldAtOnceAsync(
        OutboxConsumer consumer,
        IServiceProvider services,
        List<OutboxRow> waiting,
        CancellationToken ct
    )
    {
        if (!consumer.TakesMany || waiting.Count == 1)
            return false;
        try
        {
            await consumer.HandleAsync(services, waiting.ConvertAll(row => row.Payload), ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(
                failure,
                "{Consumer} could not handle {Count} events at once; it is told of each by itself.",
                consumer.Name,
                waiting.Count
            );
            return false;
        }
    }

    private async Task<(long From, List<OutboxRow> Waiting)> WaitingAsync(OutboxConsumer consumer, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        if (!places.TryGetValue(consumer.Name, out var known))
            known = places[consumer.Name] = await PlaceAsync();
        var waiting = await AfterAsync(known);
        if (waiting.Count == 0)
            return (known, waiting);

        var from = places[consumer.Name] = await PlaceAsync();
        return (from, from == known ? waiting : await AfterAsync(from)); // another instance may be further on

        Task<long> PlaceAsync() => Place.On(db)(db, consumer.Name);

        async Task<List<OutboxRow>> AfterAsync(long seq)
        {
            var after = new List<OutboxRow>();
            await foreach (var row in After.On(db)(db, consumer.EventName, seq).WithCancellation(ct))
                after.Add(row);
            return after;
        }
    }

    private async Task<bool> NotePlaceAsync(OutboxConsumer consumer, long told)
    {
        var noted = await journal.WriteAsync<Done>(
            write =>
            {
                var cursor = write.Find<OutboxCursorRow>(consumer.Name);
                if (cursor is null)
                    write.Add(new OutboxCursorRow { Consumer = consumer.Name, Seq = told });
                else if (cursor.Seq < told)
                    cursor.Seq = told; // another instance may be further on
                return default(Done);
            },
            CancellationToken.None
        );
        if (!noted.TryGet(out _, out _))
            return false;
        places[consumer.Name] = told;
        return true;
    }
}
