using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MyPay.Domain.Kernel;
using MyPay.Domain.Storage.Jobs;

namespace MyPay.Domain.Storage.Outbox;

/// <summary>One listener of the outbox, as the dispatcher drives it.</summary>
internal abstract class OutboxConsumer(string name, string eventName)
{
    public string Name => name;

    public string EventName => eventName;

    public abstract Task HandleAsync(IServiceProvider services, string payload, CancellationToken ct);
}

internal sealed class OutboxConsumer<TEvent, THandler>() : OutboxConsumer(typeof(THandler).Name, TEvent.EventName)
    where TEvent : IOutboxEvent
    where THandler : IOutboxHandler<TEvent>
{
    public override Task HandleAsync(IServiceProvider services, string payload, CancellationToken ct) =>
        services.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TEvent>(payload)!, ct);
}

/// <summary>
/// Carries outbox events to their listeners: each listener has its own place in the queue, so a failing one holds up nobody else. Of several instances one does it.
/// </summary>
internal sealed class OutboxDispatcher(
    IServiceScopeFactory scopes, IEnumerable<OutboxConsumer> consumers, Journal journal, LiveFeed feed, Instances instances, TimeProvider clock, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    public const string Topic = "outbox";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // One look and one note of the place for so many: a busy hour's payments would otherwise each cost a commit for having been told.
    private const int AtOnce = 100;

    // No listener's place is before this one: who has nothing to hear costs one question.
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var news = new SemaphoreSlim(1);
        using var subscription = feed.Subscribe([Topic], () => { if (news.CurrentCount == 0) news.Release(); });
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

            if (told.IsCompleted) told = news.WaitAsync(stoppingToken);
            if (!instances.Leads) continue;
            foreach (var consumer in consumers)
            {
                try
                {
                    while (await DeliverAsync(consumer, stoppingToken)) { }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(failure, "{Consumer} could not handle its next event; it is told again in {Pause}.", consumer.Name, Pause);
                }
            }
        }
    }

    /// <summary>Tells a listener what waits for it, one event after the other. True when there may be more.</summary>
    private async Task<bool> DeliverAsync(OutboxConsumer consumer, CancellationToken ct)
    {
        var (from, waiting) = await WaitingAsync(consumer, ct);
        var told = from;
        try
        {
            foreach (var next in waiting)
            {
                await using var scope = scopes.CreateAsyncScope();
                await consumer.HandleAsync(scope.ServiceProvider, next.Payload, ct);
                told = next.Seq;
            }
        }
        catch when (told > from)
        {
            await NotePlaceAsync(consumer, told);   // what was told before it stays told
            throw;
        }

        return told > from && await NotePlaceAsync(consumer, told);
    }

    private async Task<(long From, List<OutboxRow> Waiting)> WaitingAsync(OutboxConsumer consumer, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MyPayDb>();
        if (!places.TryGetValue(consumer.Name, out var known)) known = places[consumer.Name] = await PlaceAsync();
        var waiting = await AfterAsync(known);
        if (waiting.Count == 0) return (known, waiting);

        var from = places[consumer.Name] = await PlaceAsync();
        return (from, from == known ? waiting : await AfterAsync(from));   // another instance may be further on

        Task<long> PlaceAsync() => db.Set<OutboxCursorRow>().Where(c => c.Consumer == consumer.Name).Select(c => c.Seq).SingleOrDefaultAsync(ct);

        Task<List<OutboxRow>> AfterAsync(long seq) =>
            db.Set<OutboxRow>().AsNoTracking().Where(e => e.Name == consumer.EventName && e.Seq > seq).OrderBy(e => e.Seq).Take(AtOnce).ToListAsync(ct);
    }

    private async Task<bool> NotePlaceAsync(OutboxConsumer consumer, long told)
    {
        var noted = await journal.WriteAsync<Done>(
            write =>
            {
                var cursor = write.Find<OutboxCursorRow>(consumer.Name);
                if (cursor is null) write.Add(new OutboxCursorRow { Consumer = consumer.Name, Seq = told });
                else if (cursor.Seq < told) cursor.Seq = told;   // another instance may be further on
                return default(Done);
            },
            CancellationToken.None);
        if (!noted.TryGet(out _, out _)) return false;
        places[consumer.Name] = told;
        return true;
    }
}
