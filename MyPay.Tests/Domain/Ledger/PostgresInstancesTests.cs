using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>Instances on one database: each hears what the others have committed, and one of them leads.</summary>
public sealed class PostgresInstancesTests
{
    [Fact]
    public async Task What_one_instance_commits_the_other_hears_and_nobody_hears_it_twice_or_before_it_is_true()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await using var first = await AMember.JoinAsync(store);
        await using var second = await AMember.JoinAsync(store);
        var (own, others) = (first.Hear("member:김마이", "end"), second.Hear("member:김마이", "end"));

        (await first.Journal.WriteAsync<Done>(write => Change(write, "member:김마이", refuse: true))).Refused();
        (await first.Journal.WriteAsync<Done>(write => Change(write, "member:김마이"))).Granted();
        (await first.Journal.WriteAsync<Done>(write => Change(write, "nobody listens"))).Granted();
        (await first.Journal.WriteAsync<Done>(write => Change(write, "end"))).Granted();

        await Eventually.TrueAsync(
            () => Task.FromResult(own.Count >= 2 && others.Count >= 2),
            "both have heard the last"
        );
        // and the other way; what was to come twice would have come before it
        (await second.Journal.WriteAsync<Done>(write => Change(write, "end"))).Granted();
        await Eventually.TrueAsync(
            () => Task.FromResult(own.Count >= 3 && others.Count >= 3),
            "both have heard the other"
        );
        Assert.Equal((3, 3), (own.Count, others.Count));
    }

    [Fact]
    public async Task A_crowd_of_topics_arrives_whole_however_many_messages_it_takes()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await using var first = await AMember.JoinAsync(store);
        await using var second = await AMember.JoinAsync(store);
        var topics = Enumerable.Range(0, 1_000).Select(n => $"member:{new Guid(n, 0, 0, new byte[8])}").ToArray();
        var heard = topics.Select(topic => second.Hear(topic)).ToList();

        (
            await first.Journal.WriteAsync<Done>(write =>
            {
                foreach (var topic in topics)
                    Change(write, topic);
                return default(Done);
            })
        ).Granted();

        await Eventually.TrueAsync(() => Task.FromResult(heard.TrueForAll(news => news.Count == 1)), "every topic");
    }

    [Fact]
    public void Payloads_fit_say_who_sent_them_and_leave_nothing_out()
    {
        var topics = Enumerable.Range(0, 2_000).Select(n => $"가맹점:{n}").ToList();

        var packed = PostgresNews.Pack(4711, topics);

        Assert.True(packed.Count > 1);
        Assert.All(packed, payload => Assert.InRange(Encoding.UTF8.GetByteCount(payload), 1, 7_999));
        Assert.Equal(topics, packed.SelectMany(payload => PostgresNews.Read(payload, listener: 1)));
        Assert.All(packed, payload => Assert.Empty(PostgresNews.Read(payload, listener: 4711)));
    }

    [Fact]
    public async Task One_leads_and_when_it_goes_another_does()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        var first = await AMember.JoinAsync(store);
        await using var second = await AMember.JoinAsync(store);
        Assert.Equal((true, false), (first.Instances.Leads, second.Instances.Leads));

        await first.DisposeAsync(); // its line goes with it, as after a kill
        await Eventually.TrueAsync(() => Task.FromResult(second.Instances.Leads), "the other leads");
        Assert.False(first.Instances.Leads);
    }

    [Fact]
    public async Task A_line_that_was_cut_is_opened_anew_and_everybody_asks_again_because_something_may_have_been_missed()
    {
        await using var store = await AStore.OpenAsync(on: Database.PostgreSql);
        await using var only = await AMember.JoinAsync(store);
        var news = only.Hear("whatever");

        await CutAsync(store);
        await Eventually.TrueAsync(() => Task.FromResult(news.Count == 1), "everybody asks again");
        await Eventually.TrueAsync(
            async () =>
                await store.Options.NumberAsync(
                    $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {only.Instances.Number}"
                ) == 1,
            "it lives again"
        );
        await Eventually.TrueAsync(() => Task.FromResult(only.Instances.Leads), "it leads again");
    }

    // What touches nothing but a topic is not written, and nobody needs to hear of it.
    private static Result<Done> Change(JournalWrite write, string topic, bool refuse = false)
    {
        write.Publish(new Something(topic));
        write.Touch(topic);
        return refuse ? new Refusal(RefusalKind.Conflict, "no") : default(Done);
    }

    private static async Task CutAsync(AStore store)
    {
        var database = new Npgsql.NpgsqlConnectionStringBuilder(store.Options.PostgreSql).Database!;
        await (await APostgres.SharedAsync()).ExecuteAsync(
            "postgres",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND "
                + "application_name IN ('MyPay instance', 'MyPay news')"
        );
    }

    private sealed record Something(string What) : MyPay.Domain.Ledger.Outbox.IOutboxEvent
    {
        public static string EventName => "test.something";
    }

    /// <summary>An instance as far as storage knows it: its line, its door, its feed.</summary>
    private sealed class AMember(PostgresInstances instances, DoorJournal journal, LiveFeed feed) : IAsyncDisposable
    {
        public PostgresInstances Instances => instances;

        public Journal Journal => journal;

        public static async Task<AMember> JoinAsync(AStore store)
        {
            var feed = new LiveFeed();
            var instances = new PostgresInstances(
                store.Options.PostgreSql!,
                feed,
                NullLogger<PostgresInstances>.Instance
            );
            await instances.BeginAsync(CancellationToken.None);
            return new(
                instances,
                new(
                    new PostgresDoor(store.Options.PostgreSql!, instances.Number),
                    AStore.Key,
                    feed,
                    TimeProvider.System,
                    NullLogger<DoorJournal>.Instance
                ),
                feed
            );
        }

        public ConcurrentQueue<bool> Hear(params string[] topics)
        {
            var news = new ConcurrentQueue<bool>();
            _ = feed.Subscribe(topics, () => news.Enqueue(true));
            return news;
        }

        public async ValueTask DisposeAsync()
        {
            journal.Dispose();
            await instances.DisposeAsync();
        }
    }
}
