using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Platform.Jobs;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>
/// Every event is told, in order, also by way of a restart, and a listener that fails holds up nobody else.
/// </summary>
public abstract class OutboxTests(Database on)
{
    private const int Patience = 60;

    [Fact]
    public async Task What_waits_from_before_the_start_is_told_at_the_start_and_what_comes_after_it_in_order()
    {
        await using var store = await AStore.OpenAsync(on: on);
        await PublishAsync(store, new Greeting(1));
        var heard = new Heard();
        using (var dispatcher = Start(store, heard))
        {
            await heard.CountAsync(1);
            for (var n = 2; n <= 250; n++)
                await PublishAsync(store, new Greeting(n));
            await heard.CountAsync(250);
            await dispatcher.StopAsync(default);
        }

        await PublishAsync(store, new Greeting(251));
        using (var again = Start(store, heard))
        {
            await heard.CountAsync(251);
            await again.StopAsync(default);
        }

        Assert.Equal(Enumerable.Range(1, 251), heard.Greetings);
    }

    [Fact]
    public async Task A_listener_that_fails_is_told_again_while_others_have_news_of_their_own()
    {
        await using var store = await AStore.OpenAsync(on: on);
        var heard = new Heard { Refusals = 3 };
        using var dispatcher = Start(store, heard);
        await PublishAsync(store, new Complaint(1));
        for (var n = 1; heard.Complaints.IsEmpty; n++)
        {
            Assert.True(n < 3_000, "The complaint was never told again.");
            await PublishAsync(store, new Greeting(n));
            await Task.Delay(20); // between two tries of what is tried until it comes
        }

        Assert.Equal([1], heard.Complaints);
        Assert.Equal(0, heard.Refusals);
        await dispatcher.StopAsync(default);
    }

    [Fact]
    public async Task Who_takes_many_at_once_is_told_in_order_and_a_bad_one_holds_up_only_those_after_it()
    {
        await using var store = await AStore.OpenAsync(on: on);
        var heard = new Heard { Bad = 8 };
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                for (var n = 1; n <= 10; n++)
                    write.Publish(new Parcel(n));
                return default(Done);
            })
        ).Granted();
        using var dispatcher = Start(store, heard);
        await Eventually.TrueAsync(() => Task.FromResult(heard.Parcels.Count >= 7), "the parcels before the bad one");
        Assert.Equal(Enumerable.Range(1, 7), heard.Parcels);

        heard.Bad = null;
        await PublishAsync(store, new Parcel(11));
        await Eventually.TrueAsync(() => Task.FromResult(heard.Parcels.Count >= 11), "the rest");
        Assert.Equal(Enumerable.Range(1, 11), heard.Parcels);
        Assert.Contains(heard.Together, many => many > 1);
        await dispatcher.StopAsync(default);
    }

    private static async Task PublishAsync<TEvent>(AStore store, TEvent news)
        where TEvent : IOutboxEvent =>
        (
            await store.Journal.WriteAsync<Done>(write =>
            {
                write.Publish(news);
                return default(Done);
            })
        ).Granted();

    private static OutboxDispatcher Start(AStore store, Heard heard)
    {
        var services = new ServiceCollection()
            .AddSingleton(heard)
            .AddScoped(_ => store.NewDb())
            .AddOutboxHandler<Greeting, OnGreeting>()
            .AddOutboxHandler<Complaint, OnComplaint>()
            .AddOutboxHandler<Parcel, OnParcels>()
            .BuildServiceProvider();
        var dispatcher = new OutboxDispatcher(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetServices<OutboxConsumer>(),
            store.Journal,
            store.Feed,
            new LoneInstance(),
            TimeProvider.System,
            NullLogger<OutboxDispatcher>.Instance
        );
        dispatcher.StartAsync(default);
        return dispatcher;
    }

    internal sealed record Greeting(int Number) : IOutboxEvent
    {
        public static string EventName => "test.greeting";
    }

    internal sealed record Complaint(int Number) : IOutboxEvent
    {
        public static string EventName => "test.complaint";
    }

    internal sealed record Parcel(int Number) : IOutboxEvent
    {
        public static string EventName => "test.parcel";
    }

    internal sealed class Heard
    {
        public ConcurrentQueue<int> Parcels { get; } = new();

        /// <summary>How many parcels were taken at once.</summary>
        public ConcurrentQueue<int> Together { get; } = new();

        /// <summary>The parcel that cannot be taken.</summary>
        public int? Bad { get; set; }

        public ConcurrentQueue<int> Greetings { get; } = new();

        public ConcurrentQueue<int> Complaints { get; } = new();

        /// <summary>So often the complaint is not taken.</summary>
        public int Refusals { get; set; }

        public async Task CountAsync(int greetings)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(Patience));
            while (Greetings.Count < greetings)
                await Task.Delay(10, end.Token); // looked for until it is there, or patience ends
        }
    }

    internal sealed class OnGreeting(Heard heard) : IOutboxHandler<Greeting>
    {
        public Task HandleAsync(Greeting news, CancellationToken ct)
        {
            heard.Greetings.Enqueue(news.Number);
            return Task.CompletedTask;
        }
    }

    internal sealed class OnParcels(Heard heard) : IOutboxBatchHandler<Parcel>
    {
        public Task HandleAsync(Parcel news, CancellationToken ct) => HandleAsync([news], ct);

        public Task HandleAsync(IReadOnlyList<Parcel> news, CancellationToken ct)
        {
            if (news.Any(parcel => parcel.Number == heard.Bad))
                throw new InvalidOperationException("not this one");
            foreach (var parcel in news)
                heard.Parcels.Enqueue(parcel.Number);
            heard.Together.Enqueue(news.Count);
            return Task.CompletedTask;
        }
    }

    internal sealed class OnComplaint(Heard heard) : IOutboxHandler<Complaint>
    {
        public Task HandleAsync(Complaint news, CancellationToken ct)
        {
            if (heard.Refusals-- > 0)
                throw new InvalidOperationException("not now");
            heard.Refusals = 0;
            heard.Complaints.Enqueue(news.Number);
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteOutboxTests() : OutboxTests(Database.Sqlite);

public sealed class PostgresOutboxTests() : OutboxTests(Database.PostgreSql);
