using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Franchise;
using MyPay.Domain.Franchise.Notices;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Payment;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Domain.Platform.Jobs;
using MyPay.Tests.Given;
using MyPay.Web.Jobs;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>
/// Webhooks on a real store and real HTTP, with a clock that tests move: noon of 22 November 2026 in Seoul.
/// </summary>
internal sealed class AWebhooks : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly TimeProvider? other;
    private ServiceProvider services = null!;
    private DataKeys keys = null!; // kept beside the store, so a crash does not lose them
    private int payments;

    private AWebhooks(bool allowPrivate, TimeProvider? other) => (AllowPrivate, this.other) = (allowPrivate, other);

    public FakeTimeProvider Clock { get; } = new(Noon);

    public AStore Store { get; private set; } = null!;

    public FranchiseId Shop { get; } = new(Guid.NewGuid());

    public ChangingNames Names { get; } = new();

    public bool AllowPrivate { get; set; }

    /// <summary>Who else is on the store: nobody, unless a test says so.</summary>
    public Instances Instances { get; init; } = new LoneInstance();

    public IServiceScopeFactory Scopes => services.GetRequiredService<IServiceScopeFactory>();

    /// <param name="clock">Another clock than the one that tests move.</param>
    /// <param name="instances">Who else is on the store.</param>
    /// <param name="on">Which database; the suite's when it does not matter.</param>
    public static async Task<AWebhooks> OpenAsync(
        bool allowPrivate = true,
        TimeProvider? clock = null,
        Instances? instances = null,
        Database? on = null
    )
    {
        var webhooks = new AWebhooks(allowPrivate, clock) { Instances = instances ?? new LoneInstance() };
        webhooks.Store = await AStore.OpenAsync(clock ?? webhooks.Clock, on);
        webhooks.keys = DataKeys.Open(webhooks.Store.Options.Directory);
        webhooks.Start();
        return webhooks;
    }

    /// <summary>
    /// The process dies here and starts again on what is on disk; whoever still runs in the dead one can write nothing
    /// any more.
    /// </summary>
    public void Crash()
    {
        Store.Reopen();
        Start();
    }

    public async Task<T> AskAsync<T>(Func<IWebhooks, Task<T>> question)
    {
        await using var scope = services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<IWebhooks>());
    }

    /// <summary>What is asked of events.</summary>
    public async Task<T> EventsAsync<T>(Func<IWebhookEvents, Task<T>> question)
    {
        await using var scope = services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<IWebhookEvents>());
    }

    /// <summary>The first hundred events, newest first.</summary>
    public async Task<IReadOnlyList<WebhookEventView>> EventsAsync(
        bool live = true,
        WebhookEventFilter? filter = null
    ) => (await EventsAsync(e => e.ListAsync(Shop, live, filter ?? new(), null, 100))).Rows;

    /// <summary>The nightly job.</summary>
    public async Task<int> ForgetAsync()
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IWebhookUpkeep>().ForgetAsync();
    }

    /// <summary>What the back office asks.</summary>
    public async Task<T> LogAsync<T>(Func<IWebhookLog, Task<T>> question)
    {
        await using var scope = services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<IWebhookLog>());
    }

    public async Task<WebhookEndpointSecret> AddAsync(string url, params string[] types) =>
        (await AskAsync(w => w.AddEndpointAsync(Shop, true, url, types, null))).Granted();

    public async Task<WebhookEndpointView> EndpointAsync(Guid id) =>
        (await AskAsync(w => w.EndpointsAsync(Shop, true))).Single(e => e.Id == id);

    public async Task<IReadOnlyList<WebhookDeliveryView>> DeliveriesAsync() =>
        (await AskAsync(w => w.DeliveriesAsync(Shop, true, null, null, 100))).Rows;

    /// <summary>An event as the outbox tells it.</summary>
    public PaymentHappened Event(string type = "payment.approved", string? data = null, bool live = true) =>
        new(
            type,
            Shop,
            $"T{++payments:0000000000000000000}",
            live,
            data ?? $$"""{"tid":"{{payments}}"}""",
            (other ?? Clock).GetUtcNow()
        );

    public async Task TellAsync(PaymentHappened news)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebhookIntakeOfPayments>().HandleAsync(news, default);
    }

    /// <summary>Many at once, as the outbox tells them.</summary>
    public async Task TellAsync(IReadOnlyList<PaymentHappened> news)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebhookIntakeOfPayments>().HandleAsync(news, default);
    }

    public async Task TellAsync(WebhookNews news)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebhookIntakeOfNews>().HandleAsync(news, default);
    }

    public Task HappenAsync(string type = "payment.approved", string? data = null) => TellAsync(Event(type, data));

    /// <summary>The post of another instance on the same store.</summary>
    public IWebhookPost NewPost() => ActivatorUtilities.CreateInstance<WebhookLanes>(services);

    public Task<int> DeliverAsync() => services.GetRequiredService<IWebhookPost>().DeliverDueAsync();

    /// <summary>Moves the clock to the next attempt that is planned, and makes it; false when none is.</summary>
    public async Task<bool> DeliverNextAsync()
    {
        if (await NextAsync() is not { } next)
            return false;
        if (next > Clock.GetUtcNow())
            Clock.SetUtcNow(next);
        await DeliverAsync();
        return true;
    }

    public async Task<DateTimeOffset?> NextAsync()
    {
        await using var db = Store.NewDb();
        return await db.Set<WebhookDeliveryRow>().MinAsync(d => d.NextAttemptAt);
    }

    /// <summary>Somebody who works at the shop.</summary>
    public async Task HireAsync(string email, StaffRole role, string? language = null) =>
        (
            await Store.Journal.WriteAsync<Done>(write =>
            {
                write.Db.Add(
                    new SignIn
                    {
                        Id = email,
                        UserName = email,
                        NormalizedUserName = email.ToUpperInvariant(),
                        Email = email,
                    }
                );
                write.Db.Add(
                    new StaffRow
                    {
                        SignInId = email,
                        Franchise = Shop,
                        Email = email,
                        Name = email,
                        Role = role,
                        AddedAt = write.Now,
                    }
                );
                if (language is not null)
                    write.Db.Add(
                        new IdentityUserClaim<string>
                        {
                            UserId = email,
                            ClaimType = SignInRoles.LanguageClaim,
                            ClaimValue = language,
                        }
                    );
                return default(Done);
            })
        ).Granted();

    /// <summary>What the shop's people were told in the portal.</summary>
    public async Task<IReadOnlyList<ShopNoticeRow>> ToldAsync()
    {
        await using var db = Store.NewDb();
        return await db.Set<ShopNoticeRow>().Where(n => n.Franchise == Shop).OrderBy(n => n.At).ToListAsync();
    }

    /// <summary>The letters written so far.</summary>
    public async Task<IReadOnlyList<MailRow>> LettersAsync()
    {
        await using var db = Store.NewDb();
        return await db.Set<MailRow>().OrderBy(m => m.WrittenAt).ThenBy(m => m.Address).ToListAsync();
    }

    /// <summary>
    /// The product's own jobs: the outbox is carried and what is due is sent, without a test's doing.
    /// </summary>
    public async Task<IAsyncDisposable> RunJobsAsync()
    {
        IHostedService[] jobs =
        [
            new OutboxDispatcher(
                Scopes,
                services.GetServices<OutboxConsumer>(),
                Store.Journal,
                Store.Feed,
                Instances,
                other ?? Clock,
                NullLogger<OutboxDispatcher>.Instance
            ),
            new WebhookSender(
                services.GetRequiredService<IWebhookPost>(),
                Store.Feed,
                Instances,
                other ?? Clock,
                NullLogger<WebhookSender>.Instance
            ),
        ];
        foreach (var job in jobs)
            await job.StartAsync(default);
        return new Running(jobs);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
    }

    private void Start()
    {
        var (journal, file) = (Store.Journal, Store);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(other ?? Clock);
        collection.AddSingleton(journal); // an instance is not the container's to dispose
        collection.AddSingleton(Store.Feed).AddSingleton(Instances);
        collection.AddSingleton(keys);
        collection.AddScoped(_ => file.NewDb());
        collection.AddWebhooks();
        collection.Configure<WebhookOptions>(o => o.AllowPrivate = AllowPrivate);
        collection.Replace(ServiceDescriptor.Singleton<IHostAddresses>(Names));
        services = collection.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }
        );
    }
}

/// <summary>As on a store that others are on too.</summary>
internal sealed class ManyInstances : Instances
{
    public override string Me => "1000";

    public override bool AreMany => true;

    public override bool Leads => true;

    public override Task AloneAsync(Func<Task> work, CancellationToken ct) => work();

    public override IReadOnlySet<string> Living(MyPayDb db) => new HashSet<string> { Me };
}

/// <summary>Jobs that run until disposed.</summary>
internal sealed class Running(IReadOnlyList<IHostedService> jobs) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var job in jobs)
            await job.StopAsync(default);
    }
}

/// <summary>A name server in a test's hand: says what it is told to, in the order it is told.</summary>
internal sealed class ChangingNames : IHostAddresses
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<IPAddress[]>> answers = new(
        StringComparer.OrdinalIgnoreCase
    );

    public int Questions { get; private set; }

    /// <summary>Answers to come; the last one stays.</summary>
    public void Say(string host, params string[][] next) =>
        answers[host] = new(next.Select(set => set.Select(IPAddress.Parse).ToArray()));

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        Questions++;
        if (!answers.TryGetValue(host, out var queue))
            throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound);
        IPAddress[] answer;
        if (queue.Count > 1)
            queue.TryDequeue(out answer!);
        else
            queue.TryPeek(out answer!);
        return Task.FromResult(answer);
    }
}
